"""Who speaks: names, offices, definite phrases and pronouns that mean one actor, and those that must not."""

from __future__ import annotations

import csv

import pytest

from kg.model import Actor, Article, Reading
from kg.reading import read_article
from kg.reading.actors.kinds import ALIKE, SAME, WIDER, closeness, role_fits
from kg.reading.actors.people import name_parts, one_person
from kg.resources import SEEDS


def read(text: str, publisher: str = "") -> Reading:
    return read_article(Article(text=text, name="test", sha256="0" * 64, publisher=publisher), "rules")


def speakers(text: str, publisher: str = "") -> list[str]:
    """The labels of the speakers, in the order in which they speak."""
    reading = read(text, publisher)
    labels = {actor.id: actor.label for actor in reading.actors}
    told = sorted(reading.assertions, key=lambda each: (each.source or each.quote)[0].start)
    return [labels[each.by] for each in told]


def actor(text: str, label: str) -> Actor:
    return next(each for each in read(text).actors if each.label == label)


def rows() -> list[dict[str, str]]:
    with (SEEDS / "kinds.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["nouns"])
def test_a_kind_has_an_example_with_one_of_its_nouns(row: dict[str, str]) -> None:
    """Each row of the table shows a sentence of news that it is for."""
    words = row["example"].lower().replace(".", " ").replace("'", " ").split()
    assert row["of"] in ("body", "office", "person")
    assert set(row["nouns"].lower().split()) & set(words)


@pytest.mark.parametrize(
    ("noun", "known", "near"),
    [
        ("bank", "bank", SAME),
        ("lender", "bank", ALIKE),
        ("company", "lender", WIDER),
        ("group", "crew", WIDER),
        ("watchdog", "agency", WIDER),
        ("club", "bank", 0),
        ("union", "company", 0),
        ("supplier", "company", 0),
    ],
)
def test_a_noun_stands_for_its_like_and_for_what_is_narrower(noun: str, known: str, near: int) -> None:
    """ "The lender" is the bank; a company's supplier is another company."""
    assert closeness(noun, known) == near


@pytest.mark.parametrize(
    ("phrase", "role", "fits"),
    [
        ("minister", "transport minister", True),
        ("burly detective", "Detective Sergeant", True),
        ("prime minister", "transport minister", False),
        ("minister", "prime minister", False),
        ("deputy mayor", "mayor", False),
        ("health minister", "transport minister", False),
        ("chief executive", "chief executive of Linhas", True),
        ("safety director", "company's safety director", True),
    ],
)
def test_an_office_is_another_with_another_rank_or_field(phrase: str, role: str, fits: bool) -> None:
    """The prime minister is not the transport minister."""
    assert role_fits(phrase, role) is fits


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Oona Brask", "Brask", True),
        ("J. Smith", "John Smith", True),
        ("Ursula von der Leyen", "Von der Leyen", True),
        ("Milan Jarenović", "Milan Jarenovic", True),
        ("Kim Adler KC", "Adler", True),
        ("Leo Marsh", "Ben Marsh", False),
        ("Anna Holm", "Karin Holm", False),
        ("Ben Marsh", "Ben Moss", False),
    ],
)
def test_one_person_has_one_surname_and_no_second_first_name(left: str, right: str, same: bool) -> None:
    """Initials, particles, accents and letters after a name make no other person; a first name does."""
    assert one_person(name_parts(left), name_parts(right)) is same


BANK = "Halden Bank, a small lender, said it was solvent. The port of Cala is quiet.\n\n"
FERRY = "Nordline, the company that runs the ferries, said the ship was sound.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (BANK + "The bank said nobody would lose money.", ["Halden Bank", "Halden Bank"]),
        (FERRY + "The operator said it was sorry.", ["Nordline", "Nordline"]),
        (FERRY + "The union said it was sorry.", ["Nordline", "union"]),
        ("Pale Reef, an extortion crew, said it was in. The group said it had left.", ["Pale Reef", "Pale Reef"]),
        ("The drivers' union, Transar, said it was tired. The union said it would strike.", ["Transar", "Transar"]),
        (
            "Halden Bank said it was safe. Stanmore Bank said it was not. The bank said it was sad.",
            ["Halden Bank", "Stanmore Bank", "bank"],
        ),
    ],
    ids=["lender", "operator", "union", "crew", "apposition", "two"],
)
def test_a_body_is_called_by_its_kind(text: str, wanted: list[str]) -> None:
    """By the noun it was introduced with, one alike or a wider one; by none where two fit."""
    assert speakers(text) == wanted


DAHL = "Henrik Dahl, the transport minister, said the line was safe.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (DAHL + "The minister said trains would run.", "Henrik Dahl"),
        (DAHL + "The prime minister said trains would run.", "prime minister"),
        (DAHL + "The 61-year-old said trains would run.", "Henrik Dahl"),
        (DAHL + "The former teacher said trains would run.", "Henrik Dahl"),
        (DAHL + "The driver said trains would run.", "driver"),
        (DAHL + "The mayor said trains would run.", "mayor"),
        (DAHL + "His office said trains would run.", "transport minister's office"),
    ],
    ids=["office", "other-office", "age", "former", "stranger", "other", "office-of"],
)
def test_a_definite_phrase_means_who_can_be_called_so(text: str, wanted: str) -> None:
    """An age or a former trade points back; another office or a trade that strangers have does not."""
    assert speakers(text)[-1] == wanted


def test_a_striker_is_the_player_just_told_of() -> None:
    """A word that describes, with nobody else to mean, is the one person of the paragraph before."""
    text = "Milan Orlic said he was no cheat.\n\nThe striker said he had taken a powder."
    assert set(speakers(text)) == {"Milan Orlic"}


def test_the_captain_somebody_speaks_to_is_another() -> None:
    """ "He told the captain" has two men in it."""
    text = (
        "Frank Rossi said he smelled smoke. Rossi told the captain that the deck was hot. The captain said it was not."
    )
    assert speakers(text)[-1] == "captain"


def test_a_first_name_that_looks_like_a_preposition_is_a_name() -> None:
    """Per Dahl is the minister, and no way of being dealt with."""
    assert speakers("The minister, Per Dahl, said the ferry would stay in port.") == ["Per Dahl"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A deckhand who survived, Jomar Sarto, 22,", "Jomar Sarto"),
        ("A stoker who had come up for air, Babul Reque,", "Babul Reque"),
        ("A leader of the Opposition in the Upper House, Farza Siddi,", "Farza Siddi"),
        ("A retired nurse, Dr Bev Hanlo,", "Bev Hanlo"),
        ("A driver for a haulage firm, who gave his name only as Dave,", "Dave"),
        ("A group calling itself Grey Heron", "Grey Heron"),
        ("A refugee at the Mahama camp, Vestine, 26,", "Vestine"),
        ("Police Sgt. Abel Cruz", "Abel Cruz"),
        ("Mother-of-three Gemma Lacey", "Gemma Lacey"),
        ("Emma Mary-Jane Lacey", "Emma Mary-Jane Lacey"),
        ("A campaign group, Free the Tooth,", "campaign group"),  # "the" is no part of a name
        ("A stoker who lives with a nurse, Ann Lee,", "stoker"),
        ("A lawyer who flew in from Denmark,", "lawyer"),
        ("A spokesman for two villages, Ameria and Kashan,", "spokesman for two villages"),
    ],
)
def test_the_name_that_closes_a_source_is_the_speaker_s(source: str, speaker: str) -> None:
    """Wherever the parser hangs it, but not where it may be another's."""
    assert speakers(f"The ferry sank off the cape on Monday. {source} said the deck was under water.") == [speaker]


def test_two_of_one_surname_stay_two() -> None:
    """A family is told apart by first names and by Mr and Mrs."""
    text = "Mr Jens Holm said it was cold. Mrs Holm said it was dark. Mr Holm said the alarm was late."
    found = speakers(text)
    assert (found[0], found[2]) == ("Jens Holm", "Jens Holm")
    assert found[1] != "Jens Holm"


def test_ministries_of_two_countries_stay_two() -> None:
    """Every country has a foreign ministry: its own is part of the name."""
    text = (
        "China's Foreign Ministry said it was sad. Pakistan's Foreign Ministry said it was angry. "
        "The Chinese ministry said it was late."
    )
    assert speakers(text) == ["China's Foreign Ministry", "Pakistan's Foreign Ministry", "China's Foreign Ministry"]


def test_a_product_named_after_its_maker_is_not_the_maker() -> None:
    """What a longer name adds can make a powder of a firm."""
    text = "The tins held Lacta Gold, a powder for infants.\n\nLacta, which employs 900 people, said it was safe."
    assert speakers(text) == ["Lacta"]


def test_the_first_word_of_a_firm_is_the_firm() -> None:
    """Kolmar in the headline is Kolmar Paints in the text."""
    text = "Kolmar denies leak\n\nKolmar Paints said no solvent was lost. Kolmar said the river was clean."
    assert set(speakers(text)) == {"Kolmar Paints"}


@pytest.mark.parametrize(
    ("headline", "text", "one"),
    [
        ("Ferry operator denies fault", "Nordline, the operator of the ferries, denied that it was at fault.", True),
        ("Union rejects the claim", "The drivers' union, Transar, rejected the claim.", True),
        ("Sheriff denies delay", "Sheriff Dwight Amory denied that help was late.", True),
        ("Minister denies delay", "Prime Minister Dwight Amory denied that help was late.", False),
        (
            "Union rejects the claim",
            "The nurses' union, Aid, and the drivers' union, Transar, met. Aid denied it.",
            False,
        ),
    ],
    ids=["operator", "union", "sheriff", "rank", "two"],
)
def test_a_headline_role_is_the_only_one_who_has_it(headline: str, text: str, one: bool) -> None:
    """A bare noun in a headline is who is called so in the text, if there is one."""
    assert (len(set(speakers(f"{headline}\n\n{text}"))) == 1) is one


def test_who_answers_is_not_who_spoke_last() -> None:
    """ "She shot back" answers the lawyer."""
    text = 'Shannon Ames wept. Farah Amin suggested that Ms Ames had lied. "I did not," she shot back.'
    assert speakers(text)[-1] == "Shannon Ames"


def test_she_passes_over_a_side_clause() -> None:
    """Whoever claims something in an aside is not the one asked."""
    text = 'Gov. Beth Rain pledged money. Asked about the cut, as Garnet Size claims, she said: "Not today."'
    assert speakers(text)[-1] == "Beth Rain"


def test_an_anonymous_person_is_new_and_then_the_woman() -> None:
    """A doctor without a name is nobody named before; "the woman" after her is she."""
    text = (
        "Malak Torgul said 17 were dead.\n\nA passenger who asked not to be named because she feared for her job "
        "said nine were dead. The woman said the doors had been open."
    )
    assert speakers(text) == ["Malak Torgul", "passenger", "passenger"]


def test_the_source_is_neither_of_two() -> None:
    """With two of them nobody can say which."""
    text = "A source at the bank said it was safe. A source at the union said it was not. The source said it was lost."
    reading = read(text)
    assert len({each.by for each in reading.assertions}) == 3


@pytest.mark.parametrize("word", ["The Courier", "This newspaper"])
def test_the_publisher_speaks_of_itself(word: str) -> None:
    """By the last word of its name, or as this newspaper."""
    reading = read(f"{word} said it could not verify the video.", "Tolliver County Courier")
    (publisher,) = {each.by for each in reading.assertions}
    assert next(each for each in reading.actors if each.id == publisher).label == "Tolliver County Courier"


def test_another_paper_is_not_the_publisher() -> None:
    """ "The tabloid" belongs to whoever was named."""
    text = "The newspaper Dagens Ekko said he would resign. The tabloid said he was ill."
    assert speakers(text, "Tolliver County Courier") == ["Dagens Ekko", "Dagens Ekko"]


def test_each_merge_has_its_reason() -> None:
    """Whoever doubts a merge finds why it was made."""
    reasons = {
        form: each.reason
        for each in read(DAHL + "The minister said trains would run.").judgements
        for form in each.forms
    }
    assert reasons["minister"] == "a definite phrase that points back"


def test_a_name_with_an_ampersand_is_one() -> None:
    """Cask & Lantern is one firm."""
    assert speakers("Cask & Lantern said the server was open.") == ["Cask & Lantern"]


def test_a_couple_with_two_names_is_nobody_of_them() -> None:
    """The couple is neither Ed nor Jo."""
    assert speakers("The couple, Ed and Jo Frayn, said they were ruined.") == ["couple"]


WEBB = "State Sen. Marcus Webb accused the warden of lying.\n\nSheriff Ida Lomond said the jail was full.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (WEBB + "The senator said he had a copy.", "Marcus Webb"),
        (WEBB + "The sheriff said she had none.", "Ida Lomond"),
        (WEBB + "The governor said she had none.", "governor"),
        ("CNN reported that the mine was shut. The network said it had a video.", "CNN"),
        ("The FBI said it had a video. The bureau said it was old.", "FBI"),
        ("The FBI said it had a video. The council said it was old.", "council"),
        ("Toyota Motor Corp. said it was sorry. Toyota said it would pay.", "Toyota Motor Corp."),
        ("Mike Pence said it was cold. PENCE said it was late.", "Mike Pence"),
        (
            "Flynn says it is over\n\nMichael Flynn said it was over. Flynn, a top surrogate, said it was late.",
            "Michael Flynn",
        ),
        ("Many Americans said they were tired.", "Americans"),
        ("The former secretary of state and current nominee said it was late.", "former secretary"),
    ],
)
def test_a_speaker_is_known_by_title_initials_or_part_of_the_name(text: str, wanted: str) -> None:
    """ "Sen." makes a senator; "the network" is the broadcaster; a city's name is a firm's where it speaks."""
    assert speakers(text)[-1] == wanted


def test_one_person_of_two_offices_is_no_group() -> None:
    """The former secretary of state and current nominee is one."""
    text = "The former secretary of state and current nominee said it was late."
    assert actor(text, "former secretary").type == "AnonymousSource"


def test_a_husband_is_no_mrs() -> None:
    """The title in "Mrs. Delgado's husband" is his wife's."""
    text = "Mrs. Delgado's husband, Tomás Delgado, said she was tired. Mr. Delgado said she would win."
    assert set(speakers(text)) == {"Tomás Delgado"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Clinton campaign said it was late. Clinton said she was tired.", "Clinton"),
        ("The International Maritime Agency said it was late. International said it was calm.", "International"),
        ("The New York Herald said it was late. The agency said it was calm.", "agency"),
        ("Reuters reported that it was late. The agency said it was calm.", "Reuters"),
        ("Federal courts said it was late. The court said it was calm.", "court"),
        ("Nordline said it was late. A rival said it was calm. The union said it was dark.", "union"),
    ],
)
def test_a_part_of_a_name_or_a_wide_word_can_be_somebody_else(text: str, wanted: str) -> None:
    """A campaign is not its candidate, a newspaper no agency, and one court none of many."""
    assert speakers(text)[-1] == wanted


OCHIENG = "The rebel group's spokesman, Jan Kalume, said it was late.\n\nThe mayor, Paul Ochieng, said it was calm.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (OCHIENG + "His spokeswoman said it was dark.", "spokeswoman"),
        (OCHIENG + "The mayor said it was dark.", "Paul Ochieng"),
        (OCHIENG + "The charity said it was dark.", "charity"),
        ("Col. Jean-Pierre Mugabo said it was late. The colonel said it was dark.", "Jean-Pierre Mugabo"),
        ("A nurse at the hospital, who said it was late, left.", "nurse"),
    ],
)
def test_what_belongs_to_one_is_not_anothers(text: str, wanted: str) -> None:
    """His spokeswoman is not the group's spokesman, and a charity is no rebel group."""
    assert speakers(text)[-1] == wanted


def test_a_place_is_not_the_hospital_in_it() -> None:
    """Kinwara is a town, whatever stands in it."""
    text = "The army shelled the hospital in Kinwara. Officials in Kinwara said that Kinwara was calm."
    assert "hospital in Kinwara" not in speakers(text)


RIGHTS = "Doctors Without Borders (MSF) said it was late. The charity said it was dark.\n\nIt rained.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (RIGHTS + "MSF said it was calm.", "Doctors Without Borders"),
        (
            RIGHTS + "Human Rights Now said it was calm. The New York-based group said it was cold.",
            "New York-based group",
        ),
        ("Neighbouring Tombali said it was calm.", "Tombali"),
    ],
)
def test_an_abbreviation_in_brackets_is_the_name_before_it(text: str, wanted: str) -> None:
    """Whatever language it abbreviates; a wide word for a body just named means no other of long ago."""
    assert speakers(text)[-1] == wanted


def test_a_dateline_is_a_place() -> None:
    """Nobody called GOMARA reports."""
    text = "GOMARA, Feb 3 (Meridian) - Rebels said that Gomara was calm."
    assert "Gomara" not in {each.label for each in read(text).actors}


VOSS = "Dr Helena Voss of the Marlow Institute said it was late.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (VOSS + "The marine biologist said it was dark.", "Helena Voss"),
        (
            VOSS
            + "Sir Colin Rudge said it was calm.\n\nTwo reviewers said it was not.\n\nThe Australian said it was dark.",
            "",
        ),
        (VOSS + "Tunde Adeyemi said it was calm. His group said it was dark.", "group"),
        ("Opposition MP Carla Petrov said it was late. Ms Petrov said it was dark.", "Carla Petrov"),
        ("The journal Oceanic Letters said it was late. The journal said it was dark.", "Oceanic Letters"),
    ],
    ids=["trade", "nation", "his-group", "mp", "journal"],
)
def test_a_word_that_describes_needs_somebody_at_hand(text: str, wanted: str) -> None:
    """The one who acted last can be the biologist; a nationality after others have spoken is somebody unknown."""
    assert speakers(text)[-1] == (wanted or "Australian")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The MP for Lukanga South, Mr Hassan Kaye, said the police had fired first.", ["Hassan Kaye"]),
        ("The Prime Minister, Mr Alban Siow, said the gate was shut.", ["Alban Siow"]),
        (
            "The Prime Minister, Mr Alban Siow, said the gate was shut. The Prime Minister said it was locked.",
            ["Alban Siow", "Alban Siow"],
        ),
        ("The sheriff, Roy Dean Buckner, said the cell was cool.", ["Roy Dean Buckner"]),
        ("The provost, Dean Mary Holt, said the hall was full.", ["Mary Holt"]),
        ("Three men left the jail. One of them, Dwayne Luckett, 29, said the cell was hot.", ["Dwayne Luckett"]),
        ("The co-op said the silo was empty.", ["co-op"]),
    ],
)
def test_an_office_has_the_name_beside_it(text: str, wanted: list[str]) -> None:
    """Also where the office is written like a name, the name like an office, or the office is "one of them"."""
    assert speakers(text) == wanted


def test_a_dateline_gives_no_name_in_capitals() -> None:
    """The text's own spelling is the label."""
    text = "EL HAMRA, March 3 (Meridian) - A dam broke.\n\nA sheikh of El Hamra said nobody had warned him.\n"
    labels = {each.label for each in read(text).actors}
    assert "El Hamra" in labels
    assert "EL HAMRA" not in labels
