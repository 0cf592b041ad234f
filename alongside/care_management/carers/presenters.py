"""A carer's assessment in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.history import BoardRow, Line
from alongside.care_management.assessments.presenters import (
    ABLE_TAGS,
    OutcomeLine,
    began_themselves,
    offer_lines,
    promise_tag,
)
from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, Tag
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.rules.eligibility_carer import OUTCOMES
from alongside.rules.inability import WAYS

from .models import CarersAssessment
from .questionnaires.sections import TITLES

WILLING = {
    "yes": "Willing and able to go on",
    "part": "Willing and able in part, or for now",
    "no": "Not willing, or not able, to go on",
}


def links(subject: Subject, user: User) -> list[Link]:
    if subject.died_on:
        return []
    return (
        [Link("Start a carer’s assessment", reverse("carers:start", args=[subject.pk]))]
        if user.may("carers.assess")
        else []
    )


def state(one: CarersAssessment, today: date) -> list[Tag]:
    if one.ended_at:
        return [Tag("Ended without signing", "neutral")]
    if one.signed_at:
        tags = [Tag("Signed", "done")]
        if one.being_corrected_because:
            tags.append(Tag("Being corrected", "soon"))
        if one.contingency == CarersAssessment.Contingency.WANTED:
            tags.append(Tag("No plan yet if they cannot care", "soon"))
        return tags
    tags = [promise_tag(one.promised_by, today)]
    return tags if one.assessor_id else [Tag("Nobody has it yet", "soon"), *tags]


def facts(one: CarersAssessment, *, may_open_cared_for: bool) -> list[Fact]:
    cared_for = reverse("desk:person", args=[one.cared_for_id]) if one.cared_for_id and may_open_cared_for else ""
    shown = [
        Fact("Cares for", one.cares_for, href=cared_for),
        Fact(
            "Carried out by",
            str(one.assessor or "Nobody yet"),
            note=f"{one.team}" + (f", {one.organisation}, for the council" if one.delegated else ""),
        ),
        Fact("Asked for", words.date(one.asked_for_on)),
        Fact("Promised by", words.date(one.promised_by), note="the council’s own promise"),
        Fact("Law", one.law),
    ]
    if one.complex:
        shown.append(Fact("Complex", "Yes: kept by the council"))
    if one.signed_at:
        shown += [
            Fact("Signed by", str(one.signed_by), note=words.date(one.signed_at)),
            Fact("Hours a week", codelists.label("hours_caring", one.hours)),
            Fact("Willing and able", WILLING[one.willing_and_able]),
            Fact("Information and advice", "Given" if one.information_given else "None given"),
            Fact("If they cannot care", one.get_contingency_display()),
        ]
    if one.ended_at:
        shown.append(
            Fact(
                "Ended",
                words.date(one.ended_at),
                note=f"{codelists.label('closure_reason', one.end_reason)}. {one.end_words}",
            )
        )
    return shown


def outcome_lines(answers: Mapping[str, Any]) -> list[OutcomeLine]:
    return [
        OutcomeLine(
            key,
            TITLES[key],
            law_words,
            ABLE_TAGS[answers.get(f"{key}_able", "unknown")],
            [f"{WAYS[way][:1].upper()}{WAYS[way][1:]}" for way in answers.get(f"{key}_ways") or []],
            answers.get(f"{key}_hard", ""),
            "",
            "",
            "",
            "",
        )
        for key, law_words in OUTCOMES.items()
    ]


def line(one: CarersAssessment, user: User, today: date) -> Line:
    place = [one.subject_id, one.pk]
    button = None
    if one.is_open and user.may("carers.assess") and one.assessor_id == user.pk:
        button = Button("Go on with it", reverse("carers:write", args=place))
    who = f"{one.assessor or 'Nobody yet'}, {one.team}"
    said = f"Signed by {one.signed_by} on {words.date(one.signed_at)}" if one.signed_at else who
    return Line(
        timezone.localdate(one.signed_at or one.ended_at or one.started_at),
        one.get_kind_display(),
        reverse("carers:read", args=place),
        state(one, today),
        said,
        open=one.is_open,
        button=button,
    )


def lines(subject: Subject, user: User) -> list[Line]:
    if not user.may("carers.see"):
        return []
    today = timezone.localdate()
    offers = (
        AssessmentOffer.objects.to_assess()
        .filter(subject=subject, kind=AssessmentOffer.Kind.CARER, carer_name="", carers_assessment=None)
        .select_related("task", "asked_by_sending")
    )
    return [
        *offer_lines(offers, "Carer’s assessment", reverse("carers:start", args=[subject.pk]), today,
                     may_start=user.may("carers.assess")),
        *(line(one, user, today) for one in CarersAssessment.objects.of(subject).with_people()),
    ]


def board_rows(user: User, today: date, offers: Sequence[AssessmentOffer]) -> list[BoardRow]:
    if not user.may("carers.see"):
        return []
    open_now = CarersAssessment.objects.open().visible_to(user).filter(subject__died_on=None).with_people()
    accepted = [offer for offer in offers if offer.kind == AssessmentOffer.Kind.CARER]
    return [*(_board_row(one, user) for one in open_now), *(_offer_row(one, user) for one in accepted)]


def _board_row(one: CarersAssessment, user: User) -> BoardRow:
    place = [one.subject_id, one.pk]
    mine = one.assessor_id == user.pk
    button = Button("Go on with it", reverse("carers:write", args=place)) if mine else None
    if one.assessor_id is None and one.team_id in user.team_ids() and user.may("carers.assess"):
        button = Button("Take it on", reverse("carers:take_on", args=place), post=True)
    return BoardRow(
        one.promised_by,
        one.subject,
        one.get_kind_display(),
        reverse("carers:read", args=place),
        one.team_id,
        who=str(one.assessor or ""),
        urgent=one.urgent,
        button=button,
        mine=mine,
        tag=Tag(str(one.organisation), "neutral") if one.delegated else None,
    )


def _offer_row(offer: AssessmentOffer, user: User) -> BoardRow:
    task, start = offer.task, reverse("carers:start", args=[offer.subject_id])
    what = f"Carer’s assessment of {offer.carer_name}" if offer.carer_name else "Carer’s assessment"
    return BoardRow(
        task.due_on or offer.offered_on,
        offer.subject,
        what,
        start,
        task.team_id or 0,
        who=str(task.owner or ""),
        tag=Tag("Their own part is here" if began_themselves(offer) else "Accepted, not begun", "soon"),
        mine=task.owner_id == user.pk,
        button=Button("Start", start) if user.may("carers.assess") else None,
    )
