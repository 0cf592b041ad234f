"""Who may sign an assessment: registered colleagues, and what the council keeps for one profession."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.foundation.accounts.models import Qualification, User

from . import policy
from .models import Assessment

# Work of this kind, or with this answer, is the council's protected function of that key.
PROTECTED_KINDS = {Assessment.Kind.TRANSITION: "transitions"}


def functions_in(assessment: Assessment, answers: Mapping[str, Any]) -> list[str]:
    """The protected functions that this piece of work touches."""
    found = [PROTECTED_KINDS[kind] for kind in [Assessment.Kind(assessment.kind)] if kind in PROTECTED_KINDS]
    if "transition" in (answers.get("parts") or []):
        found.append("transitions")
    if answers.get("complex") == "yes":
        found.append("high_complexity")
    return found


def why_not(assessment: Assessment, answers: Mapping[str, Any], user: User, on: date) -> str:
    """Why this colleague may not sign, as a sentence; empty where they may."""
    if not user.may("assessments.sign"):
        return "An assessment is signed by a registered colleague."
    for function in functions_in(assessment, answers):
        kept = policy.kept_for(function, on)
        if kept and kept.only not in user.qualifications_now:
            kind = str(Qualification.Kind(kept.only).label)
            return (
                f"{kept.label}: kept for a {kind[:1].lower()}{kind[1:]} by the "
                f"{policy.source_of_protected_functions()}."
            )
    return ""


def who_may(assessment: Assessment, answers: Mapping[str, Any], on: date) -> list[User]:
    """Colleagues of its team who may sign it, by name."""
    return [
        user
        for user in User.objects.working().in_team(assessment.team).order_by("name", "pk")
        if not why_not(assessment, answers, user, on)
    ]
