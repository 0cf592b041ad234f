"""Reads that need more than one table, each as few queries as can be."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from .models import Address, Contact, Identifier, InformationNeed, Name, Person


def for_frame(subject_id: int) -> Person:
    """The person with what the top of every page says, in one query: `now` holds it as plain values."""
    me = OuterRef("pk")
    person: Any = Person.objects.select_related("subject").annotate(
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
    return person.get(pk=subject_id)


def details_of(subject: Any) -> dict[str, list[Any]]:
    """Everything the details page lists, current first."""
    return {
        "names": list(Name.objects.newest_first().of(subject)),
        "addresses": list(Address.objects.newest_first().of(subject)),
        "contacts": list(Contact.objects.newest_first().of(subject)),
        "needs": list(InformationNeed.objects.newest_first().of(subject)),
        "identifiers": list(Identifier.objects.filter(subject=subject).order_by("-in_use", "kind", "pk")),
    }
