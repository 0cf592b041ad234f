"""Which record is which event of the return, read in batches by the day on which the event ended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.eligibility.models import Determination
from alongside.care_management.reviews.models import Review
from alongside.foundation import codelists
from alongside.front_door.conversations.models import Conversation
from alongside.people.relationships.models import UnpaidCare
from alongside.rules.national_return.row import Period

from . import services
from .event import BATCH, BY_ASSOCIATION, CARER, SERVICE_USER, Event, standing

__all__ = ["BATCH", "BY_ASSOCIATION", "CARER", "SERVICE_USER", "Event", "batches", "in_the_file"]

Reader = Callable[[Period, Collection[int] | None], Iterator[Event]]

def batches(period: Period, subjects: Collection[int] | None = None) -> Iterator[list[Event]]:
    """Every event that ended in the period and every service open in it; last the carers known by association.

    With `subjects`, of these people only.
    """
    for read in _readers():
        events = read(period, subjects)
        while batch := list(islice(events, BATCH)):
            yield batch


def in_the_file(period: Period, ids: Collection[int]) -> set[int]:
    """Which of these people have a row of their own in the period: only they may be linked to."""
    return {event.subject_id for read in _readers() for event in read(period, ids)} if ids else set()


def _readers() -> tuple[Reader, ...]:
    return (
        _requests, _assessments, _carers_assessments, _reviews, services.of_plans, services.short_term, _by_association
    )


def _ended_in(path: str, period: Period) -> dict[str, date]:
    return {f"{path}__gte": period.start, f"{path}__lte": period.end}


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()


def _requests(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    rows = Conversation.objects.filter(**_ended_in("finished_at__date", period)).only(
        "subject_id", "as_carer", "began_at", "finished_at", "route_of_access", "national_outcome", "follows_id",
        "held_by_id", "team_id",
    )
    for row in standing(rows, subjects):
        yield Event(
            row.subject_id,
            f"conversations.conversation:{row.pk}",
            CARER if row.as_carer else SERVICE_USER,
            "request",
            f"Q{row.pk}",
            _day(row.began_at),
            _day(row.finished_at),
            "First contact" if row.follows_id is None else "Further contact",
            row.national_outcome,
            {"route_of_access": row.route_of_access},
            worker_id=row.held_by_id,
            team_id=row.team_id,
        )


def _assessments(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    rows = Assessment.objects.filter(**_ended_in("signed_at__date", period)).prefetch_related(
        "determinations__decision"
    )
    for row in standing(rows, subjects):
        decided = _standing_determination(row.determinations.all())
        kind = codelists.code("assessment_kind", row.return_kind)
        yield Event(
            row.subject_id,
            f"assessments.assessment:{row.pk}",
            SERVICE_USER,
            "assessment",
            f"A{row.pk}",
            min(_day(row.started_at), _day(row.signed_at)),
            _day(row.signed_at),
            kind.label,
            _outcome(decided),
            {
                "assessment_type": kind.extra["assessment_type"],
                "eligible_needs": _eligible(decided),
                "method_of_assessment": row.method,
            },
            worker_id=row.assessor_id or row.signed_by_id,
            team_id=row.team_id,
        )


def _carers_assessments(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    rows = CarersAssessment.objects.filter(**_ended_in("signed_at__date", period)).prefetch_related(
        "determinations__decision"
    )
    for row in standing(rows, subjects):
        decided = _standing_determination(row.determinations.all())
        kind = codelists.code("assessment_kind", row.kind)
        yield Event(
            row.subject_id,
            f"carers.carersassessment:{row.pk}",
            CARER,
            "assessment",
            f"K{row.pk}",
            min(_day(row.started_at), _day(row.signed_at)),
            _day(row.signed_at),
            kind.label,
            _outcome(decided),
            {
                "assessment_type": kind.extra["assessment_type"],
                "eligible_needs": _eligible(decided),
                "method_of_assessment": row.method,
            },
            cared_for=(row.cared_for_id,) if row.cared_for_id else (),
            hours=row.hours,
            worker_id=row.assessor_id or row.signed_by_id,
            team_id=row.team_id,
        )


def _reviews(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    rows = (
        Review.objects.filter(**_ended_in("done_on", period))
        .select_related("plan", "response")
        .prefetch_related("outcomes")
    )
    for row in standing(rows, subjects):
        began = min(_day(row.response.started_at), row.done_on) if row.response else row.done_on
        yield Event(
            row.subject_id,
            f"reviews.review:{row.pk}",
            CARER if row.plan.of_a_carer else SERVICE_USER,
            "review",
            f"R{row.pk}",
            began,
            row.done_on,
            row.get_kind_display(),
            row.national_outcome,
            {
                "review_reason": row.reason,
                "review_outcomes_achieved": row.outcomes_achieved,
                "method_of_review": row.method,
            },
            worker_id=row.done_by_id or row.worker_id,
            team_id=row.team_id,
        )


def _by_association(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    """Carers with a record and no event of their own in the period: known through the person they care for."""
    inside = {"subject": OuterRef("relationship__other")}
    own_event = (
        Q(Exists(Conversation.objects.filter(as_carer=True, **_ended_in("finished_at__date", period), **inside)))
        | Q(Exists(CarersAssessment.objects.filter(**_ended_in("signed_at__date", period), **inside)))
        | Q(Exists(Review.objects.filter(plan__kind="carers_support", **_ended_in("done_on", period), **inside)))
        | Q(Exists(services.open_for_carers(period).filter(**inside)))
    )
    rows = (
        UnpaidCare.objects.filter(
            relationship__other__isnull=False,
            relationship__other__merged_into=None,
            starts_on__lte=period.end,
        )
        .filter(Q(ended_on=None) | Q(ended_on__gte=period.start))
        .exclude(own_event)
        .select_related("relationship")
        .order_by("relationship__other", "pk")
    )
    if subjects is not None:
        rows = rows.filter(relationship__other__in=subjects)
    carer, cared_for, hours, source = 0, list[int](), "", ""
    for row in rows.iterator(chunk_size=BATCH):
        if row.relationship.other_id != carer:
            if carer:
                yield Event(carer, source, BY_ASSOCIATION, cared_for=tuple(cared_for), hours=hours)
            carer, cared_for, hours = row.relationship.other_id, [], row.hours
            source = f"relationships.unpaidcare:{row.pk}"
        cared_for.append(row.subject_id)
    if carer:
        yield Event(carer, source, BY_ASSOCIATION, cared_for=tuple(cared_for), hours=hours)


def _standing_determination(rows: Any) -> Determination | None:
    """The one that no later one has taken the place of."""
    rows = list(rows)
    replaced = {row.supersedes_id for row in rows}
    return next((row for row in rows if row.pk not in replaced), None)


def _outcome(decided: Determination | None) -> str:
    """Blank until somebody has decided: the page lists it as missing."""
    if decided is None:
        return ""
    return "support_planning" if decided.is_eligible else "information_and_advice"


def _eligible(decided: Determination | None) -> str:
    return "not_yet" if decided is None else "yes" if decided.is_eligible else "no"
