"""``kg demo``: the whole way once, from the seed article to its answers and its picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import out, safe, say

if TYPE_CHECKING:
    from kg.model import Conflict
    from kg.store import Store


@click.command(epilog="Example: kg demo --out out")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The folder to write to.",
)
def command(folder: Path) -> None:
    """Build the graph of the seed article, check it, say what it holds, draw it."""
    from kg.store import open_store

    folder.mkdir(parents=True, exist_ok=True)
    with open_store(folder / "store", write=True) as store:
        _build(store)
        _validate(store)
        conflicts, unresolved = _find(store)
        _count(store)
        _tell(f"{len(conflicts)} conflicts", conflicts)
        _tell(f"{len(unresolved)} unresolved: somebody claims it, others do not answer", unresolved)
        _write(store, [*conflicts, *unresolved], folder)
    _compare(folder)
    _next(folder, conflicts)


def _build(store: Store) -> None:
    from kg.errors import CheckError
    from kg.pipeline import build
    from kg.resources import SEEDS

    for article in build([SEEDS / "il76"], store).articles:
        if article.error is not None:
            raise article.error
        if article.violations:
            raise CheckError(f"{article.name}: {article.violations[0].message}")
        say(f"built {article.name}: {article.status}, {article.assertions} assertions, {article.quads:,} quads")


def _validate(store: Store) -> None:
    """Shapes and quotes once more, from what is stored."""
    from kg.errors import CheckError
    from kg.validate import count_quotes, misquoted, violations

    quads = [quad for article in store.articles() for quad in store.quads(graph=article)]
    found = [*violations(quads), *misquoted(quads)]
    if found:
        raise CheckError(f"{len(found)} violations; the first: {found[0].message}")
    say(f"validated: every shape holds, {count_quotes(quads)} quotes stand verbatim in the text")


def _find(store: Store) -> tuple[list[Conflict], list[Conflict]]:
    from kg.conflicts import find_conflicts, find_unresolved, load_world

    world = load_world(store)
    return find_conflicts(world), find_unresolved(world)


def _count(store: Store) -> None:
    from kg.namespaces import ONTOLOGY
    from kg.views import load_assertions, load_entities, load_propositions

    triples = {q.triple for name in store.graphs() if name != ONTOLOGY for q in store.quads(graph=name)}
    out(
        f"{len(triples):,} triples: {len(load_entities(store))} actors and things, "
        f"{len(load_assertions(store))} assertions of {len(load_propositions(store))} propositions"
    )


def _tell(heading: str, pairs: list[Conflict]) -> None:
    """Each pair with its speakers and quotes."""
    out(f"\n{heading}")
    for pair in pairs:
        out(f"\n  {pair.id}  {pair.type}: {safe(pair.question)}")
        for side in (pair.a, pair.b):
            mark = " (machine-read, unchecked)" if side.unchecked else ""
            out(f"    {safe(side.by_label)}, {side.stance}{mark}: “{safe(side.quote)}”")


def _write(store: Store, pairs: list[Conflict], folder: Path) -> None:
    """The graph as Turtle, and the conflict sheet as picture and page."""
    from kg.draw import draw
    from kg.export import export

    (folder / "il76.ttl").write_bytes(export(store, "turtle").encode())
    for name in ("conflicts.svg", "conflicts.html"):
        (folder / name).write_bytes(draw(pairs, name.partition(".")[2]))
    say(f"\nwrote {folder / 'il76.ttl'}, {folder / 'conflicts.svg'} and {folder / 'conflicts.html'}")


def _compare(folder: Path) -> None:
    """How much of the person's Reading the machine finds by itself."""
    from kg.compare.page import comparison_page
    from kg.pipeline.comparison import compare_readings
    from kg.reading import read_article
    from kg.reading.file import load_reading
    from kg.resources import SEEDS

    person = load_reading(SEEDS / "il76" / "reading.yaml")
    machine = read_article(person.article)
    found = compare_readings(person, machine)
    (folder / "compared.html").write_bytes(comparison_page(found).encode())
    out(f"\nThe same article read by machine ({machine.reader.name}), beside the person's Reading")
    tallies = found.tallies()
    sayings, pairs = tallies.pop("assertions"), tallies.pop("conflicts")
    out(f"  {sayings.both} of {sayings.both + sayings.only_a} assertions found, {sayings.only_b} others besides")
    out("  alike among those found: " + ", ".join(f"{part} {tally.both}" for part, tally in tallies.items()))
    out(f"  {pairs.both} of {pairs.both + pairs.only_a} conflicts and unresolved pairs, {pairs.only_b} others besides")
    say(f"\nwrote {folder / 'compared.html'}")


def _next(folder: Path, conflicts: list[Conflict]) -> None:
    """Three commands that work as they are printed."""
    kg = _how_to_call()
    store = f"--store {folder / 'store'}"
    out("\nTry next:")
    out(f"  {kg} query who-claimed-what --param about=il-76 {store}")
    out(f"  {kg} explain {conflicts[0].id} {store}")
    out(f"  {kg} show il76 {store}")


def _how_to_call() -> str:
    """``kg`` where the shell finds it, else the path by which this very program was called."""
    import shutil
    import sys

    called = Path(sys.argv[0])
    found = shutil.which("kg")
    if found and Path(found).resolve() == called.resolve():
        return "kg"
    return str(called) if called.name == "kg" else f"{sys.executable} -m kg"
