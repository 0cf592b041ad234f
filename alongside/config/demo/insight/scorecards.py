"""Westmere's own scorecards with figures in them: typed quarter by quarter, with words, a rating of the director's, and
what people say of the huddles. All of it invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.insight.scorecards import actions
from alongside.insight.scorecards.definition.periods import Period, in_year, months_later, year_of
from alongside.insight.scorecards.definition.shapes import PLAN
from alongside.insight.scorecards.library import library
from alongside.insight.scorecards.models import Feedback, TypedValue

OWN, DELAYS, BESIDE, HUDDLES = "adult_social_care", "hospital_delays", "workforce_and_voices", "huddles"
Value = tuple[str, str, str, str, int | float, str]  # code, time, place, input, value, evidence

# What was heard: place, days ago, who, how it was, their words, what is done.
HEARD = (
    ("quayside", 12, Feedback.Source.CARER, Feedback.About.GOOD,
     "One call instead of four. Somebody had already read what I told the surgery.", ""),
    ("quayside", 40, Feedback.Source.PRACTICE, Feedback.About.MIXED,
     "The half hour is enough for four people, not for six.", "Two huddles in the weeks after a bank holiday."),
    ("mill_lane", 25, Feedback.Source.HEALTHWATCH, Feedback.About.BAD,
     "Two people we spoke to did not know that they had been talked about.",
     "Each person is told before and after, from September."),
    ("fell_view", 31, Feedback.Source.PERSON, Feedback.About.GOOD,
     "They asked what I wanted before they told me what there is.", ""),
    ("station_road", 58, Feedback.Source.EVALUATION, Feedback.About.MIXED,
     "Ready to go on: the team is there and the room is found. The shared record opens on one computer in three.",
     "New sign-ins are asked for; due before winter."),
)  # fmt: skip


def fill(council: DemoCouncil, draw: Random, today: date) -> None:
    there = {group.key for group in library().sets}
    analyst, director = council.users["performance_analyst"], council.users["director"]
    for key, values in ((OWN, _own(today)), (DELAYS, _delays(draw, today)), (BESIDE, _beside(today)),
                        (HUDDLES, _huddles(draw, today))):
        if key in there:  # a council's own pack may have other sets
            TypedValue.objects.bulk_create(
                TypedValue(set_key=key, code=code, period=period, place=place, name=name, value=Decimal(str(value)),
                           evidence=evidence, by=analyst)
                for code, period, place, name, value, evidence in values)
    if not {OWN, HUDDLES} <= there:
        return
    last = _before(year_of(today))
    actions.comment(
        set_key=OWN, code="AS07", year=last, by=council.users["programme_manager"],
        narrative="Fewer people moved into a care home for good than in any of the last five years. Two extra-care "
                  "schemes opened in the autumn, and the hospital teams ask about home first.",
        action="Commissioning opens the third scheme by June; the panel sees the waiting list for it in September.")
    actions.comment(
        set_key=OWN, code="AS06", year=last, by=analyst,
        narrative="The service lost two fitters over the winter. Installations fell and then came back.",
        action="Head of commissioning agrees a second supplier by March.")
    actions.override(
        set_key=OWN, code="AS04", year=last, colour="green", rule_said="amber", by=director,
        reason="The survey asked in March, before the carers’ breaks began; those asked since say more.")
    for place, days, source, about, said, done in HEARD:
        actions.keep_feedback(set_key=HUDDLES, place=place, heard_on=today - timedelta(days=days), source=source,
                              about=about, words=said, done=done, by=analyst)


def _before(year: str) -> str:
    return year_of(in_year(year, "year")[0].start - timedelta(days=1))


def _own(today: date) -> Iterator[Value]:
    now = year_of(today)
    last, earlier = _before(now), _before(_before(now))
    yield "AS04", last, "", "value", 7.4, "Survey of adult carers, weighted result, table 1"
    technology = (1134, 1181, 1169, 1238, 1252, 1290)
    quarters = [*in_year(last, "quarter"), *in_year(now, "quarter")]
    for quarter, value in zip(quarters, technology, strict=False):
        if quarter.end <= today:
            yield "AS06", quarter.key, "", "value", value, f"Report of the technology service, {quarter.key}"
    for year, admissions, people in ((earlier, 186, 31420), (last, 183, 31980)):
        for name, value in (("admissions", admissions), ("population", people)):
            yield "AS07", year, "", name, value, "National return, and the population in the middle of the year"
    yield "AS08", earlier, "", "value", 2140, "Public health outcomes, published in October"


def _delays(draw: Random, today: date) -> Iterator[Value]:
    """The NHS's days rise, social care's fall by less; each month's parts make up its whole."""
    month = Period(months_later(today.replace(day=1), -30), "month")
    for number in range(30):
        if month.end + timedelta(weeks=6) <= today:
            winter = 14 if month.start.month in (12, 1, 2) else 0
            nhs = round(88 + number * 1.9 + winter + draw.gauss(0, 6))
            alone = round(68 - number * 0.8 + winter / 2 + draw.gauss(0, 4))
            both = round(22 + draw.gauss(0, 3))
            where = f"Discharge returns of the two trusts, {month.words}"
            for code, value in (("HD1", nhs + alone + both), ("HD2", nhs), ("HD3", alone), ("HD4", both)):
                yield code, month.key, "", "value", value, where
            if month.year in ("2025-26", "2026-27"):
                yield "HD1", month.key, "", PLAN, 196 + winter, "Better Care Fund plan, table 3"
        month = Period(month.end, "month")


def _beside(today: date) -> Iterator[Value]:
    last = _before(year_of(today))
    earlier = _before(last)
    extract = "Workforce data set, yearly extract"
    for year, left, empty, certificate, satisfied, asked, knew in (
            (earlier, 29.8, 8.8, 61, 402, 487, 318), (last, 27.4, 7.1, 68, 431, 506, 347)):
        yield "WV1", year, "", "value", left, extract
        yield "WV2", year, "", "value", empty, extract
        yield "WV3", year, "", "value", certificate, extract
        survey = f"Survey of home care, {year}, question 4"
        yield "WV4", year, "", "satisfied", satisfied, survey
        yield "WV4", year, "", "asked", asked, survey
        yield "WV5", year, "", "knew", knew, survey
        yield "WV5", year, "", "asked", asked, survey


def _huddles(draw: Random, today: date) -> Iterator[Value]:
    for back in range(8, 0, -1):
        month = Period(months_later(today.replace(day=1), -back), "month")
        where = f"Tracker of the neighbourhood team, {month.words}"
        for place in ("quayside", "mill_lane", "fell_view", "station_road"):
            held = draw.choice((3, 4, 4, 4, 5))
            yield "HU1", month.key, place, "value", held, where
            yield "HU3", month.key, place, "value", round(draw.uniform(4, 7), 1), where
            yield "HU7", month.key, place, "value", draw.randint(6, 19), where
            if place != "station_road":  # not counted there yet: blank, and no nought
                yield "HU6", month.key, place, "value", draw.randint(0, 6), where
