"""Who may open a record, in one condition.

A worker with the permission "open any record that is not restricted" may do so. Anybody else opens only what a grant
gives to them, to one of their teams, or to somebody they are covering for. A restricted record opens to those whom a
grant names, and to those who cover for them: a grant to a team is not enough.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .models import Grant


def _in_force(today: date) -> QuerySet[Grant]:
    return Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


def grants_by_name(user: User) -> QuerySet[Grant]:
    """Grants in force today to this user, or to an absent colleague whose work they do."""
    return _in_force(timezone.localdate()).filter(user__in=[user.pk, *user.covering_ids()])


def grants_to_teams(user: User) -> QuerySet[Grant]:
    """Grants in force today to a team this user is in."""
    return _in_force(timezone.localdate()).filter(team__in=user.team_ids())


def may_see(user: User, path: str = "subject") -> Q:
    """The condition that scopes rows in every room; `path` leads from the row to its subject ("" from a subject)."""
    here = OuterRef(path or "pk")
    by_name = Q(Exists(grants_by_name(user).filter(subject_id=here)))
    unrestricted = Q(**{f"{path}__restricted" if path else "restricted": False})
    if user.may("people.see_all"):
        return unrestricted | by_name
    return by_name | (unrestricted & Q(Exists(grants_to_teams(user).filter(subject_id=here))))


def visible_subjects(user: User) -> QuerySet[Subject]:
    """The records this user may open."""
    return Subject.objects.filter(may_see(user, path=""))


def may_open(user: User, subject_id: int) -> bool:
    return visible_subjects(user).filter(pk=subject_id).exists()
