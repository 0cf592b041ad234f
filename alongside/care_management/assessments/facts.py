"""The facts of the rules, read from answers: what is promoted to a decision, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.rules.advocacy_duty import DIFFICULTIES
from alongside.rules.eligibility_adult import OUTCOMES

from .questionnaires.sections.outcomes import ABLE, NOT_APPLICABLE, UNABLE
from .questionnaires.sections.taking_part import NONE

Answers = Mapping[str, Any]
YES_NO = {"yes": True, "no": False}


def yes_no(answers: Answers, key: str) -> bool | None:
    """Not known, and not answered, are both not known."""
    return YES_NO.get(str(answers.get(key)))


def outcomes(answers: Answers, keys: Iterable[str]) -> dict[str, list[str] | str | None]:
    """In which ways each outcome cannot be achieved; an empty list where it can."""
    return {key: _outcome(answers, key) for key in keys}


def _outcome(answers: Answers, key: str) -> list[str] | str | None:
    match answers.get(f"{key}_able"):
        case "able" | "not_applicable" as said:
            return [] if said == ABLE else NOT_APPLICABLE
        case said if said == UNABLE:
            # That somebody cannot, without a word about how, is not yet a fact of the rule.
            return list(answers.get(f"{key}_ways") or []) or None
        case _:
            return None


def adult(answers: Answers) -> dict[str, Any]:
    """The facts of eligibility.adult."""
    return {
        "impairment": yes_no(answers, "impairment"),
        "outcomes": outcomes(answers, OUTCOMES),
        "significant_impact": yes_no(answers, "significant_impact"),
    }


def advocacy(answers: Answers, process: str) -> dict[str, Any]:
    """The facts of advocacy.duty. A question that was not asked is not known, never a no."""
    said = answers.get("difficulties")
    difficulties = {key: None if not said else key in said for key in DIFFICULTIES}
    if said and NONE in said and len(said) > 1:  # both a difficulty and none: somebody must look again
        difficulties = {key: True if key in said else None for key in DIFFICULTIES}
    asked = (
        "helper_available",
        "helper_is_paid",
        "helper_accepted",
        "long_stay_likely",
        "disagreement",
        "both_want_advocate",
    )
    return {"process": process, **difficulties, **{key: yes_no(answers, key) for key in asked}}
