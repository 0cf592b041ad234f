"""Our own records as events: the latest snapshot of the national return's rows, services among them."""

from __future__ import annotations

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.insight.snapshots import actions as snapshots
from alongside.insight.snapshots.models import Snapshot

READ_FROM_PLANS = (
    "Services are counted as they stand in our national return: those of signed-off plans and short-term support, from "
    "their first day to their last."
)


def fresh(by: User | None, *, today_will_do: bool) -> Snapshot:
    """A snapshot of this moment; by night, the one that the night has taken already."""
    last = snapshots.latest()
    if today_will_do and last and timezone.localdate(last.asked_at) == timezone.localdate():
        return last
    period = snapshots.usual_period(timezone.localdate())
    asked = Snapshot.objects.create(starts_on=period.start, ends_on=period.end, asked_by=by)
    snapshots.carry_out(asked.pk)
    asked.refresh_from_db()
    return asked
