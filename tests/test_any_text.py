"""Reading never raises and never runs away, whatever the text: mixtures of what the rules look for, and odd shapes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli.read import command
from kg.model import Article, Reading, Span
from kg.reading import find_spans, read_article
from kg.reading.file import parse_reading
from kg.reading.file.dump import dump_reading
from kg.reading.file.quotes import find_nearest, number_of
from kg.reading.spans.cues import cue_table
from kg.reading.spans.parse import parse
from kg.sentences import sentence_around, sentence_spans
from tests.readings import article

READERS = ["rules", "network"]
CUES = sorted({lemma for lemma, _ in cue_table("polnear")})
FORMS = "said says denied accused claimed according to citing quoted asked whether that neither nor but later".split()
WHO = ["Ann Lee", "Adler", "the ministry", "officials", "Kiev", "Moscow", "Russian", "he", "it", "they", "A.B.C.", "İ"]
WHAT = ["the bridge", "closed", "fell", "12", "more than", "percent", "$3.5", "evidence", "a statement", "No", "not"]
MARKS = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    ".",
    ",",
    ":",
    ";",
    "?",
    "(",
    "—",
    "…",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u2028",
]
ODD = ["\x00", "\u202e", "\u200b", "😀", "e\u0301", "שלום", "\ufeff", "x" * 130, "\x1b[31m", "]]>", "\ud800", ""]
MIXTURES = st.lists(st.sampled_from([*CUES, *FORMS, *WHO, *WHAT, *MARKS, *ODD]), max_size=60).map(" ".join)


def spelt(text: str) -> Article:
    """An article of any text, surrogates included."""
    return Article(text=text, name="any", sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def has_its_words(reading: Reading) -> bool:
    """Whether every span lies in the text and is not empty."""
    spans = [span for each in reading.assertions for span in (*each.quote, *each.cue, *each.source)]
    return all(0 <= span.start < span.end <= len(reading.article.text) for span in spans)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=MIXTURES)
def test_any_mixture_of_cues_names_and_marks_is_read(reader: str, text: str) -> None:
    """What the rules look for, in any order, is the text that they are likeliest to stumble over."""
    assert has_its_words(read_article(spelt(text), reader))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=MIXTURES.map(lambda text: "Ann Lee said it. " + text.replace("\ud800", "").replace("\x00", "")))
def test_quotes_of_any_mixture_are_found_again(reader: str, text: str) -> None:
    """A Reading file holds words and no offsets: where words occur often, it says which are meant."""
    reading = read_article(article(text), reader)
    again = parse_reading(dump_reading(reading).encode(), reading.article)
    assert [each.quote for each in again.assertions] == [each.quote for each in reading.assertions]


SHAPES = {
    "nothing but marks": "“”\"'‘’«»„" * 300,
    "marks that only open": "“a ‘b «c " * 300,
    "marks within marks": "“He said ‘the “big” bridge " * 60 + "’ fell.” " * 60,
    "names alone": "Ann Lee Bo Adler " * 150,
    "no stop": "the mayor said that the bridge fell and " * 80,
    "sayings within sayings": "Adler said that Bloom denied that " * 80,
    "a word a paragraph": "said\n\nAnn\n\nbridge\n\n" * 200,
    "one saying again and again": "The mayor said the bridge was closed. " * 100,
    "one letter": "a" * 5_000,
    "long words": ("x" * 400 + " said ") * 12,
    "accents on one letter": "a" + "\u0301" * 5_000,
    "right to left": "\u202eשלום אמר ראש העיר. “مرحبا” said Ann. " * 40,
    "invisible": "Pe\u200bskov\ufeff said\u2066 it. " * 80,
    "CRLF": "The mayor said it fell.\r\nHe denied it.\r\n\r\n" * 60,
    "tabs": "said\t\tAnn\t12\n\t" * 200,
    "nulls and escapes": "said \x00 Ann \x1b[31m \x9b it. " * 100,
    "capitals": "THE MAYOR SAID THE BRIDGE FELL, BUT MOSCOW DENIED IT. " * 50,
    "no capitals, no stops": "the mayor said the bridge fell but moscow denied it " * 50,
    "a table": "| Ann | 12 % | said |\n- Adler: 3,400 | denied |\n" * 60,
    "labels": "A: B said: C: denied: " * 100,
    "stops alone": "." * 3_000 + " . . . ?!” " * 200,
    "markup": '<script>alert(1)</script> onerror="x" said ]]> -- \\ """ ' * 60,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_an_odd_text_is_read(text: str, reader: str) -> None:
    """No article looks so; a file may."""
    reading = read_article(spelt(text), reader)
    assert has_its_words(reading)
    assert dump_reading(reading)


def test_a_sentence_without_a_stop_ends_all_the_same() -> None:
    """Else every saying in a megabyte without stops would hold all that follow."""
    (doc,) = parse("the mayor said that the bridge fell and " * 90).paragraphs
    assert max(sent.end_char - sent.start_char for sent in doc.sents) < 1_200


def test_sayings_within_sayings_end_somewhere() -> None:
    """ "A said that B said that …": what the fifth within the fourth says is no news, and each holds all the others."""
    told = "".join(
        f"the {who} said that " for who in ("mayor", "governor", "minister", "king", "pope", "bank", "union")
    )
    assert 2 <= len(find_spans(told + "the bridge fell.", "rules")) <= 5


def test_the_sentence_around_a_word_does_not_go_on_for_ever() -> None:
    """What is asked of the sentence is asked for each saying in it."""
    text = "word " * 10_000
    around = sentence_around(text, 25_000, 25_004)
    assert around.start < 25_000 < around.end
    assert around.end - around.start < 2_100


def test_a_run_of_stops_ends_one_sentence() -> None:
    """ "Well...... Yes." is cut once, as with three of them."""
    assert len(sentence_spans("Well...... Yes.", 0, 15)) == len(sentence_spans("Well... Yes.", 0, 12)) == 2


def test_an_occurrence_is_counted_and_the_nearest_found_among_thousands() -> None:
    """Looked up by place: every saying of a transcript asks where "said" stands."""
    text = "He said it. She said so. " * 500
    last = text.rindex("said")
    nearest = find_nearest(text, "said", [Span(last + 5, last + 7)])
    assert (nearest.start, number_of(text, nearest)) == (last, 1_000)


def test_a_long_text_tells_how_far_its_reading_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr alone: what is read goes to stdout as ever. An article of usual length is read in silence."""
    (tmp_path / "long.txt").write_text("The mayor walked along the river.\n" * 60 + "She said it was cold.\n")
    asked = [str(tmp_path / "long.txt"), "--reader", "rules"]
    command.main(asked, standalone_mode=False)
    usual = capsys.readouterr()
    monkeypatch.setattr("kg.cli.read._LONG", 1_000)
    monkeypatch.setattr("kg.reading.spans.parse._TOLD", 1_000)
    command.main(asked, standalone_mode=False)
    long = capsys.readouterr()
    assert (usual.err, long.out) == ("", usual.out)
    assert "long.txt: 1 of 2 kB parsed" in long.err
