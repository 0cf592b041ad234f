"""Questions about notes that pages and other rooms ask."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.foundation.accounts.models import User
from alongside.foundation.events.models import Event
from alongside.foundation.permissions.roles import ROLES

from .models import Note


def chronology(subject: Any, user: Any) -> QuerySet[Event]:
    """Significant events of every room, oldest first, that this user may read."""
    return Event.objects.filter(subject=subject).significant().readable_by(user).select_related("by").order_by(
        "happened_at", "pk")


def deciders() -> QuerySet[User]:
    """Whom a worker may ask for a management decision."""
    roles = [role.key for role in ROLES.values() if "decisions.record" in role.permissions]
    holders = User.objects.working().filter(memberships__role__in=roles, memberships__ends_on=None)
    return holders.distinct().order_by("name")


def notes_for_a_copy(subject: Any) -> QuerySet[Note]:
    """Every latest version, oldest first, for a copy given to the person; `presenters.for_a_copy` words each."""
    return Note.objects.filter(subject=subject).latest_versions().select_related("written_by").order_by(
        "happened_at", "pk")
