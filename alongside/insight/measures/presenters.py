"""Figures in words: what they are, what they were over, who stands behind them, and their chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.design import words
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.insight.disclosure import Convention, Shown, rounded

from . import trends
from .common.parts import CUTS
from .common.year import Year
from .held_back import NOT_LISTED
from .kept.people import Counted, People, part_in_words
from .measure import Measure
from .models import LABELS, MONTH, FigureQuerySet, Run, Target
from .publishing import HEADLINE, Key

UNITS = {"percent": "%", "per_100000": " per 100,000", "score": "", "days": " days"}
DIRECTIONS = {"high": "Higher is better", "low": "Lower is better", "none": "Neither way is better"}
HELD_BACK = "Held back"
SIDE_WORDS = {
    "": "Everybody looked at",
    "numerator": "In the numerator",
    "denominator": "In the denominator",
    "rest": "In the denominator alone",
    "out": "Not counted",
    "unknown": "Something is not known",
}
NOT_OPEN = "A record that is not open to you"


def outcome(measure: Measure, one: Shown) -> str:
    if one.outcome is None:
        return HELD_BACK if one.held_back else "No figure"
    return f"{one.outcome:,}{UNITS[measure.unit]}"


def count(value: int | None, one: Shown) -> str:
    return f"{value:,}" if value is not None else HELD_BACK if one.held_back else "Not known"


def of(one: Shown) -> str:
    return f"{count(one.numerator, one)} of {count(one.denominator, one)}"


def headline_rows(
    figures: Iterable[tuple[Measure, dict[Key, Shown]]], chosen: Mapping[str, str] | None = None
) -> list[list[Any]]:
    rows = []
    year = f"?{urlencode(chosen)}" if chosen else ""
    for measure, found in figures:
        page = reverse("measures:measure", args=[measure.code])
        link = {"text": measure.title, "href": page + year, "note": measure.key}
        one = found.get(HEADLINE)
        rows.append(
            [link, outcome(measure, one), of(one), DIRECTIONS[measure.direction]]
            if one
            else [link, "Not worked out", "", DIRECTIONS[measure.direction]]
        )
    return rows


def splits(
    measure: Measure, found: Mapping[Key, Shown], opens: Callable[..., str] | None = None
) -> list[tuple[str, list[list[Any]]]]:
    """A table for each thing that people are cut by; each count leads to its people where `opens` says how."""
    tables: dict[str, list[list[Any]]] = {}
    for (split, part), one in found.items():
        if split not in ("", MONTH):
            tables.setdefault(split, []).append(
                [part, outcome(measure, one), *_counts(measure, one, opens, split=split, part=part)]
            )
    return [(LABELS[split], rows) for split, rows in tables.items()]


def _counts(measure: Measure, one: Shown, opens: Callable[..., str] | None, **chosen: str) -> list[Any]:
    """Numerator and denominator. The residents of an area are nobody's list, and an empty part opens to nobody."""
    top, below = count(one.numerator, one), count(one.denominator, one)
    if opens is None:
        return [top, below]
    return [
        {"text": top, "href": opens(side="numerator", **chosen)} if one.numerator else top,
        {"text": below, "href": opens(side="denominator", **chosen)}
        if one.denominator and not measure.needs_population
        else below,
    ]


def cannot_cut(measure: Measure, *, has_wards: bool) -> list[str]:
    """What this figure cannot be cut by, and why."""
    said = []
    if not has_wards:
        said.append(
            "By ward it cannot be cut yet: the records hold postcodes, and the council’s file of postcodes and their "
            "wards has not been loaded."
        )
    if measure.needs_population:
        said.append("Its parts have no denominator: residents are known by age group alone, so they are counts.")
    return said


def too_few(figures: FigureQuerySet) -> list[str]:
    """What a figure is not shown by, for a small number would follow however much of it were held back."""
    splits = sorted(set(figures.filter(held_back=NOT_LISTED).values_list("split", flat=True)))
    return [f"By {LABELS[split].lower()} it is not shown: there are too few people." for split in splits]


def so_far(measure: Measure, run: Run | None) -> str:
    """Admissions add up over the year: part of one is no year."""
    if run is None or not run.is_year_to_date or not measure.needs_population or run.snapshot_at is None:
        return ""
    day = timezone.localdate(run.snapshot_at)
    months = (day.year - Year(run.year).first.year) * 12 + day.month - 4
    return f"{words.plural(months, 'whole month')} of twelve so far: not to be held against a whole year or its target."


def residents(measure: Measure, run: Run | None) -> str:
    """Whose number stands under the line."""
    if run is None or not measure.needs_population:
        return ""
    if run.residents_of is None:
        return "The file of residents does not say of which mid-year they are."
    said = f"Residents are the mid-{run.residents_of} estimate"
    wanted = Year(run.year).first.year
    return f"{said}." if run.residents_of == wanted else f"{said}; that of mid-{wanted} is not there yet: provisional."


def plain(value: Decimal) -> str:
    """Without the noughts at its end."""
    return f"{value.normalize():f}"


def target(measure: Measure, one: Target | None) -> str:
    if one is None:
        return ""
    value = "No target" if one.value is None else f"{plain(one.value)}{UNITS[measure.unit]}"
    return f"{value}. {one.source}; set by {one.set_by} on {words.date(timezone.localtime(one.set_at).date())}"


def only(measure: Measure, asked: Mapping[str, str]) -> str:
    """What the people are narrowed to, in words."""
    said = [measure.reasons.get(asked["reason"], ""), measure.unknowns.get(asked["unknown"], "")]
    if asked["split"] in CUTS:
        said.append(f"{LABELS[asked['split']]}: {asked['part']}")
    if asked["month"]:
        said.append(part_in_words(MONTH, asked["month"]))
    return ". ".join(one for one in said if one)


def convention_in_words(convention: Convention, smallest: int) -> str:
    said = f"Counts under {smallest} are held back, and so is any other from which one of them would follow."
    if convention == Convention.NATIONAL:
        return (
            f"{said} The outcome is shown all the same, as in the national publication: whoever knows one of its "
            "counts may be able to work out the other, and of a measure over the population, which is public, the "
            "count itself. The council may choose the stricter rule."
        )
    return f"{said} The outcome is held back with them; the national publication shows it."


def release_in_words(run: Run | None, *, whole: bool) -> str:
    """Which figures others see, and for how long."""
    if run is None:
        return ""
    if whole:
        return "Others, and every file, have the release that stands, and not the figures of the nights since."
    return f"This is the release of {words.date(run.released_on)}; it stands until the next." if run.released_on else ""


# The chart


@dataclass(frozen=True)
class Drawn:
    """The chart as places on the page: 600 wide, 220 high."""

    chart: trends.Chart
    reading: str
    line: str
    dots: tuple[dict[str, Any], ...]
    mean: float
    lower: float | None
    upper: float | None
    target: float | None
    target_words: str
    assurance: str
    # Months that are held back or in which nobody was counted, and those before them.
    not_drawn: int
    scale: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]
    table: list[list[Any]]


LEFT, RIGHT, TOP, BOTTOM = 48, 584, 16, 180


def drawn(
    measure: Measure, found: Mapping[Key, Shown], target: Decimal | None = None,
    opens: Callable[..., str] | None = None,
) -> Drawn | None:
    """Months whose figure is shown, and how they stand to the target; none if there is nothing to draw."""
    every = [(part, one) for (split, part), one in sorted(found.items()) if split == MONTH]
    shown = _unbroken(measure, every)
    known = [(part_in_words(MONTH, part), value) for part, value in shown]
    if len(known) < 2:
        return None
    if target is not None and measure.needs_population:
        # Admissions add up over the year: a month is held against its twelfth.
        target = rounded(target / 12, measure.places)
    ceiling = Decimal(100) if measure.unit == "percent" else None
    made = trends.chart(known, direction=measure.direction, target=target, floor=Decimal(0), ceiling=ceiling)
    assert made.mean is not None
    edges = (made.lower, made.upper, made.target)
    heights = [value for _, value in known] + [edge for edge in edges if edge is not None]
    low, high = min(heights), max(heights)
    room = (high - low) / 10 or Decimal(1)
    low, high = max(low - room, Decimal(0)), high + room

    def y(value: Decimal) -> float:
        return round(float(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)), 1)

    def x(place: int) -> float:
        return round(LEFT + place * (RIGHT - LEFT) / (len(known) - 1), 1)

    dots = tuple(
        {"x": x(place), "y": y(point.value), "kind": _dot(point, measure.direction)}
        for place, point in enumerate(made.points)
    )
    gap = max(1, len(known) // 6)
    return Drawn(
        chart=made,
        reading=trends.reading(made),
        line="M" + "L".join(f"{one['x']} {one['y']}" for one in dots),
        dots=dots,
        mean=y(made.mean),
        lower=None if made.lower is None else y(made.lower),
        upper=None if made.upper is None else y(made.upper),
        target=None if target is None else y(target),
        target_words="" if target is None else f"{plain(target)}{UNITS[measure.unit]}"
        + (" in a month, a twelfth of the year’s" if measure.needs_population else ""),
        not_drawn=len(every) - len(shown),
        assurance=trends.assurance_in_words(made),
        scale=tuple((y(value), f"{value:.1f}") for value in (low, (low + high) / 2, high)),
        labels=tuple((x(place), label) for place, (label, _) in enumerate(known) if place % gap == 0),
        table=_months(measure, made, [part for part, _ in shown], opens),
    )


def _unbroken(measure: Measure, every: list[tuple[str, Shown]]) -> list[tuple[str, Decimal]]:
    """The latest months in a row that have a figure to show: no pattern may reach across one that has none."""
    shown: list[tuple[str, Decimal]] = []
    for part, one in reversed(every):
        if one.outcome is None or (one.denominator == 0 and not measure.needs_population):
            if shown:
                break
            continue
        shown.append((part, one.outcome))
    return shown[::-1]


def _months(
    measure: Measure, made: trends.Chart, parts: list[str], opens: Callable[..., str] | None
) -> list[list[Any]]:
    """The latest first, each leading to its people; beside the target where there is one."""
    rows: list[list[Any]] = []
    for part, point in zip(parts, made.points, strict=True):
        value: Any = f"{point.value:,}{UNITS[measure.unit]}"
        if opens is not None:
            value = {"text": value, "href": opens(month=part)}
        rows.append([point.label, value, trends.in_words(point) or "As it always moves"])
        if made.target is not None and measure.direction != "none":
            met = point.value >= made.target if measure.direction == "high" else point.value <= made.target
            rows[-1].append("Met" if met else "Missed")
    return rows[::-1]


def _dot(point: trends.Point, direction: str) -> str:
    if not point.is_special:
        return "common"
    if direction == "none":
        return "changed"
    return "improving" if point.is_high == (direction == "high") else "concerning"


# The people


def sides(chosen: str, kept: Mapping[str, str]) -> list[dict[str, Any]]:
    """Which people; the part or the month that was opened stays."""
    return [
        {"text": said, "href": f"?{urlencode({**kept, 'side': side})}", "current": side == chosen}
        for side, said in SIDE_WORDS.items()
    ]


def opens_to(measure: Measure, **always: str) -> Callable[..., str]:
    """The address of the people of a measure, narrowed to what is named."""
    page = reverse("measures:people", args=[measure.code])

    def address(**chosen: str) -> str:
        query = urlencode({name: value for name, value in (chosen | always).items() if value})
        return f"{page}?{query}" if query else page

    return address


def reasons(measure: Measure, people: People, opens: Callable[..., str] | None = None) -> list[list[Any]]:
    """Why people are in or out, each leading to them."""
    opens = opens or opens_to(measure)
    return [
        [
            {"text": measure.reasons.get(reason, reason), "href": opens(reason=reason)},
            "Numerator and denominator" if top and below else "Numerator" if top else "Denominator" if below else "No",
            f"{number:,}",
        ]
        for reason, number, top, below in people.by_reason()
    ]


def unknowns(measure: Measure, people: People, opens: Callable[..., str] | None = None) -> list[list[Any]]:
    """What would change the figure, the commonest first."""
    opens = opens or opens_to(measure)
    return [
        [{"text": measure.unknowns.get(code, code), "href": opens(unknown=code)}, f"{number:,}"]
        for code, number in people.by_unknown().items()
    ]


def people_rows(measure: Measure, rows: Iterable[Counted], user: Any) -> tuple[list[list[Any]], list[int]]:
    """Each person with a link for those who may open the record and no name for others; and who was shown by name."""
    rows = list(rows)
    wanted = {one.subject_id for one in rows if one.subject_id}
    open_ones = {subject.pk: subject for subject in visible_subjects(user).filter(pk__in=wanted)}
    lines = []
    for one in rows:
        subject = open_ones.get(one.subject_id)
        name: Any = NOT_OPEN
        if subject:
            name = {"text": initials_if_restricted(subject), "href": reverse("desk:person", args=[subject.pk])}
        unknown = ". ".join(measure.unknowns.get(code, code) for code in one.unknowns)
        lines.append([name, _counted(one), measure.reasons.get(one.reason, one.reason), unknown or "Nothing"])
    return lines, sorted(open_ones)


def _counted(one: Counted) -> str:
    if one.in_numerator:
        return "In the numerator"
    return "In the denominator alone" if one.in_denominator else "Not counted"
