"""One event of the return, whichever record it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

BATCH = 2000
SERVICE_USER, CARER, BY_ASSOCIATION = "service_user", "unpaid_carer", "carer_known_by_association"


@dataclass(frozen=True, slots=True)
class Event:
    """One event, in codes of the national lists; `values` are the columns that only its kind has."""

    subject_id: int
    source: str
    client_type: str
    kind: str = ""
    reference: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    description: str = ""
    outcome: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    cared_for: tuple[int, ...] = ()
    hours: str = ""
    unit_cost: Decimal | None = None
    planned_units: Decimal | None = None
    # Who recorded it, and for which team: who can put it right.
    worker_id: int | None = None
    team_id: int | None = None


def standing(rows: QuerySet, subjects: Collection[int] | None) -> Iterator[Any]:
    """Records that were not joined to another, a batch at a time."""
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    return rows.filter(subject__merged_into=None).order_by("pk").iterator(chunk_size=BATCH)
