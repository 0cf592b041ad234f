"""What helps: the lines of a plan, and short-term support that rests on no plan; each as it is in place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see

from .plan import REACHES_ITS_FIRST_DAY, Outcome, Plan


class InPlace(models.Model):
    """Support that the council gives or pays for, as the national return asks of it.

    What kind of service it is is said once, in plain words; the national type and component follow from the list.
    """

    SERVICES_LIST = "support_service"

    # A code of support_service; blank where it is no service of the council's.
    service = models.CharField(max_length=40, blank=True)
    # A code of the national list delivery_mechanism.
    delivery = models.CharField(max_length=40, blank=True)
    unit_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    # A code of the national list cost_frequency.
    cost_frequency = models.CharField(max_length=20, blank=True)
    # How many such units a week.
    planned_units = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    # The last day on which it was given, and why it ended: a code of support_end_reason.
    last_day = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ended_for_a_reason",
                condition=Q(last_day=None, end_reason="", ended_by=None)
                | (Q(last_day__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="%(class)s_price_has_its_frequency",
                condition=Q(unit_cost=None, cost_frequency="", planned_units=None)
                | (Q(unit_cost__gte=0, planned_units__gt=0) & ~Q(cost_frequency="")),
            ),
        ]

    @property
    def service_in_words(self) -> str:
        return codelists.label(self.SERVICES_LIST, self.service) if self.service else ""

    @property
    def service_type(self) -> str:
        """A code of the national list service_type. Money that a carer holds is support direct to the carer."""
        if not self.service:
            return ""
        kind = codelists.code(self.SERVICES_LIST, self.service).extra["service_type"]
        held_by_carer = kind == "carer_through_cared_for" and self.delivery == "direct_payment"
        return "carer_direct" if held_by_carer else kind

    @property
    def service_component(self) -> str:
        return codelists.code(self.SERVICES_LIST, self.service).extra["service_component"] if self.service else ""


class SupportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def on(self, day: date) -> Self:
        """Support of plans in force, begun by that day."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        not_ended = Q(last_day=None) | Q(last_day__gte=day)
        return self.filter(plan__in=Plan.objects.in_force(day)).filter(begun, not_ended)

    def of_the_council(self) -> Self:
        """What the council gives or pays for: services, and equipment that it pays."""
        return self.filter(
            Q(source__in=Support.FROM_THE_COUNCIL) | Q(source="equipment", funder=Support.PAID_BY_THE_COUNCIL)
        )

    def standing_for_a_service(self) -> Self:
        """One line a service: of those that go on from version to version, the last that came to be in force."""
        real = Plan.objects.signed_off().filter(REACHES_ITS_FIRST_DAY)
        later = Support.objects.filter(continues=OuterRef("pk"), plan__in=real)
        return self.of_the_council().filter(~Exists(later), plan__in=real)


class Support(InPlace):
    """Who does what by when towards an outcome. People and places come before services."""

    SOURCES = "support_source"
    # In the order in which they are thought of; services come last.
    AROUND_THEM = ("self", "family_and_friends", "community", "universal_service")
    EQUIPMENT_AND_HEALTH = ("equipment", "health")
    SERVICES = ("own_funds", "direct_payment", "council_arranged")
    FROM_THE_COUNCIL = ("direct_payment", "council_arranged")
    PAID_BY_THE_COUNCIL = "social_care"
    ORDER = AROUND_THEM + EQUIPMENT_AND_HEALTH + SERVICES

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="supports")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="supports")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="supports")
    # A code of support_source.
    source = models.CharField(max_length=30)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    how_much = models.CharField(max_length=120, blank=True)
    hours_a_week = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    # A part of the personal budget (s26), where it costs anybody anything: pounds a week.
    weekly_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    # Who pays it: a code of support_funder.
    funder = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    # The name of its row in the answers, kept from version to version; and the line of the last version it goes on
    # from, so that a service is one service however often the plan is written anew.
    row = models.CharField(max_length=32, blank=True)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    # The first day it was given, in whichever version that was.
    began_on = models.DateField(null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "order", "pk"]
        constraints = [
            *InPlace.Meta.constraints,
            models.CheckConstraint(
                name="support_cost_is_not_negative", condition=Q(weekly_cost=None) | Q(weekly_cost__gte=0)
            ),
            models.CheckConstraint(
                name="support_cost_has_a_funder",
                condition=Q(weekly_cost=None) | Q(weekly_cost=0) | ~Q(funder=""),
            ),
            models.CheckConstraint(
                name="support_hours_fit_a_week",
                condition=Q(hours_a_week=None) | Q(hours_a_week__gt=0, hours_a_week__lte=336),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.who}"

    @property
    def place(self) -> int:
        return self.ORDER.index(self.source) if self.source in self.ORDER else len(self.ORDER)

    @property
    def source_in_words(self) -> str:
        return codelists.label(self.SOURCES, self.source)

    @property
    def from_the_council(self) -> bool:
        """A service of the council's in the sense of the national return."""
        return self.source in self.FROM_THE_COUNCIL or (
            self.source == "equipment" and self.funder == self.PAID_BY_THE_COUNCIL
        )

    @property
    def first_day(self) -> date | None:
        return self.began_on or self.starts_on or self.plan.support_starts_on or self.plan.starts_on

    @property
    def final_day(self) -> date | None:
        """The last day it was given: its own, or the last of its plan; none while it goes on."""
        if self.last_day:
            return self.last_day
        return self.plan.ended_on - timedelta(days=1) if self.plan.ended_on else None

    @property
    def national_outcome(self) -> str:
        """A code of the national list event_outcome, once it has ended."""
        if self.end_reason:
            return codelists.code("support_end_reason", self.end_reason).extra["event_outcome"]
        if self.plan.end_reason:
            return codelists.code("plan_end_reason", self.plan.end_reason).extra["event_outcome"]
        return ""

    @property
    def is_a_service(self) -> bool:
        return self.source in self.SERVICES


class ShortTermSupportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def going_on(self) -> Self:
        return self.filter(last_day=None)

    def newest_first(self) -> Self:
        return self.select_related("started_by", "ended_by").order_by("-first_day", "-pk")


class ShortTermSupport(InPlace):
    """Reablement, a short stay, help in an emergency: support for some weeks, with or without a plan (s2, s19(3))."""

    # Which kinds of service may be given so: the column `lasting` of the list.
    LASTING = ("short",)

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="short_term_supports")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    first_day = models.DateField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = ShortTermSupportQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            *InPlace.Meta.constraints,
            models.CheckConstraint(name="short_term_support_has_its_kind", condition=~Q(service="")),
            models.CheckConstraint(
                name="short_term_support_ends_after_it_begins",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-first_day"], name="short_term_support_subject")]

    def __str__(self) -> str:
        return f"{self.what}: {self.who}"

    @property
    def final_day(self) -> date | None:
        return self.last_day

    @property
    def national_outcome(self) -> str:
        return codelists.code("support_end_reason", self.end_reason).extra["event_outcome"] if self.end_reason else ""
