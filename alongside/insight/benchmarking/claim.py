"""One thing said of a council, with the numbers it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from . import words
from .change import Change
from .measures import Measure
from .places import Group
from .ranking import Rank
from .standing import Said, Standing

BETTER, WORSE, EQUAL = "better", "worse", "same"
# What scripts and other systems rely on.
FIELDS = (
    "council",
    "pattern",
    "measure",
    "year",
    "value",
    "comparator",
    "comparator_value",
    "rank",
    "of",
    "band",
    "direction",
    "text",
)


@dataclass(frozen=True)
class Claim:
    council: str
    pattern: str
    year: str
    text: str
    measure: str | None = None
    value: str | int | None = None
    comparator: str | None = None
    comparator_value: str | None = None
    rank: int | None = None
    of: int | None = None
    band: str | None = None
    direction: str | None = None
    # For choosing and for the page; not part of the promise above.
    tone: int = 0  # 1 good, -1 bad, 0 neither
    weight: float = 0.0  # how far from the middle, 0 to 1
    series: str = ""
    sure: str = ""
    # Where its numbers are: a set of measures, or an entry of the council.
    measure_set: str = ""
    entry: int | None = None

    def as_data(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in FIELDS}


def side(of: Measure, value: Decimal, other: Decimal) -> str:
    """Better, worse or the same as another figure, as both were published."""
    gain = of.gain(other, value)
    return EQUAL if not gain else BETTER if gain > 0 else WORSE


def make(
    at: Standing,
    pattern: str,
    of: Measure,
    text: str,
    *,
    group: Group | None = None,
    tone: int = 0,
    weight: float = 0.0,
    direction: str | None = None,
    band: str | None = None,
) -> Claim:
    """About one measure. With a group: rank and band among it, its published average and the side of that."""
    now = at.now(of)
    ranked: Rank | None = at.rank(of, group) if group else None
    average = at.average(of, group) if group else None
    return Claim(
        council=at.council.name,
        pattern=pattern,
        year=at.year,
        text=words.sentence(text),
        measure=of.code,
        value=words.number(of, now.value),
        comparator=group.name if group else None,
        comparator_value=words.number(of, average.value) if average else None,
        rank=ranked.rank if ranked else None,
        of=ranked.of if ranked else None,
        band=band or (ranked.band if ranked else None),
        direction=direction or (side(of, now.value, average.value) if average else None),
        tone=tone,
        weight=weight,
        series=of.series,
        sure=sure(at, of),
    )


def since(at: Standing, pattern: str, of: Measure, moved: Change, text: str, *, weight: float = 0.0) -> Claim:
    """About a measure against its own earlier figure."""
    tone = {"improved": 1, "declined": -1}.get(moved.direction, 0)
    return Claim(
        council=at.council.name,
        pattern=pattern,
        year=at.year,
        text=words.sentence(text),
        measure=of.code,
        value=words.number(of, moved.now.value),
        comparator=moved.year,
        comparator_value=words.number(of, moved.then.value),
        direction=moved.direction,
        tone=tone,
        weight=weight,
        series=of.series,
        sure="real change" if moved.tested and moved.is_real else sure(at, of),
    )


def counted(
    at: Standing,
    pattern: str,
    text: str,
    how_many: int,
    of: int,
    *,
    comparator: str | None,
    measure_set: str,
    direction: str | None = None,
    tone: int = 0,
    weight: float = 0.0,
) -> Claim:
    """About a set of measures: so many of so many."""
    return Claim(
        council=at.council.name,
        pattern=pattern,
        year=at.year,
        text=words.sentence(text),
        value=how_many,
        of=of,
        comparator=comparator,
        direction=direction,
        tone=tone,
        weight=weight,
        measure_set=measure_set,
    )


def entered(
    at: Standing, pattern: str, said: Said, *, text: str = "", tone: int = 0, direction: str | None = None
) -> Claim:
    """Something the council says itself: its words, day and source."""
    text = text or said.words.rstrip(".")
    return Claim(
        council=at.council.name,
        pattern=pattern,
        year=at.year,
        measure=said.measure or None,
        text=words.sentence(f"{text} ({said.on:%-d %B %Y}; source: {said.source})."),
        value=None if said.amount is None else f"{said.amount.normalize():f}",
        comparator_value=None if said.before is None else f"{said.before.normalize():f}",
        direction=direction,
        tone=tone,
        weight=0.5,
        entry=said.key,
    )


def sure(at: Standing, of: Measure) -> str:
    margin = at.now(of).margin
    if of.survey:
        return f"± {words.number(of, margin)}" if margin is not None else "margin not published"
    return "an estimate without a margin" if of.estimated else "from all records"


def movement_weight(at: Standing, of: Measure, moved: Change) -> float:
    """How unusual the change is: how far from the middle of the changes of the region's councils."""
    gains = sorted(gains_in_region(at, of, moved.year).values())
    if len(gains) < 3:
        return 0.5
    own = of.gain(moved.then.value, moved.now.value)
    below = sum(1 for gain in gains if gain < own)
    above = sum(1 for gain in gains if gain > own)
    return abs(below - above) / (len(gains) - 1)


def gains_in_region(at: Standing, of: Measure, year: str) -> dict[str, Decimal]:
    """How much better each council of the region is than it was, where it was the same council."""
    then = at.table.values(of.series, year, at.region)
    now = at.table.values(of.series, at.year, at.region)
    members = at.region.members(year) & at.region.members(at.year)
    return {code: of.gain(then[code], now[code]) for code in members if code in then and code in now}
