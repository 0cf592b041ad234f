"""Does a carer meet the national criteria for support? (SI 2015/313 regulation 3)

It differs from the adult's test: one outcome is enough, failing health alone is enough, and taking longer
does not count as being unable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.rules.decision import CANNOT_DECIDE_YET, Decision, listed
from alongside.rules.eligibility_adult import enough_outcomes
from alongside.rules.facts import YES_NO, Schema, described, facts_schema
from alongside.rules.inability import OutcomeFact, outcome_schema, read_outcomes
from alongside.rules.not_known_yet import Answer, all_of, any_of
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "eligibility.carer"
TITLE = "Eligibility of a carer for support"

OUTCOMES: Mapping[str, str] = {
    "caring_for_child": "carrying out any caring responsibilities for a child",
    "caring_for_others": "providing care to other people",
    "home_environment": "maintaining a habitable home environment",
    "nutrition": "managing and maintaining nutrition",
    "relationships": "developing and maintaining family or other personal relationships",
    "work_training_education": "engaging in work, training, education or volunteering",
    "community_facilities": "making use of necessary facilities or services in the local community",
    "recreation": "engaging in recreational activities",
}
WAYS = ("needs_assistance", "pain_distress_anxiety", "endangers")

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "necessary_care": described(
            YES_NO, "The needs arise as a consequence of providing necessary care for an adult."
        ),
        "health_deteriorating": described(
            YES_NO, "The carer’s physical or mental health is, or is at risk of, deteriorating."
        ),
        "outcomes": {
            "type": ["object", "null"],
            "properties": {key: outcome_schema(label, WAYS) for key, label in OUTCOMES.items()},
            "additionalProperties": False,
        },
        "significant_impact": described(
            YES_NO, "As a consequence there is, or is likely to be, a significant impact on the carer’s wellbeing."
        ),
    },
)

LAW = (
    "Care Act 2014 s13",
    "SI 2015/313 reg 3(1)",
    f"SI 2015/313 reg 3(2) ({NOT_CHECKED})",
    f"SI 2015/313 reg 3(3) ({NOT_CHECKED})",
)


@dataclass(frozen=True)
class CarerFacts:
    necessary_care: Answer = None
    health_deteriorating: Answer = None
    outcomes: Mapping[str, OutcomeFact | None] = field(default_factory=dict)
    significant_impact: Answer = None

    @property
    def unable(self) -> dict[str, OutcomeFact]:
        known = {key: self.outcomes.get(key) for key in OUTCOMES}
        return {key: fact for key, fact in known.items() if fact is not None and fact.unable}

    @property
    def not_known(self) -> list[str]:
        return [key for key in OUTCOMES if self.outcomes.get(key) is None]


def facts_from(given: Mapping[str, Any]) -> CarerFacts:
    return CarerFacts(
        necessary_care=given.get("necessary_care"),
        health_deteriorating=given.get("health_deteriorating"),
        outcomes=read_outcomes(given.get("outcomes"), OUTCOMES),
        significant_impact=given.get("significant_impact"),
    )


def decide(facts: CarerFacts, on: date) -> Decision:
    needed = parameter("eligibility", "carer_outcomes_needed")
    enough = enough_outcomes(len(facts.unable), len(facts.not_known), int(needed.on(on)))
    circumstance = any_of(facts.health_deteriorating, enough)
    eligible = all_of(facts.necessary_care, circumstance, facts.significant_impact)
    figures = {"unable_count": len(facts.unable)}
    if eligible is None:
        because = _what_is_missing(facts, enough, circumstance) + _what_is_known(facts)
        return Decision(CANNOT_DECIDE_YET, figures, because, LAW)
    threshold = f"{needed.on(on)} or more is enough{needed.caution}"
    if eligible:
        return Decision("eligible", figures, _met(facts, threshold), LAW)
    because = _not_met(facts, circumstance, threshold)
    return Decision("not_eligible", figures, because, (*LAW, f"Care Act 2014 s13(5) ({NOT_CHECKED})"))


def _what_is_known(facts: CarerFacts) -> tuple[str, ...]:
    health = (
        ("The carer’s physical or mental health is deteriorating, or is at risk of doing so.",)
        if facts.health_deteriorating
        else ()
    )
    return health + tuple(fact.sentence("the carer", OUTCOMES[key]) for key, fact in facts.unable.items())


def _what_is_missing(facts: CarerFacts, enough: Answer, circumstance: Answer) -> tuple[str, ...]:
    missing = []
    if facts.necessary_care is None:
        missing.append(
            "We cannot decide yet, because it is not recorded whether the needs arise from providing "
            "necessary care for an adult."
        )
    if circumstance is None and facts.health_deteriorating is None:
        missing.append(
            "We cannot decide yet, because it is not recorded whether the carer’s physical or mental health is, "
            "or is at risk of, deteriorating."
        )
    if circumstance is None and enough is None:
        labels = [OUTCOMES[key] for key in facts.not_known]
        missing.append(
            f"We cannot decide yet, because it is not recorded whether the carer can achieve: {listed(labels)}."
        )
    if facts.significant_impact is None:
        missing.append(
            "We cannot decide yet, because it is not recorded whether there is, or is likely to be, "
            "a significant impact on the carer’s wellbeing."
        )
    return tuple(missing)


def _met(facts: CarerFacts, threshold: str) -> tuple[str, ...]:
    counted = (f"The carer is unable to achieve {_count(len(facts.unable))}; {threshold}.",) if facts.unable else ()
    return (
        "The carer’s needs arise as a consequence of providing necessary care for an adult.",
        *counted,
        *_what_is_known(facts),
        "As a consequence there is, or is likely to be, a significant impact on the carer’s wellbeing.",
    )


def _not_met(facts: CarerFacts, circumstance: Answer, threshold: str) -> tuple[str, ...]:
    reasons = []
    if facts.necessary_care is False:
        reasons.append("The carer’s needs do not arise from providing necessary care for an adult.")
    if circumstance is False:
        reasons.append(
            "The carer’s physical and mental health is not deteriorating, nor at risk of it, and the carer is "
            f"able to achieve every outcome in the regulations; being unable to achieve {threshold}."
        )
    if facts.significant_impact is False:
        reasons.append("There is not, and is not likely to be, a significant impact on the carer’s wellbeing.")
    reasons += _what_is_known(facts)
    reasons.append(
        "The council must still give written advice on what can be done to meet or reduce these needs, "
        "and to prevent or delay needs for support."
    )
    return tuple(reasons)


def _count(number: int) -> str:
    return "1 outcome" if number == 1 else f"{number} outcomes"
