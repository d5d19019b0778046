"""Graph and shapes → list of violations, in words that a person understands; and every quote proved verbatim."""

from kg.validate.context import context_quads
from kg.validate.files import file_quads
from kg.validate.quotes import count_quotes, misquoted
from kg.validate.userfile import check_shapes
from kg.validate.verdict import TIMEOUT, violations
from kg.validate.whole import Checked, check_quads, check_store

__all__ = [
    "TIMEOUT",
    "Checked",
    "check_quads",
    "check_shapes",
    "check_store",
    "context_quads",
    "count_quotes",
    "file_quads",
    "misquoted",
    "violations",
]
