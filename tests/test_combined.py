"""The network and the rules together: what each alone finds, what both find, and what happens without the model."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.reading
from kg.articles import Metadata, load_article
from kg.conflicts import find_conflicts, find_unresolved
from kg.errors import UsageError
from kg.model import Article, Span
from kg.pipeline import build
from kg.reading import combined, find_spans, read_article
from kg.reading.agreement import closest, is_same_saying, likeness, stands_inside
from kg.reading.confidence import FEATURES, confidence, features, graded, keeps
from kg.reading.file.dump import dump_reading
from kg.reading.joining import join
from kg.reading.lines import assertion_lines
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.parse import parse
from kg.store import open_store
from tests.eval import articles as scored

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "il76" / "article.txt"
GOLD = ROOT / "tests" / "seed" / "gold.jsonl"

TEXT = "The mayor said the old bridge was closed, but the railway quietly denied that it had asked for this."


def article(text: str, **known: str) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(text=text, name="test", sha256=digest, **known)


def finding(source: str, cue: str, content: str, sure: float = 0.8, text: str = TEXT) -> Attribution:
    """An attribution of words that stand once in the text; "" for none."""
    spans = [
        (Span(text.index(words), text.index(words) + len(words)),) if words else () for words in (source, cue, content)
    ]
    return Attribution(*spans, sure)


MAYOR = finding("The mayor", "said", "the old bridge was closed")
RAILWAY = finding("the railway", "quietly denied", "that it had asked for this")


def joined(ruled: list[Attribution], spotted: list[Attribution], text: str = TEXT) -> list[tuple[str, str, str]]:
    """Source, cue and content of what comes out, in words."""
    parsed = parse(text)
    return [
        (parsed.quote(each.source), parsed.quote(each.cue), parsed.quote(each.content))
        for each in join(parsed, ruled, spotted)
    ]


def words(each: Attribution) -> tuple[str, str, str]:
    return tuple(" ".join(TEXT[s.start : s.end] for s in spans) for spans in (each.source, each.cue, each.content))


def test_what_both_find_is_one_assertion() -> None:
    """Agreement makes one finding, and a surer one than either alone."""
    assert joined([MAYOR], [MAYOR]) == [words(MAYOR)]
    assert confidence(MAYOR, MAYOR, "own") > max(confidence(None, MAYOR, "own"), confidence(MAYOR, None, "own"))


def test_what_the_rules_alone_find_stays() -> None:
    """The network is trained on outermost sayings: that it is silent is no reason to lose one."""
    assert joined([MAYOR, RAILWAY], []) == [words(MAYOR), words(RAILWAY)]


def test_what_the_network_alone_finds_is_added_in_its_place() -> None:
    """What no rule knows is reported when the network is sure; the order is the text's."""
    assert joined([RAILWAY], [finding(*words(MAYOR), sure=0.95)]) == [words(MAYOR), words(RAILWAY)]


@pytest.mark.parametrize(
    "doubtful",
    [
        finding(*words(MAYOR), sure=0.4),
        finding("", "said", "the old bridge was closed", 0.99),
        finding("The mayor", "said", "", 0.99),
        finding("The mayor", "said", "closed", 0.99),
    ],
    ids=["unsure", "no source", "no content", "one word"],
)
def test_the_network_adds_nothing_halfway(doubtful: Attribution) -> None:
    """Without a speaker, a claim, or much confidence a machine's assertion costs the analyst more than it gives."""
    assert joined([RAILWAY], [doubtful]) == [words(RAILWAY)]


def test_a_cue_that_no_table_knows_needs_a_clause_as_content() -> None:
    """ "Laid into the builders" is an attitude; "chirped that the bridge was shut" claims something."""
    text = "The mayor laid into the lazy builders. The singer chirped that the bridge was shut."
    attitude = finding("The mayor", "laid into", "the lazy builders", 0.97, text)
    claim = finding("The singer", "chirped", "that the bridge was shut", 0.97, text)
    assert [cue for _, cue, _ in joined([], [attitude, claim], text)] == ["chirped"]


def test_an_attitude_that_only_the_corpus_counts_is_not_added() -> None:
    """ "Both sides seek to replenish their supplies" says nothing that they said; "deny" is near but counts."""
    text = "Both sides seek to replenish their supplies. The army denied that it had any."
    attitude = finding("Both sides", "seek", "to replenish their supplies", 0.97, text)
    claim = finding("The army", "denied", "that it had any", 0.97, text)
    assert [cue for _, cue, _ in joined([], [attitude, claim], text)] == ["denied"]


def test_a_request_for_anonymity_is_no_claim() -> None:
    """ "Who asked not to be named" tells why a source has no name."""
    text = "A guard, who asked not to be named, spoke. The union asked whether the gate was shut."
    anonymous = finding("who", "asked", "not to be named", 0.97, text)
    question = finding("The union", "asked whether", "the gate was shut", 0.97, text)
    assert [cue for _, cue, _ in joined([], [anonymous, question], text)] == ["asked whether"]


def test_coordinated_cues_are_not_told_twice() -> None:
    """The network runs "said … but … denied" into one; the rules' two stay two, with their own contents."""
    merged = Attribution(MAYOR.source, (*MAYOR.cue, *RAILWAY.cue), (*MAYOR.content, *RAILWAY.content), 0.99)
    assert joined([MAYOR, RAILWAY], [merged]) == [words(MAYOR), words(RAILWAY)]


def test_the_same_told_by_another_cue_is_no_second_saying() -> None:
    """One source, the same words, the cue read otherwise: a duplicate."""
    again = finding("The mayor", "", "the old bridge was closed", 0.99)
    assert joined([MAYOR], [again]) == [words(MAYOR)]


def test_an_inner_saying_of_the_network_is_left_to_the_rules() -> None:
    """What stands in another's content is reported by a third party or not at all; the rules know which."""
    text = "The mayor said the railway had denied that it asked."
    outer = finding("The mayor", "said", "the railway had denied that it asked", text=text)
    inner = finding("the railway", "had denied", "that it asked", 0.99, text)
    assert [cue for _, cue, _ in joined([outer], [inner], text)] == ["said"]


def test_a_sure_network_overrules_a_content_elsewhere() -> None:
    """Where the rules took quite other words for the content, the network is right four times in five."""
    wrong = Attribution(MAYOR.source, MAYOR.cue, RAILWAY.content)
    assert joined([wrong], [finding(*words(MAYOR), sure=0.95)]) == [words(MAYOR)]
    assert joined([wrong], [finding(*words(MAYOR), sure=0.6)]) == [words(wrong)]


def test_half_the_words_in_common_are_one_saying() -> None:
    """Borders differ between readers; speakers do not."""
    shorter = Attribution(MAYOR.source, (), (Span(MAYOR.content[0].start, MAYOR.content[0].end - 11),))
    assert likeness(MAYOR.content, shorter.content) > 0.5
    assert is_same_saying(MAYOR, shorter)
    assert not is_same_saying(MAYOR, Attribution(RAILWAY.source, (), shorter.content))
    assert closest(shorter, [RAILWAY, MAYOR]) is MAYOR
    assert closest(RAILWAY, [MAYOR]) is None
    assert not stands_inside(RAILWAY, MAYOR)


@pytest.mark.parametrize("convention", ["own", "polnear"])
def test_confidence_is_a_probability_whatever_is_given(convention: combined.Convention) -> None:
    """Empty spans, sureness of 0 and 1: never out of range, never an exception."""
    nothing = Attribution((), (), (), 0.0)
    found = [confidence(one, two, convention) for one in (nothing, MAYOR, None) for two in (nothing, MAYOR)]
    assert all(0 <= each <= 1 for each in found)
    assert len(features(nothing, None)) == len(FEATURES)


def test_in_the_corpus_convention_unsure_findings_go() -> None:
    """Below the fitted least confidence a finding is more likely wrong than worth reporting."""
    assert keeps(graded(finding(*words(MAYOR), sure=0.99), MAYOR, "polnear"), "polnear")
    assert not keeps(graded(finding(*words(MAYOR), sure=0.01), None, "polnear"), "polnear")
    assert combined.outermost([finding(*words(MAYOR), sure=0.01)], []) == []


def test_the_reading_names_both_readers() -> None:
    """Who reads a graph later must see that a machine drafted it, and which."""
    reading = read_article(article(TEXT), "network")
    assert (reading.reader.kind, reading.reader.name) == ("machine", "network+rules")
    assert read_article(article(TEXT), "rules").reader.name == "rules"


def test_without_the_model_the_rules_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The model's folder can be taken away; asked for by name, the missing network is an error that says so."""
    monkeypatch.setattr(kg.reading, "MODEL", tmp_path)
    monkeypatch.setattr(combined, "_network", combined._network.__wrapped__)
    monkeypatch.setattr(combined, "load_network", lambda: None)
    assert read_article(article(TEXT)).reader.name == "rules"
    with pytest.raises(UsageError, match="not installed"):
        read_article(article(TEXT), "network")


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "said", " the mayor ", "accused", "\n", ", ", ". ", "He ", "denied", " according to ",
     "\u202e", "😀", "שלום", "A" * 130, "\t", "(", " not ", "whether ", "\u2028", "\x00", ":", "\ud800", "Smith"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever a file holds: quotes lie in the text and are not empty, confidence is a probability."""
    reading = read_article(article(text), "network")
    spans = [span for each in reading.assertions for span in (*each.quote, *each.cue, *each.source)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(0 <= each.confidence <= 1 for each in reading.assertions if each.confidence is not None)
    assert all(each.confidence >= 0.3 for each in find_spans(text, "network", "polnear"))


def test_two_readings_of_one_text_are_the_same() -> None:
    """No clock, no chance, no order of sets."""
    text = SEED.read_bytes().decode()
    one, two = (dump_reading(read_article(article(text), "network"), "article.txt") for _ in range(2))
    assert one == two


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """The seed's counts with the default reader."""
    known, gold, relations = scored.load_gold(GOLD)
    alone = tmp_path_factory.mktemp("seed") / "article.txt"
    alone.write_bytes(SEED.read_bytes())
    metadata = Metadata(published=known["published"], publisher=known["publisher"])
    reading = read_article(load_article(alone, metadata))
    found = [json.loads(line) for line in assertion_lines(reading)]
    with open_store() as store:
        build([str(alone)], store, metadata=metadata, read=lambda _: reading)
        pairs = [
            {"type": each.type, "a": {"id": each.a.id}, "b": {"id": each.b.id}}
            for each in (*find_conflicts(store), *find_unresolved(store))
        ]
    return scored.tally(SEED.read_bytes().decode(), gold, relations, found, pairs)


@pytest.mark.parametrize(("figure", "floor"), [("said", 40), ("stance", 36), ("speaker", 36), ("core found", 6)])
def test_the_seed_is_read_nearly_as_by_a_person(figures: Counter[str], figure: str, floor: int) -> None:
    """The least that the default reader must keep: of 44 scored rows, and of nine core pairs."""
    assert (figures["wanted"], figures["core"]) == (44, 9)
    assert figures[figure] >= floor


def test_no_pair_is_reported_that_a_person_forbids(figures: Counter[str]) -> None:
    """A false contradiction costs more than a missed one."""
    assert figures["forbidden"] == 0


def test_a_pronoun_amid_a_source_gives_way_to_the_whole() -> None:
    """The parser takes the ferry for the speaker where "denied" ends a relative clause; the network does not."""
    text = (
        "The operator of a ferry that capsized off Halden on Monday denied on Tuesday that its captain had ignored a "
        "storm warning."
    )
    (found,) = find_spans(text, "network")
    assert [text[s.start : s.end] for s in found.source] == ["The operator of a ferry that capsized off Halden"]


def test_offering_no_evidence_is_the_reporters_remark() -> None:
    """The network takes "offered no evidence that …" for a saying of the board; the board said nothing."""
    text = (
        "A foreman said men had no masks. The board rejected that account. It offered no evidence that masks had come."
    )
    found = find_spans(text, "network")
    assert [[text[s.start : s.end] for s in each.cue] for each in found] == [["said"], ["rejected"]]
