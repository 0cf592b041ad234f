"""Sets of measures that counts are said of, each with its name and its codes, open to whoever doubts a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from .measures import DATA, Measure, NoSuchMeasure, measure, resolve
from .words import count

EVERY = "every"
# A set of which fewer have a figure says nothing.
FEW = 3


class BadSet(ValueError):
    """No set can be made of these codes. The message is a sentence."""


@dataclass(frozen=True)
class MeasureSet:
    key: str
    name: str
    words: str  # after "of the": measures from the survey of people who use services
    framework: str = ""
    codes: tuple[str, ...] = ()  # none: every measure with a figure
    source: str = ""

    def short_of(self, how_many: int) -> str:
        """What is said where not all of a named set could be counted."""
        left = len(self.codes) - how_many
        return (
            f" ({count(left)} of the set’s {count(len(self.codes))} cannot be counted)" if self.codes and left else ""
        )

    @property
    def series(self) -> frozenset[str]:
        return frozenset(measure(self.framework, code).series for code in self.codes)

    def among(self, measures: Iterable[Measure]) -> list[Measure]:
        """Those of the set that have a figure. A measure is itself whatever its code was."""
        if not self.codes:
            return list(measures)
        wanted = self.series
        return [one for one in measures if one.series in wanted]


WHOLE = MeasureSet(EVERY, "Every measure with a figure", "measures", source="Whatever was published of the council")


@cache
def built_in() -> tuple[MeasureSet, ...]:
    rows = yaml.safe_load((DATA / "sets.yaml").read_text(encoding="utf-8"))
    return (WHOLE, *(MeasureSet(**{**row, "codes": tuple(row["codes"])}) for row in rows))


def read_codes(framework: str, text: str) -> tuple[tuple[str, ...], list[str]]:
    """Codes as somebody writes them, a comma, a space or a line between; and what had to be read otherwise."""
    codes: dict[str, None] = {}
    notes = []
    written = [one for one in text.replace(";", ",").replace("\n", ",").replace(" ", ",").split(",") if one.strip()]
    for one in written:
        try:
            found = resolve(framework, one)
        except NoSuchMeasure as problem:
            raise BadSet(str(problem)) from None
        if found.measure.code in codes:
            raise BadSet(f"{found.measure.code} is there twice.")
        codes[found.measure.code] = None
        if found.warning:
            notes.append(found.warning)
    if len(codes) < FEW:
        raise BadSet(f"A set needs at least {FEW} measures, or a count of it says nothing.")
    return tuple(codes), notes


def in_use(sets: Sequence[MeasureSet], measures: Sequence[Measure]) -> list[tuple[MeasureSet, list[Measure]]]:
    """Each set with its measures that have a figure; not twice the same, whatever it is called."""
    found: list[tuple[MeasureSet, list[Measure]]] = []
    seen: set[frozenset[str]] = set()
    for one in sets:
        there = one.among(measures)
        series = frozenset(of.series for of in there)
        # A set of another time, of which little is left, is not what its name says.
        if series in seen or (one.codes and (len(there) < FEW or 2 * len(there) < len(one.codes))):
            continue
        seen.add(series)
        found.append((one, there))
    return found
