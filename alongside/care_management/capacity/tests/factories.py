"""Capacity assessed the way the product assesses it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.capacity import actions
from alongside.care_management.capacity.models import CapacityAssessment
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.rules.capacity_assessment import ABILITIES


def make_capacity(subject: Subject | None = None, *, by: User | None = None, **details: Any) -> CapacityAssessment:
    by = by or make_user()
    given = {
        "the_decision": "whether to move to Elm House",
        "why_doubted": "Could not say where Elm House is",
        **details,
    }
    return actions.start(subject=subject or make_person(by=by), by=by, **given)


def make_answers(**changes: Any) -> dict[str, Any]:
    """Complete answers that show a lack of capacity for the decision."""
    answers: dict[str, Any] = {
        "information": "Two homes, what each offers, and that she may say no",
        "met_on": timezone.localdate().isoformat(),
        "where": "Her sitting room at ten, her daughter there",
        "help_given": ["time", "pictures"],
        "all_practicable_help_given": "yes",
        **dict.fromkeys(ABILITIES, "yes"),
        "can_retain": "no",
        "can_retain_why": "After two minutes it was new to her, three times",
        "impairment": "yes",
        "impairment_what": "Alzheimer's disease, memory clinic 2024",
        "because_of_impairment": "yes",
        "cause_why": "The memory does not hold what is said",
        "may_regain": "no",
        "their_words": "I am at home where my roses are",
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_best_interests(**changes: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "decider": "worker",
        "no_assumptions": "yes",
        "circumstances": "Falls at night, alone",
        "regain": "no",
        "took_part": "She walked through Elm House and chose a room with roses",
        "wishes": "To be where her roses are",
        "beliefs": "Chapel on Sundays",
        "life_sustaining": "no",
        "somebody_appropriate": "yes",
        "serious": "yes",
        "options": "At home with nights; Elm House",
        "less_restrictive": "Nights at home were tried in May and she was frightened",
        "decided": "She moves to Elm House, with a garden door",
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_draft(one: CapacityAssessment, questionnaire: str, answers: dict[str, Any], *, by: User) -> Draft:
    draft = questionnaires.open_draft(
        owner=by, questionnaire=questionnaire, about=one.about, title=str(one)[:200], url="/", subject=one.subject
    )
    return questionnaires.put_answers(draft=draft, answers=answers, by=by)


def make_assessed(*, by: User | None = None, **changes: Any) -> CapacityAssessment:
    by = by or make_user()
    one = make_capacity(by=by)
    return actions.assess(one=one, draft=make_draft(one, "mental_capacity", make_answers(**changes), by=by), by=by)
