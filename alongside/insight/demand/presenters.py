"""Demand in words: numbers of people, pounds, margins, and what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from ..disclosure import is_few, rounded
from .counting import Cohorts
from .funnel import Funnel
from .growth import Group, whole
from .journeys import Journeys
from .models import Projection
from .outlook import Growth, Outlook
from .projecting import Projected, Range
from .rates import MARK_WORDS, Condition
from .segments import AT_ONCE, DIMENSIONS, Key, Release, put

HELD_BACK = "[c]"
HELD_BACK_WORDS = ("[c]: fewer than five people, or a number from which one could tell of fewer than five. "
                   "It is the same on every page and in every file.")
LABELS = {"need": "Main reason for support", "age": "Age", "place": "Place"}
MARK_TAGS = {"seen": "done", "derived": "work", "unverified": "soon"}
POINTS = 6
MILLION = Decimal(1_000_000)


def count(number: int | None) -> str:
    return HELD_BACK if number is None else f"{number:,}"


def pounds(amount: Decimal) -> str:
    """To three figures or so: more would pretend to know."""
    if abs(amount) >= MILLION:
        return f"£{rounded(amount / MILLION, 1):,} million"
    return f"£{rounded(amount / 1000, 0) * 1000:,.0f}"


def between(found: Range, said: Any = None) -> str:
    say = said or (lambda value: f"{whole(value):,}")
    return f"{say(found.low)} to {say(found.high)}"


def percent(value: Decimal | None) -> str:
    return "Nobody before" if value is None else f"{rounded(value, 0):+,}%".replace("+0%", "0%").replace("-0%", "0%")


def points(years: Sequence[int]) -> list[int]:
    """A few years the same number apart, from the first on."""
    if not years:
        return []
    step = max(1, -(-(years[-1] - years[0]) // (POINTS - 1)))
    return [year for year in years if (year - years[0]) % step == 0]


def cost_rows(totals: Sequence[Projected]) -> list[list[str]]:
    return [[str(one.year), f"{whole(one.population):,}", f"{whole(one.people.central):,}", between(one.people),
             pounds(one.cost.central), between(one.cost, pounds)] for one in totals]


def cost_lines(totals: Sequence[Projected]) -> list[dict[str, Any]]:
    """For the chart, in millions of pounds."""
    return [{"label": "Central", "values": _millions(totals, "central")}]


def cost_range(totals: Sequence[Projected]) -> dict[str, Any]:
    """The shaded part of the chart: from low to high."""
    return {"label": "From low to high", "low": _millions(totals, "low"), "high": _millions(totals, "high")}


def _millions(totals: Sequence[Projected], end: str) -> list[float]:
    return [float(rounded(getattr(one.cost, end) / MILLION, 2)) for one in totals]


def by_age(found: Outlook, year: int) -> list[list[str]]:
    rows = []
    weekly = {line.label: line for line in found.answer.lines if line.year == year}
    for group in found.today:
        line, rate = weekly.get(group.label), found.answer.rates.get(group.label)
        if line is None or rate is None:
            rows.append([group.label, count(group.people), "Not possible", "Not possible", "Not possible"])
            continue
        rows.append([group.label, count(group.people),
                     f"{rounded(rate.central * 1000, 1)} ({between(rate.times(Decimal(1000)), one_place)})",
                     f"{whole(line.people.central):,} ({between(line.people)})",
                     f"{pounds(line.cost.central)} ({between(line.cost, pounds)})"])
    return rows


def one_place(value: Decimal) -> str:
    return str(rounded(value, 1))


def growth_rows(found: Sequence[Growth]) -> list[list[str]]:
    return [[one.label, f"{whole(one.before):,}", f"{whole(one.now):,}", percent(one.percent)] for one in found]


def growth_bars(found: Sequence[Growth]) -> list[dict[str, Any]]:
    return [{"label": one.label, "amount": float(max(Decimal(0), one.percent or Decimal(0))),
             "shown": percent(one.percent)} for one in found]


def fastest(found: Sequence[Growth]) -> str:
    growing = [one for one in found if one.percent is not None and one.percent > 0]
    if not growing:
        return "No band of age grows."
    most = max(growing, key=lambda one: one.percent or Decimal(0))
    return f"The fastest growth is at {most.label.lower()}: {percent(most.percent)}."


def assumptions(there: Cohorts, found: Outlook, projection: Projection, whole_council: bool) -> list[str]:
    """What a reader has to grant before a figure means anything."""
    said = [
        "People are those of our own records whose support the council arranges or pays for, on "
        f"{words.date(there.on)}; restricted records are not counted.",
        f"The population is “{projection.title}” ({projection.source}, {words.date(projection.published_on)}). "
        "Its own uncertainty is not in the margins.",
        f"In each band of age the same part of people has support in every year as in {found.base_year}. Low and high "
        "are the ends of a 95% margin of that part (Wilson’s), all added as if low, or high, at once.",
        "A person costs what one of these people costs now, on average: the council’s part of the weekly costs in "
        "signed plans, for 52.18 weeks a year. Prices, wages, charges and inflation stay as they are.",
        "Nothing is assumed of prevention, new treatments, unpaid care or the law.",
    ]
    if not whole_council:
        said.append("A person here costs what a person of that age, or with that need, costs over the whole council.")
    if there.without_cost:
        said.append(f"{there.without_cost:,} people have support without a recorded cost: it counts as nothing, so the "
                    "cost is too low by theirs.")
    elif there.without_cost is None:
        said.append("A few people have support without a recorded cost: it counts as nothing.")
    if found.pooled:
        said.append(f"{words.sentence_list([label.lower() for label in found.pooled]).capitalize()} are reckoned "
                    "together, for some of these ages hold too few people to be shown.")
    if found.base_year and found.base_year > there.on.year:
        said.append(f"The projection begins in {found.base_year}: today’s people are set against that year.")
    return [*said, *found.answer.not_possible]


def one_way(there: Cohorts, dimension: int) -> list[list[str]]:
    rows = []
    for value, number in there.release.along((None, None, None), dimension):
        cost = there.costs[dimension].get(value) if number is not None else None
        rows.append([value, count(number), HELD_BACK if cost is None else words.money(cost),
                     HELD_BACK if cost is None or not number else words.money(rounded(cost / number, 2))])
    return rows


def bars(found: Sequence[tuple[str, int | None]]) -> list[dict[str, Any]]:
    return [{"label": value, "amount": number or 0, "shown": count(number)} for value, number in found]


def choices(release: Release, key: Key, dimension: int) -> list[dict[str, Any]]:
    """The answers of one dimension as links; a third answer takes the place of the first that was chosen."""
    def chip(value: str | None, text: str) -> dict[str, Any]:
        chosen = put(key, dimension, value)
        for other in range(len(DIMENSIONS)):
            if sum(part is not None for part in chosen) > AT_ONCE and other != dimension:
                chosen = put(chosen, other, None)
        query = {name: part for name, part in zip(DIMENSIONS, chosen, strict=True) if part}
        return {"text": text, "href": f"?{urlencode(query)}#segments", "current": key[dimension] == value}

    return [chip(None, "All"), *(chip(value, value) for value in release.values[dimension])]


def segment_words(key: Key) -> str:
    chosen = [part for part in key if part]
    return " · ".join(chosen) if chosen else "Everybody with support"


def one_by_other(down: int, across: int) -> str:
    """Two dimensions set against each other, in words."""
    return f"{LABELS[DIMENSIONS[down]]} by {LABELS[DIMENSIONS[across]].lower()}"


def pair_table(release: Release, down: int, across: int) -> tuple[list[Any], list[list[str]]]:
    """Two dimensions against one another, with their totals."""
    columns: list[Any] = [LABELS[DIMENSIONS[down]]]
    columns += [{"text": value, "number": True} for value in release.values[across]] + [{"text": "All", "number": True}]
    nothing: Key = (None, None, None)
    rows = []
    for value in [*release.values[down], None]:
        key = put(nothing, down, value)
        rows.append([value or "All", *(count(number) for _, number in release.along(key, across)),
                     count(release.count(key))])
    return columns, rows


def group_rows(groups: Sequence[Group], years: Sequence[int]) -> list[list[Any]]:
    rows = []
    for group in groups:
        cells: list[Any] = [{"text": group.label, "note": share_words(group, years), "tag": mark(group.mark)}]
        cells.append(group.growth_words)
        for year in years:
            found = group.in_year(year)
            cells.append("Not assumed" if found is None else f"{found[1]:,} ({found[0]:,} to {found[2]:,})")
        rows.append(cells)
    return rows


def share_words(group: Group, years: Sequence[int]) -> str:
    part = group.of_share(years[0]) if years else None
    return "" if part is None else f"{part:,} {group.share_label}"


def mark(key: str) -> Tag:
    return Tag(MARK_WORDS[key], MARK_TAGS[key])


def condition_cell(one: Condition, found: Range | None, year: int) -> str:
    if year > one.known_until.year:
        return f"Not used after {one.known_until.year}"
    if found is None:
        return "The ages do not fit"
    central = f"{whole(found.central):,}"
    return f"{central} ({between(found)})" if one.has_margin else central


def funnel_rows(found: Funnel) -> list[list[Any]]:
    """A layer a row, the outermost first, with all of them below."""
    rows: list[list[Any]] = [[
        {"text": row.layer.label, "note": row.layer.words}, count(row.number),
        HELD_BACK if row.share is None and row.number is None else "None" if row.share is None else f"{row.share}%",
    ] for row in found.rows]
    return [*rows, ["All contacts", count(found.total), "100%" if found.total else "None"]]


def funnel_bars(found: Funnel) -> list[dict[str, Any]]:
    return [{"label": row.layer.label, "amount": row.number or 0, "shown": count(row.number)} for row in found.rows]


def funnel_trend(found: Funnel) -> tuple[list[Any], list[list[str]]]:
    """A quarter a column."""
    columns: list[Any] = ["Layer", *({"text": time_words(one, found.months), "number": True} for one in found.quarters)]
    rows = [[row.layer.label, *(count(number) for number in row.quarters)] for row in found.rows]
    rows.append(["All contacts", *(count(number) for number in found.totals)])
    return columns, rows


def time_words(first: date, months: int) -> str:
    """From its first month to its last: Jul to Sep 2026, Oct 2025 to Sep 2026."""
    month = first.month + months - 2
    last = date(first.year + month // 12, month % 12 + 1, 1)
    return f"{first:%b} to {last:%b %Y}" if first.year == last.year else f"{first:%b %Y} to {last:%b %Y}"


def share_lines(found: Funnel) -> list[dict[str, Any]]:
    """The share of contacts settled before statutory work, and of those that reached it, by quarter."""
    inner, outer = found.rows[-2], found.rows[:-2]
    early: list[float | None] = []
    late: list[float | None] = []
    for place, _ in enumerate(found.quarters):
        parts = [row.quarters[place] for row in outer]
        last = inner.quarters[place]
        if last is None or any(part is None for part in parts) or not (whole_of := sum(p or 0 for p in parts) + last):
            early.append(None)
            late.append(None)
            continue
        late.append(float(rounded(Decimal(100 * last) / whole_of, 1)))
        early.append(float(rounded(Decimal(100 * (whole_of - last)) / whole_of, 1)))
    if not any(value is not None for value in late):
        return []
    return [{"label": "Settled before", "values": early}, {"label": inner.layer.label, "values": late}]


def early_words(found: Funnel) -> str:
    """In a sentence, with the change in percentage points."""
    inner = found.rows[-2].layer.label.lower()
    if found.early is None:
        return f"Too few contacts are shown to say how many were settled before {inner}."
    said = f"In the last year {found.early}% of contacts were settled before {inner}"
    if found.early_before is None:
        return f"{said}."
    size = found.early - found.early_before
    if not size:
        return f"{said}, as in the year before."
    points = f"{abs(size)} percentage point{'' if abs(size) == 1 else 's'}"
    return f"{said}, {points} {'more' if size > 0 else 'fewer'} than in the year before ({found.early_before}%)."


def work_rows(found: Funnel) -> list[list[str]]:
    """What the innermost layer did in each quarter; small numbers are held back here as everywhere."""
    return [[label, *(count(None if number and is_few(number) else number) for number in numbers)]
            for label, numbers in found.work]


def journey_rows(found: Journeys) -> list[list[Any]]:
    return [[
        one.label, count(one.people), *(count(number) for number in one.by_cost),
        HELD_BACK if one.each_week is None else words.money(rounded(one.each_week, 2)),
    ] for one in (*found.rows, found.everybody)]
