"""When is the next review of a plan due?

The first looks at how a new plan has settled in; later ones come round by the year. The times are guidance,
not statute, and a review may always be asked for sooner (Care Act 2014 s27).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules.dates import add_days, add_months, in_words
from alongside.rules.decision import CANNOT_DECIDE_YET, BadFacts, Decision
from alongside.rules.facts import DAY, Schema, choice, count, day, described, facts_schema, whole_number
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "review.due"
TITLE = "When a review of a plan is due"

STARTS: Mapping[str, str] = {
    "plan_start": "the day the plan started",
    "service_start": "the day the support started",
}

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "plan_start": described(DAY, "The day the plan started."),
        "service_start": described(DAY, "The day the first support under the plan started."),
        "last_review": described(DAY, "The day the last review was completed; left out when there was none."),
        "count_from": described(choice(*STARTS), "From which start the council counts the first review."),
        "months_between": described(
            whole_number(1), "The council’s own months between reviews; left out, the national longest time."
        ),
    },
)


@dataclass(frozen=True)
class ReviewFacts:
    plan_start: date | None = None
    service_start: date | None = None
    last_review: date | None = None
    count_from: str | None = None
    months_between: int | None = None

    @property
    def start(self) -> date | None:
        match self.count_from:
            case "plan_start":
                return self.plan_start
            case "service_start":
                return self.service_start
            case _:
                # The council's choice does not matter when both began on one day.
                return self.plan_start if self.plan_start == self.service_start else None

    @property
    def settled_in(self) -> bool:
        """A review since every start that could count: from now on they come round by the year."""
        starts = (self.start,) if self.count_from else (self.plan_start, self.service_start)
        return self.last_review is not None and all(start and start <= self.last_review for start in starts)


def facts_from(given: Mapping[str, Any]) -> ReviewFacts:
    return ReviewFacts(
        plan_start=day(given.get("plan_start")),
        service_start=day(given.get("service_start")),
        last_review=day(given.get("last_review")),
        count_from=given.get("count_from"),
        months_between=count(given.get("months_between")),
    )


def decide(facts: ReviewFacts, on: date) -> Decision:
    longest = parameter("reviews", "months_between_reviews")
    months = _months_between(facts, int(longest.on(on)))
    law = (f"Care Act 2014 s27 ({NOT_CHECKED})", longest.cited)
    if facts.last_review is not None and facts.last_review > on:
        raise BadFacts(f"last_review is {facts.last_review}; it must not be after the day of the decision, {on}.")
    if facts.last_review is not None and facts.settled_in:
        return _next_review(facts.last_review, months, on, law)
    if facts.start is None:
        return Decision(CANNOT_DECIDE_YET, {}, (_what_is_missing(facts),), law)
    return _first_review(facts, facts.start, on, law)


def _next_review(last_review: date, months: int, on: date, law: tuple[str, ...]) -> Decision:
    due_by = add_months(last_review, months)
    because = (
        f"The last review was completed on {in_words(last_review)}.",
        f"The next is due no later than {months} months after it, by {in_words(due_by)}.",
        _standing(None, due_by, on),
    )
    return Decision("overdue" if on > due_by else "not_due_yet", {"due_by": due_by}, because, law)


def _months_between(facts: ReviewFacts, longest: int) -> int:
    if facts.months_between is None:
        return longest
    if facts.months_between > longest:
        raise BadFacts(
            f"months_between is {facts.months_between}; it must not be more than {longest}, the national longest time."
        )
    return facts.months_between


def _first_review(facts: ReviewFacts, start: date, on: date, law: tuple[str, ...]) -> Decision:
    opens_after = int(parameter("reviews", "first_review_opens_after_weeks").on(on))
    due_after = int(parameter("reviews", "first_review_due_by_weeks").on(on))
    opens, due_by = add_days(start, 7 * opens_after), add_days(start, 7 * due_after)
    counted = STARTS[facts.count_from] if facts.count_from else "the day the plan and the support started"
    because = [
        f"The first review is counted from {counted}, {in_words(start)}.",
        f"It can be held from week {opens_after}, {in_words(opens)}, and is due by the end of week {due_after}, "
        f"{in_words(due_by)}.",
        _standing(opens, due_by, on),
    ]
    if facts.last_review is not None:
        because.insert(0, f"The last review, on {in_words(facts.last_review)}, was of an earlier plan.")
    outcome = "overdue" if on > due_by else "window_open" if on >= opens else "not_due_yet"
    return Decision(outcome, {"window_opens": opens, "due_by": due_by}, tuple(because), law)


def _standing(opens: date | None, due_by: date, on: date) -> str:
    if on > due_by:
        late = (on - due_by).days
        return f"On {in_words(on)} it is overdue by {late} {'day' if late == 1 else 'days'}."
    if opens is not None and on >= opens:
        return f"On {in_words(on)} the window for it is open."
    return f"On {in_words(on)} it is not due yet."


def _what_is_missing(facts: ReviewFacts) -> str:
    if facts.count_from is None:
        return (
            "We cannot decide yet, because it is not recorded whether the council counts from the start of the plan "
            "or of the support."
        )
    return f"We cannot decide yet, because {STARTS[facts.count_from]} is not recorded."
