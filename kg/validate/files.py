"""The quads of an RDF file that somebody hands over to be checked, read without trusting it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.errors import InputError, LimitError

FORMATS = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".nt": RdfFormat.N_TRIPLES}
LARGEST = 50_000_000
# The parser is native code; deep enough nesting ends its process with a segmentation fault, so another one tries first.
_TRIAL = """import sys, pyoxigraph as ox
try:
    for quad in ox.parse(path=sys.argv[1], format=ox.RdfFormat.from_media_type(sys.argv[2])): pass
except (SyntaxError, ValueError): pass"""


def file_quads(path: Path) -> list[Quad]:
    """All quads of a Turtle, TriG, N-Quads or N-Triples file.

    Raises:
        InputError: not RDF, or RDF 1.2.
        LimitError: the file is too large or too deeply nested.
    """
    if path.stat().st_size > LARGEST:
        raise LimitError(f"larger than {LARGEST:,} bytes", file=str(path), hint="import it, and validate the store")
    format = FORMATS[path.suffix.lower()]
    call = [sys.executable, "-I", "-c", _TRIAL, str(path), format.media_type]
    if subprocess.run(call, capture_output=True, check=False).returncode < 0:
        raise LimitError("nested too deeply to be read", file=str(path), hint="nothing is known of it")
    try:
        quads = list(parse(path=path, format=format))
    except SyntaxError as error:
        line, column = error.lineno, error.offset
        raise InputError(syntax_fault(error), file=str(path), line=line, column=column) from error
    except ValueError as error:
        raise InputError(str(error), file=str(path), hint="expected UTF-8 text") from error
    return [_plain(quad, path) for quad in quads]


def syntax_fault(error: SyntaxError) -> str:
    """What the parser complains of, without the place, which the error names anyway."""
    return re.sub(r"^Parser error at line \d+[^:]*: ", "", error.msg)


def _plain(quad: Quad, path: Path) -> Quad:
    if isinstance(quad.object, Triple):
        raise InputError("a triple term", file=str(path), hint="RDF 1.1 only: write a kg:Proposition")
    return quad
