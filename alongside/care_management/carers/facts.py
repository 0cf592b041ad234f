"""The facts of eligibility.carer, read from answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.care_management.assessments.facts import outcomes, yes_no
from alongside.rules.eligibility_carer import OUTCOMES


def carer(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "necessary_care": yes_no(answers, "necessary_care"),
        "health_deteriorating": yes_no(answers, "health_deteriorating"),
        "outcomes": outcomes(answers, OUTCOMES),
        "significant_impact": yes_no(answers, "significant_impact"),
    }
