"""Who works with a person, who has been asked to, and who keeps in touch while they wait."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from alongside.foundation.access.conditions import may_see

# A risk that nobody has judged stands beside the high ones until somebody does.
RISK_ORDER = {"immediate": 0, "high": 1, "": 1, "medium": 2, "low": 3}


class InvolvementQuerySet(models.QuerySet):
    def visible_to(self, user) -> InvolvementQuerySet:
        return self.filter(may_see(user))

    def open(self) -> InvolvementQuerySet:
        """Asked for, allocated or at work: everything that has not been closed."""
        return self.filter(ended_on=None)

    def current(self) -> InvolvementQuerySet:
        """At work now: taken on and not closed."""
        return self.open().exclude(accepted_at=None)

    def waiting(self) -> InvolvementQuerySet:
        """Asked for, and nobody has been allocated."""
        return self.open().filter(worker=None, accepted_at=None)

    def to_accept(self) -> InvolvementQuerySet:
        """Allocated to somebody who has not accepted yet."""
        return self.open().exclude(worker=None).filter(accepted_at=None)

    def closed(self) -> InvolvementQuerySet:
        return self.exclude(ended_on=None)

    def of_worker(self, user) -> InvolvementQuerySet:
        return self.filter(worker=user)

    def of_teams(self, team_ids) -> InvolvementQuerySet:
        return self.filter(team__in=team_ids)

    def riskiest_and_longest_first(self, today: date) -> InvolvementQuerySet:
        """A risk whose day to be looked at again has passed stands one step higher (`rules/waiting_list`)."""
        rank = Case(*[When(risk=level, then=Value(place)) for level, place in RISK_ORDER.items()],
                    output_field=IntegerField())
        overdue = Case(When(look_again_on__lt=today, rank__gt=0, then=Value(1)), default=Value(0))
        return self.annotate(rank=rank).annotate(stands=F("rank") - overdue).order_by("stands", "asked_on", "pk")

    def with_last_touch(self) -> InvolvementQuerySet:
        """When somebody was last in touch with the person who waits; the day of asking where nobody was."""
        return self.annotate(last_touch_on=Coalesce(Max("touches__on"), F("asked_on")))

    def with_people(self) -> InvolvementQuerySet:
        return self.select_related("subject", "team__organisation", "worker", "keeps_in_touch", "asked_by")

    def history_of(self, subject) -> InvolvementQuerySet:
        """Everybody who ever worked with the person, the latest asked for first, with how work was handed on."""
        return self.filter(subject=subject).with_people().prefetch_related(
            "transfers__to_team", "transfers__to_worker", "transfers__handed_by").order_by("-asked_on", "-pk")


class Involvement(models.Model):
    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        JOINT = "joint", "Joint"
        SECOND = "second", "Second worker"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="involvements")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="involvements")
    worker = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.LEAD)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    # The last judgement of the risk while they wait (each is a row of `Triage`), and when it is due again.
    risk = models.CharField(max_length=20, blank=True)
    looked_at_on = models.DateField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    keeps_in_touch = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="keeping_in_touch_with"
    )
    keep_in_touch_days = models.PositiveSmallIntegerField(null=True, blank=True)
    allocated_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=60, blank=True)
    # What was agreed to go on without us: who does what, and whom to ring.
    left_agreed = models.TextField(blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="involvement_ended_whole",
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="involvement_risk_judged_whole",
                condition=Q(risk="", looked_at_on=None, look_again_on=None)
                | (~Q(risk="") & Q(looked_at_on__isnull=False, look_again_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="involvement_allocated_by_somebody",
                condition=Q(allocated_at=None, allocated_by=None)
                | Q(allocated_at__isnull=False, allocated_by__isnull=False, worker__isnull=False),
            ),
            models.CheckConstraint(
                name="involvement_accepted_by_its_worker", condition=Q(accepted_at=None) | Q(worker__isnull=False)
            ),
            models.CheckConstraint(
                name="involvement_ends_after_it_was_asked",
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("asked_on")),
            ),
            models.UniqueConstraint(
                name="one_lead_of_a_team_at_a_time", fields=["subject", "team"], condition=Q(ended_on=None, role="lead")
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "ended_on"], name="involvement_subject"),
            models.Index(fields=["worker"], name="involvement_worker_open", condition=Q(ended_on=None)),
            models.Index(
                fields=["team", "asked_on"], name="involvement_waiting", condition=Q(ended_on=None, worker=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker or self.team}, {self.get_role_display().lower()}"

    def when_joined(self, today: date) -> dict[str, object]:
        """Two records of one person, each with a lead of the same team: this one goes on as joint."""
        return {"role": self.Role.JOINT}

    @property
    def state(self) -> str:
        if self.ended_on:
            return "closed"
        if self.accepted_at:
            return "working"
        return "to_accept" if self.worker_id else "waiting"

    @property
    def started_on(self) -> date | None:
        return timezone.localtime(self.accepted_at).date() if self.accepted_at else None

    @property
    def delegated(self) -> bool:
        """Worked by another organisation for the council."""
        return not self.team.organisation.is_council


class Triage(models.Model):
    """One judgement of the risk while somebody waits."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="triages")
    on = models.DateField()
    risk = models.CharField(max_length=20)
    why = models.TextField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class Touch(models.Model):
    """Somebody was in touch with a person who waits."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="touches")
    on = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-pk"]


class TransferQuerySet(models.QuerySet):
    def unanswered(self) -> TransferQuerySet:
        return self.filter(answered_at=None)

    def for_user(self, user) -> TransferQuerySet:
        """Handed to this user by name, or to one of their teams with nobody named."""
        return self.filter(Q(to_worker=user) | Q(to_worker=None, to_team__in=user.team_ids()))


class Transfer(models.Model):
    """Work with a person handed to another team or worker. It moves when they accept."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="transfers")
    to_team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    to_worker = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()
    handed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField(null=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.TextField(blank=True)
    became = models.OneToOneField(
        Involvement, null=True, blank=True, on_delete=models.PROTECT, related_name="came_from_transfer"
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transfer_answered_whole",
                condition=Q(accepted=None, answered_by=None, answered_at=None, became=None)
                | Q(accepted=True, answered_by__isnull=False, answered_at__isnull=False, became__isnull=False)
                | (Q(accepted=False, answered_by__isnull=False, answered_at__isnull=False, became=None)
                   & ~Q(answer_note="")),
            ),
            models.CheckConstraint(name="transfer_has_a_hand_over_note", condition=~Q(note="")),
            models.UniqueConstraint(
                name="one_unanswered_transfer_at_a_time", fields=["involvement"], condition=Q(answered_at=None)
            ),
        ]
