"""From the decision on needs (s18, s19, s20) to the first plan signed off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from alongside.care_management.eligibility.models import Determination, NeedDecision
from alongside.care_management.plans.models import Plan

from .clock import ON_SOMEBODY_ELSE, Clock, Wait, day


def find(user: Any, since: date) -> Iterator[Wait]:
    """Everybody whose needs the council will meet, a plan begun or not: who has none waits longest."""
    to_meet = NeedDecision.objects.filter(determination=OuterRef("pk"), answer__in=NeedDecision.TO_MEET)
    of_it = Plan.objects.filter(determination=OuterRef("pk"))
    supported = Plan.objects.filter(subject=OuterRef("subject"), signed_off_at__isnull=False, ended_on=None)
    rows = (
        Determination.objects.visible_to(user)
        .filter(Exists(to_meet), needs_decided_on__isnull=False)
        .annotate(
            first=Min("plans", filter=Q(plans__replaces=None)),
            signed=Min("plans__signed_off_at", filter=Q(plans__replaces=None)),
            team=Coalesce("assessment__team_id", "carers_assessment__team_id"),
        )
        .filter(
            Q(signed__date__gte=since)
            | Q(signed=None, superseded_by=None, subject__died_on=None)
            & ~Exists(of_it.filter(Q(ended_on__isnull=False) | Q(replaces__isnull=False)))
            & ~Exists(supported)
        )
    )
    for pk, subject_id, team_id, plan, begun, signed in rows.values_list(
        "pk", "subject_id", "team", "first", "needs_decided_on", "signed"
    ):
        ended = max(begun, day(signed) or begun) if signed else None
        source = f"plans.plan:{plan}" if plan else f"eligibility.determination:{pk}"
        yield Wait(subject_id, team_id, begun, ended, source, "plans:index", plan or pk)


CLOCK = Clock(
    key="plan",
    label="Decision to plan",
    starts="The day it is decided which needs the council will meet",
    stops="The day the first plan for them is signed off",
    pauses=ON_SOMEBODY_ELSE,
    left_out="Decisions without a need to meet; people with a plan in force, which goes on meanwhile; plans that were "
    "given up",
    find=find,
)
