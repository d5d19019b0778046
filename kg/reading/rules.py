"""Reads an article by rules: attributions, then speakers, stances, claims and the links between them."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kg import __version__
from kg.model import Article, Reader, Reading, Span
from kg.reading.actors.mentions import read_mentions
from kg.reading.actors.publisher import find_publisher
from kg.reading.propositions.asking import link_questions
from kg.reading.propositions.assemble import assemble
from kg.reading.propositions.claims import Claim, read_claim
from kg.reading.propositions.contents import Material
from kg.reading.propositions.contraries import link_contraries
from kg.reading.propositions.corrections import find_corrections, without_notes
from kg.reading.propositions.figures import ask_figures
from kg.reading.propositions.links import link_claims
from kg.reading.propositions.opposing import link_opposites
from kg.reading.propositions.pointing import point_back
from kg.reading.propositions.retelling import stand_alone
from kg.reading.propositions.reversals import find_turns
from kg.reading.propositions.tails import without_tails
from kg.reading.propositions.trends import link_trends
from kg.reading.propositions.undercuts import find_undercuts
from kg.reading.propositions.voice import find_open_questions, find_remarks
from kg.reading.propositions.withdrawals import find_withdrawals
from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.cues import Convention
from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.outermost import to_polnear
from kg.reading.spans.parse import Parse, parse
from kg.reading.surety import graded_alone

_LOG = logging.getLogger("kg.reading")
_CITING = frozenset({"citing", "quoting", "cited", "quoted", "cites", "quotes"})
Relate = Callable[[Parse, list[Claim]], None]
RULES = Reader(kind="machine", name="rules", version=__version__)


def read(article: Article) -> Reading:
    """The Reading that the rules alone make of an article."""
    parsed = parse(article.text)
    return read_attributions(article, parsed, graded_alone(parsed, find_attributions(parsed), "own"), RULES)


def find(text: str, convention: Convention) -> list[Attribution]:
    """The attributions that the rules find in a text."""
    parsed = parse(text)
    found = find_attributions(parsed, convention)
    return graded_alone(parsed, to_polnear(found) if convention == "polnear" else found, convention)


def read_attributions(
    article: Article, parsed: Parse, found: list[Attribution], reader: Reader, relate: Relate | None = None
) -> Reading:
    """The Reading that follows from attributions, whichever finder they come from.

    ``relate`` may link claims further, after all rules have.
    """
    _LOG.info("who says what is found; now who is who and what is claimed")
    found = without_tails(parsed, without_notes(parsed, [*found, *find_open_questions(parsed, found)]))
    found = sorted(found, key=lambda each: hull(each.cue or each.content))
    mentions = read_mentions(parsed, found)
    publisher = find_publisher(article.publisher, parsed.text, mentions)
    read = [read_claim(parsed, mentions, each, n, publisher) for n, each in enumerate(found, 1)]
    claims = [claim for claim in read if claim is not None]
    for claim in claims:
        claim.text = stand_alone(parsed, mentions, claim)
    _relay(claims)
    held = [claim for claim in claims if not claim.reports]
    point_back(parsed, held, mentions)
    link_claims(held)
    link_opposites(parsed, held)
    link_contraries(held)
    link_questions(parsed, held)
    link_trends(held, mentions)
    ask_figures(held, article.published)
    find_turns(parsed, held)
    find_undercuts(parsed, held, mentions)
    if relate is not None:
        relate(parsed, held)
    remarks, corrections = find_remarks(parsed, held, mentions), find_corrections(parsed)
    gone = find_withdrawals(parsed, claims, corrections)
    return assemble(Material(article, parsed, mentions.cast, claims, remarks, corrections, publisher, gone), reader)


def _relay(claims: list[Claim]) -> None:
    """ "Tass reported, citing an employee": what Tass says is the employee's saying, passed on."""
    alike: dict[frozenset[Span], list[Claim]] = {}
    for claim in claims:
        alike.setdefault(frozenset(claim.found.content), []).append(claim)
    for claim in claims:
        if claim.judged.kind in ("report", "cite", "say"):
            same = alike[frozenset(claim.found.content)]
            origin = next((each for each in same if _is_origin(each, claim)), None)
            if origin is not None:
                claim.reports = origin.id


def _is_origin(origin: Claim, relay: Claim) -> bool:
    """Whether one is cited by the other: by "citing" beside its verb, or by "quoted … as" above "saying"."""
    cited, telling = (claim.cue_text.lower() for claim in (origin, relay))
    passed = telling in _CITING if cited == "saying" else cited in _CITING and telling not in {*_CITING, "saying"}
    return passed and origin.by is not relay.by
