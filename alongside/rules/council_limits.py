"""What a council may decide for itself, and the national floors and ceilings it is held to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.rules import opening_hours
from alongside.rules.care_act_duties import DUTIES
from alongside.rules.parameters import parameter

HUB_CONVERSATIONS = ("first_conversation", "planning_session", "desk")
PREVENTION_LEVELS = ("primary", "secondary")
# Councils mean five things by self-assessment; each chooses which of them it offers.
SELF_ASSESSMENT_MEANINGS = ("guided_search", "self_funder", "care_act", "counted", "eligibility_and_contribution")

# Ways in that a council may open beside its telephone, its directory and what its people sign in to.
WAYS_IN = ("telephone", "access_points", "planning_sessions", "self_assessment", "referrals", "prescriptions")


class NotAllowed(ValueError):
    """A council's choice is not one the law or the product allows: the end of one sentence."""


@dataclass(frozen=True)
class EquipmentItem:
    """Something simple that may be issued at the first contact, without a specialist assessment."""

    key: str
    label: str
    when: str


@dataclass(frozen=True)
class AccessPoint:
    """A place in the community where people are met; run by the council unless another organisation is named."""

    key: str
    label: str
    run_by: str = ""
    # The network of neighbourhoods it belongs to.
    network: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    # "Mo-Fr 09:00-17:00; Sa 10:00-13:00"
    hours: str = ""
    # How to come in, where it is not plain: the bell, the lift, the bus.
    getting_in: str = ""

    def __post_init__(self) -> None:
        try:
            opening_hours.read(self.hours)
        except opening_hours.NotHours as problem:
            raise NotAllowed(str(problem)) from None

    @property
    def open_hours(self) -> opening_hours.Hours:
        return opening_hours.read(self.hours)


@dataclass(frozen=True)
class AccessRoute:
    """One route by which people come to this council, and the ways in that belong to it."""

    key: str
    label: str
    ways: tuple[str, ...]

    def __post_init__(self) -> None:
        for way in self.ways:
            if way not in WAYS_IN:
                raise NotAllowed(f"way {way!r} is not one of {', '.join(WAYS_IN)}")


@dataclass(frozen=True)
class WayInBefore:
    """Where people used to turn, or still do: the key of the route it becomes, `closed`, or `undecided`."""

    label: str
    becomes: str
    note: str = ""


@dataclass(frozen=True)
class HubEquipment:
    """Something that facilitators give out at an access point: how many to one person at most, and for how long."""

    key: str
    most: int
    lend_days: int
    ask_first: str

    def __post_init__(self) -> None:
        if self.most < 1 or self.lend_days < 1:
            raise NotAllowed(f"{self.key} needs at least one to give and one day to lend it for")


@dataclass(frozen=True)
class HubTraining:
    """The training without which nobody is given this kind of conversation at an access point."""

    conversation: str
    label: str
    training: str

    def __post_init__(self) -> None:
        if self.conversation not in HUB_CONVERSATIONS:
            raise NotAllowed(f"conversation {self.conversation!r} is not one of {', '.join(HUB_CONVERSATIONS)}")


@dataclass(frozen=True)
class PreventionLevel:
    """What a next step of a conversation does: keeps needs from arising (primary) or from growing (secondary)."""

    step: str
    level: str

    def __post_init__(self) -> None:
        if self.level not in PREVENTION_LEVELS:
            raise NotAllowed(f"level {self.level!r} is not one of {', '.join(PREVENTION_LEVELS)}")


@dataclass(frozen=True)
class DutyMet:
    """Who in this council answers for a duty of the Care Act, and how it is met; `page` is where that work is done."""

    duty: str
    who: str
    how: str
    page: str = ""

    def __post_init__(self) -> None:
        if self.duty not in DUTIES:
            raise NotAllowed(f"duty {self.duty!r} is not one of {', '.join(DUTIES)}")


@dataclass(frozen=True)
class TeamShownAs:
    """What somebody reads instead of a team's name among those who opened their record, where that says too much."""

    team: str
    label: str


@dataclass(frozen=True)
class SelfAssessmentOffered:
    """One thing that this council means by self-assessment."""

    meaning: str

    def __post_init__(self) -> None:
        if self.meaning not in SELF_ASSESSMENT_MEANINGS:
            raise NotAllowed(f"meaning {self.meaning!r} is not one of {', '.join(SELF_ASSESSMENT_MEANINGS)}")


@dataclass(frozen=True)
class ProtectedFunction:
    """Work that only a registered worker of one profession may be given."""

    key: str
    label: str
    only: str
    note: str = ""


@dataclass(frozen=True)
class RetriageStep:
    """How soon somebody who waits is looked at again, by risk."""

    risk: str
    look_again_after_days: int
    keep_in_touch_every_days: int


@dataclass(frozen=True)
class SignOffStep:
    """Who signs a plan off, up to a weekly cost; the last step has no upper cost."""

    signed_by: str
    up_to_weekly: Decimal | None = None


@dataclass(frozen=True)
class CaseWeight:
    """How much of a worker's week one person takes, by the kind of work."""

    kind: str
    label: str
    weight: Decimal



@dataclass(frozen=True)
class WholeNumber:
    at_least: int = 0
    at_most: int | None = None
    ceiling: tuple[str, str] | None = None  # the national figure that this may not exceed

    def read(self, value: Any, on: date) -> int:
        if type(value) is not int:
            raise NotAllowed(f"must be a whole number, not {value!r}")
        if value < self.at_least:
            raise NotAllowed(f"is {value}; it must be {self.at_least} or more")
        if self.at_most is not None and value > self.at_most:
            raise NotAllowed(f"is {value}; it must be {self.at_most} or less")
        if self.ceiling is not None:
            national = parameter(*self.ceiling)
            if value > national.on(on):
                raise NotAllowed(
                    f"is {value}; the national ceiling is {national.on(on)} {national.unit} ({national.source})"
                )
        return value


@dataclass(frozen=True)
class OneOf:
    choices: tuple[str, ...]

    def read(self, value: Any, on: date) -> str:
        if value not in self.choices:
            raise NotAllowed(f"is {value!r}; it must be one of {', '.join(self.choices)}")
        return str(value)


@dataclass(frozen=True)
class TableOf:
    """A list of entries of one kind, none of them twice."""

    kind: type
    unique: str

    def read(self, value: Any, on: date) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise NotAllowed("must be a list with at least one entry")
        entries = tuple(self._entry(number, given) for number, given in enumerate(value, start=1))
        keys = [getattr(entry, self.unique) for entry in entries]
        for key in keys:
            if keys.count(key) > 1:
                raise NotAllowed(f"has {self.unique} {key} twice")
        return entries

    def _entry(self, number: int, given: Any) -> Any:
        if not isinstance(given, dict):
            raise NotAllowed(f"entry {number} must have the keys {', '.join(self._types())}")
        types = self._types()
        for key in given:
            if key not in types:
                raise NotAllowed(f"entry {number} has {key}, which is not one of {', '.join(types)}")
        try:
            return self.kind(**{key: _of_type(types[key], key, value) for key, value in given.items()})
        except TypeError:
            required = [name for name in types if name not in given]
            raise NotAllowed(f"entry {number} lacks {required[0]}") from None
        except NotAllowed as problem:
            raise NotAllowed(f"entry {number}: {problem}") from None

    def _types(self) -> dict[str, str]:
        return {field.name: str(field.type) for field in fields(self.kind)}


def _of_type(kind: str, key: str, value: Any) -> Any:
    if kind == "int":
        if type(value) is not int or value < 0:
            raise NotAllowed(f"{key} must be a whole number, not {value!r}")
        return value
    if kind.startswith("Decimal"):
        return money(key, value)
    if kind.startswith("tuple"):
        if not isinstance(value, list) or not value:
            raise NotAllowed(f"{key} must be a list with at least one entry")
        return tuple(_of_type("str", key, one) for one in value)
    if not isinstance(value, str) or not value.strip():
        raise NotAllowed(f"{key} must be words, not {value!r}")
    return value.strip()


def money(key: str, value: Any) -> Decimal:
    """Money is written in quotes, so that it never passes through a binary fraction."""
    if not isinstance(value, str):
        raise NotAllowed(f"{key} must be an amount in quotes, such as '350.00', not {value!r}")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise NotAllowed(f"{key} must be an amount in quotes, such as '350.00', not {value!r}") from None
    if not amount.is_finite() or amount < 0:
        raise NotAllowed(f"{key} must be an amount of nought or more, not {value!r}")
    return amount


# Every choice the product asks a council to make: subject (the file), then name.
POLICIES: Mapping[str, Mapping[str, WholeNumber | OneOf | TableOf]] = {
    "reviews": {
        "count_from": OneOf(("plan_start", "service_start")),
        "months_between": WholeNumber(at_least=1, ceiling=("reviews", "months_between_reviews")),
        "notice_weeks": WholeNumber(at_least=0, at_most=26),
        "asked_for_days": WholeNumber(at_least=1, at_most=84),
        "change_plan_days": WholeNumber(at_least=1, at_most=56),
    },
    "assessments": {
        "promise_days": WholeNumber(at_least=0, at_most=365),
        "urgent_promise_days": WholeNumber(at_least=0, at_most=28),
        "back_fill_days_after_urgent_support": WholeNumber(at_least=0, at_most=28),
        "signing_days": WholeNumber(at_least=0, at_most=28),
        "find_advocate_days": WholeNumber(at_least=0, at_most=14),
        "follow_up_days": WholeNumber(at_least=0, at_most=14),
        "capacity_days": WholeNumber(at_least=0, at_most=28),
        "capacity_advocate_days": WholeNumber(at_least=0, at_most=7),
        "decide_eligibility_days": WholeNumber(at_least=0, at_most=28),
        "tell_decision_days": WholeNumber(at_least=0, at_most=28),
        "carers_emergency_plan_days": WholeNumber(at_least=1, at_most=90),
    },
    "front_door": {
        "rereferral_window_days": WholeNumber(at_least=1, at_most=730),
        "duty_promise_hours": WholeNumber(at_least=1, at_most=720),
        "urgent_duty_promise_hours": WholeNumber(at_least=1, at_most=72),
        "feedback_promise_days": WholeNumber(at_least=1, at_most=28),
        "simple_equipment": TableOf(EquipmentItem, unique="key"),
        "routes": TableOf(AccessRoute, unique="key"),
        "ways_in_before": TableOf(WayInBefore, unique="label"),
        "access_points": TableOf(AccessPoint, unique="key"),
        "hub_training": TableOf(HubTraining, unique="conversation"),
        "hub_equipment": TableOf(HubEquipment, unique="key"),
        "question_promise_hours": WholeNumber(at_least=1, at_most=240),
        "session_notice_hours": WholeNumber(at_least=1, at_most=336),
        "session_ahead_days": WholeNumber(at_least=7, at_most=90),
        "session_reminder_days": WholeNumber(at_least=1, at_most=14),
        "booking_draft_days": WholeNumber(at_least=1, at_most=30),
        # Long enough that whoever comes back is known again, and not for ever.
        "forget_unmatched_days": WholeNumber(at_least=90, at_most=1096),
        "prevention": TableOf(PreventionLevel, unique="step"),
    },
    "messages": {
        "answer_within_hours": WholeNumber(at_least=1, at_most=240),
        "urgent_answer_within_hours": WholeNumber(at_least=1, at_most=24),
    },
    "my_plan": {
        # Below five minutes nobody can read a plan; on a shared computer half an hour is long.
        "idle_minutes": WholeNumber(at_least=5, at_most=30),
        "at_most_hours": WholeNumber(at_least=1, at_most=12),
        "review_months": WholeNumber(at_least=1, at_most=12),
        # After its review day an access rests once so many days have gone by without one.
        "review_grace_days": WholeNumber(at_least=0, at_most=56),
        "who_looked": OneOf(("teams", "nothing")),
        "teams_shown_as": TableOf(TeamShownAs, unique="team"),
    },
    "self_assessment": {
        "offered": TableOf(SelfAssessmentOffered, unique="meaning"),
        # Long enough to come back after a stay in hospital, short enough that nobody's story lies about.
        "keep_unsent_days": WholeNumber(at_least=1, at_most=90),
        "answer_days": WholeNumber(at_least=1, at_most=28),
        "who_holds_it": OneOf(("first_name_and_team", "team")),
    },
    "duties": {
        "met_by": TableOf(DutyMet, unique="duty"),
    },
    "waiting_list": {
        "retriage": TableOf(RetriageStep, unique="risk"),
    },
    "protected_functions": {
        "functions": TableOf(ProtectedFunction, unique="key"),
    },
    "plans": {
        "sign_off": TableOf(SignOffStep, unique="signed_by"),
        "signing_days": WholeNumber(at_least=0, at_most=28),
        "arranged_support": OneOf(("managed_personal_budget", "commissioned_support")),
    },
    "circumstances": {
        "check_after_months": WholeNumber(at_least=1, at_most=60),
    },
    "staff_safety": {
        "warning_review_months": WholeNumber(at_least=1, at_most=24),
        "lone_visit_late_after_minutes": WholeNumber(at_least=5, at_most=240),
    },
    "signing_in": {
        # Below five minutes nobody can read a long record; above an hour an unwatched screen stays open.
        "idle_minutes": WholeNumber(at_least=5, at_most=60),
    },
    "caseload": {
        "weights": TableOf(CaseWeight, unique="kind"),
        "limit": WholeNumber(at_least=1, at_most=200),
    },
    "publishing": {
        "smallest_number_shown": WholeNumber(at_least=3, at_most=20),
        # One release stands for so many months, from January on; the figures of the nights between stay inside.
        "months_of_a_release": WholeNumber(at_least=1, at_most=12),
        # The nation publishes an outcome whose counts it holds back; "strict" holds it back too.
        "outcomes_of_small_numbers": OneOf(("national", "strict")),
    },
}
