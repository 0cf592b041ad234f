"""The paper for a panel, from the same place as the page: a workbook, a tagged PDF, and an open CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from alongside.foundation.design import words
from alongside.foundation.documents import blocks
from alongside.foundation.documents.letterhead import letterhead
from alongside.foundation.documents.typeset import pdf
from alongside.rules.spreadsheet import escaped

from . import over_time, presenters
from .definition.contradictions import Contradiction, Gap
from .definition.periods import Period
from .definition.rating import status_words
from .definition.shapes import Indicator
from .models import Feedback
from .over_time import Split, Trend
from .scorecard import Line, Scorecard, place_table
from .withholding import WORDS, withheld

HIDDEN = "[c]"  # the nation's mark for what is confidential
SHEET_NAME = 31


def as_pdf(card: Scorecard, day: date) -> bytes:
    """Tagged, with each table's header row, and the words under the figures they explain."""
    return pdf(blocks.Letter(
        title=f"{card.group.title}, {card.year}", blocks=tuple(_blocks(card)), letterhead=letterhead(), day=day,
    ))


def _blocks(card: Scorecard) -> Iterator[blocks.Block]:
    yield blocks.Paragraph(card.group.about)
    yield blocks.KeyFacts([("Ratings", presenters.tally_words(card)), ("Source", str(card.group.source))])
    if behind := [line for line in card.behind() if not hides(card, line)]:
        yield blocks.Heading("Areas for improvement")
        yield blocks.Bullets([f"{line.indicator.code} {line.indicator.title}: "
                              f"{presenters.figure_words(line.figure, line.indicator)}; "
                              f"{presenters.behind_words(line)}" for line in behind])
    drawn = charts(card)
    for section, lines in card.sections():
        if not lines:
            continue
        yield blocks.Heading(section.title)
        yield blocks.Table(f"{section.title}, {card.year}", ("Indicator", "Baseline", "Target", "Figure", "Rating"), [
            (f"{one.code} {one.title}", presenters.baseline_words(one), presenters.target_words(line.target, one),
             " · ".join(filter(None, (shown(card, line), presenters.figure_note(line.figure),
                                      line.beside_a_whole_year))), rating_words(line))
            for line in lines for one in [line.indicator]
        ])
        for line in lines:
            if line.indicator.code in drawn:
                yield _chart(drawn.pop(line.indicator.code))
            yield from _words_on(card, line)
    yield from _splits(card)
    yield from _by_place(card)
    yield from _feedback(card)


def splits(card: Scorecard) -> list[Split]:
    """Wholes by their parts, as far as none of them is a count that is held back."""
    return [split for split in over_time.splits(card.figures)
            if not any(withheld(card, part.indicator) for part in (*split.parts, split.all_of_it))]


def _splits(card: Scorecard) -> Iterator[blocks.Block]:
    for split in splits(card):
        yield blocks.Heading(f"{split.whole.title}, by part")
        yield blocks.Paragraph(split.words)
        time = f"{split.months[0].words} to {split.months[-1].words}"
        yield blocks.Table(f"{split.whole.title}, {time}", ("Part", "In this time", "A year before", "Change", "Share"),
                           presenters.split_rows(split))


def _by_place(card: Scorecard) -> Iterator[blocks.Block]:
    """The latest time there are figures for, by place."""
    by_place = [one for one in card.group.indicators if one.by_place]
    times = times_by_place(card, by_place)
    if times:
        columns, rows = presenters.place_rows(place_table(card.figures, by_place, times[0]), by_place)
        title = f"By {card.group.place_name.lower()}, {times[0].words}"
        yield blocks.Heading(title)
        yield blocks.Table(title, (card.group.place_name, *(column["text"] for column in columns)), rows)


def _feedback(card: Scorecard) -> Iterator[blocks.Block]:
    heard = Feedback.objects.of_set(card.group.key).by_place() if card.group.places else {}
    if heard:
        yield blocks.Heading("What was said")
    for place in card.group.places:
        for one in heard.get(place.key, []):
            yield blocks.Quote(one.words)
            done = f" Done: {one.done}" if one.done else ""
            yield blocks.Paragraph(
                f"{place.name}, {one.get_source_display().lower()}, {words.date(one.heard_on)}.{done}")


def times_by_place(card: Scorecard, by_place: list[Indicator]) -> list[Period]:
    """The times of the year for which some place has a figure, the latest first."""
    if not by_place:
        return []
    times = {period for one in by_place for period in one.expected(card.year)}
    return sorted((period for period in times if any(
        card.figures.shown(one, period, place.key) is not None
        for one in by_place for place in card.group.places)), reverse=True)


def charts(card: Scorecard) -> dict[str, Trend]:
    """The trend and its target of each indicator with figures enough for a line, as they may leave the council."""
    found = {}
    for line in card.lines:
        trend = over_time.through_the_years(card, line, withheld(card, line.indicator))
        if trend.is_worth_drawing and line.indicator.unit != "yes_no":
            found[line.indicator.code] = trend
    return found


def _chart(trend: Trend) -> blocks.Chart:
    return blocks.Chart(trend.title, trend.points, [
        (label, [None if value is None else float(value) for value in values]) for label, values in trend.series
    ], trend.alt())


def _words_on(card: Scorecard, line: Line) -> Iterator[blocks.Block]:
    found = list(said(card, line))
    if found:
        yield blocks.Paragraph(f"{line.indicator.code} {line.indicator.title}", strong=True)
        yield blocks.KeyFacts(found)


def said(card: Scorecard, line: Line) -> Iterator[tuple[str, str]]:
    """What stands beside the figure: the reason of a person's rating, words, action, contradictions."""
    if line.override:
        yield "Rated by", f"{line.override.by.name}, {words.date(line.override.at)}: {line.override.reason}"
    if line.commentary and line.commentary.narrative:
        yield "What it means", line.commentary.narrative
    if line.commentary and line.commentary.action:
        yield "Action", line.commentary.action
    for gap in gaps_shown(card, line):
        yield "Beside others", presenters.apart_words(gap, line.indicator)
    for one in faults_shown(card, line):
        yield "Contradiction", one.words


def gaps_shown(card: Scorecard, line: Line) -> tuple[Gap, ...]:
    """How far from others tells the figure itself, so both are held back together."""
    return () if hides(card, line) else line.gaps


def faults_shown(card: Scorecard, line: Line) -> list[Contradiction]:
    """Those of the set as it is written; those that name figures only where none of them is held back."""
    names_figures = {"part", "running", "check", "slightly"}
    held = any(withheld(card, other.indicator) for other in card.lines)
    return [one for one in line.contradictions if one.kind not in names_figures or not held]


def rating_words(line: Line) -> str:
    if line.override:
        return f"{line.override.get_colour_display()}, by a person (the rule: {line.by_rule.words.lower()})"
    return line.by_rule.words


def hides(card: Scorecard, line: Line) -> bool:
    """A count of our own records that might point at somebody, or that gives such a count away."""
    hidden = withheld(card, line.indicator)
    period = line.figure.period
    return line.figure.value is not None and period is not None and period.key in hidden


def shown(card: Scorecard, line: Line) -> str:
    return WORDS if hides(card, line) else presenters.figure_words(line.figure, line.indicator)


def as_csv(card: Scorecard) -> bytes:
    """A row for each indicator: open data, with statuses in words and never a nought for what is missing."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for line in card.lines:
        writer.writerow([escaped(cell) if isinstance(cell, str) else cell for cell in _csv_row(card, line)])
    return file.getvalue().encode("utf-8-sig")


CSV_COLUMNS = (
    "set", "year", "code", "indicator", "section", "owner", "unit", "better", "baseline", "baseline_period",
    "baseline_status", "target", "target_status", "figure", "figure_status", "part_of_year", "rating_by_rule",
    "rating_shown", "reason_of_rating", "contradictions", "narrative", "action", "source", "comparators",
    "not_comparable",
)


def _csv_row(card: Scorecard, line: Line) -> list[Any]:
    one, target, figure = line.indicator, line.target, line.figure
    hidden = hides(card, line)
    return [
        card.group.key, card.year, one.code, one.title,
        "; ".join(card.group.section(key).title for key in one.sections),
        one.owner, one.unit, one.better, plain(one.baseline.value), one.baseline_period,
        status_words(one.baseline) if one.baseline.status else "", plain(target.value if target else None),
        "none" if target is None else target.band or (status_words(target) if target.status else ""),
        HIDDEN if hidden else plain(figure.value), WORDS if hidden else figure.why_none, figure.so_far,
        line.by_rule.words, line.colour.capitalize() or "Not rated", line.override.reason if line.override else "",
        "; ".join(each.words for each in faults_shown(card, line)),
        line.commentary.narrative if line.commentary else "", line.commentary.action if line.commentary else "",
        str(one.source), "; ".join(f"{gap.comparator.name} {gap.comparator.value}" for gap in gaps_shown(card, line)),
        line.beside_a_whole_year,
    ]


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def as_workbook(card: Scorecard) -> bytes:
    """Numbers as numbers, words as words: nothing is written as a formula or made a link."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{card.group.title}, {card.year}"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _sheet(book, card.year, _summary(card), head, wrapped)
    _sheet(book, "Over time", _over_time(card), head, wrapped)
    _sheet(book, "About", _about(card), head, wrapped)
    book.close()
    return file.getvalue()


def _sheet(book: Any, name: str, rows: list[list[Any]], head: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(name[:SHEET_NAME])
    sheet.freeze_panes(1, 1)
    for column, width in enumerate((12, 60, *(18 for _ in rows[0][2:]))[:len(rows[0])]):
        sheet.set_column(column, column, width)
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            form = wrapped if down else head
            if isinstance(cell, Decimal):
                sheet.write_number(down, across, float(cell), form)
            else:
                sheet.write_string(down, across, escaped(str(cell)), form)


def _summary(card: Scorecard) -> list[list[Any]]:
    rows: list[list[Any]] = [["Code", "Indicator", "Unit", "Baseline", "Target", "Figure", "Note", "Rating by rule",
                              "Why", "Rating shown", "Reason of a person’s rating", "Owner", "What it means", "Action",
                              "Contradictions", "Beside others", "Source"]]
    for line in card.lines:
        one, target = line.indicator, line.target
        rows.append([
            one.code, one.title, presenters.UNIT_WORDS[one.unit],
            one.baseline.value if one.baseline.is_number else presenters.baseline_words(one),
            target.value if target and target.is_number else presenters.target_words(target, one),
            line.figure.value if line.figure.value is not None and not hides(card, line) else shown(card, line),
            "; ".join(filter(None, (presenters.figure_note(line.figure), line.beside_a_whole_year))),
            line.by_rule.words, line.by_rule.because,
            line.colour.capitalize() or "Not rated", line.override.reason if line.override else "", one.owner,
            line.commentary.narrative if line.commentary else "", line.commentary.action if line.commentary else "",
            "; ".join(each.words for each in faults_shown(card, line)),
            "; ".join(presenters.apart_words(gap, one) for gap in gaps_shown(card, line)), str(one.source),
        ])
    return rows


def _over_time(card: Scorecard) -> list[list[Any]]:
    """Every figure there is, by time and place."""
    rows: list[list[Any]] = [["Code", "Indicator", "Time", card.group.place_name or "Place", "Figure"]]
    for line in card.lines:
        hidden = withheld(card, line.indicator)
        for period, place, value in _figures(card, line.indicator):
            rows.append([line.indicator.code, line.indicator.title, period.words, place,
                         WORDS if period.key in hidden else value])
    return rows


def _figures(card: Scorecard, one: Indicator) -> Iterator[tuple[Period, str, Decimal]]:
    for year in card.years:
        for period in one.expected(year):
            for key, name in [(place.key, place.name) for place in card.group.places] if one.by_place else [("", "")]:
                value = card.figures.shown(one, period, key)
                if value is not None:
                    yield period, name, value


def _about(card: Scorecard) -> list[list[Any]]:
    group = card.group
    rows: list[list[Any]] = [["What", "Words"], ["Set", group.title], ["Council", group.council],
                             ["About", group.about],
                             ["Source", str(group.source)], ["Year", card.year],
                             ["Ratings", presenters.tally_words(card)]]
    return rows + [[one.code, presenters.formula_words(one)] for one in group.indicators]
