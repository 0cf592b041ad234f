"""Invented people for tests, made the way the product makes them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from alongside.foundation.accounts.models import Membership, Organisation, Team, User
from alongside.people.people import actions
from alongside.people.people.models import Person

_numbers = count(1)


def worker(role: str = "social_worker", **changes: Any) -> User:
    number = next(_numbers)
    council, _ = Organisation.objects.get_or_create(name="Westmere Council", defaults={"is_council": True})
    team, _ = Team.objects.get_or_create(key="north", defaults={"name": "North team", "organisation": council})
    username = changes.pop("username", f"worker{number}")
    user = User.objects.create_user(
        username=username, email=f"{username}@westmere.example",
        **{"name": f"Worker {number}", **changes},
    )
    Membership.objects.create(user=user, team=team, role=role, starts_on=date(2020, 1, 1))
    return user


def person(given: str = "Winifred", family: str = "Okafor", *, by: User | None = None, **details: Any) -> Person:
    return actions.add_person(given=given, family=family, by=by or worker(), **details)


def nhs_number(number: int) -> str:
    """The test number that starts 999 and carries on with these figures, if it has a check figure; else the next."""
    while True:
        body = f"999{number:06d}"
        check = 11 - sum(int(figure) * (10 - place) for place, figure in enumerate(body)) % 11
        if check != 10:
            return body + str(0 if check == 11 else check)
        number += 1
