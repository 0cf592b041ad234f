"""From the words of the return to the numbers of `codes.py`, whatever their case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import ibis.expr.types as ir

from alongside.insight.measures.common.codes import NONE, Component, Mechanism
from alongside.rules.national_return.lists import Code, national_list

UNKNOWN = "unknown"
_COMPONENTS = {
    "short_term_nursing": Component.SHORT_TERM_NURSING,
    "short_term_residential": Component.SHORT_TERM_RESIDENTIAL,
    "home_support": Component.HOME_SUPPORT,
    "equipment": Component.EQUIPMENT,
    "direct_payment": Component.DIRECT_PAYMENT,
    "shared_lives": Component.SHARED_LIVES,
    "community_supported_living": Component.SUPPORTED_LIVING,
    "extra_care": Component.EXTRA_CARE,
}
_MECHANISMS = {
    "direct_payment": Mechanism.DIRECT_PAYMENT,
    "managed_personal_budget": Mechanism.MANAGED_BUDGET,
    "commissioned_support": Mechanism.COMMISSIONED,
}


@cache
def by_place(name: str) -> Mapping[str, int]:
    """Each word of a list and its place in it, from 1."""
    return {_word(code): place for place, code in enumerate(_of_release_2(name), start=1)}


@cache
def known_by_place(name: str) -> Mapping[str, int]:
    """The same without "Unknown", which says as little as a blank."""
    return {word: place for word, place in by_place(name).items() if word != UNKNOWN}


@cache
def known_ethnicities() -> Mapping[str, int]:
    """Without the last of the list, which says that nobody knows; that somebody would not say is an answer."""
    places = by_place("ethnicity")
    return {word: place for word, place in places.items() if place != max(places.values())}


@cache
def in_words(name: str) -> Mapping[int, str]:
    """Each place of a list and its word as the nation writes it."""
    return {place: str(code.national(2)) for place, code in enumerate(_of_release_2(name), start=1)}


@cache
def outcomes() -> Mapping[str, int]:
    return {_word(code): int(code.extra["rank"]) for code in _of_release_2("event_outcome")}


@cache
def components() -> Mapping[str, int]:
    return {
        _word(code): _COMPONENTS[code.code] for code in _of_release_2("service_component") if code.code in _COMPONENTS
    }


@cache
def mechanisms() -> Mapping[str, int]:
    return {_word(code): _MECHANISMS[code.code] for code in _of_release_2("delivery_mechanism")}


@cache
def settled_places() -> tuple[int, ...]:
    """The accommodation that the nation calls settled."""
    places = by_place("accommodation_status")
    codes = _of_release_2("accommodation_status")
    return tuple(places[_word(code)] for code in codes if code.extra["settled"] == "yes")


def coded(column: ir.StringColumn, words: Mapping[str, int], otherwise: int = NONE) -> ir.IntegerColumn:
    """The number of the word in the column."""
    return column.lower().cases(*((word, int(number)) for word, number in words.items()), else_=otherwise).cast("int16")


def _of_release_2(name: str) -> Iterable[Code]:
    """Each Release 2 value once: an older code of ours may share it with its successor."""
    seen: set[str] = set()
    for code in national_list(name):
        if code.national(2) and _word(code) not in seen:
            seen.add(_word(code))
            yield code


def _word(code: Code) -> str:
    return str(code.national(2)).lower()
