"""What a plan must have before it can be sent for sign-off (Care Act 2014 ss24-26). Pure.

Each check says what it asks, whether it is met, the sentence where it is not, and the question that puts it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .written import Written, day, how_many, people_and_strengths_are_there, read

# Two people at somebody's side for every hour of a week.
MOST_HOURS = 336

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Needs:
    """What was decided about each need, in words by its key."""

    # Those that the council must or chooses to meet, and those that it will not.
    to_meet: Mapping[str, str] = field(default_factory=dict)
    not_met: Mapping[str, str] = field(default_factory=dict)
    # A plan starts within a year: a day beyond is a slip of the pen.
    latest_start: date | None = None


@dataclass(frozen=True)
class Check:
    asks: str
    met: bool
    sentence: str
    question: str


def checks(answers: Answers, needs: Needs) -> list[Check]:
    """The whole list, in the order of the plan."""
    return list(_checks(answers, read(answers), needs))


def missing(answers: Answers, needs: Needs) -> list[Check]:
    return [check for check in checks(answers, needs) if not check.met]


def _checks(answers: Answers, written: Written, needs: Needs) -> Iterator[Check]:
    yield Check("What matters to them, in their words", bool(answers.get("matters")),
                "Write down what matters to the person.", "matters")
    yield Check(
        "Strengths and the people around them, before services", people_and_strengths_are_there(answers),
        "Services come last. Write down the person’s strengths and the people and places around them first.",
        "strengths" if not answers.get("strengths") else "networks",
    )
    yield Check("At least one outcome", bool(written.outcomes),
                "Write down at least one thing that the person wants to achieve.", "words_1")
    yield from _each_outcome(written)
    yield from _each_need(answers, written, needs)
    yield from _budget(answers, written, needs)
    yield Check("What happens if plans fail", bool(answers.get("contingency")),
                "Say what happens if plans fail, and whom to ring.", "contingency")
    if needs.not_met:
        yield Check("What we will not meet, why, and what can help all the same",
                    bool(answers.get("not_met")) and bool(answers.get("prevention")),
                    "Say which needs we will not meet and why, and what can reduce or delay them.",
                    "not_met" if not answers.get("not_met") else "prevention")
    yield Check("Whether they agree, and since when", bool(answers.get("agreed")) and bool(answers.get("agreed_on")),
                "Say whether the person agrees with the plan, and on which day you asked.",
                "agreed" if not answers.get("agreed") else "agreed_on")
    starts_on = day(answers.get("starts_on"))
    too_late = starts_on is not None and needs.latest_start is not None and starts_on > needs.latest_start
    yield Check("The day the plan starts", starts_on is not None and not too_late,
                "A plan starts within a year. Check the day it starts." if too_late
                else "Enter the day the plan starts.", "starts_on")


def _each_outcome(written: Written) -> Iterator[Check]:
    wordless = [outcome for outcome in written.outcomes if not outcome.words]
    if written.outcomes:
        yield Check("Every outcome in the person’s words", not wordless,
                    f"Outcome {wordless[0].number} has support and no words. What does the person want to achieve?"
                    if wordless else "", f"words_{wordless[0].number}" if wordless else "words_1")
        bare = [outcome for outcome in written.outcomes if not outcome.lines]
        yield Check("Who does what, for every outcome", not bare,
                    f"Say who does what towards outcome {bare[0].number}: “{_short(bare[0].words)}”." if bare else "",
                    f"around_{bare[0].number}" if bare else "around_1")


def _each_need(answers: Answers, written: Written, needs: Needs) -> Iterator[Check]:
    for key, words in needs.to_meet.items():
        yield Check(f"The need: {words}", key in written.needs,
                    f"We are to meet this need, and no outcome answers it: {words}. Tick it at an outcome.",
                    f"needs_{how_many(answers)}")


def _budget(answers: Answers, written: Written, needs: Needs) -> Iterator[Check]:
    """s26: the personal budget says what each part costs; a direct payment is offered before the plan is complete."""
    arranged = [(outcome, line) for outcome in written.outcomes for line in outcome.lines
                if line.source in ("council_arranged", "direct_payment")]
    if arranged:
        unknown = [outcome for outcome, line in arranged if line.weekly_cost is None]
        yield Check("What each service costs a week", not unknown,
                    f"Enter what each service towards outcome {unknown[0].number} costs a week; 0 where it is free."
                    if unknown else "", f"services_{unknown[0].number}" if unknown else "services_1")
    long = [outcome for outcome in written.outcomes for line in outcome.lines
            if line.hours_a_week is not None and line.hours_a_week > MOST_HOURS]
    if long:
        yield Check("Hours that fit a week", False, f"A week has not so many hours: look at outcome {long[0].number}.",
                    f"services_{long[0].number}")
    unpaid = [(outcome, line) for outcome in written.outcomes for line in outcome.lines
              if line.weekly_cost and not line.funder]
    if any(line.weekly_cost for line in written.lines):
        yield Check("Who pays each cost", not unpaid,
                    f"Say who pays for “{_short(unpaid[0][1].what)}”." if unpaid else "",
                    f"{unpaid[0][1].group}_{unpaid[0][0].number}" if unpaid else "services_1")
    if needs.to_meet or arranged:
        yield Check("A direct payment offered", bool(answers.get("direct_payment_offered_on")),
                    "Enter the day a direct payment was offered. A plan is not complete without it.",
                    "direct_payment_offered_on")


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"
