"""The trained attribution network: its decoder by hand-made scores, its reader on any text, its training script."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from toy_corpus import write_base, write_corpus

from kg.reading.network import Attribution, Network, load_network
from kg.reading.network.decode import (
    CONTENT,
    CUE,
    NEVER,
    SOURCE,
    Heads,
)
from kg.reading.network.pieces import WINDOW, Words, paragraph_breaks, split_units, split_windows, split_words
from kg.reading.network.segmentation import decode

pytest.importorskip("onnxruntime")
tokenizers = pytest.importorskip("tokenizers")

NETWORK = load_network()
with_model = pytest.mark.skipif(NETWORK is None, reason="the model's folder is absent")

TWO = (
    "The minister denied that his office had leaked the report, but later said “mistakes were made.”\n\n"
    "According to two officials, the drone was launched from the coast."
)
WEIRD = [
    "",
    " \n\t\r\n ",
    "\x00\x01\x02",
    "😀" * 300 + " said 👩‍👩‍👧‍👦.",
    "قال الوزير إن الجسر مغلق. \u202eThe mayor said\u202c no.",
    "He said\ud800 so.",
    "a" * 5000,
    "“" * 400,
    "said " * 3000,
    "e\u0301" * 2000 + " warned that İ ß ﬁ.",
    "The mayor said it.\u2028The builder denied it.\u0085Nobody asked.\x0bFine, said she.",
]


def heads(step: np.ndarray | None = None) -> Heads:
    none = np.zeros((0, 0), dtype=np.float32)
    zeros = np.zeros(4, dtype=np.float32)
    return Heads(none, np.zeros((4, 4), dtype=np.float32) if step is None else step, zeros, zeros, none, none, zeros)


def scores(size: int, found: dict[tuple[int, int, int], float], otherwise: float = -3.0) -> np.ndarray:
    out = np.full((3, size, size), otherwise, dtype=np.float32)
    out[:, *np.tril_indices(size, -1)] = NEVER
    for (i, j, role), value in found.items():
        out[role, i, j] = value
    return out


def test_the_spans_are_those_that_together_score_best() -> None:
    spans = scores(6, {(0, 1, SOURCE): 2.0, (2, 2, CUE): 1.0, (3, 5, CONTENT): 4.0, (1, 5, CONTENT): 6.0})
    (found,) = decode([spans], heads())
    assert (found.segments, found.score) == ([(0, 1, SOURCE), (2, 2, CUE), (3, 5, CONTENT)], 7.0)


def test_transitions_forbid_what_they_score_low() -> None:
    step = np.zeros((4, 4), dtype=np.float32)
    step[1 + SOURCE, 1 + CUE] = -50
    spans = scores(3, {(0, 0, SOURCE): 2.0, (1, 1, CUE): 1.0})
    assert decode([spans], heads(step))[0].segments == [(0, 0, SOURCE)]


def test_nothing_is_found_where_every_span_scores_below_none() -> None:
    assert decode([scores(4, {})], heads())[0].segments == []


def test_probabilities_sum_over_all_segmentations() -> None:
    spans = scores(2, {(0, 0, CUE): 0.0}, otherwise=-1e4)
    (found,) = decode([spans], heads())
    assert found.sure[CUE, 0, 0] == pytest.approx(0.5)
    assert found.words()[CUE] == pytest.approx([0.5, 0.0])


@pytest.mark.parametrize("level", [-400.0, 0.0, 400.0])
def test_probabilities_stay_in_range_at_any_level_of_scores(level: float) -> None:
    spans = scores(180, {(3, 170, CONTENT): level, (172, 172, CUE): level / 3})
    for found in decode([spans, scores(1, {(0, 0, CUE): level}), scores(150, {(0, 99, CUE): -level})], heads()):
        assert np.isfinite(found.sure).all()
        assert found.sure.max() <= 1


def test_a_unit_is_decoded_alike_alone_and_among_others() -> None:
    """Units of all sizes are decoded together: none may see another's words, or its own past its end."""
    noise = np.random.default_rng(7)
    learned = heads(noise.normal(size=(4, 4)).astype(np.float32))
    units = [
        scores(n, {}) + noise.normal(scale=3, size=(3, n, n)).astype(np.float32) for n in (5, 1, 40, 12, 12, 90, 2)
    ]
    for alone, among in zip((decode([unit], learned)[0] for unit in units), decode(units, learned), strict=True):
        assert alone.segments == among.segments
        assert alone.score == among.score
        assert alone.sure == pytest.approx(among.sure, abs=1e-6)
        assert alone.words() == pytest.approx(among.words(), abs=1e-6)


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_base(tmp_path_factory.mktemp("toy") / "base")


def words_of(text: str, toy: Path) -> Words:
    return split_words(text, tokenizers.Tokenizer.from_file(str(toy / "tokenizer.json")))


@pytest.mark.parametrize("text", [TWO, "abc " * 900, "One stop. " * 200 + "\n" + "two " * 7, *WEIRD])
def test_every_word_is_decided_once_and_no_window_is_too_long(text: str, toy: Path) -> None:
    words = words_of(text, toy)
    units = split_units(words)
    decided = [unit for window in split_windows(words, units) for unit in window.units]
    assert decided == units
    assert [w for a, b in units for w in range(a, b)] == list(range(len(words)))
    longest = max((words.pieces(w, w + 1) for w in range(len(words))), default=0)
    for window in split_windows(words, units):
        assert words.pieces(window.a, window.b) <= max(WINDOW, longest)
        assert all(window.a <= a < b <= window.b for a, b in window.units)


def test_long_paragraphs_are_cut_at_sentences_and_read_with_context(toy: Path) -> None:
    words = words_of("One stop here. " * 60, toy)
    units = split_units(words)
    assert len(units) > 1
    assert all(words.forms[b - 1] == "." for _, b in units)
    assert any(w.a < w.units[0][0] for w in split_windows(words, units))


def test_lines_wrapped_at_a_column_make_one_paragraph() -> None:
    line = "The mayor of the town said on Monday that the old bridge would stay"
    assert paragraph_breaks("\n".join([line] * 6)) == []
    assert len(paragraph_breaks("\n".join([line + "."] * 6))) == 5


def test_no_folder_no_network(tmp_path: Path) -> None:
    assert load_network(tmp_path) is None


@pytest.fixture
def network() -> Network:
    assert NETWORK is not None
    return NETWORK


def told(found: Attribution, text: str) -> tuple[str, ...]:
    parts = (found.source, found.cue, found.content)
    return tuple(" … ".join(text[s:e] for s, e in part) for part in parts)


@with_model
@pytest.mark.parametrize("text", [TWO, *WEIRD])
def test_any_text_is_read_and_every_span_lies_in_it(text: str, network: Network) -> None:
    for convention in ("own", "polnear"):
        found = network.attributions(text, convention)
        assert found == network.attributions(text, convention)
        for each in found:
            assert 0 <= each.confidence <= 1
            assert each.cue
            for part in (each.source, each.cue, each.content):
                assert all(0 <= s < e <= len(text) and text[s:e] == text[s:e].strip() for s, e in part)
                assert all(a[1] <= b[0] for a, b in pairwise(part))


@with_model
def test_a_very_long_paragraph_is_read_to_its_end(network: Network) -> None:
    text = "The old mill stood by the river. " * 3100 + "The mayor said the bridge would stay closed."
    assert len(text) > 100_000
    assert told(network.attributions(text)[-1], text)[:2] == ("The mayor", "said")


@with_model
def test_coordinated_cues_come_apart_in_our_convention(network: Network) -> None:
    found = [told(each, TWO) for each in network.attributions(TWO)]
    assert ("The minister", "denied", "that his office had leaked the report") in found
    assert ("two officials", "According to", "the drone was launched from the coast") in found
    assert any(source == "The minister" and "said" in cue for source, cue, _ in found)


@with_model
def test_inverted_and_passive_speech(network: Network) -> None:
    text = "“We did nothing wrong,” said Kim.\n\nThe plan was criticised by farmers, who called it a gift to banks."
    found = [told(each, text) for each in network.attributions(text)]
    assert ("Kim", "said") in [each[:2] for each in found]
    assert any(source == "farmers" for source, _, _ in found)


def test_the_training_script_runs_end_to_end(tmp_path: Path, toy: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from kg.reading.network.training.__main__ import main

    write_corpus(tmp_path / "corpus")
    common = ["--polnear", str(tmp_path / "corpus"), "--base", str(toy), "--threads", "1"]
    main([*common, "--out", str(tmp_path / "a"), "--epochs", "2", "--batch", "2", "--rate", "1e-3"])
    first = torch.load(tmp_path / "a" / "epoch2.pt")
    main([*common, "--out", str(tmp_path / "b"), "--epochs", "2", "--batch", "2", "--rate", "1e-3"])
    again = torch.load(tmp_path / "b" / "epoch2.pt")
    assert all(torch.equal(first[name], again[name]) for name in first)
    network = load_network(tmp_path / "a" / "attribution_model")
    assert network is not None
    assert isinstance(network.attributions("The mayor said the bridge would stay closed."), list)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "1.txt").write_text("The builder said the deck was sound.\n\nA report denied it.")
    two = [str(tmp_path / "a" / f"epoch{n}.pt") for n in (1, 2)]
    main(
        [
            *common,
            "--out",
            str(tmp_path / "c"),
            "--epochs",
            "1",
            "--unlabelled",
            str(tmp_path / "texts"),
            "--teachers",
            *two,
        ]
    )
    config = json.loads((tmp_path / "a" / "attribution_model" / "config.json").read_text())
    assert set(config["development"]) == {"source", "cue", "content", "strict", "wsw"}


def test_what_is_wanted_of_a_unit_is_what_its_segmentations_sum_to() -> None:
    torch = pytest.importorskip("torch")
    from kg.reading.network.training.data import certain
    from kg.reading.network.training.semimarkov import LogPartition
    from kg.reading.network.training.teach import expected

    random = np.random.default_rng(3)
    spans = scores(5, {(1, 2, SOURCE): 1.0, (2, 4, CONTENT): 2.0})
    mine = heads(random.normal(size=(4, 4)).astype(np.float32))
    found = expected(spans, mine)
    sure = decode([spans], mine)[0].sure
    for (i, j, role), often in zip(found.spans.tolist(), found.often, strict=True):
        assert often == pytest.approx(sure[role, i, j], abs=1e-4)
    assert found.begin.sum() == pytest.approx(1, abs=1e-4)
    assert found.stop.sum() == pytest.approx(1, abs=1e-4)

    best = certain(5, decode([20 * spans], mine)[0].segments)
    sharp = expected(np.where(spans > NEVER, 20 * spans, NEVER).astype(np.float32), mine)
    assert found.step.shape == best.step.shape
    assert np.allclose(sharp.step, best.step, atol=1e-2)
    whole = LogPartition.apply(
        torch.from_numpy(spans.transpose(1, 2, 0)[None].copy()),
        *(torch.from_numpy(each) for each in (mine.step, mine.begin, mine.stop)),
        torch.tensor([5]),
    )
    assert float(whole) >= decode([spans], mine)[0].score


def test_unlabelled_articles_come_in_paragraphs_that_cut_no_quotation(tmp_path: Path) -> None:
    from kg.reading.network.training.unlabelled import write

    body = 'The mayor didn"t wait. "We close the bridge. It is old,"?she said. Nobody objected. ' * 12
    table = 'article_id,title,text\n7,The bridge,"' + body.replace('"', '""') + '"\n8,Short,"""No."""\n'
    (tmp_path / "table.csv").write_text(table, encoding="utf8")
    write(tmp_path / "table.csv", tmp_path / "texts")
    (path,) = (tmp_path / "texts").iterdir()
    title, *parts = path.read_text(encoding="utf8").split("\n\n")
    assert (path.name, title) == ("7.txt", "The bridge")
    assert len(parts) > 3
    assert all(part.count('"') % 2 == 0 for part in parts)
    assert "didn't wait" in parts[0]
