"""Whom something that comes from My plan reaches: the worker, else their team, else the front door."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.models import Team, User
from alongside.people.involvements.models import Involvement


def lead_of(subject: Any) -> Involvement | None:
    """Who works with the person now: the lead before the others, one with a worker before a team that waits."""
    rows = list(Involvement.objects.open().filter(subject=subject).select_related("worker", "team").order_by("pk"))
    rows.sort(key=lambda row: (row.worker_id is None, row.role != Involvement.Role.LEAD, row.accepted_at is None))
    return rows[0] if rows else None


def whose_work(subject: Any) -> tuple[User | None, Team | None]:
    """An owner, or else a team."""
    lead = lead_of(subject)
    if lead and lead.worker and lead.worker.is_active:
        return lead.worker, None
    if lead:
        return None, lead.team
    return None, Team.objects.open().filter(key="front_door").first() or Team.objects.open().order_by("pk").first()
