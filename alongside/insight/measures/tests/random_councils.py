"""Small councils at random, every boundary of the rules crowded: the same for one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from alongside.insight.measures.tests.factories import QUARTER_AFTER, THIS_YEAR, YEAR_BEFORE, Row, row
from alongside.rules.national_return.lists import national_list

ANCHORS = (date(2024, 4, 1), date(2025, 3, 31), date(2024, 7, 10), date(2024, 12, 1))
STEPS = (-366, -365, -364, -92, -91, -90, -15, -14, -13, -8, -7, -6, -1, 0, 0, 1, 6, 7, 8, 30, 90, 91, 92)
PERIODS = (THIS_YEAR, THIS_YEAR, THIS_YEAR, YEAR_BEFORE, QUARTER_AFTER)
LONG_TERM = ("Nursing care", "Residential care", "Community", "Prison")
SERVICES = (
    *["Short term support: ST-Max"] * 6, *(f"Long term support: {kind}" for kind in LONG_TERM),
    "Long term support: Community", "Short term support: Ongoing low level", "Short term support: Other short term",
    "Unpaid carer support: Direct to unpaid carer", "Unpaid carer support: Support involving the person cared-for",
    None, "Something else",
)  # fmt: skip
COMPONENTS = (
    None, None, "Reablement", "Equipment", "Direct payment", "Long term residential care", "Long term nursing care",
    "Short term residential care", "Short term nursing care", "Shared Lives", "Extra care housing",
    "Community supported living", "Home support or domiciliary care", "Home support or domiciliary care", "Meals",
    "Not on the list",
)  # fmt: skip
MECHANISMS = (None, "Direct payment", "CASSR managed personal budget", "CASSR commissioned support", "Not on the list")
GENDERS = ("Male", "Female", "Male", "Female", "Other", "Unknown", None)
CLIENTS = (*["Service user"] * 12, *["Unpaid carer"] * 4, "Unpaid carer known by association", None)
KINDS = (*["Service"] * 9, "Assessment", "Assessment", "Review", "Review", "Request", None)


def _words(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for code in national_list(name) if (word := code.national(2))))


OUTCOMES = (*_words("event_outcome"), "NFA: Support ended as planned", "Not on the list", None, None, None)
ACCOMMODATION = (*_words("accommodation_status"), *["Unknown"] * 8, *[None] * 8, "Not on the list")
REASONS = (*["Learning disability support"] * 5, *_words("primary_support_reason"), None, "Not on the list")


def councils(count: int, seed: int) -> Iterator[Row]:
    """Every row of so many councils of one to four people."""
    dice = random.Random(seed)
    for number in range(count):
        council = f"{number:05}"
        for person in range(dice.randint(1, 4)):
            yield from _person(dice, council, f"{council}_P{person}")


def _person(dice: random.Random, council: str, person: str) -> Iterator[Row]:
    anchor = dice.choice(ANCHORS)
    birthdays = [_birthday(dice, anchor) for _ in range(dice.choice((1, 1, 1, 2)))]
    deaths: list[date | None] = [None]
    if dice.random() < 0.15:
        deaths = [None, *(_near(dice, anchor) for _ in range(dice.choice((1, 1, 2))))]
    genders = dice.sample(GENDERS, dice.choice((1, 1, 2)))
    client = dice.choice(CLIENTS)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))):
        start = _near(dice, anchor) if dice.random() > 0.03 else None
        end = _end(dice, start, anchor)
        yield row(
            period=_period(dice, end or start),
            la_code=council,
            person_id=dice.choice((person, person, person.lower())),
            client_type=_case(dice, client if dice.random() < 0.9 else dice.choice(CLIENTS)),
            event_type=_case(dice, dice.choice(KINDS)),
            event_start=start,
            event_end=end,
            event_outcome=_case(dice, dice.choice(OUTCOMES)),
            service_type=_case(dice, _service(dice, client)),
            service_component=_case(dice, dice.choice(COMPONENTS)),
            delivery_mechanism=_case(dice, dice.choice(MECHANISMS)),
            date_of_birth=dice.choice(birthdays),
            date_of_death=dice.choice(deaths),
            gender=dice.choice(genders),
            primary_support_reason=_case(dice, dice.choice(REASONS)),
            accommodation_status=_case(dice, dice.choice(ACCOMMODATION)),
        )


def _service(dice: random.Random, client: str | None) -> str | None:
    """Carers are mostly supported as carers."""
    if client and "carer" in client and dice.random() < 0.6:
        return "Unpaid carer support: Direct to unpaid carer"
    return dice.choice(SERVICES)


def _period(dice: random.Random, when: date | None) -> tuple[date, date]:
    """Mostly the one that the event belongs to, so that most events survive the filter; at times any other."""
    theirs = [period for period in PERIODS if when and period[0] <= when <= period[1]]
    return theirs[0] if theirs and dice.random() < 0.85 else dice.choice(PERIODS)


def _near(dice: random.Random, anchor: date) -> date:
    return anchor + timedelta(days=dice.choice(STEPS) + dice.choice((0, 0, 0, 0, 7, -7)))


def _end(dice: random.Random, start: date | None, anchor: date) -> date | None:
    if dice.random() < 0.25:
        return None
    if start is not None and dice.random() < 0.6:
        return start + timedelta(days=dice.choice((0, 1, 6, 7, 8, 13, 14, 30)))
    return _near(dice, anchor)


def _birthday(dice: random.Random, anchor: date) -> date | None:
    """On one side or the other of 18 or 65, near the anchor; or known to nobody."""
    if dice.random() < 0.1:
        return None
    years = dice.choice((18, 65, 65, 40, 80))
    return anchor - timedelta(days=years * 36525 // 100 + dice.choice((-40, -31, -30, -1, 0, 1, 30, 31, 40)))


def _case(dice: random.Random, word: str | None) -> str | None:
    """The nation compares whatever the capitals."""
    if word is None or dice.random() > 0.15:
        return word
    return dice.choice((word.upper(), word.lower(), word.title()))
