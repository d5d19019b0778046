"""The words, marks and colours that pictures use for stances and conflict types."""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.draw.text import make_inert
from kg.model import AssertionView, Conflict

Role = Literal["asserts", "denies", "doubts", "undercuts"]
Mark = Literal["check", "cross", "question"]

MARKS: Final[dict[Role, Mark]] = {
    "asserts": "check",
    "denies": "cross",
    "doubts": "question",
    "undercuts": "question",
}
NON_ANSWERS: Final[dict[str, str]] = {
    "NonCommittal": "neither confirms nor denies",
    "NoInformation": "has no information",
    "CouldNotVerify": "could not verify",
    "DeclinesComment": "declines to comment",
    "Silent": "says nothing about it",
}
"""The stances that become pills, in words. Questions is a box: a doubt takes a position."""
_LABELS: Final[dict[str, str]] = {
    "opposed": "contradicts",
    "instance-against-denial": "contradicts",
    "attributed-contrary": "contradicts",
    "incompatible": "figures cannot both hold",
    "reversal": "changed position",
    "arithmetic": "does not add up",
    "undercut": "undercuts",
}
_DASHED: Final = frozenset({"unresolved", "undercut"})
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def kind_of(conflict: Conflict) -> str:
    """The conflict's type as in ``kg conflicts --type``, also where the record has it in camel case."""
    return _CAMEL.sub("-", conflict.type.rsplit("#", 1)[-1]).lower()


def is_unresolved(conflict: Conflict) -> bool:
    """Whether the pair is no conflict: one side says something, the other does not answer."""
    return kind_of(conflict) == "unresolved"


def is_dashed(conflict: Conflict) -> bool:
    """Whether the line between the two is dashed: nobody says the contrary."""
    return kind_of(conflict) in _DASHED


def label_of(conflict: Conflict) -> str:
    """What stands on the line between the two."""
    kind = kind_of(conflict)
    if kind == "unresolved":
        return "doubts" if "Questions" in {conflict.a.stance, conflict.b.stance} else "unresolved"
    if kind == "incompatible" and "object" in conflict.rule:
        return "cannot both hold"
    return _LABELS.get(kind, kind.replace("-", " "))


def is_pill(view: AssertionView) -> bool:
    """Whether the assertion takes no position."""
    return view.stance in NON_ANSWERS


def is_publisher(view: AssertionView) -> bool:
    """Whether these are the publisher's own words."""
    return view.voice.rsplit("#", 1)[-1].lower().startswith("publisher")


def show_date(date: str) -> str:
    """``24 Jan 2024`` for an ISO date or date-time; anything else as it stands."""
    found = _DAY.match(date)
    if not found or not 1 <= int(found[2]) <= 12:
        return make_inert(date)
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


def channel_of(view: AssertionView) -> str:
    """The channel in words: ``on Telegram``, ``news conference``."""
    channel = view.channel.rsplit("#", 1)[-1]
    return f"on {channel}" if channel in {"X", "Telegram"} else _CAMEL.sub(" ", channel).lower()


def phrase_of(view: AssertionView, role: Role = "asserts") -> str:
    """What the speaker does, as a verb: ``asserts``, ``denies (probable)``, ``declines to comment``."""
    if is_pill(view):
        return NON_ANSWERS[view.stance]
    verbs = {"Urges": "urges", "Commits": "promises or plans", "Relays": "relays"}
    doubt = view.certainty.rsplit("#", 1)[-1].lower()
    verb = verbs.get(view.stance, role)
    return f"{verb} ({doubt})" if doubt in {"probable", "possible"} else verb
