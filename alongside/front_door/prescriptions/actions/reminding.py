"""Every morning: who has not opened theirs is reminded once; who prescribed it asks once how it went."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.notifications.actions import notify
from alongside.foundation.work import actions as work
from alongside.front_door import forgetting

from .. import pack, paper
from ..models import Giving, Prescription
from .giving import ASK, CannotGive, give


def remind() -> int:
    """How many messages and tasks there were."""
    council, now = pack.current(), timezone.now()
    due = Prescription.objects.unopened().filter(person_reminded_at=None).given_before(
        now - timedelta(days=council.remind_person_after))
    asked = Prescription.objects.running().filter(prescriber_asked_at=None).given_before(
        now - timedelta(days=council.ask_how_it_went_after))
    return (sum(_remind_person(pk) for pk in due.values_list("pk", flat=True))
            + sum(_ask_prescriber(pk) for pk in asked.values_list("pk", flat=True)))


@transaction.atomic
def _remind_person(pk: int) -> bool:
    """The same way it came, where that was a message; paper is not sent twice."""
    row = _row(pk)
    if row.person_reminded_at:
        return False
    row.person_reminded_at = timezone.now()
    row.save(update_fields=["person_reminded_at"])
    last = row.givings.order_by("-pk").first()
    if not row.opens or last is None or last.how not in (Giving.How.TEXT, Giving.How.EMAIL):
        return False
    try:
        give(prescription=row, how=last.how, by=None)
    except CannotGive:
        return False  # no message reaches them any more; the prescriber is asked in time
    return True


@transaction.atomic
def _ask_prescriber(pk: int) -> bool:
    """A colleague gets it on their list; somebody outside an email that names nobody."""
    row = _row(pk)
    if row.prescriber_asked_at or (row.subject is not None and row.subject.died_on):
        return False
    row.prescriber_asked_at = timezone.now()
    row.save(update_fields=["prescriber_asked_at"])
    if row.prescribed_by is not None:
        work.raise_task(
            kind=ASK, title=f"Ask how it went: prescription {row.reference}", subject=row.subject, by=None,
            owner=row.prescribed_by, due_on=timezone.localdate(), verb="Record", source=row,
            why="Nobody has said yet what came of all of it", url=reverse("prescriptions:read", args=[row.pk]))
    else:
        title, words = paper.to_the_prescriber(row)
        notify(to_name=row.prescriber_name, address=row.prescriber_email, channel="email", title=title, words=words,
               by=None, source=row)
    return True


def _row(pk: int) -> Prescription:
    return Prescription.objects.select_for_update(of=("self",)).select_related("subject", "prescribed_by").get(pk=pk)


@transaction.atomic
def forget_unmatched() -> int:
    """What nobody matched to a record and no link opens any more, given longer ago than the council's days."""
    old = Prescription.objects.of_nobody(forgetting.before()).select_for_update(of=("self",))
    return sum(forgetting.forget(row) for row in old)
