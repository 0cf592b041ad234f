"""By which day has the council promised an assessment?

There is no statutory limit: the law asks for an appropriate and reasonable time, and that the person is told
what to expect. So the days are the council's own, and the decision says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules.dates import add_days, in_words
from alongside.rules.decision import CANNOT_DECIDE_YET, Decision
from alongside.rules.facts import DAY, YES_NO, Schema, count, day, described, facts_schema, whole_number
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "assessment.promise"
TITLE = "The council’s promise of an assessment"

LONGEST_PROMISE_DAYS = 3650

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "asked_on": described(DAY, "The day on which it appeared that the person may have needs."),
        "urgent": described(YES_NO, "Somebody may come to harm if this waits."),
        "promise_days": described(whole_number(0, LONGEST_PROMISE_DAYS), "The council’s own number of days."),
        "urgent_promise_days": described(
            whole_number(0, LONGEST_PROMISE_DAYS), "The council’s own number of days when it is urgent."
        ),
    },
)


@dataclass(frozen=True)
class PromiseFacts:
    asked_on: date | None = None
    urgent: bool | None = None
    promise_days: int | None = None
    urgent_promise_days: int | None = None

    @property
    def days(self) -> int | None:
        if self.urgent is None:
            return self.promise_days if self.promise_days == self.urgent_promise_days else None
        return self.urgent_promise_days if self.urgent else self.promise_days


def facts_from(given: Mapping[str, Any]) -> PromiseFacts:
    return PromiseFacts(
        asked_on=day(given.get("asked_on")),
        urgent=given.get("urgent"),
        promise_days=count(given.get("promise_days")),
        urgent_promise_days=count(given.get("urgent_promise_days")),
    )


def decide(facts: PromiseFacts, on: date) -> Decision:
    limit = parameter("assessments", "statutory_limit")
    limit.on(on)
    law = (f"Care Act 2014 s9 ({NOT_CHECKED})", limit.cited)
    no_limit = (
        "There is no statutory time limit for an assessment: it must be carried out in an appropriate and "
        "reasonable time, and this promise is the council’s own."
    )
    if facts.asked_on is None or facts.days is None:
        return Decision(CANNOT_DECIDE_YET, {}, (*_what_is_missing(facts), no_limit), law)
    promised_by = add_days(facts.asked_on, facts.days)
    urgent = "urgent " if facts.urgent else ""
    unit = "day" if facts.days == 1 else "days"
    because = (
        f"The need appeared on {in_words(facts.asked_on)}, and the council promises an {urgent}assessment "
        f"within {facts.days} {unit}, by {in_words(promised_by)}.",
        no_limit,
    )
    outcome = "past_promise" if on > promised_by else "within_promise"
    return Decision(outcome, {"days": facts.days, "promised_by": promised_by}, because, law)


def _what_is_missing(facts: PromiseFacts) -> tuple[str, ...]:
    missing = []
    if facts.asked_on is None:
        missing.append("the day on which the need appeared is not recorded")
    if facts.days is None:
        if facts.urgent is None:
            missing.append("it is not recorded whether this is urgent")
        if facts.promise_days is None and facts.urgent is not True:
            missing.append("the council has not set its number of days")
        if facts.urgent_promise_days is None and facts.urgent is not False:
            missing.append("the council has not set its number of days when it is urgent")
    return tuple(f"We cannot decide yet, because {words}." for words in missing)
