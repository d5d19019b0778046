"""How something was said and on what ground: channel, day, basis, and why a source stays nameless."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from kg.reading.spans.drafts import Attribution, hull
from kg.reading.spans.parse import Parse
from kg.sentences import sentence_around

_CHANNELS: Final[tuple[tuple[str, str], ...]] = (
    (r"\bTelegram\b", "Telegram"),
    (r"\bon X\b|\bTwitter\b|\btweet", "X"),
    (r"\b(?:Facebook|Instagram|TikTok|social media|Weibo|VKontakte|YouTube|LinkedIn)\b", "SocialMedia"),
    (r"\b(?:news|press) (?:conference|briefing)\b", "NewsConference"),
    (r"\binterview\b", "Interview"),
    (r"\bbriefing\b", "Briefing"),
    (r"\b(?:television|TV|radio|broadcast)\b", "Broadcast"),
    (r"\bletters?\b", "Letter"),
    (r"\b(?:spokesman|spokeswoman|spokesperson)\b", "Spokesperson"),
    (r"\b(?:report|study|survey|filing)\b", "Report"),
    (r"\bstatement\b", "Statement"),
)
_BASES: Final[tuple[tuple[str, str], ...]] = (
    (r"\bradar\b", "Radar"),
    (r"\b(?:video|footage|film|recording)\b", "Video"),
    (r"\b(?:photos?|photographs?|images?|pictures?)\b", "Image"),
    (r"\b(?:documents?|records?|minutes|filings?|transcripts?|letters?|report)\b", "Document"),
    (r"\b(?:witness(?:es|ed)?|eyewitness(?:es)?|saw|with (?:his|her|my) own eyes)\b", "Eyewitness"),
)
_ANONYMITY = re.compile(
    r"condition of anonymity,?\s*(?P<reason>[^.\n]*)|asked not to be (?:named|identified),?\s*(?P<other>[^.\n]*)",
    re.IGNORECASE,
)
_FAR: Final = 1_000
"""Code points before the cue among which a channel is looked for."""
_LEAD = re.compile(r"^(?:and |because |as |since )+", re.IGNORECASE)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"\b(" + "|".join(_DAYS) + r")\b", re.IGNORECASE)


def channel_of(parse: Parse, attribution: Attribution) -> str:
    """The channel named around the cue: in cue and source, or before them in the sentence; "" if none is."""
    near = " ".join((parse.quote(attribution.cue), parse.quote(attribution.source)))
    return _first(_CHANNELS, near) or _first(_CHANNELS, _rest(parse, attribution))


def _rest(parse: Parse, attribution: Attribution) -> str:
    """The sentence of the cue without its content: "In a statement, the ministry said"."""
    if not attribution.cue:
        return ""
    around = hull(attribution.cue)
    sentence = sentence_around(parse.text, around.start, around.end)
    start = max(sentence.start, attribution.cue[0].end - _FAR)
    end = min(sentence.end, attribution.cue[0].end + 60)
    words, at = "", start
    for span in sorted(attribution.content):
        words += parse.text[at : max(at, min(span.start, end))] + " " * (min(span.end, end) - max(span.start, at))
        at = max(at, min(span.end, end))
    return words + parse.text[at:end]


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, text)), "")


def basis_of(parse: Parse, attribution: Attribution, source_type: str) -> str:
    """What the speaker offers as ground: radar, a video, a document; a source that is one is its own ground."""
    if source_type in ("Video", "Document"):
        return _first(_BASES, parse.quote(attribution.source)) or "Document"
    return _first(_BASES[:1], parse.quote(attribution.content)) if attribution.content else ""


def anonymity_reason(parse: Parse, after: int) -> str:
    """Why the source of a sentence that ends near ``after`` stays nameless, in the article's words."""
    match = _ANONYMITY.search(parse.text, after, after + 400)
    if match is None:
        return ""
    words = _LEAD.sub("", (match["reason"] or match["other"] or "").strip())
    return words or "on condition of anonymity"


def said_on(parse: Parse, attribution: Attribution, published: str) -> tuple[str, str]:
    """The day of saying and its basis: a weekday beside the cue, counted back from the publication date."""
    match = _DAY.search(parse.quote(attribution.cue))
    if match is None or not published:
        return "", ""
    return resolve_weekday(match[1], published), "weekday"


def resolve_weekday(day: str, published: str) -> str:
    """The last such day up to the publication date."""
    given = date.fromisoformat(published[:10])
    back = (given.weekday() - _DAYS.index(day.lower())) % 7
    return (given - timedelta(days=back)).isoformat()


def weekday_in(text: str) -> str:
    """The only weekday named in the text, or an empty string."""
    found = {match.lower() for match in _DAY.findall(text)}
    return found.pop() if len(found) == 1 else ""
