"""What README and CONTRIBUTING show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import errors
from kg.conflicts import find_conflicts, find_unresolved, load_world
from kg.draw import draw
from kg.store import Store

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def session(name: str) -> list[tuple[str, str]]:
    """The commands in a document's console blocks, each with the output that is shown below it."""
    steps: list[tuple[str, str]] = []
    for line in "".join(BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))).splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append((line[2:].strip(), ""))
        else:
            steps[-1] = (steps[-1][0], steps[-1][1] + line)
    return steps


def matches(shown: str, printed: str) -> bool:
    """Whether the output is as shown, where a line "…" stands for lines left out."""
    pattern = "".join(
        r"(.*\n)*?" if line.strip() == "…" else re.escape(line) for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


def test_readme_session_prints_what_it_shows(tmp_path: Path) -> None:
    """A reader who types the session line by line sees what she reads, in order, in one folder."""
    steps = session("README.md")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }
    for command, shown in steps:
        ran = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert matches(shown, ran.stdout), f"$ {command}\n{ran.stdout}"
    assert len(steps) >= 6


def test_readme_shows_the_picture_that_is_drawn(seed_store: Store) -> None:
    """The first thing a visitor sees is what the tool makes today."""
    world = load_world(seed_store)
    drawn = draw([*find_conflicts(world), *find_unresolved(world)], "svg")
    assert (ROOT / "conflicts.svg").read_bytes() == drawn


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    """A dead link in the first screen costs a reader."""
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_every_error_is_in_the_tree() -> None:
    """The docstring of kg.errors is where one looks up what an exit code means."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KgError)]
    assert [kind.__name__ for kind in kinds if kind.__name__ not in (errors.__doc__ or "")] == []


def test_each_room_stands_in_the_floor_plan() -> None:
    """A new module gets a word in CONTRIBUTING, where people look for it."""
    plan = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert [room for room in sorted(rooms) if not room.startswith("_") and room not in plan] == []
