"""Who may open a record, in one condition.

A worker with the permission "open any record that is not restricted" may do so. Anybody else opens only what a grant
gives to them, to one of their teams, or to somebody they are covering for. A restricted record opens to those whom a
grant names, and to those who cover for them: a grant to a team is not enough.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.database.prepared import prepared
from alongside.foundation.subjects.models import Subject

from .models import Grant


def _in_force(today: Any) -> QuerySet[Grant]:
    return Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


def may_see(user: User, path: str = "subject") -> Q:
    """The condition that scopes rows in every room; `path` leads from the row to its subject ("" from a subject)."""
    today = timezone.localdate()
    return _opens(path, user.may("people.see_all"), _in_force(today).filter(user__in=by_name_of(user)),
                  _in_force(today).filter(team__in=user.team_ids()))


def may_see_later(path: str, sees_all: bool, today: Any, users: Any, teams: Any) -> Q:
    """The same condition in a prepared question, where `told_of(user)` comes later."""
    grants = _in_force(today)
    return _opens(path, sees_all, grants.filter(user=users), grants.filter(team=teams))


def by_name_of(user: User) -> list[int]:
    """Those whose grants count as this user's: their own, and those of absent colleagues whose work they do."""
    return [user.pk, *user.covering_ids()]


def _opens(path: str, sees_all: bool, named: QuerySet[Grant], given_to_teams: QuerySet[Grant]) -> Q:
    here = OuterRef(path or "pk")
    by_name = Q(Exists(named.filter(subject_id=here)))
    unrestricted = Q(**{f"{path}__restricted" if path else "restricted": False})
    if sees_all:
        return unrestricted | by_name
    return by_name | (unrestricted & Q(Exists(given_to_teams.filter(subject_id=here))))


def visible_subjects(user: User) -> QuerySet[Subject]:
    """The records this user may open."""
    return Subject.objects.filter(may_see(user, path=""))


def open_to(sees_all: bool, today: Any, users: Any, teams: Any) -> QuerySet[Subject]:
    """The same for a prepared question."""
    return Subject.objects.filter(may_see_later("", sees_all, today, users, teams))


def told_of(user: User) -> dict[str, Any]:
    return {"today": timezone.localdate(), "users": by_name_of(user), "teams": user.team_ids()}


@prepared
def _open_ones(sees_all: bool, subjects: Any, today: Any, users: Any, teams: Any) -> QuerySet[Subject]:
    return open_to(sees_all, today, users, teams).filter(pk=subjects)


def open_ones(user: User, subject_ids: list[int]) -> list[Subject]:
    """Those of these records that the user may open."""
    return _open_ones(user.may("people.see_all"), subjects=subject_ids, **told_of(user))


def may_open(user: User, subject_id: int) -> bool:
    return visible_subjects(user).filter(pk=subject_id).exists()
