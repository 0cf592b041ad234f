"""The words that each release permits: the public lists, or the official mapping that a council has loaded.

The public lists say of each value how sure they are. Where the official mapping of values has been loaded, its list
takes the whole place of ours, so that nothing of it is second-hand any more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from alongside.rules.national_return.lists import Code, national_list, national_list_names
from alongside.rules.national_return.mapping import Official
from alongside.rules.national_return.row import fold

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "‘": "'"})
_NOT_LETTERS = re.compile(r"[\W_]+")


def _undashed(value: str) -> str:
    return " ".join(fold(value.translate(_DASHES)).split())


def _letters(value: str) -> str:
    return _NOT_LETTERS.sub("", fold(value).replace("&", "and"))


@dataclass(frozen=True)
class ListInUse:
    """One list as a file is held to it."""

    name: str
    # Values of Release 2 and of Release 1, in order.
    now: tuple[str, ...]
    before: tuple[str, ...]
    # Release 1 value → Release 2 value, or nothing where it has none. Only where that is known.
    forward: Mapping[str, str] = field(hash=False)
    # Is the whole list of the release known, so that any other value is wrong?
    whole: tuple[bool, bool]
    source: str
    confidence: str

    @property
    def is_sure(self) -> bool:
        """Seen in national code or the official mapping, so that a value that is otherwise is surely wrong."""
        return self.confidence in ("official", "confirmed", "own")

    def known(self, release: int) -> tuple[str, ...]:
        return self.now if release == 2 else self.before

    def is_whole(self, release: int) -> bool:
        return self.whole[release - 1]

    @cached_property
    def known_sets(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.before), frozenset(self.now)

    def meant(self, value: str, release: int) -> str:
        """What an invalid value was probably meant to be, in a sentence; empty when nothing is near."""
        known = self.known(release)
        if now := next((one for one in known if fold(one) == fold(value)), ""):
            return f"Only the capital letters differ; it must be “{now}”."
        if now := next((one for one in known if _undashed(one) == _undashed(value)), ""):
            return f"Only the dash, the spaces or the capital letters differ; it must be “{now}”."
        if release == 2 and (old := next((one for one in self.forward if _undashed(one) == _undashed(value)), "")):
            return f"Reads like the Release 1 value “{old}”; {in_release_2(self.forward[old])}"
        if now := next((one for one in known if _letters(one) == _letters(value)), ""):
            return f"Only the punctuation differs; it must be “{now}”."
        return ""


def in_release_2(now: str) -> str:
    return f"Release 2 is “{now}”." if now else "Release 2 has no such value."


class Wording:
    """Every list in use, by name."""

    def __init__(self, official: Official | None = None) -> None:
        self.official = official
        self._lists: dict[str, ListInUse] = {}
        self._values: dict[tuple[str, str, int], str] = {}

    def of(self, name: str) -> ListInUse:
        if name not in self._lists:
            told = self.official.lists.get(name) if self.official else None
            self._lists[name] = _official(name, told, self.official.source) if told and self.official else _public(name)
        return self._lists[name]

    def value(self, name: str, code: str, release: int = 2) -> str:
        """The words of the release for a code of ours; blank where the release has none."""
        asked = (name, code, release)
        if asked not in self._values:
            self._values[asked] = self._value(name, code, release)
        return self._values[asked]

    def _value(self, name: str, code: str, release: int) -> str:
        entry = next((one for one in national_list(name) if one.code == code), None)
        if entry is None:
            return ""
        used = self.of(name)
        for ours in (entry.national(release), entry.national(1)):
            if ours and ours in used.known(release):
                return ours
            if ours and release == 2 and ours in used.forward:
                return used.forward[ours]
        for ours in (entry.national(release), entry.label):
            near = next((one for one in used.known(release) if ours and _letters(one) == _letters(ours)), "")
            if near:
                return near
        return entry.national(release) or ""

    def __iter__(self):  # type: ignore[no-untyped-def]
        return (self.of(name) for name in national_list_names() if name != "next_step")


def _public(name: str) -> ListInUse:
    entries = national_list(name)
    seen = [entry for entry in entries if entry.is_public]
    before = _each(entry.national(1) for entry in entries)
    return ListInUse(
        name,
        now=_each(entry.national(2) for entry in seen),
        before=before,
        forward={old: entry.national(2) or "" for entry in seen if (old := entry.national(1))},
        whole=(bool(before), len(seen) == len(entries)),
        source="; ".join(_each(entry.source for entry in entries)),
        confidence=_least(entries),
    )


def _official(name: str, lines: tuple[tuple[str, str], ...], source: str) -> ListInUse:
    return ListInUse(
        name,
        now=_each(now for _, now in lines),
        before=_each(old for old, _ in lines),
        forward={old: now for old, now in lines if old},
        whole=(any(old for old, _ in lines), True),
        source=source,
        confidence="official",
    )


def _each(values) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    return tuple(dict.fromkeys(value for value in values if value))


def _least(entries: tuple[Code, ...]) -> str:
    """How sure we are of the whole list: as sure as of its least sure value."""
    order = ("unverified", "second_hand", "partial", "own", "confirmed")
    return min((entry.confidence for entry in entries), key=order.index)


PUBLIC = Wording()
