"""Which record each person of a snapshot is: by NHS number, or by our own number after the council's code."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.people.people.models import Identifier


def records_of(ids: Iterable[str]) -> dict[str, int]:
    """The number of the record of each person of the event table, as far as there is one."""
    numbers = dict(Identifier.objects.filter(kind="nhs_number", in_use=True).values_list("value", "subject_id"))
    found = {}
    for person_id in ids:
        own = person_id.rpartition("_")[2]
        if person_id in numbers:
            found[person_id] = numbers[person_id]
        elif "_" in person_id and own.isascii() and own.isdigit():
            found[person_id] = int(own)
    return found
