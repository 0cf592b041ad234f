"""Opening a record: the one door. It checks that the user may, and writes down that they looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.looks import look
from alongside.foundation.subjects.models import Subject

from .conditions import open_ones

# What a number of a record can be at most: PostgreSQL's bigint.
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Restriction:
    """That a record is restricted, by whom and since when: all that somebody not named may be told, if at all."""

    subject_id: int
    by: User
    since: datetime


class Restricted(PermissionDenied):
    """The record exists, is restricted, and this user may know that much and whom to ask."""

    def __init__(self, restriction: Restriction) -> None:
        self.restriction = restriction
        super().__init__("This record is restricted to named people.")


def restriction_on(subject_id: int) -> Restriction | None:
    """Asked past the wall, which shows a restricted record to nobody but the named."""
    if subject_id > LARGEST:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT restricted_by_id, restricted_at FROM alongside_restriction(%s)", [subject_id])
        found = cursor.fetchone()
    return Restriction(subject_id, User.objects.get(pk=found[0]), found[1]) if found else None


def open_subject(request: HttpRequest, subject_id: int, what: str) -> Subject:
    """The subject, if this user may open it, with the look recorded as `what` ("person", "plan" …).

    A merged record answers with the one it was merged into. A record the user may not open is as if it were not
    there, unless the law needs them to know that it is (then `Restricted`).
    """
    subject = next(iter(open_ones(request.user, [subject_id])), None)
    if subject is None:
        if request.user.may("people.know_restricted") and (restriction := restriction_on(subject_id)):
            raise Restricted(restriction)
        raise Http404("No record that you may open has this number.")
    if subject.merged_into_id:
        return open_subject(request, subject.merged_into_id, what)
    look(request, subject, what)
    return subject
