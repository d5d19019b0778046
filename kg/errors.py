"""Every exception raised on purpose, and the exit code each one ends a command with.

    KgError
    ├── CheckError     1  a check failed: a violation, a ``--fail-on`` hit
    ├── UsageError     2  the call's words are off
    ├── InputError     3  what was read is not fit to use
    ├── StoreError     4  the store is locked, unreadable or full
    └── LimitError     5  a limit or a time-out was reached

Each error carries the way out (``hint``) beside what went wrong.
"""

from __future__ import annotations


class KgError(Exception):
    """What every error of this package has in common.

    ``message`` says what is wrong and what was expected, ``hint`` what to do next; ``where`` names the file,
    with line and column (both from 1) where they are known.
    """

    exit_code = 1

    def __init__(
        self, message: str, *, hint: str = "", file: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.file, self.line, self.column = message, hint, file, line, column

    @property
    def where(self) -> str:
        """``file:line:column`` as far as it is known, else an empty string."""
        parts = [self.file] + [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class CheckError(KgError):
    """A check that was asked for failed: the data are readable, but not as they should be."""

    exit_code = 1


class UsageError(KgError):
    """The call cannot be carried out as worded: an unknown name, an ambiguous one, a missing parameter."""

    exit_code = 2


class InputError(KgError):
    """A file, a text or a query that cannot be read as what it claims to be."""

    exit_code = 3


class StoreError(KgError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class LimitError(KgError):
    """A limit of size or time was reached; the message says which and how to raise it."""

    exit_code = 5
