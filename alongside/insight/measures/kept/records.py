"""Our own records as events: the latest snapshot, and beside it the support that signed-off plans promise.

The national return sends no services yet, because nobody records which was delivered when. For the council's own
figures a plan that somebody signed off stands for community support, from its first day until it ended: with a direct
payment if any part of it is one, else with a personal budget that the council manages (Care Act 2014 s26: the plan
holds the budget). No component is guessed, and no care home: `READ_FROM_PLANS` says so beside every figure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alongside.care_management.plans.models import REACHES_ITS_FIRST_DAY, Plan, Support
from alongside.foundation.accounts.models import User
from alongside.insight.events.reading import read
from alongside.insight.returns import rows
from alongside.insight.returns.events import BATCH, CARER, SERVICE_USER, Event
from alongside.insight.snapshots import actions as snapshots
from alongside.insight.snapshots.models import Snapshot
from alongside.rules import council
from alongside.rules.national_return.columns import NAMES
from alongside.rules.national_return.row import Period
from alongside.rules.national_return.wording import PUBLIC

PAID_BY_THE_COUNCIL = ("direct_payment", "council_arranged")
READ_FROM_PLANS = (
    "Support is read from signed-off plans, as support in the community from their first day to their last: stays in "
    "care homes and short-term services are not recorded yet, and are not counted."
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


def services(period: Period, out: Path) -> int:
    """The support of plans as a file of events; how many there are."""
    written = out.with_suffix(".csv")
    with written.open("w", encoding="utf-8", newline="") as lines, transaction.atomic():
        writer = csv.DictWriter(lines, NAMES)
        writer.writeheader()
        writer.writerows(_rows(period))
    try:
        return read([written], out=out).rows
    finally:
        written.unlink()


def _rows(period: Period) -> Iterator[dict[str, str]]:
    la_code = council.load(settings.COUNCIL_PACK).la_code
    plans = _plans(period)
    while batch := list(islice(plans, BATCH)):
        events = [_event(plan) for plan in batch]
        people = rows.people_of(events, period)
        for plan, event in zip(batch, events, strict=True):
            yield rows.row(event, people, period, la_code) | _service(plan)


def _plans(period: Period) -> Iterator[Plan]:
    """With something that the council pays for, open at some time in the period."""
    paid = Support.objects.filter(source__in=PAID_BY_THE_COUNCIL)
    return (
        Plan.objects.signed_off()
        .filter(REACHES_ITS_FIRST_DAY, subject__merged_into=None, starts_on__lte=period.end, pk__in=paid.values("plan"))
        .filter(Q(ended_on=None) | Q(ended_on__gte=period.start))
        .prefetch_related("supports")
        .order_by("pk")
        .iterator(chunk_size=BATCH)
    )


def _event(plan: Plan) -> Event:
    began: date | None = plan.support_starts_on or plan.starts_on
    client = CARER if plan.of_a_carer else SERVICE_USER
    return Event(plan.subject_id, f"plans.plan:{plan.pk}", client, "service", f"P{plan.pk}", began, plan.ended_on)


def _service(plan: Plan) -> dict[str, str]:
    direct = any(one.source == "direct_payment" for one in plan.supports.all())
    values = {
        "Service Type": ("service_type", "carer_direct" if plan.of_a_carer else "long_term_community"),
        "Delivery Mechanism": ("delivery_mechanism", "direct_payment" if direct else "managed_personal_budget"),
    } | ({"Service Component": ("service_component", "direct_payment")} if direct else {})
    return {column: PUBLIC.value(*of, rows.RELEASE) for column, of in values.items()}
