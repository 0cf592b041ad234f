"""Counts of our own records that a formula may ask for: how many in each month. Nobody is named by them.

A figure is the same whoever reads it: restricted records count for nobody, all others for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Sum
from django.db.models.functions import Cast, TruncDate, TruncMonth

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews.models import Review
from alongside.foundation.audit.context import adding_up
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations.models import Conversation
from alongside.front_door.directory.models import Count as DirectoryCount
from alongside.front_door.self_assessment.models import Counted as FilledIn
from alongside.safeguarding.enquiries.models import Concern

from .definition.periods import Period, months_later


@dataclass(frozen=True)
class Counted:
    """What is counted, and the moment that says in which month it counts."""

    title: str
    rows: Callable[[], Any]
    moment: str
    # The field that says how often, where a row is a day's tally of nobody in particular.
    times: str = ""


COUNTS: dict[str, Counted] = {
    "conversations_finished": Counted("Conversations finished", lambda: Conversation.objects.finished(), "finished_at"),
    "planning_sessions_held": Counted("Planning sessions held", lambda: PlanningSession.objects.all(), "held_at"),
    "assessments_signed": Counted("Assessments signed", lambda: Assessment.objects.signed(), "signed_at"),
    "self_assessments_signed": Counted(
        "Supported self-assessments signed",
        lambda: Assessment.objects.signed().filter(mode=Assessment.Mode.SUPPORTED_SELF), "signed_at"),
    "carers_assessed": Counted("Carers’ assessments signed", lambda: CarersAssessment.objects.signed(), "signed_at"),
    "plans_signed_off": Counted("Plans signed off", lambda: Plan.objects.signed_off(), "signed_off_at"),
    "reviews_done": Counted("Reviews done", lambda: Review.objects.done(), "done_on"),
    "reviews_done_by_their_day": Counted(
        "Reviews done by the day they were due",
        lambda: Review.objects.done().filter(done_on__lte=F("due_on")), "done_on"),
    "concerns_taken": Counted("Safeguarding concerns taken", lambda: Concern.objects.all(), "taken_at"),
    "concerns_decided": Counted("Safeguarding concerns decided", lambda: Concern.objects.all(), "decided_at"),
    "directory_visits": Counted(
        "Visits to the directory", lambda: DirectoryCount.objects.filter(what=DirectoryCount.What.HOME), "on", "times"),
    "directory_entries_opened": Counted(
        "Entries of the directory opened",
        lambda: DirectoryCount.objects.filter(what=DirectoryCount.What.VIEW), "on", "times"),
    "self_assessments_finished_online": Counted(
        "Self-assessments that somebody finished by themselves online",
        lambda: FilledIn.objects.filter(what=FilledIn.What.FINISHED), "on", "times"),
    "self_assessments_sent_online": Counted(
        "Self-assessments sent to us online", lambda: FilledIn.objects.filter(what=FilledIn.What.SENT), "on", "times"),
}


class MonthlyCounts:
    """Each count asked for, by month, between two days: one query each."""

    def __init__(self, names: Iterable[str], start: date, end: date) -> None:
        with adding_up():
            self.by_name = {name: self._months(COUNTS[name], start, end) for name in sorted(set(names))}

    @staticmethod
    def _months(counted: Counted, start: date, end: date) -> dict[date, int]:
        rows = counted.rows()
        field = rows.model._meta.get_field(counted.moment)
        day = Cast(counted.moment, DateField()) if field.get_internal_type() == "DateField" \
            else TruncDate(counted.moment)
        if not counted.times:
            rows = rows.filter(subject__restricted=False)
        months = rows.annotate(_day=day).filter(_day__gte=start, _day__lt=end).annotate(_month=TruncMonth("_day"))
        how_many = Sum(counted.times) if counted.times else Count("pk")
        return dict(months.order_by().values_list("_month").annotate(how_many))

    def of(self, name: str, period: Period) -> int:
        months, month = 0, period.start
        while month < period.end:
            months += self.by_name[name].get(month, 0)
            month = months_later(month, 1)
        return months
