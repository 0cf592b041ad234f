"""Opening a person's record from the floors that know who a person is."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.foundation.access.opening import open_subject

from .models import Person


def open_person(request: HttpRequest, subject_id: int, what: str) -> Person:
    """The person, if this user may open the record; the look is written down as `what`."""
    subject = open_subject(request, subject_id, what)
    return Person.objects.select_related("subject").get(pk=subject.pk)
