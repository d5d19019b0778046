"""What a speaker is called: the name without the trade, party, nation or office before it, and a body's name whole."""

from __future__ import annotations

import pytest

from tests.ruled import read

PEOPLE = {
    "a trade": ("Florist Nadia Kemp said it had flooded.", ["Nadia Kemp"]),
    "a trade that no table knows": ("Deboner Kevin Strand said the line was too fast.", ["Kevin Strand"]),
    "a nation": ("The Slovene Matej Kranjc said the tyres were wrong.", ["Matej Kranjc"]),
    "a country's": ("Russia's Timofei Bulgak said the snow was wet.", ["Timofei Bulgak"]),
    "a party's": ("Labour's Joan Pettit said the vote was a farce.", ["Joan Pettit"]),
    "a party": ("The local MP, Independent Warren Haig, said the beds were cut.", ["Warren Haig"]),
    "initials after an owner": ("The opposition's T. Kavitha Rao said the plant was idle.", ["T. Kavitha Rao"]),
    "a title of elsewhere": ("Alhaji Musa Bello said the market was closed.", ["Musa Bello"]),
    "letters after it": ("Prosecutor Adaeze Obi QC said the ring was false.", ["Adaeze Obi"]),
    "an office of a place": (
        "Superintendent of Police Reena Chouksey said 240 men were posted.\n\nMs Chouksey said no more were needed.",
        ["Reena Chouksey"] * 2,
    ),
    "an office of a field": ("Minister of Education Charles Lubanga said the papers were safe.", ["Charles Lubanga"]),
    "two titles": ("Clerk of the House Dr Susan Obote said the bill was lost.", ["Susan Obote"]),
    "a deputy": ("Deputy commissioner of police R. Chetan Das said nobody was hurt.", ["R. Chetan Das"]),
    "a role before the name after a comma": (
        "Her predecessor, the Liberal councillor Tom Ashe, said the roof was sound.",
        ["Tom Ashe"],
    ),
    "what the parser cuts off": ("Its chair, the banker Pumla Dube, said the trust was sound.", ["Pumla Dube"]),
    "a verb's name": ("Representative Will Hurley of Texas said the call was lawful.", ["Will Hurley"]),
    "a firm after it": ("Analyst Vivian Lau of Harbour Securities said the price would fall.", ["Vivian Lau"]),
    "a firm after a hyphen": ("Cho Min-seo of Hanbit Bank said the price would fall.", ["Cho Min-seo"]),
    "brackets": ("Lt Gen (retd) P.N. Oberoi said the shelling had stopped.", ["P.N. Oberoi"]),
    "a hyphen in the office": ("The secretary-general of the party, Gwen Mansa, said he had it.", ["Gwen Mansa"]),
    "a hyphen in the trade": ("Fly-half Ieuan Morgan said the bar was shut.", ["Ieuan Morgan"]),
    "a hyphen in the name": (
        "The union's policy director, Seo Min-ah, said the doors were shut.\n\nMs Seo said they opened late.",
        ["Seo Min-ah"] * 2,
    ),
    "the family's name first": (
        "Vice president Ahn Sung-min said the line was safe.\n\nAhn said he had not studied it.",
        ["Ahn Sung-min"] * 2,
    ),
    "a clause after it": (
        "Annelies Brandt, who left office in June, said she had signed.\n\nMs Brandt said it was over.",
        ["Annelies Brandt"] * 2,
    ),
    "a first name like a title": ("Team boss Dean Hartley said the car was legal.", ["Dean Hartley"]),
    "a title like a first name": ("The provost, Dean Mary Holt, said the hall was full.", ["Mary Holt"]),
    "a title that belongs to one name": (
        "Sister Consolata, the head nurse, said the ward was full. She said nobody had fled.",
        ["Sister Consolata"] * 2,
    ),
    "a first name alone": (
        "Ex-waitress Kayleigh Dunn, 23, said she bled. Chef Ann Roe said Kayleigh slipped.\n\nKayleigh said he lied.",
        ["Kayleigh Dunn", "Ann Roe", "Kayleigh Dunn"],
    ),
    "a first name of two": (
        "Ex-waitress Kayleigh Dunn said she bled. Cook Kayleigh Moss said nothing fell.\n\nKayleigh said he lied.",
        ["Kayleigh Dunn", "Kayleigh Moss", "Kayleigh"],
    ),
    "a first name in the headline": (
        "TV chef Ronnie's kitchen hell\n\nChef Ronnie Vassallo said he threw no pan.\n\nRonnie said it was a joke.",
        ["Ronnie Vassallo"] * 2,
    ),
    "a month": ("Its director, Deon September, said the firm ran the hostel.", ["Deon September"]),
    "a word that the parser mistakes": (
        "The islands' MP, Catriona Nairn, said that lessons would be learned.",
        ["Catriona Nairn"],
    ),
    "a trade after a comma": ("A second survivor, fitter Arul Das, said the deck had swayed.", ["Arul Das"]),
    "a title of respect": ("The dead man's uncle, Mzee Saitoti ole Kipas, said he ran.", ["Saitoti ole Kipas"]),
    "a number of children": ("Mother of four Janine Ruko said the tap was dry.", ["Janine Ruko"]),
    "kin after it": ("Lorna Baird, Callum's mother, said the bus was late.", ["Lorna Baird"]),
    "a lord": ("A former First Sea Lord, Lord Ravens, said the ship was lost.", ["Lord Ravens"]),
    "a judge": ("Mr Justice Lavery said the cuffs were wrong.", ["Justice Lavery"]),
}
BODIES = {
    "of": ("The Chamber of Commerce said trade was down.", ["Chamber of Commerce"]),
    "of people": ("The Friends of Mill Lane Baths said the roof was safe.", ["Friends of Mill Lane Baths"]),
    "a preposition with a capital": (
        "Mothers Against Gun Violence said the count was low.",
        ["Mothers Against Gun Violence"],
    ),
    "and": ("The Scaffolders and Riggers Union said it was unsafe.", ["Scaffolders and Riggers Union"]),
    "two counties": ("Northumberland and Tees Police said a man was held.", ["Northumberland and Tees Police"]),
    "two tasks": ("The search and rescue agency said nobody was missing.", ["search and rescue agency"]),
    "people who are no title": ("The Refugee Forum said the flight was unlawful.", ["Refugee Forum"]),
    "an adverb": ("The charity Later Years said the home was cold.", ["Later Years"]),
    "an owner": ("The state's Earthquake Authority said the hall was safe.", ["Earthquake Authority"]),
    "a numbered part": (
        "Section 64 of the Electoral Act says that a recount must be held.",
        ["Section 64 of the Electoral Act"],
    ),
}
OTHERS = {
    "for a president": ("A spokesman for President Anna Holt said she was well.", "spokesman for President Anna Holt"),
    "for a client": ("The lawyer for Tom Ashe said he was innocent.", "lawyer"),
    "with a banker": ("A man who lives with the banker Tom Ashe said he was home.", "man"),
    "of a sergeant": ("The mother of Sgt Tom Ashe said he was home.", "mother"),
}


def speakers(text: str) -> list[str]:
    """The labels of who speaks, assertion by assertion."""
    reading = read(text)
    labels = {each.id: each.label for each in (*reading.actors, *reading.things)}
    return [labels.get(each.by, each.by) for each in reading.assertions]


@pytest.mark.parametrize(("text", "wanted"), [*PEOPLE.values(), *BODIES.values()], ids=[*PEOPLE, *BODIES])
def test_the_label_is_the_name(text: str, wanted: list[str]) -> None:
    """Neither more words than the name has nor fewer."""
    assert speakers(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), OTHERS.values(), ids=OTHERS)
def test_a_name_within_a_source_can_be_anothers(text: str, wanted: str) -> None:
    """Whoever speaks for, of or with somebody is not that person."""
    assert speakers(text) == [wanted]


def test_a_place_of_office_is_no_body_of_its_own() -> None:
    """ "Police Hana Marek" is nobody; and no person is called "the Environment Inspectorate"."""
    reading = read(
        "Superintendent of Police Hana Marek said it was red.\n\nThe Environment Inspectorate said it was not."
    )
    kinds = {each.label: each.type for each in reading.actors}
    assert "Police Hana Marek" not in kinds
    assert kinds["Environment Inspectorate"].endswith("Organization")


def test_the_words_before_a_name_are_its_role() -> None:
    """What is no part of the name is not lost."""
    (actor,) = (each for each in read("Florist Nadia Kemp said it had flooded.").actors if each.label == "Nadia Kemp")
    assert actor.role == "Florist"
