"""The next steps a worker may choose at the front door. Others follow from what was recorded and are not asked."""

from __future__ import annotations

from alongside.foundation import codelists

CHOSEN = (
    "reablement", "short_term_support", "occupational_therapy_assessment", "sensory_assessment", "community_support",
    "review", "change_to_plan", "support_continues", "nhs_referral", "nhs_continuing_healthcare", "housing_referral",
    "public_health_referral", "moved_to_other_council", "arranges_own_support", "hospital_admission", "declined",
    "not_offered", "no_further_action",
)
# A service: asked for only where strengths and networks are known (crisis excepted).
SERVICES = frozenset({"reablement", "short_term_support", "change_to_plan"})
# Nothing else may stand beside these.
ALONE = frozenset({"no_further_action"})


def options() -> tuple[tuple[str, str], ...]:
    return tuple((code, codelists.label("next_step", code)) for code in CHOSEN)
