"""Figures, targets and ratings in words: the same on the page, on paper and in files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .definition.contradictions import Gap
from .definition.periods import Period, in_year, read
from .definition.rating import AMBER, GREEN, RED, UNRATED, plain, quartile, status_words
from .definition.shapes import AIMS, BETTER, FREQUENCIES, YEAR_FROM, Indicator, Target
from .figures import Figure, rounded
from .models import Feedback, TypedValue
from .over_time import Split
from .scorecard import Line, PlaceTable, Scorecard

HELD_BACK = "Held back"
COLOURS = {GREEN: Tag("Green", "done"), AMBER: Tag("Amber", "soon"), RED: Tag("Red", "late"),
           UNRATED: Tag("Not rated", "neutral")}
UNIT_WORDS = {
    "count": "a number", "percent": "per cent", "per_1000": "for each 1,000 people", "per_100000":
    "for each 100,000 people", "score": "a score", "hours": "hours", "pounds": "pounds", "yes_no": "yes or no",
}
AFTER = {"percent": "%", "per_1000": " per 1,000", "per_100000": " per 100,000", "hours": " hours"}


def number(value: Decimal | None, one: Indicator) -> str:
    """As people read it: 8,959 · 99.4% · 636.6 per 100,000 · Yes."""
    if value is None:
        return ""
    if one.unit == "yes_no":
        return "Yes" if value else "No"
    # A target that is written to more places than the figure keeps them: nothing is rounded away.
    places = max(one.places, -int(value.normalize().as_tuple().exponent))
    text = f"{rounded(value, places):,f}"
    return f"£{text}" if one.unit == "pounds" else f"{text}{AFTER.get(one.unit, '')}"


def target_words(target: Target | None, one: Indicator) -> str:
    if target is None:
        return "None"
    if target.status:
        return status_words(target)
    if target.band:
        return target.band.capitalize()
    return number(target.value, one) + (f" ({target.by})" if target.by else "")


def figure_words(figure: Figure, one: Indicator) -> str:
    return number(figure.value, one) if figure.value is not None else figure.why_none


def figure_note(figure: Figure) -> str:
    parts = [f"“{figure.said}” in the document" if figure.said else "", figure.so_far]
    if figure.value is not None and figure.period is not None and figure.period.kind != "year":
        parts.append(figure.period.words)
    if figure.rank and figure.out_of:
        parts.append(f"rank {figure.rank} of {figure.out_of}, quartile {quartile(figure.rank, figure.out_of)}")
    return "; ".join(part for part in parts if part)


def baseline_words(one: Indicator) -> str:
    return target_words(one.baseline, one) + (f" ({one.baseline_period})" if one.baseline_period else "")


def rating_cell(line: Line) -> dict[str, Any]:
    """The rule's rating; a person's stands before it and both are named."""
    if line.override:
        return {"text": f"By a person; the rule says {line.by_rule.words.lower()}", "tag": COLOURS[line.colour]}
    return {"text": "", "tag": COLOURS[line.colour]}


FEEDBACK_COLUMNS = ["Place", "Heard on", "Who said it", "What they said", "What is done", "Kept by"]
COLUMNS = ["Indicator", "Baseline", "Target", "Figure", "Rating", "Owner"]


def rows(lines: Iterable[Line], card: Scorecard, shown: Callable[[Scorecard, Line], str] | None = None,
         *, links: bool = True) -> list[list[Any]]:
    """`shown` gives a figure in words where it goes on paper; on the page it is as it is. `links`: to indicators."""
    def page(one: Indicator) -> str:
        if not links:
            return ""
        return reverse("scorecards:indicator", args=[card.group.key, one.code]) + f"?year={card.year}"

    return [[
        {"text": f"{one.code} {one.title}", "note": "key indicator" if one.headline else "",
         "href": page(one),
         "tag": Tag("Contradiction", "decision") if line.contradictions else None},
        {"text": baseline_words(one), "note": line.beside_a_whole_year}, target_words(line.target, one),
        {"text": shown(card, line) if shown else figure_words(line.figure, one), "note": figure_note(line.figure)},
        rating_cell(line), one.owner or "Nobody named",
    ] for line in lines for one in [line.indicator]]


def tally_words(card: Scorecard) -> str:
    counted = card.tally()
    return ", ".join(f"{counted[colour]} {COLOURS[colour].text.lower()}" for colour in (GREEN, AMBER, RED, UNRATED))


def gap_words(line: Line) -> list[dict[str, Any]]:
    """The figure beside each comparator: 1.4 percentage points below England."""
    one = line.indicator
    return [{"text": f"{gap.comparator.name}: {number(gap.comparator.value, one)}", "tag": GAP_TAGS[gap.side],
             "words": apart_words(gap, one)} for gap in line.gaps]


GAP_TAGS = {"better": Tag("Better", "done"), "worse": Tag("Worse", "late"), "same": Tag("The same", "neutral"),
            "apart": Tag("Neither is better", "neutral")}


def apart_words(gap: Gap, one: Indicator) -> str:
    if not gap.size:
        return f"The same as {gap.comparator.name}"
    return f"{difference(gap.size, one)} {'above' if gap.above else 'below'} {gap.comparator.name}"


def difference(size: Decimal, one: Indicator) -> str:
    """Of percentages the difference is in percentage points, never in per cent."""
    if one.unit == "percent":
        return f"{abs(size).normalize():f} percentage point{'' if abs(size) == 1 else 's'}"
    return number(abs(size), one)


def behind_rows(card: Scorecard, lines: Iterable[Line]) -> list[list[Any]]:
    """Areas for improvement: worse than somebody they are set beside."""
    return [[
        {"text": f"{line.indicator.code} {line.indicator.title}", "tag": Tag("Improvement area", "soon"),
         "href": reverse("scorecards:indicator", args=[card.group.key, line.indicator.code]) + f"?year={card.year}"},
        figure_words(line.figure, line.indicator),
        behind_words(line),
    ] for line in lines]


def behind_words(line: Line) -> str:
    return "; ".join(apart_words(gap, line.indicator) for gap in line.gaps if gap.side == "worse")


def needed(line: Line) -> str:
    """How far it is from the baseline to this year's target: 12.4 percentage points up."""
    one, start = line.indicator, line.indicator.baseline.value
    if start is None or line.target is None or line.target.value is None or one.unit == "yes_no":
        return ""
    size = line.target.value - start
    if not size:
        return "As the baseline"
    return f"{difference(size, one)} {'up' if size > 0 else 'down'} from the baseline"


def years(card: Scorecard) -> list[dict[str, Any]]:
    return [{"text": year, "href": f"?year={year}", "current": year == card.year} for year in card.years]


def facts(one: Indicator) -> list[dict[str, Any]]:
    """What an indicator is, line by line."""
    lag = f"; comes out {one.lag.words} after" if one.lag.words else ""
    made = f"; the year is {YEAR_FROM[one.year_from]}" if one.kind_of_period != "year" else ""
    most = f", at most {number(one.highest, one)}" if one.highest else ""
    survey = f", from {one.survey_from}" if one.survey_from else ""
    return [fact for fact in (
        {"label": "Owner", "value": one.owner or "Nobody named"},
        {"label": "Aim", "value": AIMS[one.aim]},
        {"label": "Which way is better", "value": BETTER[one.better]},
        {"label": "Unit", "value": UNIT_WORDS[one.unit] + most},
        {"label": "How often", "value": FREQUENCIES[one.frequency] + survey + lag + made},
        {"label": "Worked out as", "value": formula_words(one), "wide": True},
        {"label": "Rated", "value": f"Green at the target, amber within {plain(one.within_percent)}% of it, else red"},
        {"label": "Source", "value": str(one.source), "wide": True},
        {"label": "Note", "value": one.note, "wide": True},
    ) if fact["value"]]


def formula_words(one: Indicator) -> str:
    if one.formula_words == 'typed("value")':
        return "Typed with its evidence"
    return one.formula_words


def split_rows(split: Split) -> list[list[str]]:
    """The parts and the whole: six months, the same six a year before, the change and the share."""
    return [[
        part.indicator.title, f"{part.now:,.0f}", "Not known" if part.before is None else f"{part.before:,.0f}",
        "Not known" if part.moved is None else f"{part.moved:+,.0f}",
        f"{rounded(100 * part.now / split.all_of_it.now, 0)}%" if split.all_of_it.now else "None",
    ] for part in (*split.parts, split.all_of_it)]


def feedback_rows(found: Iterable[Feedback], names: dict[str, str]) -> list[list[Any]]:
    return [[names.get(one.place, one.place), words.date(one.heard_on), one.get_source_display(),
             {"text": one.words, "note": one.get_about_display()}, one.done or "Nothing yet", one.by.name]
            for one in found]


def times(card: Scorecard, one: Indicator, may_type: bool, hidden: frozenset[str]) -> list[list[Any]]:
    """Each time of the year (and each place) with what stands there and who typed it."""
    found = []
    periods = one.expected(card.year)
    if one.kind_of_period != "year" and any((one.code, in_year(card.year, "year")[0].key, "", name)
                                            in card.figures.typed for name in one.inputs):
        periods = [*periods, in_year(card.year, "year")[0]]
    for period in periods:
        for place in card.group.places if one.by_place else (None,):
            found.append(time_row(card, one, period, place, may_type, held=period.key in hidden))
    return found


def time_row(card: Scorecard, one: Indicator, period: Period, place: Any, may_type: bool, *,
             held: bool) -> list[Any]:
    key = place.key if place else ""
    shown = card.figures.shown(one, period, key)
    inputs = one.typed_inputs(period.year)
    typed = [card.figures.typed[where] for name in inputs
             if (where := (one.code, period.key, key, name)) in card.figures.typed]
    said = "; ".join(f"{inputs[each.name]}: {plain_value(each)}" for each in typed) if len(inputs) > 1 else ""
    evidence = f"{typed[0].evidence} ({typed[0].by.name}, {words.moment(typed[0].at)})" if typed else published(
        card, one, period, key)
    due = "" if shown is not None or card.figures.is_due(one, period) else (
        f"Expected {words.date(card.figures.due(one, period))}")
    verb: list[dict[str, Any]] = []
    if may_type and one.is_typed:
        href = reverse("scorecards:type_figure", args=[card.group.key, one.code]) + f"?period={period.key}&place={key}"
        verb = [{"text": f"{'Correct' if typed else 'Type'} {period.words}{' ' + place.name if place else ''}",
                 "href": href}]
    figure = due or ("Late" if one.is_typed else "No figure") if shown is None else (
        HELD_BACK if held else number(shown, one))
    return [f"{period.words}{' · ' + place.name if place else ''}", figure,
            "; ".join(part for part in (said, evidence) if part), *verb]


def published(card: Scorecard, one: Indicator, period: Period, place: str) -> str:
    there = any((one.code, period.key, place, name) in card.figures.published for name in one.inputs)
    return f"As published: {one.source}" if there else ""


def plain_value(typed: TypedValue) -> str:
    return "taken back" if typed.value is None else f"{typed.value.normalize():,f}"


def version_rows(versions: Iterable[TypedValue], one: Indicator) -> list[list[Any]]:
    """Every version, the newest first: what was typed, by whom, and why it was corrected."""
    return [[
        words.moment(each.at), each.by.name, each.period + (f" {each.place}" if each.place else ""),
        one.typed_inputs(read(each.period).year).get(each.name, each.name), plain_value(each), each.evidence,
        each.reason,
    ] for each in versions]


def place_rows(table: PlaceTable, indicators: list[Indicator]) -> tuple[list[Any], list[list[Any]]]:
    """Places down, indicators across; totals below, and blank where a figure is blank."""
    columns = [*({"text": one.title, "number": True} for one in indicators)]
    body: list[list[Any]] = [[f"{name}{f', {within}' if within else ''}", *(
        "No figure" if value is None else number(value, one) for value, one in zip(values, indicators, strict=True))]
        for name, within, values in table.rows]
    for name, totals in table.totals:
        body.append([f"{name} in total", *(
            figure.why_none.split(":")[0] if figure.value is None else number(figure.value, one)
            for figure, one in zip(totals, indicators, strict=True))])
    return columns, body
