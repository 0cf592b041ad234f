"""The facts of capacity.assessment, read from answers. What is not known stays not known, and capacity is presumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.care_management.assessments.facts import yes_no
from alongside.rules.capacity_assessment import ABILITIES


def capacity(the_decision: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    asked = ("all_practicable_help_given", *ABILITIES, "impairment", "because_of_impairment")
    return {"decision": the_decision, **{key: yes_no(answers, key) for key in asked}}


def imca_needed(answers: Mapping[str, Any]) -> bool:
    """Nobody appropriate to consult, and a serious treatment or a long stay (ss37 to 39)."""
    return answers.get("somebody_appropriate") == "no" and answers.get("serious") == "yes"
