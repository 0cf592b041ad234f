"""A person with a finished conversation, for the return."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from alongside.foundation.accounts.models import User
from alongside.front_door.conversations.models import Conversation
from alongside.people.people.models import Address, Identifier, Person
from alongside.people.people.tests.factories import person

NHS = ("9990000018", "9990000026", "9990000034", "9990000042")


def whole_person(*names: str, by: User, nhs: str = NHS[0], postcode: str = "WM4 1TR", **more: Any) -> Person:
    """With every field of a person that the return must have."""
    made = person(*names, by=by, date_of_birth=more.pop("date_of_birth", date(1947, 2, 3)))
    Person.objects.filter(pk=made.pk).update(gender="female", ethnicity="black_african")
    Identifier.objects.get_or_create(
        subject_id=made.pk, kind="nhs_number", in_use=True, defaults={"value": nhs, "recorded_by": by}
    )
    if not Address.objects.filter(subject_id=made.pk, ends_on=None).exists():
        Address.objects.create(
            subject_id=made.pk, kind="home", line_1="14 Tanner’s Row", postcode=postcode, recorded_by=by
        )
    return made


def conversation(
    subject: Any,
    by: User,
    on: date,
    *,
    as_carer: bool = False,
    outcome: str = "information_and_advice",
    route: str = "community",
) -> Conversation:
    began = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
    return Conversation.objects.create(
        subject_id=subject.pk,
        held_by=by,
        began_at=began,
        finished_at=began,
        finished_by=by,
        channel="telephone",
        safe_now="safe",
        route_of_access=route,
        national_outcome=outcome,
        as_carer=as_carer,
    )
