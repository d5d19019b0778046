"""The way from files to the graph: versions, repetition, refusal, and an order that does not matter."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from pyoxigraph import NamedNode
from readings import plane

from kg.articles import Metadata
from kg.errors import InputError, UsageError
from kg.export import export
from kg.model import Actor, Article, Assertion, Proposition, Reader, Reading, Span
from kg.namespaces import ENTITIES, INFERRED, ONTOLOGY, PROV
from kg.pipeline import BuildReport, build, derive, import_files, remove_article
from kg.pipeline.inputs import find_jobs
from kg.pipeline.order import arrange
from kg.resolve import load_rulings, record_rulings
from kg.store import Store, open_store
from kg.views import load_assertions, load_entities

STORY = "Moscow said the plane fell near the border on Wednesday and that nobody of the crew is alive."
EDITED = STORY.replace("nobody", "no one")
OTHER = "A clerk in the town hall counted the votes twice before he told the council."
READING = """
article: {file: FILE, publisher: The Daily, published: 2024-01-24}
reader: {kind: person}
actors: {russia: {type: Country, label: Russia, surface: [Moscow]}}
things: {plane: {type: Aircraft, label: the plane}}
propositions: {fell: {text: the plane fell, about: [plane]}}
assertions:
  - {id: a01, by: russia, source: Moscow, cue: said, quote: the plane fell, stance: affirms, certainty: CERTAIN}
""".replace("CERTAIN", "certain, content: fell")


def machine(article: Article) -> Reading:
    """A reader for tests: whoever the first word names affirms the rest."""
    first, _, rest = article.text.partition(" ")
    end = len(first) + 1 + len(rest.rstrip())
    return Reading(
        article=article,
        reader=Reader(kind="machine", name="test", version="1"),
        actors=(Actor(id="x", type="Person", label=first),),
        propositions=(Proposition(id="p", text=rest or first, about=("x",)),),
        assertions=(
            Assertion(
                id="a1",
                by="x",
                stance="Affirms",
                certainty="Certain",
                content="p",
                quote=(Span(len(first) + 1, end),),
                source=(Span(0, len(first)),),
            ),
        ),
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves SHACL out where a test is about something else: it takes most of the time."""
    monkeypatch.setattr("kg.pipeline.ingest.violations", lambda quads, context: [])


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def make(store: Store, *paths: Path, **known: Any) -> BuildReport:
    return build(paths, store, metadata=Metadata(**known), read=machine)


def outcome(report: BuildReport) -> list[str]:
    return [article.status for article in report.articles]


def everything(store: Store) -> frozenset[str]:
    return frozenset(str(quad) for quad in store.quads())


def revisions(store: Store) -> set[tuple[str, str]]:
    found = store.quads(None, NamedNode(PROV + "wasRevisionOf"))
    return {(quad.subject.value, quad.object.value) for quad in found}  # type: ignore[union-attr]


# Repetition


def test_the_same_bytes_twice_write_nothing(store: Store, tmp_path: Path) -> None:
    """Row 16: "unchanged", 0 quads, entities and conflicts included."""
    path = put(tmp_path, "story.txt", STORY)
    assert outcome(make(store, path)) == ["new"]
    again = make(store, path)
    assert (outcome(again), again.written) == (["unchanged"], 0)


def test_a_renamed_file_is_the_same_article(store: Store, tmp_path: Path) -> None:
    """Row 16: names are no part of identity, and the first display name stays."""
    make(store, put(tmp_path, "story.txt", STORY))
    again = make(store, put(tmp_path, "copy.txt", STORY))
    assert (outcome(again), again.written) == (["unchanged"], 0)
    assert {view.doc for view in load_assertions(store)} == {"story"}


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("known", [[{}, {"publisher": "The Daily"}], [{"publisher": "The Daily"}, {}]])
def test_a_build_without_metadata_does_not_double(store: Store, tmp_path: Path, known: list[dict[str, str]]) -> None:
    """Whoever forgets --publisher once would otherwise have every claim twice."""
    path = put(tmp_path, "story.txt", STORY)
    for flags in known:
        make(store, path, **flags)
    assert len(store.articles()) == 1
    assert {view.publisher for view in load_assertions(store)} == {"The Daily"}


@pytest.mark.usefixtures("unchecked")
def test_what_is_known_once_is_not_forgotten(store: Store, tmp_path: Path) -> None:
    """The second call without flags finds the article under all that the first one said."""
    path = put(tmp_path, "story.txt", STORY)
    make(store, path, publisher="The Daily", published="2024-01-24", url="https://example.org/a b", title="T")
    again = make(store, path)
    assert (outcome(again), again.written) == (["unchanged"], 0)


@pytest.mark.usefixtures("unchecked")
def test_a_publisher_under_an_actors_other_name_is_found_again(store: Store, tmp_path: Path) -> None:
    """The graph links the actor "Daily"; the IRI was minted from "The Daily"."""
    path = put(tmp_path, "story.txt", STORY)

    def read(article: Article) -> Reading:
        return structs.replace(plane(), article=article, assertions=(), corrections=())

    build([path], store, metadata=Metadata(publisher="THE DAILY"), read=read)
    assert outcome(build([path], store, read=read)) == ["unchanged"]


@pytest.mark.usefixtures("unchecked")
def test_a_publisher_known_by_its_voice_alone_is_found_again(store: Store, tmp_path: Path) -> None:
    """The IRI was minted without a publisher; the second build must not take the actor's name for one."""
    path = put(tmp_path, "story.txt", STORY)

    def read(article: Article) -> Reading:
        reading = machine(article)
        return structs.replace(reading, assertions=(structs.replace(reading.assertions[0], voice="publisher"),))

    build([path], store, read=read)
    assert outcome(build([path], store, read=read)) == ["unchanged"]


@pytest.mark.usefixtures("unchecked")
def test_two_publishers_of_one_wire_story_stay_two(store: Store, tmp_path: Path) -> None:
    """Which publisher carries which stance is a question of its own."""
    path = put(tmp_path, "story.txt", STORY)
    make(store, path, publisher="The Daily")
    assert outcome(make(store, path, publisher="The Weekly")) == ["new"]
    assert len(store.articles()) == 2


@pytest.mark.usefixtures("unchecked")
def test_another_reading_replaces_the_machines(store: Store, tmp_path: Path) -> None:
    """A person who checked the draft does not want the draft beside it."""
    article = put(tmp_path, "story.txt", STORY)
    make(store, article)
    report = make(store, put(tmp_path, "story.yaml", READING.replace("FILE", "story.txt")))
    assert outcome(report) == ["replaced"]
    assert [(view.id, view.unchecked) for view in load_assertions(store)] == [("a01", False)]


# Versions


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": "https://example.org/1"}, {"url": "https://example.org/1"}),
        ({"publisher": "The Daily", "title": "A plane"}, {"publisher": "Daily", "title": "A plane"}),
        ({}, {}),
    ],
)
def test_one_word_changed_makes_a_new_version(
    store: Store, tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    """Row 17: same address, same publisher and title, or same name and publisher; the old one is kept."""
    old = make(store, put(tmp_path, "story.txt", STORY), **first).articles[0]
    new = make(store, put(tmp_path, "story.txt", EDITED), **second).articles[0]
    assert (new.status, new.revision_of) == ("new", old.iri)
    assert revisions(store) == {(new.iri, old.iri)}
    assert store.articles() == sorted([old.iri, new.iri])


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(
    ("text", "known"),
    [(OTHER, {}), (EDITED, {"publisher": "The Weekly"}), (OTHER, {"publisher": "The Daily"})],
)
def test_another_article_of_that_name_is_no_version(
    store: Store, tmp_path: Path, text: str, known: dict[str, str]
) -> None:
    """Many folders hold an article.txt; another text or another publisher is another article."""
    make(store, put(tmp_path, "1/story.txt", STORY), publisher="The Daily")
    make(store, put(tmp_path, "2/story.txt", text), **known)
    assert revisions(store) == set()


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_versions_follow_their_dates_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    """An archive is not ingested in the order in which it was written."""
    days = ["2024-01-24", "2024-01-25", "2024-01-26"]
    texts = [STORY, EDITED, EDITED + " He said so again."]
    with open_store() as store:
        iris = {}
        for n in order:
            iris[n] = make(store, put(tmp_path, "story.txt", texts[n]), published=days[n]).articles[0].iri
        assert revisions(store) == {(iris[1], iris[0]), (iris[2], iris[1])}


@pytest.mark.usefixtures("unchecked")
def test_versions_of_one_call_without_dates_stay_unlinked(store: Store, tmp_path: Path) -> None:
    """Nothing tells which is the older; the order on the command line is the shell's."""
    make(store, put(tmp_path, "1/story.txt", STORY), put(tmp_path, "2/story.txt", EDITED))
    assert revisions(store) == set()


@pytest.mark.usefixtures("unchecked")
def test_a_version_that_learns_its_date_keeps_its_place(store: Store, tmp_path: Path) -> None:
    """Its IRI changes with the date, and the links to and from it must follow."""
    make(store, put(tmp_path, "story.txt", STORY))
    make(store, put(tmp_path, "story.txt", EDITED))
    last = make(store, put(tmp_path, "story.txt", EDITED + " So it was.")).articles[0]
    middle = make(store, put(tmp_path, "story.txt", EDITED), published="2024-01-25").articles[0]
    first = make(store, put(tmp_path, "story.txt", STORY), published="2024-01-24").articles[0]
    assert (middle.status, first.status) == ("replaced", "replaced")
    assert revisions(store) == {(last.iri, middle.iri), (middle.iri, first.iri)}


@pytest.mark.usefixtures("unchecked")
def test_what_people_judged_outlives_a_date_that_became_known(store: Store, tmp_path: Path) -> None:
    """The article's IRI changes with its date; nobody wants to judge again."""
    make(store, put(tmp_path, "a.txt", STORY), publisher="The Daily")
    make(store, put(tmp_path, "b.txt", EDITED), publisher="The Weekly")
    left, right = [entity for entity in load_entities(store) if entity.label == "Moscow"]
    record_rulings(store, [left], [right], same=False, reason="two people of that name")
    make(store, put(tmp_path, "a.txt", STORY), publisher="The Daily", published="2024-01-24")
    (ruling,) = load_rulings(store)
    assert {ruling.left, ruling.right} == {entity.iri for entity in load_entities(store) if entity.label == "Moscow"}
    assert (ruling.same, ruling.reason) == (False, "two people of that name")


@pytest.mark.usefixtures("unchecked")
def test_a_removed_version_leaves_no_gap(store: Store, tmp_path: Path) -> None:
    """The chain closes over it, and the rest of the graph is as if it had never been there."""
    first, middle, last = (
        make(store, put(tmp_path, "story.txt", text)).articles[0] for text in (STORY, EDITED, EDITED + " So it was.")
    )
    remove_article(store, middle.iri)
    assert revisions(store) == {(last.iri, first.iri)}
    assert store.articles() == sorted([first.iri, last.iri])


@pytest.mark.usefixtures("unchecked")
def test_removing_everything_leaves_only_the_vocabulary(store: Store, tmp_path: Path) -> None:
    """Nothing that was derived from an article outlives it."""
    with open_store() as empty:
        derive(empty, "https://w3id.org/kg-assertions/id/")
        report = make(store, put(tmp_path, "story.txt", STORY))
        remove_article(store, report.articles[0].iri)
        assert everything(store) == everything(empty)


# Order


@pytest.mark.usefixtures("unchecked")
@settings(max_examples=15, deadline=None)
@given(st.permutations([STORY, EDITED, OTHER, OTHER + " Yes.", "Kyiv denied it."]), st.booleans())
def test_the_order_of_articles_never_changes_the_graph(texts: list[str], apart: bool) -> None:
    """One call or many, in any order: the same quads, conflicts and identities included."""
    with open_store() as store, open_store() as expected:
        jobs = {text: f"{number}.txt" for number, text in enumerate(sorted(texts))}
        folder = Path(os.environ["KG_TEST_FOLDER"])
        paths = [put(folder, jobs[text], text) for text in texts]
        for batch in [[path] for path in paths] if apart else [paths]:
            make(store, *batch)
        make(expected, *sorted(paths))
        assert everything(store) == everything(expected)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis runs many examples in one test, so the folder comes through the environment."""
    monkeypatch.setenv("KG_TEST_FOLDER", str(tmp_path / "any"))


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("turn", [1, -1])
def test_a_persons_reading_wins_over_the_machines_in_one_call(store: Store, tmp_path: Path, turn: int) -> None:
    """Whichever is named first; and a second run changes nothing."""
    article = put(tmp_path, "story.txt", STORY)
    reading = put(tmp_path, "elsewhere.yaml", READING.replace("FILE", "story.txt"))
    report = make(store, *[article, reading][::turn])
    assert sorted(outcome(report)) == ["new", "skipped"]
    assert [view.unchecked for view in load_assertions(store)] == [False]
    assert make(store, *[article, reading][::turn]).written == 0


def test_a_bare_copy_joins_the_article_that_is_known(tmp_path: Path) -> None:
    """Three copies, of which two have publishers that differ: the third is no third article."""
    bare = put(tmp_path, "bare.txt", STORY)
    daily = put(tmp_path, "daily.txt", f"---\npublisher: The Daily\n---\n{STORY}")
    weekly = put(tmp_path, "weekly.txt", f"---\npublisher: The Weekly\n---\n{STORY}")
    orders = itertools.permutations([bare, daily, weekly])
    arranged = {tuple((j.file, j.better) for j in arrange(find_jobs(order, Metadata()))) for order in orders}
    assert len(arranged) == 1
    assert sum(not better for _, better in arranged.pop()) == 2


# Folders


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (["article.txt", "reading.yaml"], ["reading.yaml"]),
        (["x.txt", "x.yaml"], ["x.yaml"]),
        (["x.txt", "x.reading.yaml"], ["x.reading.yaml"]),
        (["x.txt", "y.reading.yml"], ["x.txt", "y.reading.yml"]),
        (["x.txt", ".hidden.txt", ".git/y.txt", "z.png"], ["x.txt"]),
        (["a/x.md", "b/y.html"], ["a/x.md", "b/y.html"]),
        (["reading.yaml", "story.txt"], ["reading.yaml", "story.txt"]),
    ],
)
def test_a_folder_uses_the_reading_beside_an_article(tmp_path: Path, files: list[str], found: list[str]) -> None:
    """A person's work is not read over by machine, and no other file is taken for news."""
    for file in files:
        put(tmp_path, file, STORY)
    assert [Path(job.file).relative_to(tmp_path).as_posix() for job in find_jobs([tmp_path], Metadata())] == found


def test_settings_in_yaml_are_no_reading(tmp_path: Path) -> None:
    """A folder of articles may hold any YAML; one that names an article is a Reading."""
    put(tmp_path, "settings.yml", "colour: blue\n")
    wanted = put(tmp_path, "other.yml", READING)
    assert [job.file for job in find_jobs([tmp_path], Metadata())] == [str(wanted)]


def test_a_folder_without_articles_says_what_was_sought(tmp_path: Path) -> None:
    """Silence would look like success."""
    with pytest.raises(InputError, match="no article"):
        find_jobs([tmp_path], Metadata())


# Refusal


def test_an_article_that_violates_is_refused_whole(store: Store, tmp_path: Path) -> None:
    """Half an article would answer questions wrongly; the others of the call are built."""

    def read(article: Article) -> Reading:
        reading = machine(article)
        if article.text != OTHER:
            return reading
        return structs.replace(reading, assertions=(structs.replace(reading.assertions[0], certainty=None),))

    paths = [put(tmp_path, "good.txt", STORY), put(tmp_path, "bad.txt", OTHER)]
    report = build(paths, store, read=read)
    assert sorted((article.name, article.status) for article in report.articles) == [
        ("bad", "refused"),
        ("good", "new"),
    ]
    assert "certainty" in report.refused[0].violations[0].message
    assert len(store.articles()) == 1
    kept = build(paths, store, read=read, keep_invalid=True)
    assert [bool(article.violations) for article in kept.articles if article.status == "new"] == [True]


def test_a_quote_that_is_not_in_the_text_refuses_a_persons_reading(store: Store, tmp_path: Path) -> None:
    """Row 19: whole, with line and field; the rest of the call goes on."""
    put(tmp_path, "story.txt", STORY)
    reading = put(
        tmp_path, "story.yaml", READING.replace("FILE", "story.txt").replace("the plane fell, s", "it sank, s")
    )
    report = make(store, reading, put(tmp_path, "good.txt", OTHER))
    assert sorted(outcome(report)) == ["new", "refused"]
    assert "a01" in str(report.refused[0].error) or "quote" in str(report.refused[0].error)
    assert isinstance(report.refused[0].error, InputError)


def test_a_machines_wrong_quote_is_dropped_and_counted(store: Store, tmp_path: Path) -> None:
    """Row 19: the other assertions stand."""
    put(tmp_path, "story.txt", STORY)
    wrong = READING + READING.splitlines()[-1].replace("a01", "a02").replace("the plane fell", "it sank") + "\n"
    wrong = wrong.replace("FILE", "story.txt").replace("kind: person", "kind: machine, name: rules")
    report = make(store, put(tmp_path, "story.yaml", wrong))
    assert (report.articles[0].assertions, len(report.articles[0].dropped)) == (1, 1)


def test_one_address_for_two_articles_is_refused(store: Store, tmp_path: Path) -> None:
    """The one would become a version of the other."""
    paths = [put(tmp_path, "a.txt", STORY), put(tmp_path, "b.txt", OTHER)]
    with pytest.raises(UsageError, match="--url"):
        make(store, *paths, url="https://example.org/1")


# The base


@pytest.mark.usefixtures("unchecked")
def test_the_base_is_kept(store: Store, tmp_path: Path) -> None:
    """A second call without --base mints beside the first one's IRIs."""
    build([put(tmp_path, "a.txt", STORY)], store, read=machine, base="https://example.org/kg/")
    make(store, put(tmp_path, "b.txt", OTHER))
    assert all(iri.startswith("https://example.org/kg/article/") for iri in store.articles())
    assert all(entity.entity.startswith("https://example.org/kg/entity/") for entity in load_entities(store))


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("base", ["https://example.org/b/", "no base", "https://example.org", ""])
def test_a_wrong_base_is_refused(store: Store, tmp_path: Path, base: str) -> None:
    """Two bases in one store would never meet in a query."""
    path = put(tmp_path, "a.txt", STORY)
    build([path], store, read=machine, base="https://example.org/a/") if base.endswith("b/") else None
    if not base:
        assert make(store, path).articles[0].status == "new"
        return
    with pytest.raises(UsageError, match="base"):
        build([path], store, read=machine, base=base)


# Interruption


def test_a_killed_build_leaves_whole_articles_and_can_be_resumed(tmp_path: Path) -> None:
    """Row 42: kill -9 in the second article; the first is whole, no conflicts of an unfinished state stand."""
    for number in range(3):
        put(tmp_path / "in", f"{number}.txt", f"Speaker{number} said that all of this is so and that it will be so.")
    code = """
        import os, signal, sys; sys.path.insert(0, sys.argv[2])
        from pathlib import Path
        from kg.pipeline import build; from kg.store import open_store; from test_pipeline import machine
        left = [1]
        def read(article):
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left.pop()
            return machine(article)
        build([Path(sys.argv[1]) / "in"], open_store(Path(sys.argv[1]) / "store", write=True), read=read)
    """
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path), here], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    with open_store(tmp_path / "store", write=True) as store, open_store() as whole:
        assert len(load_assertions(store)) == len(store.articles()) == 1
        assert INFERRED not in store.graphs()
        report = build([tmp_path / "in"], store, read=machine)
        assert sorted(outcome(report)) == ["new", "new", "unchanged"]
        build([tmp_path / "in"], whole, read=machine)
        assert everything(store) == everything(whole)


@pytest.mark.usefixtures("unchecked")
def test_derived_graphs_come_back_after_an_interruption(store: Store, tmp_path: Path) -> None:
    """Killed between the articles and what follows from them: the next build completes it, with nothing new."""
    path = put(tmp_path, "story.txt", STORY)
    make(store, path)
    complete = everything(store)
    store.replace({INFERRED: [], ENTITIES: []})
    assert outcome(make(store, path)) == ["unchanged"]
    assert everything(store) == complete


def test_the_seed_is_built_and_checked(seed_store: Store) -> None:
    """The whole way once, with SHACL, on the article that everything is measured by."""
    assert len(seed_store.articles()) == 1
    assert {ENTITIES, INFERRED, ONTOLOGY} < set(seed_store.graphs())
    assert len(load_assertions(seed_store)) >= 50


# Import


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads"])
def test_what_was_exported_is_the_same_graph_again(
    store: Store, seed_store: Store, tmp_path: Path, format: str
) -> None:
    """Entities and conflicts are not in the file; they come back because they follow from the articles."""
    ending = {"turtle": "ttl", "trig": "trig", "nquads": "nq"}[format]
    path = put(tmp_path, f"seed.{ending}", export(seed_store, format))
    assert [article.status for article in import_files([path], store)] == ["new"]
    assert everything(store) == everything(seed_store)
    assert [article.status for article in import_files([path], store)] == ["unchanged"]


def test_an_imported_article_is_checked(store: Store, seed_store: Store, tmp_path: Path) -> None:
    """A quote changed in the file is no longer in the text."""
    trig = export(seed_store, "trig").replace('"Kiev of shooting it down"', '"Kiev of shooting it up"')
    (report,) = import_files([put(tmp_path, "seed.trig", trig)], store)
    assert (report.status, store.articles()) == ("refused", [])
    (kept,) = import_files([put(tmp_path, "seed.trig", trig)], store, keep_invalid=True)
    assert (kept.status, len(store.articles())) == ("new", 1)


def test_an_article_built_elsewhere_keeps_its_base(store: Store, tmp_path: Path) -> None:
    """An empty store takes the base of what is imported, so that entities meet in one place."""
    with open_store() as other:
        build([put(tmp_path, "a.txt", STORY)], other, read=machine, base="https://example.org/kg/")
        path = put(tmp_path, "a.trig", export(other, "trig"))
        import_files([path], store)
        assert everything(store) == everything(other)
