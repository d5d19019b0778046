"""Conflict records made by hand: the seed's pairs, and a factory for odd ones."""

from __future__ import annotations

from typing import Any

from kg.model import AssertionView, Conflict, Span

A = "https://example.org/article/1"
SHOT, ABOARD, CIVIL, MAY = (
    f"{A}/proposition-{name}" for name in ("shot-down", "pows", "attacks-civilians", "may-2023")
)
QUESTIONS = {
    SHOT: "Did Ukraine shoot down the Il-76?",
    ABOARD: "Were 65 Ukrainian prisoners of war on board?",
    CIVIL: "Do Russian troops attack civilian areas?",
    MAY: "Did Kiev have a part in downing Russian aircraft in May 2023?",
}


def view(id: str, by: str, stance: str, text: str, quote: str, **more: Any) -> AssertionView:
    """An assertion; ``start`` defaults to the number in its id."""
    start = more.pop("start", int("".join(c for c in id if c.isdigit()) or 0) * 100)
    fields: dict[str, Any] = {
        "iri": f"{A}/assertion-{id}", "id": id, "by": f"{A}/entity-{by}", "by_label": by, "by_type": "Organization",
        "by_side": by, "entity": f"{A}/entity-{by}", "stance": stance, "certainty": "Certain",
        "content": f"{A}/proposition-{id}", "text": text, "quote": quote,
        "spans": (Span(start, start + len(quote)),), "article": A, "doc": "il76",
        "publisher": "The Associated Press", "date": "2024-01-24", "said_on": "", "start": start,
        "end": start + len(quote), "sentence": f"{by} said: {quote}.",
        "reader": "person", "unchecked": False, "voice": "SourceVoice",
    }  # fmt: skip
    return AssertionView(**(fields | more))


def pair(type: str, a: AssertionView, b: AssertionView, proposition: str, **more: Any) -> Conflict:
    """A conflict or unresolved pair about a proposition."""
    fields: dict[str, Any] = {
        "id": f"c-{a.id}-{b.id}-{type}", "type": type, "rule": f"{type}-rule",
        "why": f"{a.by_label} against {b.by_label}",
        "a": a, "b": b, "proposition": proposition, "question": QUESTIONS.get(proposition, ""),
    }  # fmt: skip
    return Conflict(**(fields | more))


def seed_pairs() -> list[Conflict]:
    """The core pairs of the seed article and two more, as the rules give them."""
    russia, ukraine = {"by_side": "Russia"}, {"by_side": "Ukraine"}
    a02 = view("a02", "Russia", "Affirms", "Ukraine shot down the Il-76", "Kiev of shooting it down", content=SHOT)
    n02 = view(
        "n02", "The Associated Press", "Affirms", "Russia gave no evidence for its account of the crash",
        "Russia did not provide any evidence", voice="PublisherVoice", start=504,
    )  # fmt: skip
    a04 = view("a04", "Ukraine", "NonCommittal", "Ukraine shot down the Il-76", "it", content=SHOT)
    a03 = view(
        "a03", "Russia", "Affirms", "All 74 people on board were killed, among them 65 Ukrainian prisoners of war",
        "all 74 people on board were killed, including 65 Ukrainian prisoners of war en route to an exchange be",
    )  # fmt: skip
    a07 = view(
        "a07", "Russian Ministry of Defence", "Affirms",
        "65 prisoners of war, a crew of six and three soldiers were aboard",
        "the Il-76 transport plane was carrying 65 prisoners of war, a crew of six and three Russian soldiers",
        channel="Statement", **russia,
    )  # fmt: skip
    a09 = view(
        "a09", "U.S. official (anonymous)", "Questions", "65 Ukrainian prisoners of war were on board",
        "it was not clear whether there were actually Ukrainian prisoners of war on board the crashed plane",
        content=ABOARD, by_side="United States",
    )  # fmt: skip
    a06 = view("a06", "The Associated Press", "CouldNotVerify", "Who was on board", "who was on board")
    a20 = view(
        "a20", "Ukrainian military intelligence", "NoInformation", "Who was on board",
        "it had no information about who was on the crashed Russian plane", **ukraine,
    )  # fmt: skip
    a12 = view(
        "a12", "Kiev officials", "Denies", "Ukraine was involved in the loss of Russian aircraft in May 2023",
        "involvement", content=MAY, **ukraine,
    )  # fmt: skip
    a13 = view(
        "a13", "Kiev officials", "Affirms", "Ukraine used Patriot missiles to hit the plane",
        "they had used Patriot missiles to hit the plane", content=MAY, revises=a12.iri, **ukraine,
    )  # fmt: skip
    a38 = view(
        "a38", "Russia", "Denies", "Russian troops attack civilian areas",
        "that its troops are attacking civilian areas", content=CIVIL,
    )  # fmt: skip
    a32 = view(
        "a32", "Volodymyr Zelensky", "Affirms", "A barrage of more than 40 missiles hit 130 residential buildings",
        "The barrage, which used more than 40 ballistic missiles, cruise missiles, anti-aircraft missiles and guided"
        " missiles, hit 130 residential buildings in three Ukrainian cities, “all normal houses,”",
        channel="X", **ukraine,
    )  # fmt: skip
    a37 = view(
        "a37", "Oleh Syniehubov", "Affirms", "S-300 missiles hit residential areas of Kharkiv",
        "Another barrage of Russian S-300 missiles hit residential areas of Kharkiv late Tuesday, injuring nine people"
        " and damaging residential buildings", said_on="2024-01-23", **ukraine,
    )  # fmt: skip
    n03 = view(
        "n03", "The Associated Press", "Affirms",
        "There is substantial evidence that Russian troops attack civilian areas",
        "substantial evidence to the contrary", voice="PublisherVoice", start=6494,
    )  # fmt: skip
    aboard = [pair("unresolved", who, other, ABOARD) for who in (a03, a07) for other in (a06, a09, a20)]
    return [
        pair("undercut", a02, n02, SHOT),
        pair("unresolved", a02, a04, SHOT),
        *aboard,
        pair("reversal", a12, a13, MAY),
        pair("instance-against-denial", a37, a38, CIVIL),
        pair("instance-against-denial", a32, a38, CIVIL),
        pair("attributed-contrary", a38, n03, CIVIL),
    ]


NASTY: dict[str, str] = {
    "long-word": "W" * 200,
    "long-text": "Donaudampfschifffahrtsgesellschaft " * 60,
    "emoji": "👨‍👩‍👧‍👦🚀🇺🇦" * 30,
    "arabic": "قالت وزارة الدفاع الروسية إن طائرة النقل كانت تقل خمسة وستين أسيرا " * 3,
    "hebrew": "משרד ההגנה הרוסי הודיע כי במטוס היו שישים וחמישה שבויים " * 3,
    "chinese": "俄罗斯国防部表示运输机上有六十五名乌克兰战俘和六名机组人员以及三名士兵" * 3,
    "devanagari": "रूसी रक्षा मंत्रालय ने कहा कि विमान में पैंसठ युद्धबंदी थे " * 3,
    "zalgo": "p\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309o\u0310\u0311\u0312\u0313w " * 30,
    "ligature": "\ufdfd" * 20 + " " + "\U0001242b" * 20,
    "markup": "<script>alert(1)</script> ]]> -- & \" ' <img src=x onerror=alert(1)> &lt; <!-- \\ \n\t ``` ",
    "bidi": "safe \u202eevil\u202c \u200b\u2066name\u2069 \u00ad",
    "control": "a\x00b\x1b[31mc\x85d\ufffee\ud800f\x7f",
    "nothing": "",
}
"""Texts that picture makers fall over, by what is odd about them."""


def nasty_pairs(text: str) -> list[Conflict]:
    """A band in which every piece of text is the given one: box against box, a doubt, a non-answer."""
    odd = {"doc": text, "by_side": text, "by_label": text, "channel": "Statement", "sentence": f"He said {text}."}
    left = view("a01", "left", "Affirms", text, text, unchecked=True, reader=f"machine: {text}", **odd)
    right = view("a02", "right", "Denies", text, text, content=left.content, said_on=text, **odd)
    doubt = view("a03", "doubt", "Questions", text, text, content=left.content, unchecked=True, **odd)
    pill = view("a04", "pill", "Silent", text, text, content=left.content, unchecked=True, **odd)
    return [
        pair("opposed", left, right, left.content, question=text),
        *(pair("unresolved", left, other, left.content, question=text) for other in (doubt, pill)),
    ]


def clashing_figures(count: int) -> list[Conflict]:
    """``count`` speakers who each give another figure for one thing: every pair clashes."""
    figures = [
        view(f"a{n:02}", f"Speaker {n}", "Affirms", f"{n} people were killed", f"{n} people were killed")
        for n in range(1, count + 1)
    ]
    return [
        pair("incompatible", a, b, figures[0].content, question="How many people were killed?")
        for i, a in enumerate(figures)
        for b in figures[i + 1 :]
    ]


def crossing_claims(left: int, right: int) -> list[Conflict]:
    """Every one of ``left`` speakers against every one of ``right`` deniers, with all kinds of lines."""
    claim = f"{A}/proposition-claim"
    held = [
        view(f"a{n:02}", f"Claimant {n}", "Affirms", "The bridge fell", "it fell", content=claim) for n in range(left)
    ]
    met = [
        view(
            f"b{n + 50}",
            f"Answerer {n}",
            ("Denies", "Questions")[n % 2],
            "The bridge fell",
            "it did not",
            content=claim,
        )
        for n in range(right)
    ]
    return [
        pair(
            "opposed" if other.stance == "Denies" else "unresolved", one, other, claim, question="Did the bridge fall?"
        )
        for one in held
        for other in met
    ]


def one_speaker(count: int) -> list[Conflict]:
    """One denial against ``count`` - 1 assertions of one actor."""
    denial = view("a0", "Denier", "Denies", "It happened", "no", start=0)
    return [
        pair("opposed", denial, view(f"a{n}", "Claimant", "Affirms", "It happened", f"yes, {n}"), denial.content)
        for n in range(1, count)
    ]
