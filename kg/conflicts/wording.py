"""Plain words for what a speaker said: the reasons of conflicts are sentences that a reader can check."""

from __future__ import annotations

import re

from kg.model import AssertionView
from kg.views import PropositionView

_LOWERED = frozenset(
    "A An The There It Its This These Those No Not Neither Some Several Many More Most At All Another Other One Two "
    "Three Four Five Six Seven Eight Nine Ten Who What Where When Why How Which Whether In On After Before".split()
)
"""First words that lose their capital inside a sentence; any other may be a name."""
CERTAINTY_WORDS: dict[str, str] = {"Certain": "", "": "", "Probable": " as likely", "Possible": " as possible"}
STANCE_WORDS: dict[str, tuple[str, str]] = {
    "Affirms": ("affirms", "affirm"),
    "Denies": ("denies", "deny"),
    "Questions": ("questions", "question"),
    "NonCommittal": ("neither confirms nor denies", "neither confirm nor deny"),
    "NoInformation": ("has no information about", "have no information about"),
    "CouldNotVerify": ("could not verify", "could not verify"),
    "DeclinesComment": ("declines to comment on", "decline to comment on"),
    "Silent": ("says nothing about", "say nothing about"),
    "Commits": ("announces", "announce"),
}
"""What one speaker does, and what several do ("Ukrainian officials deny")."""


def clause(proposition: PropositionView) -> str:
    """A proposition's text as it stands inside a sentence.

    >>> clause(PropositionView(iri="p", id="p", article="a", text="The plane crashed."))
    'the plane crashed'
    """
    text = re.sub(r"\s+", " ", proposition.text).strip().rstrip(".?!")
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if first in _LOWERED else text


def speaker(assertion: AssertionView, *, first: bool = True) -> str:
    """The speaker's name; ``first`` at the start of a sentence."""
    label = assertion.by_label
    return label[:1].upper() + label[1:] if first else label


def verb(assertion: AssertionView) -> str:
    """What the speaker does with the claim, with how sure she is of it."""
    words = STANCE_WORDS[assertion.stance][assertion.by_type == "CollectiveSource"]
    return words + CERTAINTY_WORDS.get(assertion.certainty, "")


def holding(assertion: AssertionView, proposition: PropositionView, *, first: bool = True) -> str:
    """Who affirms or denies what, as a main clause."""
    return f"{speaker(assertion, first=first)} {verb(assertion)} that {clause(proposition)}"


def not_answering(assertion: AssertionView, asked: PropositionView | None) -> str:
    """Who does not answer, in which way; ``asked`` is the question where it is not the claim just named."""
    what = "it" if asked is None else f"“{clause(asked)}”"
    return f"{speaker(assertion, first=False)} {verb(assertion)} {what}"
