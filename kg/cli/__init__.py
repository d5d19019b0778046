"""The command line: finds commands without importing them, and turns errors into messages and exit codes.

Only this package prints or exits. Each command stands in a module of its own, imported when it is called, so that
``kg --help`` answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import InputError, KgError, StoreError

COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("Start", "Build, check and draw the seed article.", "kg demo --out out"),
    "read": ("Read", "Draft Readings of articles by machine.", "kg read article.txt --publisher AP > reading.yaml"),
    "check": ("Read", "Check a Reading file against its article.", "kg check seeds/il76/reading.yaml"),
    "compare": ("Read", "Show where two Readings of an article differ.", "kg compare person.yaml machine.yaml"),
    "schema": ("Read", "Print the JSON Schema of the Reading file.", "kg schema > reading.schema.json"),
    "build": ("Graph", "Read articles and Readings into the store.", "kg build seeds/il76"),
    "list": ("Graph", "List the articles in the store.", "kg list"),
    "show": ("Graph", "Show an article with its assertions marked.", "kg show il76"),
    "remove": ("Graph", "Remove an article from the store.", "kg remove il76"),
    "judge": ("Graph", "Record that two entities are the same or not.", "kg judge A B --different --reason WHY"),
    "validate": ("Graph", "Check the store against shapes and quotes.", "kg validate"),
    "query": (
        "Ask",
        "Run a named query, a file or SPARQL from stdin.",
        "kg query who-claimed-what --param about=il-76",
    ),
    "conflicts": ("Ask", "List the contradictions between assertions.", "kg conflicts --about russia"),
    "unresolved": ("Ask", "List claims that others do not answer.", "kg unresolved --about il-76"),
    "explain": ("Ask", "Say in plain words why a pair is listed.", "kg explain c-1f2e3d"),
    "draw": ("Hand on", "Draw the contradictions as SVG, HTML or PNG.", "kg draw -o conflicts.svg"),
    "export": ("Hand on", "Write the graph in another format.", "kg export --format turtle > graph.ttl"),
    "import": ("Hand on", "Take RDF back into the store, validated.", "kg import graph.trig"),
}
"""Every command: its group in the help, one line of help, an example. Its module is ``kg.cli.<name>``."""

GROUPS = ("Start", "Read", "Graph", "Ask", "Hand on")


class LazyGroup(click.Group):
    """A group that lists commands from COMMANDS and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = "imports" if cmd_name == "import" else cmd_name  # a keyword names no module
        command = importlib.import_module(f"kg.cli.{module}").command
        assert isinstance(command, click.Command)
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for group in GROUPS:
            with formatter.section(group):
                rows = [
                    (name, f"{text}\n{example}") for name, (kind, text, example) in COMMANDS.items() if kind == group
                ]
                _write_rows(formatter, rows)


def _write_rows(formatter: click.HelpFormatter, rows: list[tuple[str, str]]) -> None:
    """One line of help a command, its example below it."""
    for name, text in rows:
        line, example = text.split("\n")
        formatter.write(f"{'':{formatter.current_indent}}{name:<12}{line}\n")
        formatter.write(f"{'':{formatter.current_indent + 12}}$ {example}\n")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
    return f"No such command {name!r}." + (f" Did you mean {near[0]!r}?" if near else " 'kg --help' lists them.")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Turn news articles into a knowledge graph of who said what, and list the contradictions.

    Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 a check failed, 2 usage, 3 bad input,
    4 store, 5 limit or time-out, 130 interrupted.
    """


def _report(error: KgError) -> int:
    from kg.cli.common import safe, say

    say(f"kg: {safe(str(error), lines=True)}")
    for line in error.hint.splitlines():  # more than one where a query's line is shown with a caret
        say(f"    {safe(line)}")
    return error.exit_code


def _from_os(error: OSError) -> KgError:
    """A file that cannot be read is bad input; a place that cannot be written to has the store's error code."""
    words, file = error.strerror or str(error), str(error.filename or "")
    if isinstance(error, FileNotFoundError | IsADirectoryError):
        return InputError(words, hint="Check the name, and that its folder is there.", file=file)
    return StoreError(words, hint="May you write there, and is there space left?", file=file)


class _BugError(KgError):
    """What nobody foresaw; 70 is EX_SOFTWARE of sysexits.h."""

    exit_code = 70


def _from_bug(error: Exception) -> KgError:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f" in {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
    hint = "This is a fault of kg, not yours. Please report it, with what KG_TRACEBACK=1 prints when you run it again."
    return _BugError(f"{type(error).__name__}: {error}{place}", hint=hint)


def _run(arguments: list[str] | None) -> int:
    """Runs one command and gives its exit code."""
    try:
        result: Any = cli.main(args=arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("kg: interrupted", file=sys.stderr)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KgError as error:
        return _report(error)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _report(_from_os(error))
    except Exception as error:
        # A fault of ours. The user gets what to report, not a page of our insides.
        if os.environ.get("KG_TRACEBACK"):
            raise
        return _report(_from_bug(error))
    return result if isinstance(result, int) else 0


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits; a reader that has gone away (``| head``) is no error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter would flush stdout once more on exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
