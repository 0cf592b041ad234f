"""Bands of age, and what people write for them: "65-69", "90 and over", "under 25", "67".

A plan that writes 0-25, 25-65, 65+ means each age once: there an age belongs to the band that begins with it. In a file
of numbers nobody can know what was meant, so bands that share an age are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OLDEST = 120
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|—|_|to)\s*(\d{1,3})")
_FROM = re.compile(r"(\d{1,3})\s*(?:\+|and over|and above|or over|plus|_plus)")
_UNDER = re.compile(r"(?:under|below|less than)\s+(\d{1,3})")
_ONE = re.compile(r"\d{1,3}")
_AGED = re.compile(r"^(?:aged?|ages)\s+|\s*(?:years?(?: old)?|yrs?)$")


class BadBand(ValueError):
    """What was written is no band of age: one sentence."""


@dataclass(frozen=True, order=True)
class Band:
    """From the first age to the last, both in it; without a last, everybody older too."""

    first: int
    last: int | None

    @property
    def label(self) -> str:
        if self.last is None:
            return f"{self.first} and over"
        if self.first == 0:
            return f"Under {self.last + 1}"
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def end(self) -> int:
        return OLDEST if self.last is None else self.last

    def holds(self, other: Band) -> bool:
        return self.first <= other.first and (self.last is None or (other.last is not None and other.last <= self.last))

    def meets(self, other: Band) -> bool:
        """Is there an age in both?"""
        return self.first <= other.end and other.first <= self.end

    def has(self, age: int) -> bool:
        return self.first <= age and (self.last is None or age <= self.last)


def read_band(words: str) -> Band:
    plain = _AGED.sub("", " ".join(words.strip().lower().split()))
    if found := _RANGE.fullmatch(plain):
        first, last = int(found[1]), int(found[2])
    elif found := _FROM.fullmatch(plain):
        first, last = int(found[1]), -1
    elif found := _UNDER.fullmatch(plain):
        first, last = 0, int(found[1]) - 1
        if last < 0:
            raise BadBand(f"“{words[:40]}” holds no age.")
    elif _ONE.fullmatch(plain):
        first = last = int(plain)
    else:
        raise BadBand(f"“{words[:40]}” is not an age or a band of ages, such as 65-69 or 90+.")
    if first > OLDEST or last > OLDEST:
        raise BadBand(f"“{words[:40]}” is beyond {OLDEST}.")
    if last not in (-1,) and last < first:
        raise BadBand(f"“{words[:40]}” ends before it begins.")
    return Band(first, None if last == -1 else last)


def overlap(bands: Iterable[Band]) -> tuple[Band, Band, int] | None:
    """The first two bands that share an age, and that age."""
    ordered = sorted(set(bands), key=lambda band: (band.first, band.end))
    for one, other in zip(ordered, ordered[1:], strict=False):
        if one.meets(other):
            return one, other, max(one.first, other.first)
    return None


def apart(written: Sequence[str]) -> tuple[Band, ...]:
    """Bands of a plan, each age once: one that both ends and begins a band belongs to the one it begins."""
    bands = sorted((read_band(words) for words in written), key=lambda band: (band.first, band.end))
    if not bands:
        raise BadBand("There is no band of ages.")
    found = [
        Band(one.first, other.first - 1) if one.last == other.first and one.first < other.first else one
        for one, other in zip(bands, bands[1:], strict=False)
    ]
    found.append(bands[-1])
    if shared := overlap(found):
        one, other, age = shared
        raise BadBand(f"The bands {one.label} and {other.label} both hold the age {age}.")
    for one, other in zip(found, found[1:], strict=False):
        if one.end + 1 != other.first:
            raise BadBand(f"No band holds the ages from {one.end + 1} to {other.first - 1}.")
    return tuple(found)


def band_of(age: int, bands: Sequence[Band]) -> Band | None:
    return next((band for band in bands if band.has(age)), None)
