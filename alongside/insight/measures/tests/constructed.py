"""Events whose answers are known by construction: each story says what it adds to which figure.

A story is one person at one boundary of the rules. `a_council` draws stories by lot and adds up what they say, so that
the sum is known without any reckoning of the rules.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from alongside.insight.measures.tests.factories import LAST, QUARTER_AFTER, YEAR_BEFORE, Row, later, reablement, row

Adds = dict[tuple[str, str, str], tuple[int, int]]


@dataclass(frozen=True)
class Story:
    """What happened to one person, and what that adds to numerator and denominator, by measure, age and gender."""

    name: str
    rows: list[Row]
    adds: Adds = field(default_factory=dict)


def a_council(code: str, people: int, seed: int) -> tuple[list[Row], Counter[tuple[str, str, str, str]], Counter[Any]]:
    """Rows, and the numerators and denominators they make."""
    dice = random.Random(seed)
    rows: list[Row] = []
    good: Counter[tuple[str, str, str, str]] = Counter()
    whole: Counter[tuple[str, str, str, str]] = Counter()
    for number in range(people):
        story = dice.choice(STORIES)
        rows += [{**one, "la_code": code, "person_id": f"{code}_{number}"} for one in story.rows]
        for (measure, age, gender), (numerator, denominator) in story.adds.items():
            good[measure, code, age, gender] += numerator
            whole[measure, code, age, gender] += denominator
    dice.shuffle(rows)
    return rows, good, whole


START, END = date(2024, 6, 3), date(2024, 7, 15)
LTS = "Long term support: "
HOME_CARE = {"service_type": LTS + "Community", "service_component": "Home support or domiciliary care"}
CARE_HOME = {"service_type": LTS + "Residential care", "service_component": "Long term residential care"}


def _episode(good: bool, age: str = "18_64") -> Adds:
    """One episode of 2A, which counts in its age group and in the total."""
    return {("2A", band, ""): (int(good), 1) for band in ([age, "Total"] if age else ["Total"])}


def _born(age: int, on: date, months: int = 0) -> date:
    """Somebody whose birth month makes them this old on the day, or so many months short of it."""
    month = on.year * 12 + on.month - 1 - age * 12 + months
    return date(month // 12, month % 12 + 1, 28)


def _prior(days: int, **more: Any) -> Row:
    """Home care that ended so many days before the episode began; the row is last year's if it ended in it."""
    ended = START - timedelta(days=days)
    period = {"period": YEAR_BEFORE} if ended <= YEAR_BEFORE[1] else {}
    return row(**{"event_start": date(2023, 5, 1), "event_end": ended, **HOME_CARE, **period, **more})


def _then(days: int, **more: Any) -> Row:
    """A service that begins so many days after the episode ended and ends the same month."""
    begins = later(END, days)
    return row(**{"event_start": begins, "event_end": later(begins, 3), **more})


def _at_home(age: str, measure: str, settled: bool, gender: str) -> Adds:
    return {(measure, age, kind): (int(settled), 1) for kind in ["Total", *([gender] if gender else [])]}


def _in_community(age: str, sds: int, dp: int) -> Adds:
    bands = [age, "Total"] if age else ["Total"]
    return {("3D(1a)", band, ""): (sds, 1) for band in bands} | {("3D(2a)", band, ""): (dp, 1) for band in bands}


_STILL_HOME: dict[str, Any] = {**HOME_CARE, "event_start": date(2023, 5, 1), "event_end": None, "gender": "Female"}
_A_CARER: dict[str, Any] = {
    "client_type": "Unpaid carer", "service_type": "Unpaid carer support: Direct to unpaid carer",
    "service_component": "Unpaid carer respite", "event_start": date(2024, 8, 1), "event_end": date(2024, 9, 1),
}  # fmt: skip


def _carer(sds: int, dp: int) -> Adds:
    return {("3D(1b)", band, ""): (sds, 1) for band in ("18_64", "Total")} | {
        ("3D(2b)", band, ""): (dp, 1) for band in ("18_64", "Total")
    }


def _open_at_home(mechanism: str | None, sds: int, dp: int, **more: Any) -> tuple[list[Row], Adds]:
    """Somebody with home care all year: in 2E and in 3D."""
    rows = [row(**{**_STILL_HOME, "delivery_mechanism": mechanism, "accommodation_status": "Refuge", **more})]
    return rows, {**_at_home("18_64", "2E(2a)", False, "Female"), **_in_community("18_64", sds, dp)}


STORIES: list[Story] = [
    # Clusters: seven days apart are one episode, eight are two
    Story(
        "seven days apart are one episode",
        [reablement(START, END), reablement(later(END, 7), later(END, 20), "NFA: Other")],
        _episode(True),
    ),
    Story(
        "eight days apart are two episodes",
        [reablement(START, END), reablement(later(END, 8), later(END, 20), "NFA: Other")],
        {("2A", "18_64", ""): (2, 2), ("2A", "Total", ""): (2, 2)},
    ),
    Story(
        "a long service bridges the gap between two short ones",
        [reablement(START, END), reablement(START, later(START, 2)), reablement(later(END, 5), later(END, 9))],
        _episode(True),
    ),
    Story("the same days twice are one episode", [reablement(START, END), reablement(START, END)], _episode(True)),
    Story(
        "an episode that ends a day after the year is next year's",
        [reablement(date(2025, 3, 1), later(LAST, 1), period=QUARTER_AFTER)],
    ),
    Story("an episode that ends on the last day is this year's", [reablement(date(2025, 3, 1), LAST)], _episode(True)),
    Story("an open episode has not ended", [reablement(START, None)]),
    # New clients: support that ended 91 days before makes nobody known. (START less 91 days is last year's.)
    Story("support that ended 91 days before", [_prior(91), reablement(START, END)], _episode(True)),
    Story("support that ended 90 days before", [_prior(90), reablement(START, END)]),
    Story(
        "a review with a long-term service type is support, too",
        [
            _prior(80, event_type="Review"),
            reablement(START, END),
        ],
    ),
    # Sequels
    Story(
        "long-term support within seven days",
        [reablement(START, END), _then(7, **HOME_CARE, accommodation_status="Refuge")],
        {**_episode(False), ("2E(2a)", "18_64", "Total"): (0, 1)},
    ),
    Story(
        "long-term support after eight days comes too late",
        [reablement(START, END), _then(8, **HOME_CARE, accommodation_status="Refuge")],
        {**_episode(True), ("2E(2a)", "18_64", "Total"): (0, 1)},
    ),
    Story(
        "a short stay in a care home",
        [
            reablement(START, END),
            _then(2, service_type="Short term support: Other short term", service_component="Short term nursing care"),
        ],
        _episode(False),
    ),
    Story(
        "a service to the carer is no sequel, but it silences the outcome, which then stands as recorded",
        [reablement(START, END), _then(2, service_type="Unpaid carer support: Support involving the person cared-for")],
        _episode(True),
    ),
    Story("a death seven days after", [reablement(START, END, date_of_death=later(END, 7))]),
    Story("a death eight days after", [reablement(START, END, date_of_death=later(END, 8))], _episode(True)),
    Story("hospital", [reablement(START, END, "Admitted to hospital")]),
    Story("an outcome that only goes on", [reablement(START, END, "Continuation of support or services")]),
    Story(
        "equipment inside an episode without an outcome",
        [
            reablement(START, END, None),
            row(event_start=START, event_end=END, service_component="Equipment", service_type=None),
        ],
        _episode(True),
    ),
    Story(
        "an assessment inside it, 13 days before the end, says where it led",
        [
            reablement(START, END, None),
            row(event_type="Assessment", event_start=START, event_end=later(END, -13), event_outcome="NFA: Other"),
        ],
        _episode(True),
    ),
    Story(
        "an assessment 14 days before the end is too old",
        [
            reablement(START, END, None),
            row(event_type="Assessment", event_start=START, event_end=later(END, -14), event_outcome="NFA: Other"),
        ],
    ),
    Story(
        "two outcomes on the last day: the better in the hierarchy",
        [reablement(START, END, "NFA: Support declined"), reablement(START, END, "NFA: Other")],
    ),
    # Ages
    *(
        Story(
            f"an episode at {age}{' less a month' if months else ''}",
            [reablement(START, END, date_of_birth=_born(age, END, months))],
            _episode(True, band) if band else {},
        )
        for age, months, band in ((18, 1, ""), (18, -1, "18_64"), (65, 1, "18_64"), (65, -1, "65_plus"))
    ),
    Story(
        "an episode of somebody whose birth month nobody knows",
        [reablement(START, END, date_of_birth=None)],
        {("2A", "Total", ""): (1, 1)},
    ),
    Story(
        "two birth months of one period: the earlier counts",
        [reablement(START, END, date_of_birth=_born(64, END)), reablement(START, END, date_of_birth=_born(70, END))],
        _episode(True, "65_plus"),
    ),
    # Admissions
    *(
        Story(
            f"a care home again after {days} days",
            [
                row(event_start=date(2023, 5, 2), event_end=date(2023, 6, 1), period=YEAR_BEFORE, **CARE_HOME),
                row(
                    event_start=later(date(2023, 6, 1), days),
                    event_end=later(date(2023, 6, 1), days),
                    gender="Male",
                    **CARE_HOME,
                ),
            ],
            {
                **({("2B", "18_64", ""): (1, 0)} if new else {}),
                **_at_home("18_64", "2E(2a)", False, "Male"),
            },
        )  # fmt: skip
        for days, new in ((364, False), (365, True))
    ),
    Story(
        "a care home for somebody who pays",
        [
            row(
                event_start=START,
                event_end=END,
                gender="Male",
                **CARE_HOME,
                event_outcome="NFA: Self-funded client or under 12wk disregard",
            )
        ],
        _at_home("18_64", "2E(2a)", False, "Male"),
    ),  # fmt: skip
    Story(
        "a care home whose component is blank is lost",
        [row(event_start=START, event_end=END, gender="Male", service_type=LTS + "Nursing care")],
        _at_home("18_64", "2E(2a)", False, "Male"),
    ),
    Story(
        "a care home on both sides of 65: once, as working age",
        [
            row(event_start=START, event_end=START, date_of_birth=date(1959, 9, 9), gender="Male", **CARE_HOME),
            row(event_start=later(START, 1), event_end=END, date_of_birth=date(1959, 9, 9), gender="Male", **CARE_HOME),
        ],
        {("2B", "18_64", ""): (1, 0), **_at_home("18_64", "2E(2a)", False, "Male")},
    ),
    # Homes
    *(
        Story(f"at home all year, {what}", rows, adds)
        for what, (rows, adds) in {
            "with a direct payment": _open_at_home("Direct payment", 1, 1),
            "with a managed budget": _open_at_home("CASSR managed personal budget", 1, 0),
            "with commissioned support": _open_at_home("CASSR commissioned support", 0, 0),
            "nobody knows how": _open_at_home(None, 0, 0),
            "a direct payment by its component": _open_at_home(None, 1, 1, service_component="Direct payment"),
        }.items()
    ),
    Story(
        "a learning disability, settled with family",
        [
            row(
                **_STILL_HOME,
                primary_support_reason="LEARNING DISABILITY SUPPORT",
                accommodation_status="Settled mainstream housing with family or friends",
            )
        ],
        {
            **_at_home("18_64", "2E(1)", True, "Female"),
            **_at_home("18_64", "2E(2a)", True, "Female"),
            **_in_community("18_64", 0, 0),
        },
    ),  # fmt: skip
    Story(
        "accommodation unknown, home care: presumed at home",
        [row(**_STILL_HOME, accommodation_status="Unknown")],
        {**_at_home("18_64", "2E(2a)", True, "Female"), **_in_community("18_64", 0, 0)},
    ),
    Story(
        "two values that tie and disagree are unknown, and home care presumes a home",
        [
            row(**_STILL_HOME, accommodation_status="Refuge"),
            row(**_STILL_HOME, accommodation_status="Registered care home"),
        ],
        {**_at_home("18_64", "2E(2a)", True, "Female"), **_in_community("18_64", 0, 0)},
    ),  # fmt: skip
    Story(
        "two genders that tie are neither",
        [row(**{**_STILL_HOME, "gender": gender, "accommodation_status": "Refuge"}) for gender in ("Male", "Female")],
        {**_at_home("18_64", "2E(2a)", False, ""), **_in_community("18_64", 0, 0)},
    ),
    Story(
        "a death on the last day leaves somebody in the count of that day",
        [row(**{**_STILL_HOME, "accommodation_status": "Refuge", "date_of_death": LAST})],
        {**_at_home("18_64", "2E(2a)", False, "Female"), **_in_community("18_64", 0, 0)},
    ),
    Story(
        "a death the day before does not",
        [row(**{**_STILL_HOME, "accommodation_status": "Refuge", "date_of_death": later(LAST, -1)})],
        _at_home("18_64", "2E(2a)", False, "Female"),
    ),
    # Carers
    Story("a carer with a direct payment", [row(**_A_CARER, delivery_mechanism="Direct payment")], _carer(1, 1)),
    Story(
        "a carer with a managed budget",
        [row(**_A_CARER, delivery_mechanism="CASSR managed personal budget")],
        _carer(1, 0),
    ),
    Story(
        "a carer whose component is blank is lost",
        [row(**{**_A_CARER, "service_component": None}, delivery_mechanism="CASSR commissioned support")],
    ),
    Story("a carer, nobody knows how", [row(**_A_CARER)]),
]
