"""Who may open a record, in one condition.

A worker with the permission "see every record" may open any record that is not restricted. A restricted record,
and any record for a worker without that permission (another organisation, say), opens only where a grant names
the worker, one of their teams, or somebody they are covering for.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .models import Grant


def grants_to(user: User) -> QuerySet[Grant]:
    """Grants in force today for this user: by name, by team, or by covering an absent colleague."""
    today = timezone.localdate()
    named = Q(user__in=[user.pk, *user.covering_ids()])
    through_team = Q(team__in=user.team_ids())
    return Grant.objects.filter(
        named | through_team, starts_on__lte=today
    ).filter(Q(ends_on=None) | Q(ends_on__gte=today))


def may_see(user: User, path: str = "subject") -> Q:
    """The condition that scopes rows in every room; `path` leads from the row to its subject ("" from a subject)."""
    granted = Q(Exists(grants_to(user).filter(subject_id=OuterRef(path or "pk"))))
    if user.may("people.see_all"):
        return Q(**{f"{path}__restricted" if path else "restricted": False}) | granted
    return granted


def visible_subjects(user: User) -> QuerySet[Subject]:
    """The records this user may open."""
    return Subject.objects.filter(may_see(user, path=""))
