"""What does somebody on the waiting list need next?

How long each risk may wait before it is looked at again, and how often somebody keeps in touch, are the council's
own choice. A risk that was not looked at again in time stands one step higher until it is, so that nobody waits
for ever behind newer work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules.dates import add_days, in_words
from alongside.rules.decision import CANNOT_DECIDE_YET, Decision, FigureValue
from alongside.rules.facts import DAY, Schema, choice, count, day, described, facts_schema, whole_number
from alongside.rules.parameters import NOT_CHECKED

NAME = "waiting_list.next"
TITLE = "What somebody on the waiting list needs next"

# Riskiest first.
RISKS = ("immediate", "high", "medium", "low")
LONGEST_DAYS = 3650

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "asked_on": described(DAY, "The day on which the team was asked."),
        "risk": described(choice(*RISKS), "The risk while they wait, as last judged; left out when nobody has."),
        "looked_at_on": described(DAY, "The day on which the risk was last judged."),
        "last_touch_on": described(DAY, "The day on which somebody was last in touch; left out when nobody was."),
        "look_again_after_days": described(
            whole_number(1, LONGEST_DAYS), "The council’s own number of days for this risk."
        ),
        "keep_in_touch_every_days": described(
            whole_number(1, LONGEST_DAYS), "The council’s own number of days for this risk."
        ),
    },
)


@dataclass(frozen=True)
class WaitFacts:
    asked_on: date | None = None
    risk: str | None = None
    looked_at_on: date | None = None
    last_touch_on: date | None = None
    look_again_after_days: int | None = None
    keep_in_touch_every_days: int | None = None


def facts_from(given: Mapping[str, Any]) -> WaitFacts:
    return WaitFacts(
        asked_on=day(given.get("asked_on")),
        risk=given.get("risk"),
        looked_at_on=day(given.get("looked_at_on")),
        last_touch_on=day(given.get("last_touch_on")),
        look_again_after_days=count(given.get("look_again_after_days")),
        keep_in_touch_every_days=count(given.get("keep_in_touch_every_days")),
    )


def decide(facts: WaitFacts, on: date) -> Decision:
    law = (f"Care Act 2014 s9 ({NOT_CHECKED})",)
    if facts.asked_on is None:
        missing = "We cannot decide yet, because the day on which the team was asked is not recorded."
        return Decision(CANNOT_DECIDE_YET, {}, (missing,), law)
    waited = {"waited_days": max((on - facts.asked_on).days, 0)}
    if facts.risk is None or facts.looked_at_on is None:
        return Decision("judge_risk", waited, ("Nobody has judged the risk while they wait.",), law)
    missing_days = _days_not_set(facts)
    if missing_days:
        return Decision(CANNOT_DECIDE_YET, waited, missing_days, law)
    assert facts.look_again_after_days is not None and facts.keep_in_touch_every_days is not None
    look_by = add_days(facts.looked_at_on, facts.look_again_after_days)
    touch_by = add_days(facts.last_touch_on or facts.asked_on, facts.keep_in_touch_every_days)
    stands = standing(facts.risk, look_by, on)
    figures: dict[str, FigureValue] = {**waited, "stands_as": stands, "look_again_by": look_by, "touch_by": touch_by}
    because: tuple[str, ...] = (
        _sentence("The risk was to be looked at again by", "The risk is to be looked at again by", look_by, on),
        _sentence("Somebody was to be in touch by", "Somebody will be in touch by", touch_by, on),
    )
    if stands != facts.risk:
        because += (f"Until it is looked at, it stands as {stands}, not {facts.risk}.",)
    outcome = "judge_risk" if on > look_by else "get_in_touch" if on > touch_by else "waiting_well"
    return Decision(outcome, figures, because, law)


def standing(risk: str, look_by: date, on: date) -> str:
    """The risk as it orders the list: one step higher once the day to look again has passed."""
    place = RISKS.index(risk)
    return RISKS[max(place - 1, 0)] if on > look_by else risk


def _sentence(past: str, coming: str, by: date, on: date) -> str:
    return f"{past if on > by else coming} {in_words(by)}{', and was not' if on > by else ''}."


def _days_not_set(facts: WaitFacts) -> tuple[str, ...]:
    missing = []
    if facts.look_again_after_days is None:
        missing.append("the council has not set when this risk is looked at again")
    if facts.keep_in_touch_every_days is None:
        missing.append("the council has not set how often somebody keeps in touch")
    return tuple(f"We cannot decide yet, because {words}." for words in missing)
