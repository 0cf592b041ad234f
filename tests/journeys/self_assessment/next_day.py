"""Time that passes between one visit and the next."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.self_assessment.models import Started


def a_day_goes_by() -> None:
    """What is kept was kept yesterday, and yesterday's codes are over."""
    day = timedelta(days=1)
    Started.objects.update(begun_at=F("begun_at") - day, saved_at=F("saved_at") - day)
    OneTimeCode.objects.update(made_at=F("made_at") - day, ends_at=F("ends_at") - day)
