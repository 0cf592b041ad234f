"""What was written down at a desk about somebody who is on no record."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.front_door import forgetting

from ..models import Accompaniment, EquipmentLent, HelpGiven, Question


@transaction.atomic
def forget_unmatched() -> int:
    """Help given, things that came back, questions answered, ways gone together. A concern stays until it is raised."""
    before = forgetting.before()
    done = (
        HelpGiven.objects.filter(entered_at__lt=before),
        EquipmentLent.objects.filter(returned_on__lt=timezone.localdate(before)),
        Question.objects.filter(answered_at__lt=before),
        Accompaniment.objects.filter(ended_at__lt=before),
    )
    return sum(forgetting.forget(entry) for entries in done for entry in entries.of_nobody().select_for_update(
        of=("self",)))
