"""What the council has decided about its assessments, on a day; and which work it keeps for whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from alongside.rules import council, registry
from alongside.rules.council_limits import ProtectedFunction
from alongside.rules.decision import Decision


def the_council() -> council.Council:
    return council.load(settings.COUNCIL_PACK)


def promise(asked_on: date, *, urgent: bool, on: date) -> Decision:
    """By when the council promises an assessment that was asked for then (rules/assessment_promise.py)."""
    pack = the_council()
    return registry.decide(
        "assessment.promise",
        {
            "asked_on": asked_on.isoformat(),
            "urgent": urgent,
            "promise_days": pack.policy("assessments.promise_days", asked_on),
            "urgent_promise_days": pack.policy("assessments.urgent_promise_days", asked_on),
        },
        on,
    )


def within(key: str, on: date) -> date:
    """The last day for a step that the council gives a number of days: `within("assessments.signing_days", today)`."""
    return on + timedelta(days=int(the_council().policy(key, on)))


def promised_by(asked_on: date, *, urgent: bool, on: date) -> date:
    day = promise(asked_on, urgent=urgent, on=on).figures["promised_by"]
    assert isinstance(day, date), "both the day and the council’s numbers of days are known here"
    return day


def kept_for(function: str, on: date) -> ProtectedFunction | None:
    """The council's own rule that only one profession does this work, if it has one on that day."""
    functions = the_council().policy("protected_functions.functions", on)
    return next((one for one in functions if one.key == function), None)


def source_of_protected_functions() -> str:
    return the_council().decided("protected_functions.functions").source
