"""Profiles, claims and figures in words, for the pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.foundation.design.shapes import Tag

from . import words
from .chart import Row
from .claim import Claim
from .official.cells import REASONS
from .places import council_of
from .profile import Profile
from .standing import Standing
from .table import Table

SURE = {"real change": "done", "an estimate without a margin": "soon", "margin not published": "soon"}


def home_rows(profiles: tuple[Profile, ...], query: str) -> list[list[Any]]:
    """A council a row: where it stands, and its profile."""
    rows = []
    for one in profiles:
        at, sides, moves = one.standing, one.sides, one.directions
        rows.append(
            [
                {"text": one.name, "href": reverse("benchmarking:profile", args=[at.council.code, at.year]) + query},
                f"{sides['better']} of {sum(sides.values())}" if any(sides.values()) else "No average",
                str(moves["improved"]) if at.baseline else "",
                str(moves["declined"]) if at.baseline else "",
                one.middle_rank,
            ]
        )
    return rows


def claim_card(claim: Claim, at: Standing, query: str) -> dict[str, Any]:
    """A claim with its evidence."""
    return {
        "text": claim.text,
        "tag": Tag(words.sentence(claim.sure), SURE.get(claim.sure, "neutral")) if claim.sure else None,
        "evidence": evidence_link(claim.series, at) + query if claim.series else "",
        "about": claim.text,
    }


def evidence_link(series: str, at: Standing) -> str:
    return reverse("benchmarking:evidence", args=[at.council.code, at.year, series])


def chart_table(rows: list[Row], at: Standing) -> list[list[str]]:
    """The same as the dots, as a table."""
    return [
        [
            f"{row.measure.short} ({row.measure.code})",
            f"{row.value} {row.margin}".strip(),
            row.rank or "Not ranked",
            row.region or "Not published",
            row.england or "Not published",
            row.then or "No figure",
            row.since,
        ]
        for row in rows
    ]


def since_tag(row: Row) -> Tag:
    return Tag(row.since, row.since_kind)


def over_years(at: Standing, series: str) -> list[list[str]]:
    """Every year of a measure: the figure or why there is none, its counts, the averages and the rank."""
    table: Table = at.table
    rows = []
    for year in table.years():
        figure = table.get(series, year, at.council.code) if at.council.stood_in(year) else None
        mark = table.missing.get((series, year, at.council.code))
        if figure is None and mark is None:
            continue
        rank = table.rank(figure.measure, year, at.region, at.council.code) if figure else None
        average = {group.name: table.get(series, year, group.area) for group in (at.region, at.england)}
        rows.append(
            [
                year,
                words.amount(figure.measure, figure.value)
                if figure
                else words.sentence(REASONS.get(mark or "x", "not available")),
                f"± {words.number(figure.measure, figure.margin)}" if figure and figure.margin is not None else "",
                _counts(figure),
                *(words.amount(one.measure, one.value) if one else "" for one in average.values()),
                f"{words.ordinal(rank.rank)} of {rank.of}" if rank else "",
            ]
        )
    return rows


def _counts(figure: Any) -> str:
    if figure is None:
        return ""
    if figure.numerator is not None and figure.denominator:
        return f"{figure.numerator:,.0f} of {figure.denominator:,.0f}"
    return f"{figure.respondents:,.0f} answers" if figure.respondents else ""


def ranked_councils(at: Standing, series: str, query: str) -> list[list[Any]]:
    """The region's councils in the year, the best first."""
    of = next(one for one in at.measures if one.series == series)
    values = at.table.values(series, at.year, at.region)
    ordered = sorted(values.items(), key=lambda item: (of.gain(item[1], values[at.council.code]), item[0]))
    rows = []
    for code, value in ordered:
        rank = at.table.rank(of, at.year, at.region, code)
        figure = at.table.figures[series, at.year, code]
        council = council_of(code, at.year)
        name = council.name if council else code
        link = {"text": name, "href": reverse("benchmarking:profile", args=[code, at.year]) + query}
        if code == at.council.code:
            link["tag"] = Tag("This council", "work")
        rows.append(
            [
                link,
                words.amount(of, value),
                f"± {words.number(of, figure.margin)}" if figure.margin is not None else _counts(figure),
                f"{words.ordinal(rank.rank)}" if rank else "",
            ]
        )
    return rows


def query_of(baseline: str) -> str:
    return "?" + urlencode({"baseline": baseline}) if baseline else ""
