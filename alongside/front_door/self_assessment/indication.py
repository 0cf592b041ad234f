"""What the answers may mean, in careful words. It decides nothing, and turns nobody down.

The rules of eligibility are asked what they would make of these answers alone, as they stand on the day; a decision is
a named person's, after a conversation (Care Act 2014 s13). Nobody is told that they would not be entitled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules import eligibility_adult, eligibility_carer

from .offers import Offer
from .questionnaires.care_act import HARD, NOT_ME, WELL

YES_NO = {"yes": True, "no": False}
# "Some" is for a worker to weigh, not for a program.
IMPACT = {"a_lot": True, "little": False}
STILL = (
    "This is not a decision. Only a person can decide, and only after talking with you.",
    "You can ask us for an assessment whatever you read here, whatever money you have, and whoever helps you now.",
)


@dataclass(frozen=True)
class Indication:
    title: str
    lines: tuple[str, ...]
    # What they told us is hard, by the titles of the pages.
    hard: tuple[str, ...]
    law: tuple[str, ...]


def indication(offer: Offer, answers: Mapping[str, Any], today: date) -> Indication | None:
    """Nothing where the questions are not those of the Care Act, or none of them has been answered."""
    outcomes = eligibility_carer.OUTCOMES if offer.about_a_carer else eligibility_adult.OUTCOMES
    if not offer.indicates or not any(f"{key}_own" in answers for key in outcomes):
        return None
    if offer.about_a_carer:
        outcome = eligibility_carer.decide(eligibility_carer.facts_from(carer_facts(answers)), today)
    else:
        outcome = eligibility_adult.decide(eligibility_adult.facts_from(adult_facts(answers)), today)
    whole = offer.whole()
    hard = tuple(whole.section(key).title for key in outcomes if answers.get(f"{key}_own") in HARD)
    support = "support as a carer" if offer.about_a_carer else "care and support"
    return Indication("What this may mean", (_may_mean(outcome.outcome, support), *STILL), hard, outcome.law)


def _may_mean(outcome: str, support: str) -> str:
    if outcome == "eligible":
        return (f"From what you wrote, you may well be entitled to {support} from the council. Please send it to us, "
                "or ring us.")
    if outcome == "cannot_decide_yet":
        return (f"From what you wrote, you might be entitled to {support} from the council. We would need to talk with "
                "you.")
    return (f"What you wrote does not by itself tell us whether you are entitled to {support}. Answers on a page never "
            "say everything. If everyday life is hard, please ask us: we also give advice and find other help.")


def adult_facts(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of eligibility.adult, as far as they have said."""
    return {"impairment": YES_NO.get(answers.get("own_condition", "")),
            "outcomes": _outcomes(answers, eligibility_adult.OUTCOMES),
            "significant_impact": IMPACT.get(answers.get("own_impact", ""))}


def carer_facts(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of eligibility.carer, as far as they have said."""
    return {"necessary_care": YES_NO.get(answers.get("own_needed", "")),
            "health_deteriorating": YES_NO.get(answers.get("health_deteriorating", "")),
            "outcomes": _outcomes(answers, eligibility_carer.OUTCOMES),
            "significant_impact": IMPACT.get(answers.get("own_impact", ""))}


def _outcomes(answers: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    return {key: _outcome(answers, key) for key in keys}


def _outcome(answers: Mapping[str, Any], key: str) -> Any:
    match answers.get(f"{key}_own"):
        case said if said == WELL:
            return []
        case said if said == NOT_ME:
            return "not_applicable"
        case said if said in HARD:
            # That it is hard, without a word about how, is not yet a fact of the rule.
            return list(answers.get(f"{key}_own_ways") or []) or None
        case _:
            return None
