"""An assessment in words: where it stands, its facts, its line on a person's tab and on the team list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, Row, Tag
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.rules.eligibility_adult import OUTCOMES
from alongside.rules.inability import WAYS

from .history import BoardRow, Line
from .models import AdvocacyCheck, Assessment
from .questionnaires.sections.outcomes import TITLES

ABLE_TAGS = {
    "able": Tag("Manages this", "done"),
    "unable": Tag("Cannot manage this", "work"),
    "not_applicable": Tag("Does not apply", "neutral"),
    "unknown": Tag("Not known yet", "soon"),
}


def links(subject: Subject, user: User) -> list[Link]:
    """Under "More" at the top of a person's page."""
    if subject.died_on:
        return []
    return (
        [Link("Start an assessment", reverse("assessments:start", args=[subject.pk]))]
        if user.may("assessments.record")
        else []
    )


def state(assessment: Assessment, today: date) -> list[Tag]:
    if assessment.ended_at:
        return [Tag("Ended without signing", "neutral")]
    if assessment.signed_at:
        tags = [Tag("Signed", "done")]
        if assessment.being_corrected_because:
            tags.append(Tag("Being corrected", "soon"))
        if not assessment.shared_on:
            tags.append(Tag("Not shared yet", "soon"))
        return tags
    tags = [promise_tag(assessment.promised_by, today)]
    if assessment.assessor is None:
        tags.insert(0, Tag("Nobody has it yet", "soon"))
    if assessment.sent_to_sign_at:
        tags.insert(0, Tag("Waiting for a signature", "work"))
    return tags


def promise_tag(promised_by: date, today: date) -> Tag:
    if promised_by < today:
        return Tag(f"{words.plural((today - promised_by).days, 'day')} late", "late")
    return Tag(
        f"Promised by {words.short_date(promised_by, today)}", "soon" if (promised_by - today).days <= 7 else "neutral"
    )


def how(assessment: Assessment) -> str:
    """ "Full, led by a worker"."""
    parts = []
    if assessment.kind == Assessment.Kind.NEEDS and assessment.mode != Assessment.Mode.SUPPORTED_SELF:
        parts.append(assessment.get_depth_display())
    parts.append(assessment.get_mode_display())
    return ", ".join([parts[0], *[f"{part[:1].lower()}{part[1:]}" for part in parts[1:]]])


def facts(assessment: Assessment) -> list[Fact]:
    shown = [
        Fact("Kind", f"{assessment.get_kind_display()}", note=how(assessment)),
        Fact("Asked for", words.date(assessment.asked_for_on)),
        Fact("Promised by", words.date(assessment.promised_by), note="the council’s own promise"),
        Fact(
            "Carried out by",
            str(assessment.assessor) if assessment.assessor else "Nobody yet",
            note=str(assessment.team),
        ),
        Fact("Law", assessment.law),
    ]
    if assessment.combined_with:
        carer = (
            "somebody whose record is restricted" if assessment.combined_with.restricted else assessment.combined_with
        )
        shown.append(Fact("Combined with", f"the assessment of {carer}", note=assessment.combination_agreed))
    if assessment.signed_at:
        shown.append(Fact("Signed by", str(assessment.signed_by), note=words.date(assessment.signed_at)))
        shown.append(Fact("Who took part", codelists.label("method_of_assessment", assessment.method)))
        shown.append(
            Fact(
                "Shared",
                f"{assessment.get_shared_how_display()}, {words.date(assessment.shared_on)}"
                if assessment.shared_on
                else "Not yet",
                note=assessment.shared_with,
            )
        )
    if assessment.ended_at:
        shown.append(
            Fact(
                "Ended",
                words.date(assessment.ended_at),
                note=f"{codelists.label('closure_reason', assessment.end_reason)}. {assessment.end_words}",
            )
        )
    return shown


# --- the outcomes, as eligibility and the page of a signed assessment show them ---------------------------------------


@dataclass(frozen=True)
class OutcomeLine:
    key: str
    title: str
    law_words: str
    tag: Tag
    ways: list[str]
    hard: str
    now: str
    can: str
    helped_by: str
    own: str


def outcome_lines(answers: Mapping[str, Any]) -> list[OutcomeLine]:
    return [
        OutcomeLine(
            key,
            TITLES[key][0],
            law_words,
            ABLE_TAGS[answers.get(f"{key}_able", "unknown")],
            [f"{WAYS[way][:1].upper()}{WAYS[way][1:]}" for way in answers.get(f"{key}_ways") or []],
            answers.get(f"{key}_hard", ""),
            answers.get(f"{key}_now", ""),
            answers.get(f"{key}_can", ""),
            answers.get(f"{key}_helped_by", ""),
            answers.get(f"{key}_own_words", ""),
        )
        for key, law_words in OUTCOMES.items()
    ]


@dataclass(frozen=True)
class ImpactLine:
    area: str
    how_much: str
    why: str
    significant: bool


def impact_lines(answers: Mapping[str, Any]) -> list[ImpactLine]:
    """The areas of wellbeing that came up, the significant ones first."""
    found = []
    for code, label in codelists.options("wellbeing_area"):
        said = answers.get(f"impact_{code}")
        if said in ("significant", "some"):
            found.append(
                ImpactLine(
                    label,
                    "A significant impact" if said == "significant" else "Some impact",
                    answers.get(f"impact_{code}_why", ""),
                    said == "significant",
                )
            )
    return sorted(found, key=lambda line: not line.significant)


def advocacy_tag(check: AdvocacyCheck) -> Tag:
    if not check.required:
        return Tag(
            "No advocate is required" if check.decision.decided_outcome == "not_required" else "Not known yet",
            "neutral" if check.decision.decided_outcome == "not_required" else "soon",
        )
    return Tag(f"Advocate: {check.advocate}", "done") if check.advocate else Tag("An advocate is required", "soon")


@dataclass(frozen=True)
class InShort:
    """What the next worker reads first."""

    their_view: str
    assessor_view: str
    unable: list[str]


def in_short(answers: Mapping[str, Any]) -> InShort:
    return InShort(
        answers.get("their_view", ""),
        answers.get("assessor_view", ""),
        [line.title for line in outcome_lines(answers) if answers.get(f"{line.key}_able") == "unable"],
    )


# --- lists -----------------------------------------------------------------------------------------------------------


def line(assessment: Assessment, user: User, today: date) -> Line:
    href = reverse("assessments:read", args=[assessment.subject_id, assessment.pk])
    button = None
    if assessment.is_open and user.may("assessments.record"):
        mine = assessment.assessor_id == user.pk
        if mine:
            button = Button("Go on with it", reverse("assessments:write", args=[assessment.subject_id, assessment.pk]))
        elif assessment.assessor_id is None:
            button = Button(
                "Give it to somebody", reverse("assessments:give", args=[assessment.subject_id, assessment.pk])
            )
    if assessment.signed_at:
        said = f"Signed by {assessment.signed_by} on {words.date(assessment.signed_at)}"
    elif assessment.ended_at:
        said = f"{codelists.label('closure_reason', assessment.end_reason)}, {words.date(assessment.ended_at)}"
    else:
        who = assessment.assessor or "Nobody yet"
        said = f"{who}, {assessment.team}. Asked for on {words.date(assessment.asked_for_on)}"
    return Line(
        timezone.localdate(assessment.signed_at or assessment.ended_at or assessment.started_at),
        f"{assessment.get_kind_display()}",
        href,
        state(assessment, today),
        f"{how(assessment)}. {said}",
        open=assessment.is_open,
        button=button,
    )


def lines(subject: Subject, user: User) -> list[Line]:
    today = timezone.localdate()
    offers = (
        AssessmentOffer.objects.to_assess()
        .filter(subject=subject, kind=AssessmentOffer.Kind.ADULT, assessment=None)
        .select_related("task", "asked_by_sending")
    )
    return [
        *offer_lines(offers, "Needs assessment", reverse("assessments:start", args=[subject.pk]), today,
                     may_start=user.may("assessments.record")),
        *(line(one, user, today) for one in Assessment.objects.of(subject).with_people().newest_first()),
    ]


def began_themselves(offer: AssessmentOffer) -> str:
    """They asked by sending their own part of it; empty where a colleague offered it."""
    sent = getattr(offer, "asked_by_sending", None)
    return f"{sent.name} sent their own part on {words.date(sent.received_at)}: {sent.number}" if sent else ""


def offer_lines(
    offers: Iterable[AssessmentOffer], what: str, start: str, today: date, *, may_start: bool
) -> list[Line]:
    """What was accepted or asked for, and nobody has begun."""
    waiting = [offer for offer in offers if offer.task_id and offer.task.done_at is None]
    return [_offer_line(offer, what, start, today, may_start=may_start) for offer in waiting]


def _offer_line(offer: AssessmentOffer, what: str, start: str, today: date, *, may_start: bool) -> Line:
    tags = [Tag("Not begun", "soon")]
    if offer.task.due_on:
        tags.append(promise_tag(offer.task.due_on, today))
    return Line(
        offer.offered_on,
        what,
        start,
        tags,
        began_themselves(offer) or f"Accepted on {words.date(offer.answered_on)}",
        open=True,
        button=Button("Start", start) if may_start else None,
    )


def board_rows(user: User, today: date, offers: Sequence[AssessmentOffer]) -> list[BoardRow]:
    """Assessments that are open, and those accepted at the front door that nobody has begun."""
    if not user.may("assessments.see"):
        return []
    open_now = Assessment.objects.open().visible_to(user).filter(subject__died_on=None).with_people()
    adults = [offer for offer in offers if offer.kind == AssessmentOffer.Kind.ADULT]
    return [*(_board_row(one, user) for one in open_now), *(_offer_row(one, user) for one in adults)]


def _board_row(one: Assessment, user: User) -> BoardRow:
    place = [one.subject_id, one.pk]
    if one.assessor_id == user.pk:
        button = Button("Go on with it", reverse("assessments:write", args=place))
    elif one.assessor_id is None and user.may("assessments.record"):
        button = Button("Give it to somebody", reverse("assessments:give", args=place))
    elif one.sent_to_sign_at and user.may("assessments.sign"):
        button = Button("Read and sign", reverse("assessments:to_sign", args=place))
    else:
        button = None
    return BoardRow(
        one.promised_by,
        one.subject,
        one.get_kind_display(),
        reverse("assessments:read", args=place),
        one.team_id,
        who=str(one.assessor or ""),
        urgent=one.urgent,
        button=button,
        mine=one.assessor_id == user.pk,
        tag=Tag("Waiting for a signature", "work") if one.sent_to_sign_at else None,
    )


def _offer_row(offer: AssessmentOffer, user: User) -> BoardRow:
    task = offer.task
    start = reverse("assessments:start", args=[offer.subject_id])
    return BoardRow(
        task.due_on or offer.offered_on,
        offer.subject,
        "Needs assessment",
        start,
        task.team_id or 0,
        who=str(task.owner or ""),
        tag=Tag("Their own part is here" if began_themselves(offer) else "Accepted, not begun", "soon"),
        mine=task.owner_id == user.pk,
        button=Button("Start", start) if user.may("assessments.record") else None,
    )


def row(one: BoardRow, today: date) -> Row:
    late = one.promised_by < today
    who = str(one.subject)
    return Row(
        day=words.short_date(one.promised_by, today),
        day_note=words.due(one.promised_by, today),
        late=late,
        name=who,
        why=one.what + (" · urgent" if one.urgent else ""),
        href=one.href,
        tag=one.tag,
        keeper=one.who,
        kind="" if one.who else "Nobody has it yet",
        button=one.button,
    )
