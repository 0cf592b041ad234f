"""Does an adult with needs for care and support meet the national criteria? (SI 2015/313 regulation 2)

Needs are judged without regard to help that a carer gives now; that help counts only when deciding which
needs the council must meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.rules.decision import CANNOT_DECIDE_YET, Decision, listed
from alongside.rules.facts import YES_NO, Schema, described, facts_schema
from alongside.rules.inability import WAYS, OutcomeFact, outcome_schema, read_outcomes
from alongside.rules.not_known_yet import Answer, all_of
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "eligibility.adult"
TITLE = "Eligibility of an adult with needs for care and support"

OUTCOMES: Mapping[str, str] = {
    "nutrition": "managing and maintaining nutrition",
    "personal_hygiene": "maintaining personal hygiene",
    "toilet": "managing toilet needs",
    "clothing": "being appropriately clothed",
    "home_safety": "being able to make use of the home safely",
    "home_environment": "maintaining a habitable home environment",
    "relationships": "developing and maintaining family or other personal relationships",
    "work_training_education": "accessing and engaging in work, training, education or volunteering",
    "community_facilities": "making use of necessary facilities or services in the local community",
    "caring_for_child": "carrying out any caring responsibilities for a child",
}

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "impairment": described(
            YES_NO, "The needs arise from, or are related to, a physical or mental impairment or illness."
        ),
        "outcomes": {
            "type": ["object", "null"],
            "properties": {key: outcome_schema(label, tuple(WAYS)) for key, label in OUTCOMES.items()},
            "additionalProperties": False,
        },
        "significant_impact": described(
            YES_NO, "As a consequence there is, or is likely to be, a significant impact on wellbeing."
        ),
    },
)

LAW = ("Care Act 2014 s13", "SI 2015/313 reg 2(1)", "SI 2015/313 reg 2(2)", "SI 2015/313 reg 2(3)")


@dataclass(frozen=True)
class AdultFacts:
    impairment: Answer = None
    outcomes: Mapping[str, OutcomeFact | None] = field(default_factory=dict)
    significant_impact: Answer = None

    @property
    def unable(self) -> dict[str, OutcomeFact]:
        known = {key: self.outcomes.get(key) for key in OUTCOMES}
        return {key: fact for key, fact in known.items() if fact is not None and fact.unable}

    @property
    def not_known(self) -> list[str]:
        return [key for key in OUTCOMES if self.outcomes.get(key) is None]


def facts_from(given: Mapping[str, Any]) -> AdultFacts:
    return AdultFacts(
        impairment=given.get("impairment"),
        outcomes=read_outcomes(given.get("outcomes"), OUTCOMES),
        significant_impact=given.get("significant_impact"),
    )


def decide(facts: AdultFacts, on: date) -> Decision:
    needed = int(parameter("eligibility", "adult_outcomes_needed").on(on))
    unable = facts.unable
    enough = enough_outcomes(len(unable), len(facts.not_known), needed)
    eligible = all_of(facts.impairment, enough, facts.significant_impact)
    figures = {"unable_count": len(unable)}
    if eligible is None:
        because = _what_is_missing(facts, enough) + _what_is_known(facts)
        return Decision(CANNOT_DECIDE_YET, figures, because, LAW)
    if eligible:
        return Decision("eligible", figures, _met(facts, needed), LAW)
    advice = (f"Care Act 2014 s13(5) ({NOT_CHECKED})",)
    return Decision("not_eligible", figures, _not_met(facts, enough, needed), LAW + advice)


def enough_outcomes(unable: int, not_known: int, needed: int) -> Answer:
    """Are enough outcomes not achieved, whatever the outcomes not yet known turn out to be?"""
    if unable >= needed:
        return True
    return None if unable + not_known >= needed else False


def _what_is_known(facts: AdultFacts) -> tuple[str, ...]:
    return tuple(fact.sentence("the person", OUTCOMES[key]) for key, fact in facts.unable.items())


def _what_is_missing(facts: AdultFacts, enough: Answer) -> tuple[str, ...]:
    """Only what could still change the answer: an outcome more cannot matter once there are enough."""
    missing = []
    if facts.impairment is None:
        missing.append(
            "We cannot decide yet, because it is not recorded whether the needs arise from, or are related to, "
            "a physical or mental impairment or illness."
        )
    if enough is None:
        labels = [OUTCOMES[key] for key in facts.not_known]
        missing.append(
            f"We cannot decide yet, because it is not recorded whether the person can achieve: {listed(labels)}."
        )
    if facts.significant_impact is None:
        missing.append(
            "We cannot decide yet, because it is not recorded whether there is, or is likely to be, "
            "a significant impact on the person’s wellbeing."
        )
    return tuple(missing)


def _met(facts: AdultFacts, needed: int) -> tuple[str, ...]:
    return (
        "The person’s needs arise from, or are related to, a physical or mental impairment or illness.",
        f"The person is unable to achieve {_count(len(facts.unable))}, and {needed} or more are needed.",
        *_what_is_known(facts),
        "As a consequence there is, or is likely to be, a significant impact on the person’s wellbeing.",
    )


def _not_met(facts: AdultFacts, enough: Answer, needed: int) -> tuple[str, ...]:
    reasons = []
    if facts.impairment is False:
        reasons.append(
            "The person’s needs do not arise from, and are not related to, a physical or mental impairment or illness."
        )
    if enough is False:
        reasons.append(
            f"The person is unable to achieve {_count(len(facts.unable))} of those in the regulations, "
            f"and {needed} or more are needed."
        )
        if facts.not_known:
            reasons.append("The outcomes that are not recorded could not change this.")
    if facts.significant_impact is False:
        reasons.append("There is not, and is not likely to be, a significant impact on the person’s wellbeing.")
    reasons += _what_is_known(facts)
    reasons.append(
        "The council must still give written advice on what can be done to meet or reduce these needs, "
        "and to prevent or delay needs for care and support."
    )
    return tuple(reasons)


def _count(number: int) -> str:
    if number == 0:
        return "none of the outcomes"
    return "1 outcome" if number == 1 else f"{number} outcomes"
