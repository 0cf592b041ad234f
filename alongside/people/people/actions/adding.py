"""Adding a person, once a search has shown that they are not here yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.people.people import normal
from alongside.people.people.models import Address, Contact, Identifier, Name, Person
from alongside.people.people.search import refresh_search

ADDED = events.Kind("people.added", "details")


class AlreadyKnown(Exception):
    """The NHS number is on another record already, so this is the same person or the number is wrong."""

    def __init__(self, subject: Subject | None) -> None:
        self.subject = subject
        super().__init__("Another record has this NHS number already.")


@dataclass(frozen=True)
class HomeAddress:
    line_1: str = ""
    line_2: str = ""
    town: str = ""
    postcode: str = ""
    uprn: str = ""
    kind: str = "home"


def refuse_known_nhs_number(value: str, subject: Subject) -> None:
    held = Identifier.objects.nhs().in_use().filter(value=value).select_related("subject")
    if other := held.exclude(subject=subject).first():
        raise AlreadyKnown(other.subject)


def keep_nhs_number(*, subject: Subject, value: str, by: User | None, issuer: str = "") -> Identifier:
    """Record it, unless another record has it: also one closed to whoever asks, which only the database sees."""
    refuse_known_nhs_number(value, subject)
    try:
        with transaction.atomic():
            return Identifier.objects.create(
                subject=subject, kind="nhs_number", value=value, issuer=issuer, recorded_by=by)
    except IntegrityError:
        raise AlreadyKnown(None) from None


@transaction.atomic
def add_person(
    *,
    by: User | None,
    given: str = "",
    family: str = "",
    known_as: str = "",
    family_first: bool = False,
    date_of_birth: date | None = None,
    date_of_birth_estimated: bool = False,
    gender: str = "",
    pronouns: str = "",
    ethnicity: str = "",
    first_language: str = "",
    interpreter: str = "",
    interpreter_language: str = "",
    nhs_number: str = "",
    address: HomeAddress | None = None,
    home_telephone: str = "",
    mobile: str = "",
    email: str = "",
    why_not_duplicate: str = "",
) -> Person:
    """Open a record for a person the council has not met."""
    name = Name(given=given.strip(), family=family.strip(), known_as=known_as.strip(), family_first=family_first)
    subject = Subject.objects.create(display_name=name.in_full)
    name.subject, name.recorded_by = subject, by
    name.save()
    person = Person.objects.create(
        subject=subject, date_of_birth=date_of_birth, date_of_birth_estimated=date_of_birth_estimated, gender=gender,
        pronouns=pronouns, ethnicity=ethnicity, first_language=first_language, interpreter=interpreter,
        interpreter_language=interpreter_language, added_by=by, why_not_duplicate=why_not_duplicate,
    )
    if nhs_number:
        keep_nhs_number(subject=subject, value=normal.nhs_number(nhs_number), by=by)
    if address:
        Address.objects.create(
            subject=subject, kind=address.kind, line_1=address.line_1, line_2=address.line_2, town=address.town,
            postcode=normal.postcode(address.postcode), uprn=address.uprn, recorded_by=by,
        )
    for kind, value in (("home_telephone", home_telephone), ("mobile", mobile), ("email", email)):
        if value:
            Contact.objects.create(
                subject=subject, kind=kind, value=value.strip(), normal=normal.contact(kind, value), recorded_by=by,
            )
    events.record(
        subject=subject, kind=ADDED, title="Record opened", by=by, source=person, detail=why_not_duplicate,
        url=reverse("people:details", args=[subject.pk]),
    )
    refresh_search([subject.pk])
    return person
