"""Access points and what is done there, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Row, Tag
from alongside.rules import bank_holidays
from alongside.rules.council_limits import AccessPoint

from .actions.concerns import first_look_by
from .models import Accompaniment, ConcernHeard, EquipmentLent, Question


@dataclass(frozen=True)
class Place:
    key: str
    name: str
    network: str
    address: str
    telephone: str
    getting_in: str
    open_now: bool
    state: str


def place(point: AccessPoint, now: datetime) -> Place:
    """Open now until when, or when it opens next."""
    hours = point.open_hours
    span = hours.open_at(now)
    if span:
        state = f"Open now, until {words.clock(span.closes)}"
    elif following := hours.next_open(now):
        day, next_span = following
        named = "today" if day == now.date() else "tomorrow" if day == now.date() + timedelta(days=1) else (
            words.full_date(day))
        state = f"Closed now. Opens {named} at {words.clock(next_span.opens)}"
    else:
        state = "Ring to ask when it is open"
    return Place(point.key, point.label, point.network, ", ".join(filter(None, (point.address, point.postcode))),
                 point.telephone, point.getting_in, bool(span), state)


def week(point: AccessPoint, today: date) -> list[tuple[str, str]]:
    """The coming seven days, each with its hours; a bank holiday says its name."""
    lines = []
    for ahead in range(7):
        day = today + timedelta(days=ahead)
        spans = [f"{words.clock(span.opens)} to {words.clock(span.closes)}" for span in point.open_hours.on(day)]
        closed = ": ".join(filter(None, ("Closed", bank_holidays.name_of(day))))
        lines.append((words.full_date(day), words.sentence_list(spans) or closed))
    return lines


def offers(ways: frozenset[str]) -> list[tuple[str, str]]:
    """What one can do there, each with where it leads."""
    book = [("Book up to an hour to talk", reverse("bookings:start"))] if "planning_sessions" in ways else []
    return [("Look for groups, help and things to do, with somebody beside you", reverse("directory:home")), *book,
            ("Say that you are worried about somebody’s safety", reverse("portal:keeping_safe"))]


def lent_row(one: EquipmentLent, today: date) -> Row:
    back = one.returned_on is not None
    return Row(
        day=words.short_date(one.returned_on or one.return_by), late=not back and one.return_by < today,
        day_note="came back" if back else words.due(one.return_by, today), name=str(one), keeper=one.entered_by.name,
        why=" · ".join(filter(None, (one.about_name, one.place, words.telephone(one.telephone)))),
        button=None if back else Button("It is back", reverse("access_points:back", args=[one.pk]),
                                        about=one.about_name))


def question_row(one: Question) -> Row:
    here = reverse("access_points:question", args=[one.pk])
    return Row(
        day=words.short_date(one.entered_at), day_note=words.clock(one.entered_at), keeper=one.entered_by.name,
        name=f"{one.place}, {one.get_whom_display().lower()}",
        why=one.words[:160], href=here, tag=question_tag(one),
        button=Button("Read" if one.answered_at else "Answer", here, about=one.place))


def question_tag(one: Question) -> Tag:
    if one.answered_at:
        return Tag("Answered", "done")
    return Tag("Waits at the desk", "late") if one.is_waiting else Tag("Waiting", "soon")


def own_question(one: Question) -> Row:
    here = reverse("access_points:asked", args=[one.pk])
    answered = f"{one.answered_by}: {one.answer}"[:160] if one.answered_at else one.words[:160]
    return Row(day=words.short_date(one.entered_at), name=one.get_whom_display(), why=answered, href=here,
               tag=Tag("New answer", "work") if one.answered_at and not one.read_at else question_tag(one))


def accompaniment_row(one: Accompaniment, today: date) -> Row:
    here = reverse("access_points:accompaniment", args=[one.pk])
    tag = (Tag(one.get_outcome_display(), "done") if one.ended_at else
           Tag("To say how it went", "soon") if one.on_day < today else Tag("To come", "work"))
    return Row(day=words.short_date(one.on_day, today), day_note=words.clock(one.at),
               name=f"{one.about_name}, {one.service.name}",
               why=f"{one.goes.name} goes along. They meet: {one.meet_at}", href=here, tag=tag,
               late=not one.ended_at and one.on_day < today)


def accompaniment_facts(one: Accompaniment, reader: Any) -> list[Fact]:
    """The telephone number is for a message the day before: it is shown to whoever arranged it alone."""
    telephone = one.telephone if one.entered_by_id == reader.pk else ""
    shown = [
        Fact("Where to", f"{one.service.name}, {one.service.organisation.name}"),
        Fact("When", f"{words.full_date(one.on_day)}, {words.clock(one.at)}"), Fact("They meet", one.meet_at),
        Fact("Ask for", one.about_name), Fact("Who goes along", one.goes.name), Fact("Telephone", telephone),
        Fact("Good to know", one.good_to_know), Fact("Arranged by", f"{one.entered_by.name}, {one.place}"),
    ]
    return [fact for fact in shown if fact.value]


def steps(one: Accompaniment) -> list[tuple[str, Tag]]:
    """The three steps, each with whether it happened."""
    named = (("Meet them", one.met), ("Go there together", one.went), ("Be there with them the first time", one.stayed))
    return [(name, Tag("Not yet") if did is None else Tag("Done", "done") if did else Tag("Did not happen", "soon"))
            for name, did in named]


def heard_state(one: ConcernHeard) -> str:
    """What whoever wrote it down may be told: that somebody has it."""
    if one.taken_at:
        return f"Somebody of the safeguarding team has it since {words.moment(one.taken_at)}."
    return f"It is with the safeguarding team. A first look is promised by {first_look_by(one)}."


def heard_facts(one: ConcernHeard) -> list[Fact]:
    shown = [
        Fact("In danger now", "Yes" if one.in_danger_now else "No"),
        Fact("999 was rung", "Yes" if one.rang_999 else ""),
        Fact("Who may be being hurt", one.about_name), Fact("Where they live", one.about_where),
        Fact("How to reach them safely", one.telephone), Fact("What was seen or heard", one.what),
        Fact("Who told", one.who_told), Fact("What they want", one.wishes),
        Fact("Told that it is passed on", one.get_told_them_display()),
        Fact("Heard", f"{one.place}, {words.moment(timezone.localtime(one.entered_at))}, by {one.entered_by.name}"),
    ]
    return [fact for fact in shown if fact.value]
