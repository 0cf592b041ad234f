"""The verbs of support that is in place: say what kind it is, say that it ended; short-term support beside any plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design import words
from alongside.foundation.subjects.models import Subject

from . import national
from .actions import NotNow, page_of
from .models import ShortTermSupport, Support

KIND_SAID = events.Kind("plans.kind_of_support_said", "support")
SUPPORT_ENDED = events.Kind("plans.support_ended", "support", significant=True)
SHORT_TERM = events.Kind("plans.short_term_support_started", "support", significant=True)
PLANS = "plans:index"


@transaction.atomic
def say_what_kind(
    *, support: Support, service: str, delivery: str, unit_cost: Decimal | None, cost_frequency: str,
    planned_units: Decimal | None, by: User,
) -> Support:
    """What a line counts as in the national return. The plan itself, as it was signed, stays as it is."""
    support = _line(support)
    support.service, support.delivery = service, delivery
    support.unit_cost, support.cost_frequency, support.planned_units = unit_cost, cost_frequency, planned_units
    support.save(update_fields=["service", "delivery", "unit_cost", "cost_frequency", "planned_units"])
    events.record(subject=support.subject, kind=KIND_SAID, by=by, source=support, url=page_of(support.plan),
                  title=f"“{support.what}” counts as: {support.service_in_words}")
    return support


@transaction.atomic
def end_support(*, support: Support, last_day: date, reason: str, by: User) -> Support:
    """One line of a plan has ended while the plan goes on."""
    support = _line(support)
    if support.last_day:
        raise NotNow(f"{support.ended_by} wrote down that this ended on {words.date(support.last_day)}.")
    if support.first_day and last_day < support.first_day:
        raise NotNow(f"It began on {words.date(support.first_day)}; it cannot have ended before.")
    support.last_day, support.end_reason, support.ended_by = last_day, reason, by
    support.save(update_fields=["last_day", "end_reason", "ended_by"])
    _ended(support, by, page_of(support.plan))
    return support


def _line(support: Support) -> Support:
    line: Support = Support.objects.select_for_update(of=("self",)).select_related(
        "plan", "subject", "ended_by").get(pk=support.pk)
    if line.plan.signed_off_at is None:
        raise NotNow("The plan is not signed off yet: change it there.")
    return line


@transaction.atomic
def start_short_term(
    *, subject: Subject, service: str, what: str, who: str, first_day: date, weekly_cost: Decimal | None,
    hours: Decimal | None, by: User,
) -> ShortTermSupport:
    """Reablement, a short stay or emergency help begins; no plan need be there."""
    if subject.died_on:
        raise NotNow("The person has died, so no support is started.")
    price = national.charge(weekly_cost, hours=hours)
    support = ShortTermSupport.objects.create(
        subject=subject, service=service, what=what, who=who, first_day=first_day, delivery="commissioned_support",
        unit_cost=price.unit_cost, cost_frequency=price.cost_frequency, planned_units=price.planned_units,
        started_by=by, team=Team.objects.filter(pk__in=by.team_ids()).order_by("pk").first(),
    )
    events.record(subject=subject, kind=SHORT_TERM, by=by, source=support, url=reverse(PLANS, args=[subject.pk]),
                  title=f"{codelists.label('support_service', service).partition(':')[0]} from {words.date(first_day)}",
                  detail=f"{what}. {who}")
    return support


@transaction.atomic
def end_short_term(*, support: ShortTermSupport, last_day: date, reason: str, by: User) -> ShortTermSupport:
    support = ShortTermSupport.objects.select_for_update(of=("self",)).select_related("subject", "ended_by").get(
        pk=support.pk)
    if support.last_day:
        raise NotNow(f"{support.ended_by} wrote down that this ended on {words.date(support.last_day)}.")
    if last_day < support.first_day:
        raise NotNow(f"It began on {words.date(support.first_day)}; it cannot have ended before.")
    support.last_day, support.end_reason, support.ended_by = last_day, reason, by
    support.save(update_fields=["last_day", "end_reason", "ended_by"])
    _ended(support, by, reverse(PLANS, args=[support.subject_id]))
    return support


def _ended(support: Support | ShortTermSupport, by: User, url: str) -> None:
    events.record(subject=support.subject, kind=SUPPORT_ENDED, by=by, source=support, url=url,
                  title=f"Support ended on {words.date(support.last_day)}: {support.what}",
                  detail=codelists.label("support_end_reason", support.end_reason))
