"""What came in and is on nobody's record: forgotten once it is done with and the council's days have gone by.

No retention of a record ever reaches it, for there is no record. What was matched, and what somebody still has work
with, stays.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.rules import council

FORGOTTEN = "Forgotten: it was on nobody’s record"


def before() -> datetime:
    """What was done with before this moment is forgotten."""
    days = council.load(settings.COUNCIL_PACK).policy("front_door.forget_unmatched_days", timezone.localdate())
    return timezone.now() - timedelta(days=int(days))


def forget(row: models.Model, *parts: models.Model) -> bool:
    """It and its parts are gone, and what lists and messages said of it. Not where somebody still has work with it, or
    something else rests on it."""
    sources = [events.source_of(one) for one in (row, *parts)]
    if Task.objects.open().filter(source__in=sources).exists():
        return False
    try:
        with transaction.atomic():
            for one in (*parts, row):
                one.delete()
            Task.objects.filter(source__in=sources, subject=None).update(title=FORGOTTEN, why="", outcome="", url="")
            told = Notification.objects.filter(source__in=sources, subject=None)
            told.update(title=FORGOTTEN, words="", url="")
            told.filter(to_user=None).update(to_name=FORGOTTEN, address="")
    except ProtectedError:
        return False
    return True
