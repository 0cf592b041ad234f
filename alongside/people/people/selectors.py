"""Reads that need more than one table, each as few queries as can be."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from alongside.foundation.database.prepared import prepared

from .actions.rows import pointing_at_subject
from .models import Address, Contact, GPPractice, Identifier, InformationNeed, Join, Name, Person
from .models.addresses import LIVES_AT


@prepared
def _for_frame(person: int) -> QuerySet[Person]:
    me = OuterRef("pk")
    return Person.objects.filter(pk=person).select_related("subject").annotate(
        now_names=ArraySubquery(Name.objects.current().legal().filter(subject=me).values(
            row=JSONObject(given="given", family="family", known_as="known_as"))),
        now_addresses=ArraySubquery(Address.objects.current().filter(subject=me).order_by("pk").values(
            row=JSONObject(kind="kind", line_1="line_1", line_2="line_2", town="town", postcode="postcode"))),
        now_contacts=ArraySubquery(
            Contact.objects.current().filter(subject=me).order_by("-preferred", "pk").values(
                row=JSONObject(kind="kind", value="value", preferred="preferred", no_texts="no_texts"))),
        now_nhs=ArraySubquery(Identifier.objects.in_use().nhs().filter(subject=me).values("value")),
        now_needs=ArraySubquery(InformationNeed.objects.current().filter(subject=me).order_by("pk").values(
            row=JSONObject(need="need", detail="detail"))),
    )


def for_frame(subject_id: int) -> Any:
    """The person with what the top of every page says, in one query: `now_…` hold it as plain values."""
    (person,) = _for_frame(person=subject_id)
    return person


def details_of(subject: Any) -> dict[str, list[Any]]:
    """Everything the details page lists, current first."""
    return {
        "names": list(Name.objects.newest_first().of(subject)),
        "addresses": list(Address.objects.newest_first().of(subject)),
        "contacts": list(Contact.objects.newest_first().of(subject)),
        "needs": list(InformationNeed.objects.newest_first().of(subject)),
        "practices": list(GPPractice.objects.newest_first().of(subject)),
        "identifiers": list(Identifier.objects.filter(subject=subject).order_by("-in_use", "kind", "pk")
                            .select_related("verified_by")),
    }


def legal_name(subject: Any) -> Name:
    return Name.objects.legal().current().get(subject=subject)


def other_names(subject: Any) -> QuerySet[Name]:
    return Name.objects.current().of(subject).exclude(kind=Name.Kind.LEGAL)


def addresses_of(subject: Any) -> QuerySet[Address]:
    return Address.objects.of(subject)


def lives_at(subject: Any) -> dict[str, Any]:
    """Their home as a new address would take its place."""
    home = Address.objects.current().of(subject).filter(kind__in=LIVES_AT).order_by("pk").first()
    return {name: getattr(home, name, "") for name in ("kind", "line_1", "line_2", "town", "postcode", "uprn")}


def practice_now(subject: Any) -> dict[str, Any]:
    practice = GPPractice.objects.current().of(subject).first()
    return {name: getattr(practice, name, "") for name in ("name", "code", "gp_name", "telephone")}


def contacts_of(subject: Any) -> QuerySet[Contact]:
    return Contact.objects.current().of(subject)


def needs_now(subject: Any) -> QuerySet[InformationNeed]:
    return InformationNeed.objects.current().of(subject).order_by("pk")


def joins_of(subject: Any) -> QuerySet[Join]:
    return Join.objects.filter(subject=subject).newest_first().select_related(
        "other", "subject", "joined_by", "parted_by")


def has_been_joined(subject: Any) -> bool:
    return Join.objects.filter(subject=subject).exists()


def entry_on(subject: Any, entry: str) -> Any:
    """The record that `entry` ("case_notes.casenote:12") names, if it is one of this person's; else None."""
    label, _, number = entry.partition(":")
    if not number.isdecimal():
        return None
    for model, field in pointing_at_subject():
        if model._meta.label_lower == label and field.name == "subject":
            return model._default_manager.filter(subject=subject, pk=number).first()
    return None
