"""Terms of the quads: vocabulary nodes, and literals in the only form that Oxigraph leaves as it is."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.iris import term_iri
from kg.namespaces import PREFIXES, SCHEMA, SEM, XSD

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OWN_TYPES = frozenset({"AnonymousSource", "CollectiveSource", "Aircraft", "Vehicle", "Weapon", "Document"})
_URL_KEEPS = "!#$%&'()*+,/:;=?@[]~"


@cache
def node(name: str) -> NamedNode:
    """The node of a prefixed name (``kg:by``) or of an IRI."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local) if prefix in PREFIXES else NamedNode(name)


def type_node(name: str) -> NamedNode:
    """The class that an actor's or thing's type names: ours, SEM's event, else schema.org's."""
    if name in _OWN_TYPES:
        return node(term_iri(name))
    return node(SEM + name if name == "Event" else SCHEMA + quote(name, safe=""))


def concept(name: str) -> NamedNode:
    """The concept of a scale; ``given-publication-date`` and ``GivenPublicationDate`` are one."""
    words = re.split(r"[-_ ]+", name)
    return node(term_iri(quote("".join(word[:1].upper() + word[1:] for word in words), safe="")))


def string(text: str) -> Literal:
    """A plain string; half a surrogate pair, which no UTF-8 file can hold, becomes U+FFFD."""
    return Literal(_SURROGATE.sub("\ufffd", text))


def number(value: float | int) -> Literal:
    """An integer, or a decimal without needless zeros; 65 and 65.0 are one number.

    Raises: InputError for what is not finite.
    """
    if not math.isfinite(value):
        raise InputError(f"{value} is not a count", hint="Leave the value out where the article gives none.")
    if value == int(value):
        return Literal(str(int(value)), datatype=node("xsd:integer"))
    return decimal(value)


def decimal(value: float | int) -> Literal:
    """A decimal without needless zeros: 0.5, and 1 for 1.0."""
    digits = f"{Decimal(repr(value or 0)):f}"
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=node("xsd:decimal"))


def boolean(value: bool) -> Literal:
    """``true`` or ``false``."""
    return Literal(value)


def moment(text: str) -> Literal:
    """A date, or a date and time in UTC where a zone is known; an interval or anything else stays a string."""
    try:
        if _DATE.fullmatch(text):
            return Literal(date.fromisoformat(text).isoformat(), datatype=node(XSD + "date"))
        if _MOMENT.fullmatch(text):
            return Literal(_in_utc(datetime.fromisoformat(text)), datatype=node(XSD + "dateTime"))
    except (ValueError, OverflowError):  # 31 February; a zone that leads out of the calendar
        pass
    return string(text)


def _in_utc(at: datetime) -> str:
    zone = "Z" if at.tzinfo else ""
    at = at.astimezone(UTC) if at.tzinfo else at
    fraction = f".{at.microsecond:06}".rstrip("0") if at.microsecond else ""
    return f"{at:%Y-%m-%dT%H:%M:%S}{fraction}{zone}".zfill(len(zone) + 19 + len(fraction))


def url(text: str) -> Literal:
    """An address with what may not stand in one percent-encoded."""
    return Literal(quote(_SURROGATE.sub("\ufffd", text), safe=_URL_KEEPS), datatype=node("xsd:anyURI"))
