"""``kg check`` and ``kg schema`` as a user meets them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.reading.file.schema import reading_schema
from kg.resources import SEEDS

SEED = SEEDS / "il76" / "reading.yaml"


def run_kg(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m kg`` as a user would."""
    return subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, text=True)


def test_a_right_reading_is_told_to_be_ok() -> None:
    """One line on stdout; what the file says of its damaged copy goes to stderr."""
    result = run_kg("check", str(SEED))
    assert (result.returncode, result.stdout) == (0, f"{SEED}: ok: 69 assertions\n")
    assert "damaged copy" in result.stderr


def test_every_fault_is_told_on_a_line_of_its_own(tmp_path: Path) -> None:
    """An editor can jump to each of them."""
    (tmp_path / "article.txt").write_bytes((SEEDS / "il76" / "article.txt").read_bytes())
    (tmp_path / "r.yaml").write_text(
        SEED.read_text().replace("by: peskov", "by: peskow").replace("stance: urges", "stance: urge")
    )
    result = run_kg("check", str(tmp_path / "r.yaml"), str(SEED))
    told = [line.split(":")[0] for line in result.stderr.split("\n") if "did you mean" in line]
    assert (result.returncode, told) == (3, [str(tmp_path / "r.yaml")] * 3)
    assert result.stdout == f"{SEED}: ok: 69 assertions\n"


@pytest.mark.parametrize("name", ["nowhere.yaml", "/dev/null", "."])
def test_what_is_no_file_is_bad_input(name: str) -> None:
    """No traceback reaches a user."""
    result = run_kg("check", name)
    assert (result.returncode, result.stdout, "Traceback" in result.stderr) == (3, "", False)


def test_a_call_without_a_file_is_a_usage_error() -> None:
    """Nothing to check is a slip in the call."""
    assert run_kg("check").returncode == 2


def test_the_schema_is_printed() -> None:
    """The same bytes as in the repository."""
    assert run_kg("schema").stdout == reading_schema()
