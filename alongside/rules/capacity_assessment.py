"""Has a person capacity to make one decision at one time? (Mental Capacity Act 2005 ss1 to 3)

The one rule that does not stop when facts are missing: the law presumes capacity, so the answer is the
presumption, never a lack. The questions are asked in the order the Supreme Court gave: the decision, the
ability to make it, the impairment, and whether the one causes the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules.decision import Decision, listed
from alongside.rules.facts import YES_NO, Schema, described, facts_schema
from alongside.rules.not_known_yet import Answer
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "capacity.assessment"
TITLE = "Capacity to make a decision"

ABILITIES: Mapping[str, str] = {
    "can_understand": "understand the information relevant to the decision",
    "can_retain": "retain that information for long enough to decide",
    "can_use_or_weigh": "use or weigh that information in deciding",
    "can_communicate": "communicate the decision by any means",
}

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "decision": described({"type": ["string", "null"]}, "The decision to be made, at the time it is to be made."),
        "all_practicable_help_given": described(
            YES_NO, "All practicable steps were taken to help the person decide, without success."
        ),
        **{key: described(YES_NO, f"The person is able to {words}.") for key, words in ABILITIES.items()},
        "impairment": described(
            YES_NO, "There is an impairment of, or a disturbance in the functioning of, the mind or brain."
        ),
        "because_of_impairment": described(YES_NO, "The inability is because of that impairment or disturbance."),
    },
)

PRINCIPLES = f"Mental Capacity Act 2005 s1 ({NOT_CHECKED})"
TESTS = f"Mental Capacity Act 2005 ss2 and 3 ({NOT_CHECKED})"


@dataclass(frozen=True)
class CapacityFacts:
    decision: str | None = None
    all_practicable_help_given: Answer = None
    can_understand: Answer = None
    can_retain: Answer = None
    can_use_or_weigh: Answer = None
    can_communicate: Answer = None
    impairment: Answer = None
    because_of_impairment: Answer = None

    @property
    def named_decision(self) -> str:
        return " ".join((self.decision or "").split())

    @property
    def abilities(self) -> dict[str, Answer]:
        return {key: getattr(self, key) for key in ABILITIES}


def facts_from(given: Mapping[str, Any]) -> CapacityFacts:
    return CapacityFacts(**given)


def decide(facts: CapacityFacts, on: date) -> Decision:
    order = parameter("capacity", "order_of_questions")
    order.on(on)
    law = (PRINCIPLES, TESTS, order.cited)
    missing = _what_is_missing(facts)
    if missing:
        presumed = "The person is presumed to have capacity, as the law requires until it is shown otherwise."
        return Decision("presumed_to_have_capacity", {}, (presumed, *missing), law)
    about = f"This is about one decision only: {facts.named_decision}."
    if all(facts.abilities.values()):
        able = f"The person is able to {listed(list(ABILITIES.values()))}."
        return Decision("has_capacity", {}, (about, able), law)
    unable = f"Even with all practicable help, the person is unable to {listed(_failed(facts), 'or')}."
    if not facts.impairment:
        reason = (
            "There is no impairment of, or disturbance in the functioning of, the mind or brain, "
            "so this is not a lack of capacity under the Act."
        )
        return Decision("has_capacity", {}, (about, unable, reason), law)
    if not facts.because_of_impairment:
        reason = (
            "The inability is for another reason than the impairment, so this is not a lack of capacity under the Act."
        )
        return Decision("has_capacity", {}, (about, unable, reason), law)
    return Decision(
        "lacks_capacity_for_this_decision",
        {},
        (
            about,
            unable,
            "There is an impairment of, or a disturbance in the functioning of, the mind or brain.",
            "The inability is because of that impairment or disturbance.",
            "This says nothing about any other decision, or about this one at another time.",
        ),
        law,
    )


def _failed(facts: CapacityFacts) -> list[str]:
    return [ABILITIES[key] for key, able in facts.abilities.items() if able is False]


def _what_is_missing(facts: CapacityFacts) -> tuple[str, ...]:
    """What must be recorded before the presumption can give way, in the order of the questions.

    All four abilities are asked for even when one has failed: a finding that somebody lacks capacity
    should never rest on half an assessment.
    """
    if not facts.named_decision:
        return ("The decision to be made has not been named; capacity is always about one decision at one time.",)
    missing = [
        f"It is not recorded whether the person is able to {ABILITIES[key]}."
        for key, able in facts.abilities.items()
        if able is None
    ]
    if all(facts.abilities.values()):
        return ()
    if facts.all_practicable_help_given is None:
        missing.append("It is not recorded whether all practicable help to decide has been given.")
    elif not facts.all_practicable_help_given:
        missing.append("All practicable help to decide has not yet been given, and that comes first.")
    if facts.impairment is None:
        missing.append(
            "It is not recorded whether there is an impairment of, or a disturbance in the functioning of, "
            "the mind or brain."
        )
    elif facts.impairment and facts.because_of_impairment is None:
        missing.append("It is not recorded whether the inability is because of the impairment or disturbance.")
    return tuple(missing)
