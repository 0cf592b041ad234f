"""What came of each line, and who saw to it. Said by the person on the page, by the prescriber, or by a colleague."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell

from ..models import Came, Line, Prescription
from .giving import FILLED, ask_no_more

BY_LINK = (Came.Filler.PERSON, Came.Filler.FAMILY, Came.Filler.VOLUNTEER, Came.Filler.ORGANISATION)


@transaction.atomic
def said_by_link(*, line: Line, what: str, words: str = "", filled_by: str = "person", filler_name: str = "") -> Came:
    """On the page that the link opens: by the person, or by whoever helps them there."""
    if filled_by not in BY_LINK:
        raise ValueError(f"{filled_by} does not speak by the link.")
    return _said(line, what, words, filled_by, filler_name, None)


@transaction.atomic
def said_by_prescriber(*, line: Line, what: str, words: str = "") -> Came:
    """By the professional outside, who asked them when they met."""
    return _said(line, what, words, str(Came.Filler.PRESCRIBER), line.prescription.prescriber_name, None)


@transaction.atomic
def said_by_colleague(*, line: Line, what: str, filled_by: str, by: User, words: str = "", filler_name: str = ""
                      ) -> Came:
    """By a colleague, who says who saw to it."""
    return _said(line, what, words, filled_by, filler_name, by)


def _said(line: Line, what: str, words: str, filled_by: str, filler_name: str, by: User | None) -> Came:
    prescription = Prescription.objects.select_for_update(of=("self",)).select_related("subject", "prescribed_by").get(
        pk=line.prescription_id)
    was_filled = not Prescription.objects.running().filter(pk=prescription.pk).exists()
    came = Came.objects.create(line=line, subject=prescription.subject, what=what, words=words, filled_by=filled_by,
                               filler_name=filler_name, by=by)
    url = reverse("prescriptions:read", args=[prescription.pk])
    if prescription.subject is not None:
        events.record(subject=prescription.subject, kind=FILLED, title=f"{line.name}: {came}", source=came, url=url,
                      detail=words[:300], by=by)
    filled = not Prescription.objects.running().filter(pk=prescription.pk).exists()
    if filled:
        ask_no_more(prescription, "All of it has an end", by)
    if filled and not was_filled and prescription.prescribed_by is not None:
        tell(user=prescription.prescribed_by, by=by, subject=prescription.subject, source=prescription, url=url,
             title="What you prescribed is filled")
    return came
