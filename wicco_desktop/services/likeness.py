"""How likely two records are the same person or body, and what speaks for and against it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import fold, tokens
from wicco_desktop.names import Verdict
from wicco_desktop.records import Value
from wicco_desktop.services.name_likeness import CHINESE_DIFFER, name_keys, names_alike

SAME_EMAIL = N_("The same email address: {value}")
SAME_PHONE = N_("The same telephone number: {value}")
SAME_WEBSITE = N_("The same website: {value}")
SAME_WECHAT = N_("The same WeChat: {value}")
SAME_ORGANISATION = N_("They work for the same organisation")
OTHER_NAMES = N_("But the names differ: {a}, {b}")
OTHER_EMAIL = N_("But the email addresses differ: {a}, {b}")
OTHER_PHONE = N_("But the telephone numbers differ: {a}, {b}")
OTHER_WEBSITE = N_("But the websites differ: {a}, {b}")
OTHER_PLACE = N_("But they are in different countries or regions")
OTHER_ORGANISATION = N_("But they work for different organisations")

LOOKED_AT = {
    "contact": (
        "name_zh",
        "name_en",
        "other_spellings",
        "mobile",
        "phone",
        "email",
        "wechat",
        "country_or_region",
    ),
    "organisation": (
        "name_zh",
        "name_en",
        "short_name_zh",
        "short_name_en",
        "other_names",
        "website",
        "country_or_region",
    ),
}
"""The columns that say who a record is."""

_NAMES = ("name_zh", "name_en", "short_name_zh", "short_name_en")
_OTHER_NAMES = ("other_spellings", "other_names")

_FOR = {SAME_EMAIL: 0.65, SAME_PHONE: 0.5, SAME_WEBSITE: 0.6, SAME_WECHAT: 0.7}
"""How much an identifier that two share says by itself."""

_OF_AN_OFFICE = 0.2
"""The same of a mailbox that several people read."""

_OFFICES = re.compile(r"(info|office|contact|admin|mail|enquir\w*|secretar\w*|press|media)@.*")

_NAME_SAYS = 0.8
_SAME_ORGANISATION = 0.35
_AGAINST = {
    OTHER_EMAIL: 0.95,
    OTHER_PHONE: 0.9,
    OTHER_WEBSITE: 0.85,
    OTHER_PLACE: 0.85,
    OTHER_ORGANISATION: 0.85,
}
_NAMES_DIFFER = 0.45
"""What is left of a likeness by identifiers alone: a couple, an office, a secretary."""

_NO_DIGITS = re.compile(r"\D")
_SCHEME = re.compile(r"^(https?://)?(www\.)?")
_LITTLE = 0.3
"""What is left of the agreement of names that are held to be different."""

_POSSIBLE_AT_MOST = 0.9
"""The score of two whose names are not sure, whatever else they share."""

_SHORTEST_PHONE, _TELLING_DIGITS = 7, 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What says who a record is. ``shown`` has identifiers as written, by what they compare as."""

    kind: str
    id: str
    names: tuple[str, ...]
    phones: Mapping[str, str]
    email: str
    wechat: str
    website: str
    place: str
    organisations: frozenset[str] = frozenset()

    def identifiers(self) -> Iterator[str]:
        """The keys of what belongs to one person or body alone."""
        yield from (f"p {digits}" for digits in self.phones)
        if self.email:
            yield f"e {self.email}"
        if self.wechat:
            yield f"c {self.wechat}"
        if self.website:
            yield f"w {self.website}"

    def telling_words(self) -> Iterator[str]:
        """Words by which the search index may know a record with the same identifiers."""
        for digits, written in self.phones.items():
            yield from {digits, _digits(written)}
        # Of an address what stands before the @: everybody's ends alike.
        yield self.email if _OFFICES.fullmatch(self.email) else self.email.partition("@")[0]
        # Of an account its longest word: everybody's begins alike.
        yield max(tokens(self.wechat), key=len, default="")

    def all_keys(self) -> frozenset[str]:
        """Everything by which it is looked up: two that may be the same share a key."""
        return frozenset(self.identifiers()) | name_keys(self.kind, self.names)

    def narrower(self) -> Iterator[str]:
        """What must agree besides where a key is shared by too many."""
        yield from self.identifiers()
        yield from (f"o {organisation}" for organisation in self.organisations)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two are one, 0 to 1, and the evidence: first what speaks for it."""

    score: float
    evidence: tuple[Message, ...]


UNLIKELY = Likeness(0.0, ())


def facts_of(
    kind: str,
    id_: str,
    values: Mapping[str, Value],
    organisations: frozenset[str] = frozenset(),
) -> Facts:
    """The facts of a record by the values of its columns, or of one that is being typed."""
    texts = {
        column: value.strip() for column, value in values.items() if value and type(value) is str
    }
    names = [texts[column] for column in _NAMES if column in texts]
    for column in _OTHER_NAMES:
        if column in texts:
            names += [part.strip() for part in texts[column].split(";")]
    phones: dict[str, str] = {}
    for column in ("mobile", "phone"):
        if column in texts and len(digits := _digits(texts[column])) >= _SHORTEST_PHONE:
            phones.setdefault(digits[-_TELLING_DIGITS:], texts[column])
    website = texts.get("website", "")
    return Facts(
        kind,
        id_,
        tuple(dict.fromkeys(filter(None, names))),
        phones,
        texts.get("email", "").casefold(),
        fold(texts.get("wechat", "")),
        _SCHEME.sub("", website.casefold()).rstrip("/") if website else "",
        texts.get("country_or_region", ""),
        organisations,
    )


def _digits(text: str) -> str:
    return _NO_DIGITS.sub("", text)


def alike(one: Facts, other: Facts, *, named_so: int = 2, least: float = 0.0) -> Likeness:
    """How likely two records are one.

    ``named_so`` is how many records share the name: the more, the less it says. What cannot reach
    ``least`` whatever the names are is not looked at further: it scores 0.
    """
    rarity = 1 / (1 + 0.08 * max(0, named_so - 2))
    shared = list(_shared(one, other))
    contrary = list(_contrary(one, other))
    together = bool(one.organisations & other.organisations)
    unlike = prod(1 - _weight(told, value) for told, value in shared)
    doubt = prod(_AGAINST[told] for told, _a, _b in contrary)

    def score(name: float) -> float:
        by_name = (1 - _NAME_SAYS * name * rarity) * (1 - _SAME_ORGANISATION * name * together)
        return (1 - unlike * by_name) * doubt

    if score(1.0) < least:
        return UNLIKELY
    decided = one.kind == "contact" and score(CHINESE_DIFFER) < least
    name = names_alike(one.kind, one.names, other.names, chinese_decide=decided)
    differ = name.verdict == Verdict.DIFFERENT
    total = score(name.score * (_LITTLE if differ else 1.0))
    spoken_for = [] if differ else list(name.evidence)
    spoken_for += [Message(told, {"value": value}) for told, value in shared]
    spoken_for += [Message(SAME_ORGANISATION)] * together
    against = [Message(told, {"a": a, "b": b} if a else {}) for told, a, b in contrary]
    if differ and one.names and other.names:
        total *= _NAMES_DIFFER
        against.insert(0, Message(OTHER_NAMES, {"a": one.names[0], "b": other.names[0]}))
    elif name.verdict == Verdict.POSSIBLE:
        total = min(total, _POSSIBLE_AT_MOST)
    return Likeness(round(total, 3), (*spoken_for, *against))


def _weight(told: str, value: str) -> float:
    office = told == SAME_EMAIL and _OFFICES.fullmatch(value)
    return _OF_AN_OFFICE if office else _FOR[told]


def _shared(one: Facts, other: Facts) -> Iterator[tuple[str, str]]:
    for digits in one.phones.keys() & other.phones.keys():
        yield SAME_PHONE, one.phones[digits]
        break  # the number of the office twice says no more than once
    for told, a, b in (
        (SAME_EMAIL, one.email, other.email),
        (SAME_WECHAT, one.wechat, other.wechat),
        (SAME_WEBSITE, one.website, other.website),
    ):
        if a and a == b:
            yield told, a


def _contrary(one: Facts, other: Facts) -> Iterator[tuple[str, str, str]]:
    if one.phones and other.phones and not one.phones.keys() & other.phones.keys():
        yield OTHER_PHONE, next(iter(one.phones.values())), next(iter(other.phones.values()))
    for told, a, b in (
        (OTHER_EMAIL, one.email, other.email),
        (OTHER_WEBSITE, one.website, other.website),
    ):
        if a and b and a != b:
            yield told, a, b
    if one.place and other.place and one.place != other.place:
        yield OTHER_PLACE, "", ""
    if one.organisations and other.organisations and not one.organisations & other.organisations:
        yield OTHER_ORGANISATION, "", ""
