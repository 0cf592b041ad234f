"""Putting details right. What was true is ended and kept; what was never true is corrected, and the audit keeps it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.people.people import normal
from alongside.people.people.models import Address, Contact, GPPractice, Identifier, InformationNeed, Name, Person
from alongside.people.people.models.addresses import LIVES_AT
from alongside.people.people.search import refresh_search

from .adding import HomeAddress, keep_nhs_number

CORRECTED = events.Kind("people.corrected", "details")
MOVED_HOME = events.Kind("people.moved_home", "details", significant=True)
RENAMED = events.Kind("people.renamed", "details")


def _tell(subject: Subject, title: str, by: User | None, kind: events.Kind = CORRECTED, detail: str = "",
          source: models.Model | None = None) -> None:
    events.record(subject=subject, kind=kind, title=title, detail=detail, by=by, source=source,
                  url=reverse("people:details", args=[subject.pk]))
    refresh_search([subject.pk])


def _change(record: models.Model, values: dict[str, Any]) -> list[str]:
    """Set what differs; the names of the fields that did."""
    changed = [field for field, value in values.items() if getattr(record, field) != value]
    for field in changed:
        setattr(record, field, values[field])
    if changed:
        record.save(update_fields=changed)
    return changed


def _day_before(day: date, starts_on: date | None) -> date:
    last = day - timedelta(days=1)
    return max(last, starts_on) if starts_on else last


# --- names -----------------------------------------------------------------------------------------------------------


def _show_name(name: Name) -> None:
    name.subject.display_name = name.in_full
    name.subject.save(update_fields=["display_name"])


@transaction.atomic
def correct_name(*, subject: Subject, given: str, family: str, by: User | None, known_as: str = "",
                 family_first: bool = False) -> Name:
    """The name was written down wrongly: a slip, not a change of name."""
    name = Name.objects.legal().current().select_for_update().get(subject=subject)
    was = name.in_full
    values = {"given": given.strip(), "family": family.strip(), "known_as": known_as.strip(),
              "family_first": family_first}
    if _change(name, values):
        name.subject = subject
        _show_name(name)
        _tell(subject, "Name corrected", by, RENAMED, f"Was written {was}" if was != name.in_full else "", name)
    return name


@transaction.atomic
def change_name(*, subject: Subject, given: str, family: str, from_day: date, by: User | None, known_as: str = "",
                family_first: bool = False) -> Name:
    """A new name from a day on (marriage, deed poll, a new start); the former one still finds the person."""
    former = Name.objects.legal().current().select_for_update().get(subject=subject)
    _change(former, {"kind": Name.Kind.FORMER, "ends_on": _day_before(from_day, former.starts_on)})
    name = Name.objects.create(
        subject=subject, given=given.strip(), family=family.strip(), known_as=known_as.strip(),
        family_first=family_first, starts_on=from_day, recorded_by=by,
    )
    _show_name(name)
    _tell(subject, f"Now called {name.in_full}", by, RENAMED, f"Was {former.in_full}", name)
    return name


@transaction.atomic
def record_other_name(*, subject: Subject, given: str, family: str, kind: str, by: User | None) -> Name:
    """A name at birth or another name used, so that the person is found by it."""
    name = Name.objects.create(subject=subject, given=given.strip(), family=family.strip(), kind=kind, recorded_by=by)
    _tell(subject, f"{name.get_kind_display()} recorded: {name.in_full}", by, RENAMED, source=name)
    return name


@transaction.atomic
def end_name(*, name: Name, on: date, by: User | None) -> None:
    _change(name, {"ends_on": on})
    _tell(name.subject, f"{name.get_kind_display()} no longer used: {name.in_full}", by, RENAMED, source=name)


# --- where, and how to reach -----------------------------------------------------------------------------------------


def _address_values(details: HomeAddress) -> dict[str, Any]:
    return {"line_1": details.line_1.strip(), "line_2": details.line_2.strip(), "town": details.town.strip(),
            "postcode": normal.postcode(details.postcode), "uprn": details.uprn.strip(), "kind": details.kind}


@transaction.atomic
def correct_address(*, address: Address, details: HomeAddress, by: User | None) -> Address:
    """The address was written down wrongly."""
    was = address.on_one_line
    if _change(address, _address_values(details)):
        _tell(address.subject, "Address corrected", by, detail=f"Was written {was}", source=address)
    return address


@transaction.atomic
def move_home(*, subject: Subject, details: HomeAddress, from_day: date | None, by: User | None,
              note: str = "") -> Address:
    """The person lives (or stays, or gets letters) somewhere else from a day on; the old address is kept."""
    kinds = LIVES_AT if details.kind in LIVES_AT else [details.kind]
    day = from_day or timezone.localdate()
    for former in Address.objects.current().of(subject).filter(kind__in=kinds).select_for_update():
        _change(former, {"ends_on": _day_before(day, former.starts_on)})
    address = Address.objects.create(subject=subject, starts_on=from_day, note=note, recorded_by=by,
                                     **_address_values(details))
    _tell(subject, "Moved" if details.kind in LIVES_AT else "Another address recorded", by,
          MOVED_HOME if details.kind in LIVES_AT else CORRECTED, address.on_one_line, address)
    return address


@transaction.atomic
def end_address(*, address: Address, on: date, by: User | None) -> None:
    _change(address, {"ends_on": on})
    _tell(address.subject, "Address no longer used", by, detail=address.on_one_line, source=address)


@transaction.atomic
def add_contact(*, subject: Subject, kind: str, value: str, by: User | None, preferred: bool = False,
                no_texts: bool = False, safe_to_leave_message: bool | None = None, note: str = "") -> Contact:
    """A telephone number or an email address of this person."""
    if preferred:
        Contact.objects.current().of(subject).filter(preferred=True).update(preferred=False)
    contact = Contact.objects.create(
        subject=subject, kind=kind, value=value.strip(), normal=normal.contact(kind, value), preferred=preferred,
        no_texts=no_texts, safe_to_leave_message=safe_to_leave_message, note=note, recorded_by=by,
        starts_on=timezone.localdate(),
    )
    _tell(subject, "How to get in touch added", by, detail=contact.value, source=contact)
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, kind: str, value: str, by: User | None, preferred: bool = False,
                   no_texts: bool = False, safe_to_leave_message: bool | None = None, note: str = "") -> Contact:
    """A new number takes the place of the old one, which is kept; the rest is put right where it stands."""
    marks = {"preferred": preferred, "no_texts": no_texts, "safe_to_leave_message": safe_to_leave_message, "note": note}
    if normal.contact(kind, value) != contact.normal or kind != contact.kind:
        _change(contact, {"ends_on": timezone.localdate(), "preferred": False})
        return add_contact(subject=contact.subject, kind=kind, value=value, by=by, **marks)
    if preferred and not contact.preferred:
        Contact.objects.current().of(contact.subject).filter(preferred=True).update(preferred=False)
    if _change(contact, {"value": value.strip(), **marks}):
        _tell(contact.subject, "How to get in touch changed", by, detail=contact.value, source=contact)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, by: User | None) -> None:
    _change(contact, {"ends_on": timezone.localdate(), "preferred": False})
    _tell(contact.subject, "No longer reached at", by, detail=contact.value, source=contact)


@transaction.atomic
def record_gp_practice(*, subject: Subject, name: str, by: User | None, code: str = "", gp_name: str = "",
                       telephone: str = "", from_day: date | None = None) -> GPPractice:
    for former in GPPractice.objects.current().of(subject).select_for_update():
        _change(former, {"ends_on": _day_before(from_day or timezone.localdate(), former.starts_on)})
    practice = GPPractice.objects.create(subject=subject, name=name, code=code, gp_name=gp_name, telephone=telephone,
                                         starts_on=from_day, recorded_by=by)
    _tell(subject, "GP practice recorded", by, detail=name, source=practice)
    return practice


@transaction.atomic
def record_information_need(*, subject: Subject, need: str, by: User | None, detail: str = "") -> InformationNeed:
    recorded, new = InformationNeed.objects.get_or_create(
        subject=subject, need=need, ends_on=None,
        defaults={"detail": detail, "recorded_by": by, "starts_on": timezone.localdate()},
    )
    if new or _change(recorded, {"detail": detail}):
        _tell(subject, "How to communicate recorded", by, source=recorded)
    return recorded


@transaction.atomic
def end_information_need(*, need: InformationNeed, by: User | None) -> None:
    _change(need, {"ends_on": timezone.localdate()})
    _tell(need.subject, "How to communicate changed", by, source=need)


# --- who they are ----------------------------------------------------------------------------------------------------


@transaction.atomic
def change_identity(*, person: Person, by: User | None, **values: Any) -> Person:
    """Date of birth, gender, pronouns, ethnicity, language and interpreter."""
    changed = _change(person, values)
    if changed:
        words = {"date_of_birth": "date of birth", "date_of_birth_estimated": "date of birth",
                 "first_language": "first language", "interpreter_language": "interpreter"}
        parts = list(dict.fromkeys(words.get(field, field) for field in changed))
        _tell(person.subject, "Details put right", by, detail=", ".join(parts).capitalize(), source=person)
    return person


@transaction.atomic
def record_identifier(*, subject: Subject, kind: str, value: str, by: User | None, issuer: str = "",
                      verified_how: str = "") -> Identifier:
    """Record a number; a new NHS number takes the place of the one that turned out wrong."""
    if kind == "nhs_number":
        value = normal.nhs_number(value)
        Identifier.objects.in_use().nhs().filter(subject=subject).exclude(value=value).update(in_use=False)
    number = Identifier.objects.in_use().filter(subject=subject, kind=kind, value=value.strip()).first()
    if number is None and kind == "nhs_number":
        number = keep_nhs_number(subject=subject, value=value, by=by, issuer=issuer)
    elif number is None:
        number = Identifier.objects.create(subject=subject, kind=kind, value=value.strip(), issuer=issuer,
                                           recorded_by=by)
    if verified_how:
        return verify_identifier(identifier=number, how=verified_how, by=by)
    _tell(subject, "Number recorded", by, source=number)
    return number


@transaction.atomic
def verify_identifier(*, identifier: Identifier, how: str, by: User | None) -> Identifier:
    """Somebody saw the card or letter, or traced the number."""
    _change(identifier, {"verified_how": how, "verified_by": by, "verified_on": timezone.localdate()})
    _tell(identifier.subject, "Number checked", by, detail=how, source=identifier)
    return identifier


@transaction.atomic
def withdraw_identifier(*, identifier: Identifier, by: User | None) -> None:
    """The number is not this person's."""
    _change(identifier, {"in_use": False})
    _tell(identifier.subject, "Number withdrawn", by, source=identifier)
