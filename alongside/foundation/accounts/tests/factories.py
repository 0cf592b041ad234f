"""Colleagues, teams and records for the tests of every room."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import Membership, Organisation, Qualification, Team, User
from alongside.foundation.subjects.models import Subject

_numbers = count(1)
NAMES = ["Amara Bello", "Callum Lees", "Yasmin Haddad", "Tom Ashworth", "Helen Cho", "Ruksana Iqbal", "Marlon Reyes",
         "Niamh Farrell", "Deepak Rao", "Sian Morgan", "Obi Eze", "Kasia Nowak"]
REGISTRATIONS = {
    "newly_qualified_social_worker": "social_worker", "social_worker": "social_worker",
    "occupational_therapist": "occupational_therapist", "out_of_hours_worker": "social_worker",
    "team_manager": "social_worker", "safeguarding_lead": "social_worker", "principal_social_worker": "social_worker",
}


def make_organisation(name: str = "Westmere Council") -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"is_council": name == "Westmere Council"})[0]


def make_team(key: str = "north", *, name: str = "", organisation: Organisation | None = None, **details: Any) -> Team:
    """The team of that key, made once a test."""
    defaults = {"name": name or f"{key.replace('_', ' ').capitalize()} team",
                "organisation": organisation or make_organisation(), **details}
    return Team.objects.get_or_create(key=key, defaults=defaults)[0]


def make_user(role: str | None = "social_worker", *, team: Team | None = None, since: date | None = None,
              qualified: bool = True, **details: Any) -> User:
    """A colleague in a role (None: no role), in the North team unless told; registered where the role asks for it."""
    number = next(_numbers)
    name = details.pop("name", NAMES[number % len(NAMES)])
    team = team or make_team()
    user = User(username=details.pop("username", f"colleague{number}"), name=name, organisation=team.organisation,
                email=details.pop("email", f"colleague{number}@westmere.example"), **details)
    user.set_unusable_password()
    user.save()
    started = since or timezone.localdate() - timedelta(days=365)
    if role:
        Membership.objects.create(user=user, team=team, role=role, starts_on=started)
    if role in REGISTRATIONS and qualified:
        make_qualification(user, REGISTRATIONS[role])
    return user


def make_qualification(user: User, kind: str, **details: Any) -> Qualification:
    """A registration that somebody has seen."""
    seen = {"seen_by": user, "seen_on": timezone.localdate(), "number": f"SW9{next(_numbers):05}"}
    return Qualification.objects.create(user=user, kind=kind, **(seen | details))


def make_subject(name: str = "Winifred Hartley", **details: Any) -> Subject:
    """A bare record; rooms from `people` upward want their own `make_person`."""
    return Subject.objects.create(display_name=name, **details)


def restrict(subject: Subject, by: User) -> Subject:
    """The record, restricted to nobody but whom the test then names by a grant."""
    subject.restricted, subject.restricted_reason = True, "Related to a colleague"
    subject.restricted_by, subject.restricted_at = by, timezone.now()
    subject.save()
    return subject
