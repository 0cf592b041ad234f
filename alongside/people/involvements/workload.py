"""How much each worker of a team carries, beside what they or the council agreed as a full load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from alongside.foundation.accounts.models import Team, User
from alongside.rules import council


@dataclass(frozen=True)
class Load:
    worker: User
    people: int
    to_accept: int
    limit: int

    @property
    def room(self) -> int:
        return self.limit - self.people - self.to_accept


def of_team(team: Team, today: date) -> list[Load]:
    """Whoever has most room first."""
    open_rows = Q(involvements__ended_on=None)
    workers = User.objects.working().filter(memberships__in=team.memberships.in_force()).annotate(
        carried=Count("involvements", filter=open_rows & Q(involvements__accepted_at__isnull=False), distinct=True),
        offered=Count("involvements", filter=open_rows & Q(involvements__accepted_at=None), distinct=True),
    ).distinct()
    usual = usual_limit(today)
    loads = [Load(worker, worker.carried, worker.offered, worker.caseload_limit or usual) for worker in workers]
    return sorted(loads, key=lambda load: (-load.room, load.worker.name))


def usual_limit(today: date) -> int:
    """The council's limit as people: what a week holds, at the weight of ordinary active work."""
    pack = council.load(settings.COUNCIL_PACK)
    active = next(row for row in pack.policy("caseload.weights", today) if row.kind == "active")
    return int(pack.policy("caseload.limit", today) / active.weight)
