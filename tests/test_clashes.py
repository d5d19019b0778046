"""The model of sayings that bear on one matter: what it may link, what never, and how its links become conflicts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from kg.model import Article, Reading
from kg.reading import read_article
from kg.reading.clashes import judging, linking
from kg.reading.clashes.company import COMPANY, Saying, company_of
from kg.reading.clashes.comparer import OUTPUTS, SIDE, Comparer, joined, load_comparer, saying_ids
from kg.reading.clashes.forest import FIRST, FOLDER, SECOND, Forest, load_forest
from kg.reading.clashes.sides import pairs_of, sides_of
from kg.reading.clashes.traits import TRAITS, traits_of
from kg.reading.combined import READER, find_attributions_of_both
from kg.reading.network import FOLDER as ATTRIBUTION
from kg.reading.network.table import PieceTable, load_table
from kg.reading.propositions.claims import Claim
from kg.reading.rules import read_attributions
from kg.reading.spans.parse import Parse, parse
from kg.resources import SEEDS
from tests.eval.pairing import reported

pytestmark = pytest.mark.skipif(load_forest() is None, reason="the model's folder was removed")
ALIBI = (
    "The harbour master said he had never met the smuggler. "
    "Two dockers said the harbour master had met the smuggler at the Anchor inn in May.\n"
)
APART = "The harbour master said he had never met the smuggler. Two dockers said the quay would be widened in May.\n"
BOUNDS = (
    "The police said nine boats had burned in the harbour. The coastguard said at least six boats had burned there.\n"
)
MANUAL = Forest(
    trait=np.array([[0, -1, 1, -1, -1]], dtype=np.int16),
    least=np.array([[0.5, 0, 2.0, 0, 0]], dtype=np.float32),
    left=np.array([[1, 0, 3, 0, 0]], dtype=np.int16),
    right=np.array([[2, 0, 4, 0, 0]], dtype=np.int16),
    value=np.array([[0, -4, 0, 0, 4]], dtype=np.float32),
    base=0.0,
    bars={"clash": 0.5, "answer": 0.5},
)


def article(text: str) -> Article:
    """An article of a test's own."""
    return Article(text=text, name="t", sha256=hashlib.sha256(text.encode()).hexdigest(), published="2024-05-16")


def claims_in(text: str) -> tuple[Parse, list[Claim]]:
    """The claims as the model gets them."""
    held: list[tuple[Parse, list[Claim]]] = []
    parsed = parse(text)
    found = find_attributions_of_both(parsed)
    read_attributions(article(text), parsed, found, READER, lambda one, two: held.append((one, two)))
    return held[0]


def read_with(text: str, chance: float, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The Reading where the forest alone judges, and gives every pair one probability."""
    monkeypatch.setattr(judging, "load_comparer", lambda: None)
    monkeypatch.setattr(Forest, "judge", lambda self, traits: np.full(len(traits), chance))
    return read_article(article(text), "network")


def links(reading: Reading) -> list[tuple[str, str]]:
    """What the propositions exclude."""
    return [(each.id, other) for each in reading.propositions for other in each.excludes]


def test_a_forest_sends_each_pair_down_its_trees() -> None:
    """Left where the trait is at most the threshold, as the trees were grown."""
    rows = np.array([[0.5, 9], [0.6, 2.0], [0.6, 2.1]], dtype=np.float32)
    assert MANUAL.judge(rows).round(3).tolist() == [0.018, 0.5, 0.982]
    assert MANUAL.judge(rows[:0]).tolist() == []


def test_the_model_asks_for_the_traits_that_there_are() -> None:
    """A trait more or less would shift all that follow it."""
    parsed, claims = claims_in(ALIBI)
    forest, second = load_forest(FIRST), load_forest(SECOND)
    assert forest is not None
    traits = traits_of(parsed, sides_of(parsed, claims), pairs_of(claims))
    assert traits.shape == (1, TRAITS)
    assert forest.trait.max() < TRAITS
    assert all(0.3 < bar < 1 for bar in forest.bars.values())
    if second is not None:
        seen = judging.second_traits(
            [judging.saying_of(side) for side in sides_of(parsed, claims)],
            [(0, 1)],
            traits,
            np.zeros(1),
            np.zeros((1, OUTPUTS)),
        )
        assert second.trait.max() < seen.shape[1]


def test_what_the_model_is_sure_of_becomes_a_link_and_a_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Reading says that both cannot hold; the rules do the rest."""
    reading = read_with(APART, 0.9, monkeypatch)
    assert len(links(reading)) == 1
    assert list(reported(reading, {})) == [(["?a01"], ["?a02"])]


def test_what_the_rules_have_linked_is_not_linked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one pair would be listed under two rules."""
    text = "The union said the owner had cut maintenance. The owner denied the allegation.\n"
    reading = read_with(text, 1.0, monkeypatch)
    assert links(reading) == []
    assert list(reported(reading, {})) == [(["?a01"], ["?a02"])]


def test_two_who_rule_something_out_do_not_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both deny: "controlled no firm" and "had never lent to him" go together."""
    text = "The financier denied controlling a firm. The bank said it had {}lent to the financier.\n"
    assert links(read_with(text.format("never "), 1.0, monkeypatch)) == []
    assert links(read_with(text.format(""), 1.0, monkeypatch))


def test_what_the_model_doubts_stays_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Better a pair missed than one invented."""
    reading = read_with(APART, 0.3, monkeypatch)
    assert links(reading) == []
    assert list(reported(reading, {})) == []


def test_a_bare_it_is_nothing_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it stands for the rules look up; the model would compare two letters with every other claim."""
    text = "Russia said that 74 people were killed and accused Ukraine of shooting the plane down. "
    text += "Ukraine neither confirmed nor denied {}.\n"
    assert list(reported(read_with(text.format("it"), 1.0, monkeypatch), {})) == [(["?a02"], ["?a03"])]
    told = list(reported(read_with(text.format("that anybody was killed"), 1.0, monkeypatch), {}))
    assert (["?a01"], ["?a03"]) in told


@pytest.mark.parametrize("more", ["at least six boats", "several boats", "about seven boats"])
def test_bounds_and_round_numbers_are_left_to_the_rules_of_counts(more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine and at least six can both be right, whatever the model thinks of the words."""
    assert links(read_with(BOUNDS.replace("at least six boats", more), 1.0, monkeypatch)) == []
    assert links(read_with(BOUNDS.replace("at least six boats", "six boats"), 1.0, monkeypatch))


@pytest.mark.parametrize(
    ("second", "paired"),
    [
        ("Saale Clinics said 6,000 of its employees were affected.", False),
        ("The union said 6,000 of Dunmore Foods' workers were affected.", True),
        ("The union said 6,000 workers were affected or sacked.", False),
        ("The union said 6,000 workers were affected.", True),
        ("Of these, 6,000 were sick workers, the union said.", False),
    ],
)
def test_figures_of_other_things_both_hold(second: str, paired: bool) -> None:
    """Each firm counts its own workers; who is affected or sacked may be more than who is affected; a part is less."""
    text = f"Dunmore Foods said 14,000 of its workers were affected. {second}\n"
    assert bool(linking.linkable(*claims_in(text))) == paired


@pytest.mark.parametrize(("claim", "paired"), [("had sold the map", True), ("had never sold a map", False)])
def test_silence_leaves_the_charge_open_not_its_denial(claim: str, paired: bool) -> None:
    """Whoever keeps silent about a charge does not gainsay whom it is made against."""
    text = f"The museum said the dealer {claim}. The embassy did not respond to questions about the map.\n"
    assert bool(linking.linkable(*claims_in(text))) == paired


def test_who_asks_why_leaves_nothing_open() -> None:
    """A critic's question is no answer withheld."""
    text = "The laboratory said it had shown its data. The archaeologists questioned {} the laboratory hid its data.\n"
    assert linking.linkable(*claims_in(text.format("why"))) == []
    assert linking.linkable(*claims_in(text.format("whether")))


def test_other_times_are_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was so in 2019 says nothing of today, unless one rules it out: "never" speaks of 2019 too."""
    text = "The port said a boat had {}sunk. The insurer said a boat had burned in 2019.\n"
    assert links(read_with(text.format(""), 1.0, monkeypatch)) == []
    assert links(read_with(text.format("never "), 1.0, monkeypatch))


def test_one_speaker_makes_no_pair_with_herself() -> None:
    """Turns of one speaker are told by words of order, which the rules read."""
    _, claims = claims_in("The mayor said the bridge was safe. The mayor also said the bridge was closed.\n")
    assert len(claims) == 2
    assert pairs_of(claims) == []


def test_a_shorter_name_may_be_the_same_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where merging has missed it, agreeing with oneself would look like a clash."""
    parsed, claims = claims_in("Otto Brandt said the bridge was safe. Ann Lee said the bridge was closed.\n")
    assert linking.linkable(parsed, claims)
    claims[1].by.label = "Brandt"
    assert linking.linkable(parsed, claims) == []


@pytest.mark.parametrize(("aide", "paired"), [("Mr Dunne's lawyer", False), ("Mr Dunne's former lawyer", True)])
def test_who_speaks_for_another_does_not_clash_with_him(aide: str, paired: bool) -> None:
    """Both tell one side's story, in other words."""
    text = f"Ivor Dunne said nobody had used the car. {aide}, Greta Pohl, said the car was in the garage all day.\n"
    assert bool(linking.linkable(*claims_in(text))) == paired


def test_who_is_only_she_may_be_who_spoke_before() -> None:
    """Taken for another by mistake, she would contradict herself."""
    parsed, claims = claims_in("Ann Lee said the bridge was safe. Otto Brandt was there. She said it was closed.\n")
    claims[1].by = claims_in("Greta Pohl said it was closed.\n")[1][0].by
    assert linking.linkable(parsed, claims) == []
    named, others = claims_in("Ann Lee said the bridge was safe. Otto Brandt was there. He said it was closed.\n")
    assert linking.linkable(named, others) == []
    plain = "Ann Lee said the bridge was safe. Otto Brandt said it was closed.\n"
    assert linking.linkable(*claims_in(plain))


def test_demands_and_promises_make_no_pair() -> None:
    """They claim no fact."""
    _, claims = claims_in("The mayor promised to reopen the bridge. The union said the bridge was unsafe.\n")
    assert pairs_of(claims) == []


def test_an_answer_asks_what_another_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """A non-answer never becomes a conflict."""
    text = "The union said the bridge was unsafe. The mayor declined to comment on the bridge.\n"
    reading = read_with(text, 1.0, monkeypatch)
    assert links(reading) == []
    assert any(each.asks for each in reading.propositions)


def test_the_first_article_gets_no_link_that_a_person_would_strike() -> None:
    """Its clashes are the rules' to find; at a lower bar a commission on the site would gainsay first responders."""
    text = (SEEDS / "il76" / "article.txt").read_text(encoding="utf-8")
    assert links(read_article(article(text), "network")) == []


def test_without_its_folder_nothing_is_linked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder can be deleted, and the reader goes by the rules alone."""
    assert load_forest(FIRST, tmp_path) is None
    monkeypatch.setattr(judging, "load_forest", lambda name="": None)
    assert links(read_article(article(APART), "network")) == []


def test_rules_alone_never_ask_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--reader rules`` is explainable to the last link."""
    monkeypatch.setattr(Forest, "judge", lambda self, traits: pytest.fail("asked"))
    assert links(read_article(article(ALIBI), "rules")) == []


def test_the_same_text_gives_the_same_chances() -> None:
    """Sums over sets in any order would not."""
    forest, (parsed, claims) = load_forest(), claims_in(ALIBI * 3)
    assert forest is not None
    first, second = (forest.judge(traits_of(parsed, sides_of(parsed, claims), pairs_of(claims))) for _ in range(2))
    assert first.tobytes() == second.tobytes()
    assert all((FOLDER / name).stat().st_size < 100_000 for name in (FIRST, SECOND) if (FOLDER / name).is_file())


def said(speaker: str, words: str) -> Saying:
    """Who says which words."""
    return Saying(speaker, frozenset(words.split()))


RIVALS = [
    said("mayor", "bridge safe"),
    said("engineer", "bridge crack"),
    said("mayor", "crack repair"),
    said("engineer", "crack open"),
    said("cook", "soup"),
]


def test_two_who_clash_elsewhere_vouch_for_a_pair() -> None:
    """The best and the second best of the same two speakers, whichever of them speaks first; a cook's pairs do not."""
    odds = np.array([0.0, 2.0, -1.0, 3.0])
    rows = company_of(RIVALS, [(0, 1), (1, 2), (2, 3), (0, 4)], odds)
    assert rows.shape == (4, COMPANY)
    assert rows[:, 0].tolist() == [2, 0, 2, -6]
    assert rows[:, 1].tolist() == [-1, -1, 0, -6]
    assert rows[3, 2] == 0


def test_words_are_compared_side_by_side() -> None:
    """Mayor against mayor, engineer against engineer, though they speak in another order."""
    rows = company_of(RIVALS, [(0, 1), (1, 2)], np.zeros(2))
    assert rows[:, 3].tolist() == pytest.approx([0.25, 0.25])  # crack of "bridge crack", none of "bridge safe"; halved
    assert rows[:, 8].tolist() == pytest.approx([0.5, 0.5])  # one word of two within each pair


def test_a_better_partner_is_told_of_either_saying() -> None:
    """The pairs that share the first saying, and those that share the second; the better one first."""
    rows = company_of(RIVALS, [(0, 1), (0, 3), (1, 4)], np.array([0.0, 1.0, -2.0]))
    assert rows[0, 5:7].tolist() == [1, -2]
    assert rows[1, 5:7].tolist() == [0, -6]


def test_two_with_a_common_opponent_are_told() -> None:
    """The mayor and the cook both clash with the engineer; the engineer has none in common with either."""
    rows = company_of(RIVALS, [(0, 1), (1, 4), (0, 4)], np.array([4.0, 2.0, 0.0]))
    assert rows[2, 7] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert rows[0, 7] == pytest.approx(0.5)


def test_company_goes_by_what_the_pairs_are_not_by_their_order() -> None:
    """The same rows, moved along."""
    pairs, odds = [(0, 1), (1, 2), (2, 3), (0, 4)], np.array([0.3, 2.0, -1.0, 0.1])
    turned = company_of(RIVALS, pairs[::-1], odds[::-1])
    assert np.allclose(turned[::-1], company_of(RIVALS, pairs, odds))


def test_sayings_in_no_pair_keep_no_company() -> None:
    """They are neither compared nor counted: a transcript has thousands of them."""
    pairs, odds = [(0, 1), (1, 2)], np.array([0.3, 2.0])
    many = [said("crowd", "bridge safe")] * 3_000
    later = [(one + 3_000, two + 3_000) for one, two in pairs]
    assert np.array_equal(company_of([*many, *RIVALS], later, odds), company_of(RIVALS, pairs, odds))


def test_a_pair_alone_or_none_has_no_company() -> None:
    """The most common case in plain news."""
    assert company_of(RIVALS, [], np.zeros(0)).shape == (0, COMPANY)
    alone = company_of(RIVALS, [(0, 1)], np.array([1.0]))[0]
    assert alone[:9].tolist() == [-6, -6, 0, 0, 0, -6, -6, 0, 0.5]


@pytest.fixture
def comparer() -> Comparer:
    """The network beside the forest."""
    found = load_comparer()
    if found is None:
        pytest.skip("the network's file was removed")
    return found


def pair_in(text: str) -> tuple[Claim, Claim]:
    """The only two sayings."""
    one, two = claims_in(text)[1]
    return one, two


def test_the_table_of_pieces_lies_where_the_settings_say(comparer: Comparer) -> None:
    """A byte too far and alike words would have nothing in common."""
    table = comparer.table

    def likeness(one: str, two: str) -> float:
        ids = [table.tokenizer.encode(word, add_special_tokens=False).ids for word in (one, two)]
        left, right = (table.rows(np.array(each)).mean(0) for each in ids)
        return float(left @ right / np.linalg.norm(left) / np.linalg.norm(right))

    assert likeness("denied", "denies") > likeness("denied", "banana") + 0.2


def test_the_network_tells_what_excludes_from_what_does_not(comparer: Comparer) -> None:
    """An alibi and who breaks it, and one who speaks of the quay."""
    broken, apart = comparer.scores([pair_in(ALIBI), pair_in(APART)])
    assert (broken > apart + 1).all()


def test_a_long_saying_is_cut_and_says_who_speaks(comparer: Comparer) -> None:
    """The network reads so many pieces of each side, and no more."""
    one, two = pair_in(ALIBI)
    one.text = "the boat burned " * 50
    ids, parts = joined(*(saying_ids(comparer.table.tokenizer, each) for each in (one, two)))
    assert len(ids) == len(parts) <= 2 * SIDE + 3
    assert [parts.count(part) for part in (1, 2)] == [3, SIDE]
    assert comparer.table.tokenizer.decode(ids).startswith("harbour master says : the boat burned")


def test_what_the_forest_gives_little_is_not_read(comparer: Comparer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading every pair would take seconds; whatever the network thinks, such a pair is no link."""
    if load_forest(SECOND) is None:
        pytest.skip("the second forest was removed")
    read: list[int] = []

    def scores(self: Comparer, pairs: list[tuple[Claim, Claim]]) -> np.ndarray:
        read.append(len(pairs))
        return np.full((len(pairs), OUTPUTS), 50.0)

    monkeypatch.setattr(Comparer, "scores", scores)
    for chance, wanted in ((0.01, 0), (0.7, 1)):
        monkeypatch.setattr(Forest, "judge", lambda self, traits, chance=chance: np.full(len(traits), chance))
        assert len(links(read_article(article(APART), "network"))) == wanted
    assert read == [1]


def test_a_network_beside_another_table_is_not_used(comparer: Comparer, tmp_path: Path) -> None:
    """It has learned with the rows of one table; with others its scores would mean nothing."""
    for name in ("pairs.onnx.gz", "pairs.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    assert load_comparer(tmp_path) is not None
    told = (tmp_path / "pairs.json").read_text().replace(comparer.table.version, "another")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pairs.onnx.gz").write_bytes((FOLDER / "pairs.onnx.gz").read_bytes())
    (tmp_path / "other" / "pairs.json").write_text(told)
    assert load_comparer(tmp_path / "other") is None


def test_half_a_network_is_none(comparer: Comparer, tmp_path: Path) -> None:
    """The graph without its weights in the sum can judge nothing."""
    assert load_table() is comparer.table
    (tmp_path / "pairs.onnx.gz").write_bytes((FOLDER / "pairs.onnx.gz").read_bytes())
    assert load_comparer(tmp_path) is None


def test_a_network_without_a_table_has_none(tmp_path: Path) -> None:
    """Models of before have no place for it in their settings."""
    assert load_table(tmp_path) is None
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "config.json").write_text('{"version": "old"}')
    assert load_table(tmp_path) is None


def test_rows_are_whole_numbers_times_a_step() -> None:
    """One dimension more than the ids have."""
    table = PieceTable(None, np.array([[1, -2], [3, 127]], dtype=np.int8), 0.5, "toy")
    assert table.rows(np.array([[1, 0]])).tolist() == [[[1.5, 63.5], [0.5, -1.0]]]


def test_all_models_together_stay_small() -> None:
    """At most 30 MiB are shipped."""
    sizes = [each.stat().st_size for folder in (FOLDER, ATTRIBUTION) for each in folder.iterdir()]
    assert sum(sizes) < 30 * 2**20
