"""Opening a record: the one door. It checks that the user may, and writes down that they looked."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from alongside.foundation.audit.looks import look
from alongside.foundation.subjects.models import Subject

from .conditions import visible_subjects


class Restricted(PermissionDenied):
    """The record exists, is restricted, and this user may know that much and whom to ask."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        super().__init__("This record is restricted to named people.")


def open_subject(request: HttpRequest, subject_id: int, what: str) -> Subject:
    """The subject, if this user may open it, with the look recorded as `what` ("person", "plan" …).

    A merged record answers with the one it was merged into. A record the user may not open is as if it were not
    there, unless the law needs them to know that it is (then `Restricted`).
    """
    subject = visible_subjects(request.user).select_related("merged_into").filter(pk=subject_id).first()
    if subject is None:
        hidden = Subject.objects.filter(pk=subject_id, restricted=True).first()
        if hidden and request.user.may("people.know_restricted"):
            raise Restricted(hidden)
        raise Http404("No record that you may open has this number.")
    if subject.merged_into_id:
        return open_subject(request, subject.merged_into_id, what)
    look(request, subject, what)
    return subject
