"""What a carer wrote of themselves online, put where the worker's form asks for it."""

from __future__ import annotations

from alongside.care_management.assessments.as_they_wrote import everyone, outcome
from alongside.care_management.assessments.known import Known
from alongside.front_door.self_assessment.as_written import provenance
from alongside.front_door.self_assessment.models import Sent
from alongside.rules.eligibility_carer import OUTCOMES

OFFER = "carer"
SAME = {
    "matters": "matters", "going_well": "strengths", "hopes": "hopes", "adults_cared_for": "adults_cared_for",
    "what_they_do": "what_they_do", "hours": "hours", "own_needed": "necessary_care", "willing": "willing",
    "able": "able", "limits": "limits", "good_and_bad": "good_and_bad",
    "health_deteriorating": "health_deteriorating", "health_how": "health_how",
    "own_impact_words": "significant_impact_why", "own_contingency": "contingency",
    "contingency_plan": "contingency_plan", "after_me": "after_me", "break_wanted": "break_wanted",
    "hard": "their_view",
}


def known(sent: Sent | None) -> dict[str, Known]:
    """The worker's questions that they have answered."""
    if sent is None:
        return {}
    said, source = sent.answers, provenance(sent)
    found = dict(everyone(sent)) | {mine: said[theirs] for theirs, mine in SAME.items() if theirs in said}
    for key in OUTCOMES:
        found |= outcome(said, key)
    return {key: Known(key, value, source) for key, value in found.items()}
