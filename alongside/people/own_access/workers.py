"""Whom something from outside reaches, now: their worker, whoever covers, or a team. There is always somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from alongside.foundation.access.conditions import may_open
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import AbsenceCover, Team, User
from alongside.foundation.subjects.models import Subject
from alongside.people.involvements.models import Involvement

DUTY = "front_door"


@dataclass(frozen=True)
class Reader:
    """`user` reads it, or somebody of `team` does. `holder` has the work on their list."""

    user: User | None = None
    team: Team | None = None
    # The worker who would read it, were they not away (until `back_after`) or gone.
    away: User | None = None
    back_after: date | None = None
    gone: User | None = None
    at_night: bool = False

    @property
    def holder(self) -> User | None:
        """Work of somebody who is away stays theirs: whoever covers has it on their own list for as long."""
        return self.away if self.away is not None and self.user is not None else self.user

    def is_for(self, user: User) -> bool:
        if self.user is not None:
            return user.pk in (self.user.pk, self.away.pk if self.away else None)
        return self.team is not None and self.team.pk in user.team_ids()


def whose_work(subject: Subject) -> tuple[User | None, Team | None]:
    """An owner, or else a team, for work that lies there until it is done."""
    reader = by_day(subject, timezone.localdate())
    return (reader.holder, None) if reader.holder else (None, reader.team)


def by_day(subject: Subject, today: date) -> Reader:
    """Whom what comes in reaches in the hours of the office."""
    involvement = lead_of(subject)
    worker = involvement.worker if involvement else None
    team = _standing(involvement.team if involvement else None, today)
    found = Reader(team=team, gone=worker if worker and not worker.is_active else None)
    if worker is not None and worker.is_active:
        found = _worker_or_cover(worker, team, today)
    return _who_may_open(found, subject) if subject.restricted else found


def lead_of(subject: Subject) -> Involvement | None:
    """Who works with the person now: a lead before others, the council's own first, who came last first."""
    at_work = Involvement.objects.current().filter(subject=subject).select_related("team__organisation", "worker")
    rank = {Involvement.Role.LEAD: 0, Involvement.Role.JOINT: 1, Involvement.Role.SECOND: 2}
    rows = sorted(at_work, key=lambda row: row.accepted_at or timezone.now(), reverse=True)
    return min(rows, key=lambda row: (rank[Involvement.Role(row.role)], row.delegated), default=None)


def _standing(team: Team | None, today: date) -> Team:
    """The worker's team, or the duty team where that one has closed or nobody works with the person."""
    if team is not None and (team.closed_on is None or team.closed_on > today):
        return team
    standing = Team.objects.open(today)
    duty = standing.filter(key=DUTY).first() or standing.order_by("pk").first()
    assert duty is not None, "A council has a team."
    return duty


def _worker_or_cover(worker: User, team: Team, today: date) -> Reader:
    absences = list(AbsenceCover.objects.in_force(today).filter(absent=worker).select_related("cover").order_by("pk"))
    if not absences:
        return Reader(user=worker, team=team)
    back_after = max(one.ends_on for one in absences)
    also_away = set(AbsenceCover.objects.in_force(today).filter(
        absent__in=[one.cover_id for one in absences]).values_list("absent_id", flat=True))
    cover = next((one.cover for one in absences if one.cover.is_active and one.cover_id not in also_away), None)
    return Reader(user=cover, team=team, away=worker, back_after=back_after)


def _who_may_open(found: Reader, subject: Subject) -> Reader:
    """A restricted record opens to those named alone: work left to a team there would be seen by nobody."""
    if found.user is not None and may_open(found.user, subject.pk):
        return found
    named = Grant.objects.in_force().filter(subject=subject, user__is_active=True).select_related("user")
    users = sorted((row.user for row in named if row.user), key=lambda user: user.pk)
    by = subject.restricted_by
    chosen = next((user for user in users if by is not None and user.pk == by.pk), users[0] if users else by)
    return Reader(user=chosen, team=found.team, gone=found.gone) if chosen else found
