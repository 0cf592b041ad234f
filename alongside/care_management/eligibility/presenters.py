"""A decision on eligibility in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.history import Line
from alongside.care_management.assessments.models import Assessment
from alongside.care_management.carers.models import CarersAssessment
from alongside.foundation.accounts.models import User
from alongside.foundation.decisions.models import DecisionRecord
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Tag
from alongside.foundation.subjects.models import Subject
from alongside.rules import eligibility_adult, eligibility_carer

from .models import Determination, NeedDecision

OUTCOMES = {
    "eligible": "They meet the national criteria",
    "not_eligible": "They do not meet the national criteria",
    "cannot_decide_yet": "It cannot be decided yet",
}
NEED_TAGS = {"duty": "done", "power": "done", "met_by_carer": "work", "met_otherwise": "work", "not_met": "neutral"}


def outcome_tag(outcome: str) -> Tag:
    return {
        "eligible": Tag("Meets the criteria", "decision"),
        "not_eligible": Tag("Does not meet the criteria", "decision"),
        "cannot_decide_yet": Tag("Cannot decide yet", "soon"),
    }[outcome]


def state(one: Determination) -> list[Tag]:
    tags = [outcome_tag(one.decision.decided_outcome)]
    if getattr(one, "superseded_by", None):
        return [*tags, Tag("Decided again since", "neutral")]
    if one.decision.overridden:
        tags.append(Tag("Otherwise than recommended", "neutral"))
    if one.is_eligible and not one.needs_decided_on:
        tags.append(Tag("Needs still to be decided", "soon"))
    tags.append(told(one))
    return tags


def told(one: Determination) -> Tag:
    if one.letter is None:
        return Tag("Letter still to be written", "soon")
    if one.letter.sent_at is None:
        return Tag("Letter not sent yet", "soon")
    return Tag(f"Told on {words.date(one.letter.sent_at)}", "done")


def facts(one: Determination) -> list[Fact]:
    decision = one.decision
    shown = [
        Fact("Decided by", decision.decided_by.name, note=words.date(decision.on)),
        Fact(
            "From",
            f"{one.of_assessment.get_kind_display()}, signed {words.date(one.response.signed_at)}",
            href=reverse(
                "carers:read" if one.of_a_carer else "assessments:read", args=[one.subject_id, one.of_assessment.pk]
            ),
        ),
        Fact("Recommended", OUTCOMES[decision.outcome], note=f"rule {decision.rule}, {figures(decision)}"),
    ]
    if decision.overridden:
        shown.append(Fact("Why otherwise", decision.override_reason))
    if one.supersedes:
        shown.append(
            Fact(
                "Decided again because",
                one.decided_again_because,
                href=reverse("eligibility:read", args=[one.subject_id, one.supersedes_id]),
            )
        )
    if one.residence:
        shown.append(Fact("Ordinarily resident", one.get_residence_display(), note=one.residence_note))
    if one.self_funder_asks_council:
        shown.append(Fact("Self-funder", "Asks the council to arrange support (section 18(3))"))
    shown.append(Fact("Law", "; ".join(decision.law)))
    return shown


def figures(decision: DecisionRecord) -> str:
    count = int(decision.figures.get("unable_count", 0))
    return f"{words.plural(count, 'outcome')} not achieved"


@dataclass(frozen=True)
class NeedLine:
    title: str
    tag: Tag
    reasons: str
    law: str


def need_lines(one: Determination) -> list[NeedLine]:
    labels = eligibility_carer.OUTCOMES if one.of_a_carer else eligibility_adult.OUTCOMES
    return [_need(labels[need.outcome], need) for need in one.needs.all()]


def _need(label: str, need: NeedDecision) -> NeedLine:
    return NeedLine(
        f"{label[:1].upper()}{label[1:]}",
        Tag(need.get_answer_display(), NEED_TAGS[need.answer]),
        need.reasons,
        need.law,
    )


def lines(subject: Subject, user: User) -> list[Line]:
    """For the assessments tab."""
    if not user.may("eligibility.see"):
        return []
    decided = list(Determination.objects.of(subject).with_everything().newest_first())
    return [*_to_decide(subject, user, decided), *(_line(one, user) for one in decided)]


def _to_decide(subject: Subject, user: User, decided: list[Determination]) -> list[Line]:
    """Signed, and nobody has decided."""
    seen = {(one.of_a_carer, one.of_assessment.pk) for one in decided}
    waiting: list[Line] = []
    for of_a_carer, rows, name, what in (
        (False, Assessment.objects.of(subject).signed(), "eligibility:decide", "Eligibility"),
        (True, CarersAssessment.objects.of(subject).signed(), "eligibility:decide_carer", "Eligibility as a carer"),
    ):
        for one in rows:
            if (of_a_carer, one.pk) in seen:
                continue
            href = reverse(name, args=[subject.pk, one.pk])
            button = Button("Decide eligibility", href) if user.may("eligibility.determine") else None
            on = timezone.localdate(one.signed_at)
            waiting.append(
                Line(
                    on,
                    what,
                    href,
                    [Tag("To be decided", "soon")],
                    f"From the assessment signed on {words.date(on)}",
                    open=True,
                    button=button,
                )
            )
    return waiting


def _line(one: Determination, user: User) -> Line:
    button: Any = None
    if user.may("eligibility.determine") and not getattr(one, "superseded_by", None):
        place = [one.subject_id, one.pk]
        if one.is_eligible and not one.needs_decided_on:
            button = Button("Decide the needs", reverse("eligibility:needs", args=place))
        elif one.letter is None:
            button = Button("Write the letter", reverse("eligibility:letter", args=place))
    return Line(
        one.decision.on,
        "Eligibility as a carer" if one.of_a_carer else "Eligibility",
        reverse("eligibility:read", args=[one.subject_id, one.pk]),
        state(one),
        f"Decided by {one.decision.decided_by.name} on {words.date(one.decision.on)}",
        button=button,
    )
