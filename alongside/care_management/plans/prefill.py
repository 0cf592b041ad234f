"""What the record says already, so that a plan begins filled in and nobody is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.subjects.models import Subject
from alongside.people.about_me.models import Network, Strength, Words
from alongside.people.people.models import InformationNeed
from alongside.people.relationships.models import Relationship

from .models import Plan

# Of the last version: what is asked anew each time.
ASKED_ANEW = ("agreed", "agreed_on", "agreement_note", "starts_on", "support_starts_on", "direct_payment_offered_on",
              "direct_payment_answer", "direct_payment_reason", "took_part")


def answers_for(plan: Plan) -> dict[str, Any]:
    """A new version begins from the last one; a first plan from the record and the assessment."""
    if plan.replaces and plan.replaces.response:
        last = plan.replaces.response.answers
        ended = set(plan.replaces.supports.filter(last_day__isnull=False).values_list("row", flat=True))
        goes_on = {key: _without(ended, value) for key, value in last.items() if key not in ASKED_ANEW}
        return _with_added(goes_on, plan, since=plan.replaces.response.signed_at)
    found = dict(_from_the_record(plan.subject))
    found |= dict(_from_the_assessment(plan))
    found |= dict(_from_the_decision(plan))
    return _with_added(found, plan)


def _with_added(found: dict[str, Any], plan: Plan, since: datetime | None = None) -> dict[str, Any]:
    """What they added to their record themselves and a worker wants in the plan: in their words, at the end of what
    matters, with the day. Not what an earlier version took up."""
    rows = Words.objects.filter(subject=plan.subject).for_the_plan()
    added = [one for one in rows if (since is None or one.taken_up.at > since) and one.words not in found.get(
        "matters", "")]
    if added:
        lines = [f"{one.get_topic_display()}, {words.date(one.said_on)}: “{one.words}”" for one in added]
        found["matters"] = "\n\n".join(filter(None, [found.get("matters", ""), *lines]))
    return found


def _without(ended: set[str], value: Any) -> Any:
    """Support that has ended is not promised again."""
    if not isinstance(value, list):
        return value
    return [row for row in value if not isinstance(row, dict) or not row.get("_row") or row["_row"] not in ended]


def _from_the_record(subject: Subject) -> Iterator[tuple[str, Any]]:
    said = Words.objects.filter(subject=subject, topic=Words.Topic.MATTERS).newest_first().first()
    if said:
        yield "matters", said.words
    strengths = Strength.objects.filter(subject=subject).still_so()
    if strengths:
        yield "strengths", "\n".join(one.words for one in strengths)
    people = Relationship.objects.filter(subject=subject).in_force(timezone.localdate()).select_related("other")
    around = [f"{one.who}, {one.kind_words.lower()}{f': {one.words}' if one.words else ''}" for one in people]
    around += [str(one) for one in Network.objects.filter(subject=subject).still_so()]
    if around:
        yield "networks", "\n".join(around)
    needs = [f"{codelists.label('communication_need', one.need)}{f': {one.detail}' if one.detail else ''}"
             for one in InformationNeed.objects.current().of(subject).order_by("pk")]
    if needs:
        yield "communication", "\n".join(needs)


def _from_the_assessment(plan: Plan) -> Iterator[tuple[str, Any]]:
    """What was signed in the assessment, in the same words and under the same keys where it was asked there."""
    said = plan.determination.response.answers
    for key in ("matters", "strengths", "networks", "communication", "contingency"):
        if isinstance(said.get(key), str):
            yield key, said[key]
    hopes = said.get("hopes")
    if isinstance(hopes, str):
        yield "words_1", hopes


def _from_the_decision(plan: Plan) -> Iterator[tuple[str, Any]]:
    not_met = [need for need in plan.determination.needs.all() if need.answer == need.Answer.NOT_MET]
    if not_met:
        yield "not_met", "\n".join(need.reasons for need in not_met)
    if plan.determination.advice:
        yield "prevention", plan.determination.advice
