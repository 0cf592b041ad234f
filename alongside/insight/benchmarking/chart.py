"""Ranked dots: one measure a row, better always to the right, every council a dot, each row its own scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from . import words
from .change import DECLINED, IMPROVED, Change
from .measures import NEW, Measure
from .ranking import Rank
from .standing import Standing

TAGS = {IMPROVED: ("Improved", "done"), DECLINED: ("Declined", "late")}
WIDTH, HEIGHT, EDGE = 500, 44, 6
INK, TEAL, MARK, BAND, DOT, AMBER = "#1c2b2e", "#0e5359", "#14676e", "#f4f0e8", "#85786a", "#6e4500"


@dataclass(frozen=True)
class Row:
    """A measure of one council: figures in words, and places from 0 (worst) to 100 (best) along its own scale."""

    measure: Measure
    value: str
    margin: str
    england: str
    region: str
    rank: str
    was_rank: str
    then: str
    since: str  # Improved, No real change …
    since_kind: str
    label: str
    now_at: float
    others_at: tuple[float, ...]
    then_at: float | None
    england_at: float | None
    region_at: float | None
    low_at: float | None
    high_at: float | None
    real: bool

    @property
    def note(self) -> str:
        """Under its name: the code, its code before, and which way is better where that is not plain."""
        was = f", was {self.measure.was}" if self.measure.was and self.measure.was != self.measure.code else ""
        return f"{self.measure.code}{was}{' · lower is better' if self.measure.low_is_good else ''}"


def rows(at: Standing) -> list[Row]:
    return [_row(at, of) for of in at.measures]


def _row(at: Standing, of: Measure) -> Row:
    now, moved = at.now(of), at.change(of)
    england, region = at.average(of, at.england), at.average(of, at.region)
    values = at.table.values(of.series, at.year, at.region)
    margin = now.margin or Decimal(0)
    low, high = (now.value - margin, now.value + margin) if now.margin else (None, None)
    marks = [
        *values.values(),
        now.value,
        *(one for one in (low, high) if one is not None),
        *(one.value for one in (england, region, moved.then if moved else None) if one),
    ]
    least, most = min(marks), max(marks)

    def place(value: Decimal) -> float:
        along = float((value - least) / (most - least) * 100) if most > least else 50.0
        return round(100 - along if of.low_is_good else along, 1)

    rank = at.rank(of, at.region)
    before = at.rank(of, at.region, moved.year) if moved else None
    ends = sorted((place(low), place(high))) if low is not None and high is not None else [None, None]
    return Row(
        measure=of,
        value=words.amount(of, now.value),
        margin=f"± {words.number(of, margin)}" if now.margin else "",
        england=words.amount(of, england.value) if england else "",
        then=words.amount(of, moved.then.value) if moved else "",
        region=words.amount(of, region.value) if region else "",
        rank=_of(rank),
        was_rank=_of(before),
        since=_since(at, of, moved)[0],
        since_kind=_since(at, of, moved)[1],
        label=_label(at, of, rank, moved),
        now_at=place(now.value),
        others_at=tuple(sorted(place(value) for code, value in values.items() if code != at.council.code)),
        then_at=place(moved.then.value) if moved else None,
        england_at=place(england.value) if england else None,
        region_at=place(region.value) if region else None,
        low_at=ends[0],
        high_at=ends[1],
        real=bool(moved and moved.is_real),
    )


def _of(rank: Rank | None) -> str:
    return f"{'joint ' if rank.joint else ''}{words.ordinal(rank.rank)} of {rank.of}" if rank else ""


def _since(at: Standing, of: Measure, moved: Change | None) -> tuple[str, str]:
    if moved is None:
        # Where records replaced an older source there is an earlier figure, of another thing.
        new_method = of.framework == NEW and bool(of.was) and not of.survey
        return (
            "New method" if new_method else f"No figure of {at.baseline}" if at.baseline else "No earlier year",
            "neutral",
        )
    return TAGS.get(moved.direction, ("No real change", "neutral"))


def _label(at: Standing, of: Measure, rank: Rank | None, moved: Change | None) -> str:
    """The picture in words, for those who do not see it."""
    parts = [f"{of.short}: {at.council.name} {words.amount(of, at.now(of).value)}"]
    if rank:
        parts.append(words.ranked(rank, at.region))
    for group in (at.region, at.england):
        if average := at.average(of, group):
            parts.append(f"{group.name} {words.amount(of, average.value)}")
    if moved:
        parts.append(f"{moved.year} {words.amount(of, moved.then.value)}, {_since(at, of, moved)[0].lower()}")
    return ", ".join(parts) + "."


def svg(row: Row) -> str:
    """The row as a picture that stands alone, for a file or for paper."""

    def x(place: float) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) / 100 * place, 1)

    first = x(min(row.others_at, default=0)) - EDGE
    last = x(max(row.others_at, default=100)) + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label={quoteattr(row.label)}>',
        f'<rect x="{first}" y="6" width="{round(last - first, 1)}" height="20" rx="10" fill="{BAND}"/>',
    ]
    offsets = (0, -4, 4, -2, 3)
    parts += [
        f'<circle cx="{x(other)}" cy="{16 + offsets[place % 5]}" r="2.8" fill="{DOT}"/>'
        for place, other in enumerate(row.others_at)
    ]
    if row.low_at is not None and row.high_at is not None:
        low, high = x(row.low_at), x(row.high_at)
        parts.append(f'<path d="M{low} 16H{high}M{low} 12v8M{high} 12v8" stroke="{MARK}" stroke-width="2"/>')
    if row.england_at is not None:
        at = x(row.england_at)
        parts.append(f'<line x1="{at}" x2="{at}" y1="3" y2="29" stroke="{INK}" stroke-width="2"/>')
    if row.region_at is not None:
        parts.append(f'<path d="M{x(row.region_at)} 23l5 8h-10z" fill="{AMBER}"/>')
    now = x(row.now_at)
    if row.then_at is not None:
        then, way = x(row.then_at), 1 if row.now_at >= row.then_at else -1
        dashed = "" if row.real else ' stroke-dasharray="4 3"'
        if abs(now - then) > 10:
            parts.append(
                f'<path d="M{then + 5 * way} 38H{now}" stroke="{TEAL}" stroke-width="1.6"{dashed}/>'
                f'<path d="M{now - 5 * way} 34L{now} 38L{now - 5 * way} 42" fill="none" stroke="{TEAL}" '
                f'stroke-width="1.6"/>'
            )
        parts.append(f'<circle cx="{then}" cy="38" r="4" fill="#ffffff" stroke="{TEAL}" stroke-width="2"/>')
    parts.append(f'<circle cx="{now}" cy="16" r="8" fill="{TEAL}" stroke="#ffffff" stroke-width="1.5"/></svg>')
    return "".join(parts)
