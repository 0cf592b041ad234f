"""Assessments made the way the product makes them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.care_management.assessments import actions
from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.questionnaires.sections.outcomes import TITLES
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires import declare
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.people.people.tests.factories import person


def make_person(given: str = "Winifred", family: str = "Hartley", **details: Any) -> Subject:
    """A whole person's record, for pages; what comes back is its subject."""
    return person(given, family, **details).subject


def make_assessment(subject: Subject | None = None, *, by: User | None = None, **details: Any) -> Assessment:
    """Begun by a social worker of the North team, who carries it out."""
    by = by or make_user()
    given = {"team": make_team(), "assessor": by, **details}
    return actions.start(subject=subject or make_person(by=by), by=by, **given)


def make_answers(**changes: Any) -> dict[str, Any]:
    """Complete answers of the short and the full form: two outcomes that cannot be achieved, a significant impact."""
    answers: dict[str, Any] = {
        "met_on": timezone.localdate().isoformat(),
        "where": "home",
        "method": "service_user_only",
        "carer_present": "no",
        "children": "no",
        "complex": "no",
        "difficulties": ["none"],
        "capacity_doubt": "no",
        "hopes": "To cook for my sister again",
        "strengths": "Reads every day; knows everybody on Mill Lane",
        "networks": "Sister Joan, the chapel",
        "impairment": "yes",
        "impairment_what": "Stroke in March; the left arm is weak",
        "primary_support_reason": "physical_personal_care",
        "fluctuates": "no",
        **{f"{key}_able": "able" for key in TITLES},
        "nutrition_able": "unable",
        "nutrition_ways": ["needs_assistance"],
        "nutrition_hard": "Cannot lift a pan or open a tin",
        "personal_hygiene_able": "unable",
        "personal_hygiene_ways": ["takes_longer", "pain_distress_anxiety"],
        "personal_hygiene_hard": "An hour to wash, and it hurts",
        "caring_for_child_able": "not_applicable",
        "impact_dignity": "significant",
        "impact_dignity_why": "Feels ashamed to be seen unwashed",
        "significant_impact": "yes",
        "significant_impact_why": "Does not go out any more because of it",
        "abuse_or_neglect": "no",
        "their_view": "I want to do it myself",
        "assessor_view": "Equipment and a little help in the mornings",
        "views_differ": "no",
        "prevent": "A perching stool, and the stroke club on Thursdays",
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_draft(assessment: Assessment, *, by: User | None = None, **changes: Any) -> Draft:
    """What has been written so far: everything, unless told otherwise."""
    owner = by or assessment.assessor
    draft = questionnaires.open_draft(
        owner=owner,
        questionnaire=assessment.questionnaire,
        about=assessment.about,
        title=str(assessment),
        url=actions.page_of(assessment, "write"),
        subject=assessment.subject,
    )
    asked = {question.key for question in declare.get(assessment.questionnaire).questions()}
    given = {key: value for key, value in make_answers(**changes).items() if key in asked}
    return questionnaires.put_answers(draft=draft, answers=given, by=owner)


def make_signed(subject: Subject | None = None, *, by: User | None = None, **changes: Any) -> Assessment:
    """A signed assessment with these answers."""
    assessment = make_assessment(subject, by=by)
    return actions.sign(assessment=assessment, draft=make_draft(assessment, **changes), by=assessment.assessor)
