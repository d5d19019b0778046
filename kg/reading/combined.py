"""Reads an article by the trained network and by rules together.

Where the model's folder is missing this reader cannot be; `kg.reading` then falls back to the rules.
"""

from __future__ import annotations

import logging
from functools import cache

from kg import __version__
from kg.errors import UsageError
from kg.model import Article, Reader, Reading, Span
from kg.reading.agreement import closest
from kg.reading.clashes.linking import link_clashes
from kg.reading.confidence import graded, keeps
from kg.reading.joining import join
from kg.reading.network import Attribution as Scored
from kg.reading.network import Network, load_network
from kg.reading.rules import read_attributions
from kg.reading.spans.attributions import find_attributions
from kg.reading.spans.cues import Convention
from kg.reading.spans.drafts import Attribution
from kg.reading.spans.findings import Findings
from kg.reading.spans.outermost import to_polnear
from kg.reading.spans.parse import Parse, parse

_LOG = logging.getLogger("kg.reading")
READER = Reader(kind="machine", name="network+rules", version=__version__)


def read(article: Article) -> Reading:
    """The Reading that both make of an article."""
    parsed = parse(article.text)
    return read_attributions(article, parsed, find_attributions_of_both(parsed), READER, link_clashes)


def find(text: str, convention: Convention) -> list[Attribution]:
    """The attributions that both find in a text."""
    parsed = parse(text)
    if convention == "own":
        return find_attributions_of_both(parsed)
    return outermost(spotted(text, "polnear"), to_polnear(find_attributions(parsed, "polnear")))


def find_attributions_of_both(parsed: Parse) -> list[Attribution]:
    """All that the rules find, repaired and added to by the network."""
    ruled = find_attributions(parsed)
    _LOG.info("parsed; now the network reads")
    return join(parsed, ruled, spotted(parsed.text, "own"))


def outermost(spotted: list[Attribution], ruled: list[Attribution]) -> list[Attribution]:
    """What the network finds in the corpus' convention, as sure as the rules' agreement makes it.

    The network's spans stand: on the corpus' dev part, where both find a saying and differ on its content, the network
    is exactly right three times as often; and of what the rules alone find one in four is right.
    """
    held = Findings(ruled)
    sure = [graded(each, closest(each, held.near(each)), "polnear") for each in spotted]
    return [each for each in sure if keeps(each, "polnear")]


def spotted(text: str, convention: Convention) -> list[Attribution]:
    """What the network finds."""
    return [_as_found(each) for each in _network().attributions(text, convention)]


@cache
def _network() -> Network:
    network = load_network()
    if network is None:
        raise UsageError("the network's model is not installed", hint="Read with --reader rules.")
    return network


def _as_found(scored: Scored) -> Attribution:
    source, cue, content = (
        tuple(Span(start, end) for start, end in spans) for spans in (scored.source, scored.cue, scored.content)
    )
    return Attribution(source, cue, content, scored.confidence)
