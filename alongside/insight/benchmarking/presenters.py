"""Profiles, claims and figures in words, for the pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.foundation.design.shapes import Tag

from . import words
from .challenges import Challenge
from .change import DECLINED, IMPROVED, SAME
from .chart import Row
from .claim import BETTER, EQUAL, WORSE, Claim, side
from .measures import measure
from .models import Entry
from .official.cells import REASONS
from .places import Group, council_of
from .profile import Profile
from .sets import MeasureSet
from .standing import Standing
from .table import Table

MOVED = {IMPROVED: "Improved", SAME: "No real change", DECLINED: "Declined"}
SIDES = {BETTER: "ours better", WORSE: "ours worse", EQUAL: "equal"}
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
        "evidence": numbers_of(claim, at, query),
        "about": claim.text,
    }


def numbers_of(claim: Claim, at: Standing, query: str) -> str:
    """The page with the numbers a claim rests on: an entry, a measure beside a group, or a set of measures."""
    if claim.entry and not claim.series:
        return reverse("benchmarking:entry", args=[claim.entry])
    if claim.series:
        return evidence_link(claim.series, at, query, claim.comparator or "")
    since = claim.comparator if claim.comparator in at.baselines else ""
    link = reverse("benchmarking:measure_set", args=[at.council.code, at.year, claim.measure_set])
    return link + _and(query, since=since)


def evidence_link(series: str, at: Standing, query: str = "", group: str = "") -> str:
    """`group`: among whom its councils are listed, where that is not the region."""
    others = {one.name for one in (at.england, *at.peers)}
    link = reverse("benchmarking:evidence", args=[at.council.code, at.year, series])
    return link + _and(query, group=group if group in others else "")


def _and(query: str, **more: str) -> str:
    added = urlencode({key: value for key, value in more.items() if value})
    return f"{query}{'&' if query else '?'}{added}" if added else query


def challenge_rows(found: list[Challenge], at: Standing, query: str) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{one.measure.short} ({one.measure.code})",
            "href": evidence_link(one.measure.series, at, query),
            "value": one.value,
            "reasons": [words.sentence(f"{reason}.") for reason in one.reasons],
        }
        for one in found
    ]


def set_rows(of: MeasureSet, at: Standing, since: str, query: str) -> list[list[Any]]:
    """A measure of the set a row: all that any count of it rests on."""
    rows: list[list[Any]] = []
    for one in of.among(at.measures):
        now, moved = at.now(one), at.change(one, since) if since else None
        rank = at.rank(one, at.region)
        averages = [at.average(one, group) for group in (at.region, at.england)]
        rows.append(
            [
                {"text": f"{one.short} ({one.code})", "href": evidence_link(one.series, at, query)},
                words.amount(one, now.value),
                words.amount(one, moved.then.value) if moved else "No figure",
                MOVED[moved.direction] if moved else "Cannot be compared",
                *(
                    f"{words.amount(one, average.value)}, {SIDES[side(one, now.value, average.value)]}"
                    if average
                    else "Not published"
                    for average in averages
                ),
                f"{words.ordinal(rank.rank)} of {rank.of}{f', {rank.band}' if rank.band else ''}" if rank else "",
            ]
        )
    return rows


def absent_from(of: MeasureSet, at: Standing) -> list[str]:
    """Codes of the set without a figure: counted nowhere."""
    there = {one.series for one in at.measures}
    return [code for code in of.codes if measure(of.framework, code).series not in there]


def entry_facts(entry: Entry) -> list[dict[str, Any]]:
    told = [
        ("Kind", entry.get_kind_display()),
        ("Number", f"{entry.amount.normalize():,f} {entry.unit}".strip() if entry.amount is not None else ""),
        ("Number before, or total", f"{entry.before.normalize():,f}" if entry.before is not None else ""),
        ("Measure", entry.measure),
        ("Of the day", f"{entry.on:%-d %B %Y}"),
        ("Source", entry.source),
        ("Entered by", f"{entry.made_by.name}, {entry.made_at:%-d %B %Y}"),
    ]
    if entry.withdrawn_by:
        told.append(("Withdrawn by", f"{entry.withdrawn_by.name}, {entry.withdrawn_at:%-d %B %Y}"))
    return [{"label": label, "value": value} for label, value in told if value]


def figure_of(profile: Profile, series: str) -> dict[str, Any]:
    """What an official figure says of itself, for the form that puts it before the public."""
    at = profile.standing
    of = next((one for one in at.measures if one.series == series), None)
    if of is None:
        return {"period": at.year}
    now = at.now(of)
    margin = f", give or take {words.gap(of, now.margin)}" if now.margin is not None else ""
    rank = at.rank(of, at.region)
    return {
        "title": f"{of.name}, {profile.name}",
        "value": words.amount(of, now.value),
        "period": at.year,
        "words": f"{of.name} stood at {words.amount(of, now.value)} in {at.year}{margin}"
        f"{f', {words.ranked(rank, at.region)}' if rank else ''}{words.beside_the_way(of)}.",
        "source": f"Adult social care outcomes framework {at.year}, measure {of.code}",
        # The last day of the year the figure is of.
        "on": date(int(at.year[:4]) + 1, 3, 31),
    }


def year_of(day: date) -> str:
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


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


def ranked_councils(at: Standing, series: str, query: str, group: Group) -> list[list[Any]]:
    """The group's councils in the year, the best first, and how far each moved since the baseline."""
    of = next(one for one in at.measures if one.series == series)
    values = at.table.values(series, at.year, group)
    before = at.table.values(series, at.baseline, group) if at.baseline else {}
    ordered = sorted(values.items(), key=lambda item: (item[1] if of.low_is_good else -item[1], item[0]))
    rows = []
    for code, value in ordered:
        rank = at.table.rank(of, at.year, group, code)
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
                words.moved(of, before[code], value).split(",")[0] if code in before and before[code] != value else "",
            ]
        )
    return rows
