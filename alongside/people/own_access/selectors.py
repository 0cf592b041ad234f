"""Questions about who may sign in, for this slice's pages and for other rooms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from alongside.people.relationships.models import Authority, Relationship

from .models import Access, Coercion, Part, Way
from .models.access import WITHIN_A_POWER


def candidates(subject: Any, user: Any) -> tuple[list[Relationship], list[Authority]]:
    """Whom the person could choose, and who holds a power whose paper was seen; without those who have My plan,
    and none of the first who is not to be told."""
    today = timezone.localdate()
    taken = set(Access.objects.of(subject).not_closed().exclude(relationship=None).values_list(
        "relationship_id", flat=True))
    around = Relationship.objects.filter(subject=subject).in_force(today).saying_whether_open_to(user).select_related(
        "other").in_emergency_order()
    powers = Authority.objects.filter(subject=subject, seen_on__isnull=False, kind__in=WITHIN_A_POWER).in_force(
        today).select_related("relationship__other", "seen_by").order_by("pk")
    return ([row for row in around if row.pk not in taken and row.may_be_told != Relationship.MayBeTold.NO],
            [power for power in powers if power.relationship_id not in taken])


def reached_now(subject: Any, part: str = Part.MESSAGES) -> list[tuple[Access, Way]]:
    """Whom a note that something is there may reach, by email or text: empty while anything speaks against it. An empty
    `part` is any: what everybody reads who has My plan.

    The note says that there is something, never what. Call it inside the act that makes it, or with the service's eyes.
    """
    found = []
    for access in standing(subject, timezone.localdate()):
        if not part or part in access.parts_open:
            found += [(access, way) for way in access.ways.all()
                      if way.ended_on is None and way.channel != Way.Channel.SPOKEN]
    return found


def standing(subject: Any, today: date) -> list[Access]:
    return list(Access.objects.of(subject).standing(today).for_pages().newest_first())


def closed_for_safety(subject: Any) -> Coercion | None:
    return Coercion.objects.of(subject).standing().first()
