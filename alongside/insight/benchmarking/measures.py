"""What each code of the framework means, in which framework, and which way is better (`data/measures.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"
NEW, OLD = "2024-25", "2015-16"
# The first year whose tables carry the codes now in use.
NEW_CODES_FROM = "2023-24"


class NoSuchMeasure(LookupError):
    """A code that the framework does not have. The message is a sentence."""


@dataclass(frozen=True)
class Measure:
    framework: str
    code: str
    series: str
    short: str
    name: str
    unit: str  # percent, per_100000 or score
    places: int
    better: str  # high or low
    was: str = ""
    out_of: int | None = None
    survey: str = ""  # users, carers, or nothing: from records of everybody
    counts_to: int = 1
    estimated: bool = False
    also: tuple[str, ...] = ()

    @property
    def low_is_good(self) -> bool:
        return self.better == "low"

    @property
    def per(self) -> int:
        """What the share is multiplied by."""
        return 100_000 if self.unit == "per_100000" else 100

    def gain(self, before: Decimal, after: Decimal) -> Decimal:
        """How much better, whichever way is better: above nought is good."""
        return before - after if self.low_is_good else after - before


def bare(code: str) -> str:
    """The code without the brackets, dashes and cases in which it is written."""
    return re.sub(r"[^0-9A-Z]", "", code.upper())


@cache
def all_measures() -> tuple[Measure, ...]:
    rows = yaml.safe_load((DATA / "measures.yaml").read_text(encoding="utf-8"))
    return tuple(Measure(**{**row, "also": tuple(row.get("also", ()))}) for row in rows)


@cache
def _by_code() -> dict[tuple[str, str], Measure]:
    return {(one.framework, bare(code)): one for one in all_measures() for code in (one.code, *one.also)}


def framework_of(year: str) -> str:
    return NEW if year >= NEW_CODES_FROM else OLD


def measure(framework: str, code: str) -> Measure:
    try:
        return _by_code()[framework, bare(code)]
    except KeyError:
        raise NoSuchMeasure(f"The framework of {framework} has no measure {code}.") from None


@dataclass(frozen=True)
class Resolved:
    """A code as somebody wrote it, as the framework means it, and what they should know if the two differ."""

    measure: Measure
    warning: str = ""


def resolve(framework: str, written: str, said: str = "") -> Resolved:
    """A code in any of the ways in which it is written. `said`: the words it stands in, which may belie it."""
    words = said.casefold()
    for one in _aliases():
        if one["framework"] == framework and bare(written) in {bare(other) for other in one["written"]}:
            meant = measure(framework, one["code"])
            if any(word in words for word in one["words"]):
                return Resolved(meant, f"{written} is read as {meant.code}: {one['because']}.")
            raise NoSuchMeasure(
                f"The framework of {framework} has no measure {written}. If it is about delayed transfers, "
                f"write {meant.code}; 2D is the outcome of short-term services."
            )
    try:
        found = measure(framework, written)
    except NoSuchMeasure:
        roman = re.fullmatch(r"(\d[A-Z])(I{1,3})", bare(written))
        if not roman:
            raise
        found = measure(framework, f"{roman[1]}{len(roman[2])}")
    return Resolved(found)


@cache
def _aliases() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((DATA / "aliases.yaml").read_text(encoding="utf-8")))


@cache
def place_of(series: str) -> int:
    """Where a series stands in the framework's own order."""
    return next(place for place, one in enumerate(all_measures()) if one.series == series)
