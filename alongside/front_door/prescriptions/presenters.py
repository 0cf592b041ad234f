"""Prescriptions in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Link, Row, Tag
from alongside.front_door.directory import presenters as directory

from . import pack, paper
from .models import Came, Line, Prescription

KINDS = {"went": "done", "read": "done", "not_suited": "soon", "full": "soon", "not_reached": "soon"}


def last(line: Line) -> Came | None:
    """What was said of it last; its words were asked for with it."""
    return next(iter(line.came.all()), None)


def line_tag(line: Line) -> Tag:
    came = last(line)
    return Tag(came.get_what_display(), KINDS.get(came.what, "work")) if came else Tag("Nothing said yet")


def state_tag(prescription: Prescription) -> Tag:
    """Given, opened, filled; and what may stand between."""
    if prescription.withdrawn_at:
        return Tag("Withdrawn")
    said = [last(line) for line in prescription.lines.all()]
    if all(one is not None and one.what in Came.ENDS for one in said):
        helped = any(one is not None and one.what in Came.HELPED for one in said)
        return Tag("Filled", "done") if helped else Tag("Ended, nothing suited", "soon")
    if prescription.session_id and prescription.session and not prescription.session.cancelled_at:
        return Tag("Planning session booked", "work")
    return Tag("Opened", "work") if prescription.opened_at else Tag("Given")


def how_far(prescription: Prescription) -> str:
    """Two of three settled."""
    lines = list(prescription.lines.all())
    done = sum(1 for line in lines if (one := last(line)) and one.what in Came.ENDS)
    return f"{done} of {len(lines)} settled"


def who_said(came: Came) -> str:
    """Seen to by a volunteer, Joan Pike; said by Ruksana Iqbal on 12 May 2026"""
    who = came.get_filled_by_display().lower() + (f", {came.filler_name}" if came.filler_name else "")
    said = f"; written down by {came.by}" if came.by else ""
    return f"Seen to by {who}{said}, {words.moment(came.at)}"


@dataclass(frozen=True)
class Shown:
    """A line as a page lays it out."""

    pk: int
    name: str
    tag: Tag
    entry: directory.Page | None
    gone: bool
    information: pack.Information | None
    came: list[tuple[Came, str]]


def shown(prescription: Prescription) -> list[Shown]:
    pages, ours = paper.entries(prescription), pack.current().pages
    return [Shown(
        pk=line.pk, name=line.name, tag=line_tag(line), entry=pages.get(line.service_id) if line.service_id else None,
        gone=bool(line.service_id) and line.service_id not in pages, information=ours.get(line.information),
        came=[(one, who_said(one)) for one in line.came.all()]) for line in prescription.lines.all()]


def about(prescription: Prescription) -> list[Fact]:
    """The person as the prescriber gave them."""
    said = [
        Fact("Name", prescription.for_name), Fact("Born", words.date(prescription.for_date_of_birth)),
        Fact("NHS number", words.nhs_number(prescription.for_nhs_number)),
        Fact("Postcode", prescription.for_postcode), Fact("Mobile", prescription.for_mobile),
        Fact("Email", prescription.for_email)]
    return [fact for fact in said if fact.value]


def came_from(prescription: Prescription) -> list[Fact]:
    said = [
        Fact("From", paper.from_whom(prescription)), Fact("Work email", prescription.prescriber_email),
        Fact("Given", words.moment(prescription.given_at)), Fact("Opened", words.moment(prescription.opened_at)),
        Fact("Reminded", words.moment(prescription.person_reminded_at)),
        Fact("Link opens until", words.date(prescription.link_until))]
    return [fact for fact in said if fact.value]


def row(prescription: Prescription, *, as_given: bool = False) -> Row:
    """`as_given`: by the name that the prescriber wrote, whoever's record it is on."""
    today = timezone.localdate()
    known = None if as_given else prescription.subject
    return Row(
        day=words.short_date(prescription.given_at, today), day_note=words.ago(prescription.given_at, today),
        name=str(known or prescription.for_name), tag=state_tag(prescription),
        why=f"{prescription.reference} · {paper.from_whom(prescription)}",
        kind=how_far(prescription) if not prescription.withdrawn_at else "",
        href=reverse("prescriptions:read", args=[prescription.pk]))


def sought(prescription: Prescription) -> str:
    """What to look the person up by."""
    if prescription.for_nhs_number:
        return prescription.for_nhs_number
    return " ".join(filter(None, (prescription.for_name, words.date(prescription.for_date_of_birth))))


def links(subject: Any, user: Any) -> list[Link]:
    if not user.may("prescriptions.give") or subject.died_on:
        return []
    return [Link("Prescribe information", reverse("prescriptions:new_for", args=[subject.pk]))]
