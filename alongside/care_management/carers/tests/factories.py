"""Carers' assessments made the way the product makes them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.carers import actions
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.carers.questionnaires.sections import TITLES
from alongside.foundation.accounts.models import Organisation, Team, User
from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires import declare
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject


def carers_centre() -> tuple[Organisation, Team, User]:
    """The other organisation, its team, and somebody who works there."""
    organisation = make_organisation("Westmere Carers Centre")
    team = make_team("carers_centre", organisation=organisation)
    return organisation, team, make_user("carers_centre_worker", team=team, name="Bronagh Doyle")


def make_carers_assessment(
    subject: Subject | None = None, *, by: User | None = None, **details: Any
) -> CarersAssessment:
    by = by or make_user()
    given = {"team": make_team(), "assessor": by, "cared_for_name": "Her mother", **details}
    if given.get("cared_for"):
        given["cared_for_name"] = ""
    return actions.start(subject=subject or make_person("Joan", "Pickering", by=by), by=by, **given)


def make_answers(**changes: Any) -> dict[str, Any]:
    """Complete answers of a carer whose health suffers and who cannot see her friends."""
    answers: dict[str, Any] = {
        "met_on": timezone.localdate().isoformat(),
        "where": "home",
        "method": "carer_only",
        "alone": "yes",
        "complex": "no",
        "difficulties": ["none"],
        "hopes": "One evening a week at choir",
        "strengths": "Patient, and knows every nurse by name",
        "networks": "Choir, two daughters",
        "adults_cared_for": 1,
        "what_they_do": "Meals, washing, nights",
        "hours": "50_or_more",
        "necessary_care": "yes",
        "willing": "yes",
        "able": "part",
        "limits": "No lifting any more",
        "health_deteriorating": "yes",
        "health_how": "Back, and no whole night since May",
        **{f"{key}_able": "able" for key in TITLES},
        "relationships_able": "unable",
        "relationships_ways": ["needs_assistance"],
        "relationships_hard": "Nobody can sit with mother",
        "significant_impact": "yes",
        "significant_impact_why": "She is worn out",
        "contingency": "agreed",
        "contingency_plan": "Her daughter comes the same night; ring 01632 960 221",
        "information_given": "yes",
        "information": [{"what": "Sitting service at the carers’ centre", "how": "spoken"}],
        "their_view": "I want to go on, but not every night.",
        "assessor_view": "A sitter one evening, and a moving-and-handling course",
        "views_differ": "no",
        "prevent": "A back check at the surgery",
        "eighteen_on": "2027-05-01",
        "likely_needs": "yes",
        "outcomes_after": "School ends",
        "too_much": "no",
        "school": "Good days and late days",
        "children_services": "A young carers’ group on Tuesdays; Mrs Ames stays in touch",
    }
    return {key: value for key, value in (answers | changes).items() if value is not None}


def make_draft(assessment: CarersAssessment, *, by: User | None = None, **changes: Any) -> Draft:
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


def make_signed(subject: Subject | None = None, *, by: User | None = None, **changes: Any) -> CarersAssessment:
    assessment = make_carers_assessment(subject, by=by)
    return actions.sign(assessment=assessment, draft=make_draft(assessment, **changes), by=assessment.assessor)
