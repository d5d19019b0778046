"""The wheel, installed into an empty environment, does the same work from another folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent


def _run(*words: str | Path, cwd: Path = ROOT) -> str:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("KG_", "PYTHON", "VIRTUAL_ENV"))
    }
    ran = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    _run(sys.executable, *build)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing in it but the wheel and what the wheel asks for."""
    place = tmp_path_factory.mktemp("empty") / "env"
    _run(TOOLS / "uv", "venv", "--quiet", "--python", sys.executable, place)
    python = place / "bin" / "python"
    _run(
        TOOLS / "uv", "pip", "install", "--quiet", "--python", python, "--constraint", ROOT / "requirements.lock", wheel
    )
    return python


def test_the_wheel_holds_the_four_folders(wheel: Path) -> None:
    """They lie outside the package in the checkout; without them the installed package is an empty shell."""
    names = zipfile.ZipFile(wheel).namelist()
    wanted = ["ontology/kg.ttl", "shapes/assertion.ttl", "queries/who-claimed-what.rq", "seeds/il76/reading.yaml"]
    assert [name for name in wanted if f"kg/_resources/{name}" not in names] == []


def test_the_wheel_names_its_licence(wheel: Path) -> None:
    """Apache-2.0, with the text."""
    with zipfile.ZipFile(wheel) as opened:
        (meta,) = [name for name in opened.namelist() if name.endswith("METADATA")]
        assert "License-Expression: Apache-2.0" in opened.read(meta).decode()


def test_the_editable_install_needs_nothing_more(tmp_path: Path) -> None:
    """`make` installs what the lock file holds, and no more: hatchling's default wants `editables` besides."""
    without = (
        f"import sys; sys.modules['editables'] = None; import hatchling.build as b; b.build_editable({str(tmp_path)!r})"
    )
    _run(sys.executable, "-c", without)
    assert len(list(tmp_path.glob("*.whl"))) == 1


def test_demo_from_another_folder_does_the_same_work(python: Path, tmp_path: Path) -> None:
    """The same counts, conflicts and bytes as in the checkout, with the language model on board."""
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    elsewhere.mkdir()
    installed = _run(python, "-m", "kg", "demo", "--out", "out", cwd=elsewhere)
    checkout = _run(sys.executable, "-m", "kg", "demo", "--out", here)
    findings = re.compile(r"^[\d,]+ triples.*?(?=^Try next)", re.DOTALL | re.MULTILINE)
    assert findings.findall(installed) == findings.findall(checkout) != []
    for name in ("il76.ttl", "conflicts.svg", "conflicts.html"):
        assert (elsewhere / "out" / name).read_bytes() == (here / name).read_bytes()


def test_the_installed_package_reads_by_machine(python: Path, tmp_path: Path) -> None:
    """The parser's model came with it; nothing is downloaded."""
    (tmp_path / "news.txt").write_text("The mayor said the bridge was closed. The railway denied it.\n")
    assert '"cue"' in _run(python, "-m", "kg", "read", "--format", "jsonl", "news.txt", cwd=tmp_path)
