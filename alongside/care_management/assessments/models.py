"""A needs assessment of an adult (Care Act 2014 s9), proportionate to the person, and the advocacy duty (s67)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def open(self) -> Self:
        return self.filter(signed_at=None, ended_at=None)

    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def overdue(self, today: date) -> Self:
        return self.open().filter(promised_by__lt=today)

    def unallocated(self) -> Self:
        return self.open().filter(assessor=None)

    def to_sign(self) -> Self:
        """Written, and waiting for somebody who may sign it."""
        return self.open().filter(sent_to_sign_at__isnull=False)

    def of_teams(self, team_ids: list[int]) -> Self:
        return self.filter(team__in=team_ids)

    def combined_for(self, *, carer: Any, adult: Any) -> Assessment | None:
        """The assessment of the adult to which this carer's belongs, where both agreed to one."""
        return self.filter(mode="combined", subject=adult, combined_with=carer, ended_at=None).newest_first().first()

    def with_people(self) -> Self:
        return self.select_related(
            "subject", "assessor", "team", "signed_by", "response", "combined_with", "ended_by", "sent"
        )

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class Assessment(models.Model):
    class Depth(models.TextChoices):
        SHORT = "short", "Short"
        FULL = "full", "Full"

    class Kind(models.TextChoices):
        """Codes of the list assessment_kind, which knows the section of the Act and the return's type of each."""

        NEEDS = "needs", "Needs assessment"
        TRANSITION = "child_transition", "Child’s needs assessment before 18"
        OCCUPATIONAL_THERAPY = "occupational_therapy", "Occupational therapy assessment"
        SENSORY = "sensory", "Sensory assessment"

    class Mode(models.TextChoices):
        WORKER = "worker", "Led by a worker"
        SUPPORTED_SELF = "supported_self", "Supported self-assessment"
        COMBINED = "combined", "Combined with a carer’s assessment, by agreement"

    class Shared(models.TextChoices):
        HANDED = "handed", "Handed over"
        POST = "post", "By post"
        EMAIL = "email", "By email"
        READ_ALOUD = "read_aloud", "Read aloud or signed to them"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.NEEDS)
    depth = models.CharField(max_length=10, choices=Depth.choices, default=Depth.FULL)
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.WORKER)
    # Everybody concerned agreed to one assessment of both (s12(5)); the carer's part is a record of its own.
    combined_with = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    combination_agreed = models.TextField(blank=True)
    asked_for_on = models.DateField()
    urgent = models.BooleanField(default=False)
    # The council's own promise (there is no statutory limit), worked out by rules/assessment_promise.py.
    promised_by = models.DateField()
    offer = models.OneToOneField(
        "conversations.AssessmentOffer", null=True, blank=True, on_delete=models.PROTECT, related_name="assessment"
    )
    # The person's own part, as they sent it: it begins this one, and stands beside it.
    sent = models.OneToOneField(
        "self_assessment.Sent", null=True, blank=True, on_delete=models.PROTECT, related_name="assessment"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    # Nobody yet: it waits on its team's list.
    assessor = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    # What an unregistered assessor wrote goes to a colleague who may sign it, or comes back with a note.
    sent_to_sign_at = models.DateTimeField(null=True, blank=True)
    signer = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_back_note = models.TextField(blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Somebody is correcting what was signed, and this is why; empty otherwise.
    being_corrected_because = models.TextField(blank=True)
    # Promoted from the signed answers for the return: who took part (a code of method_of_assessment).
    method = models.CharField(max_length=60, blank=True)
    shared_on = models.DateField(null=True, blank=True)
    shared_how = models.CharField(max_length=20, choices=Shared.choices, blank=True)
    shared_with = models.CharField(max_length=300, blank=True)
    copy = models.ForeignKey("documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=60, blank=True)
    end_words = models.TextField(blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessment_signed_whole",
                condition=Q(signed_at=None, signed_by=None, response=None, method="")
                | (
                    Q(signed_at__isnull=False, signed_by__isnull=False, response__isnull=False, assessor__isnull=False)
                    & ~Q(method="")
                ),
            ),
            models.CheckConstraint(
                name="assessment_ended_whole",
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(name="assessment_ends_once", condition=Q(ended_at=None) | Q(signed_at=None)),
            models.CheckConstraint(
                name="assessment_corrected_once_signed",
                condition=Q(being_corrected_because="") | Q(signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_combined_by_agreement",
                condition=(Q(mode="combined", combined_with__isnull=False) & ~Q(combination_agreed=""))
                | (~Q(mode="combined") & Q(combined_with=None, combination_agreed="")),
            ),
            models.CheckConstraint(
                name="assessment_promised_after_it_was_asked_for",
                condition=Q(promised_by__gte=models.F("asked_for_on")),
            ),
            models.CheckConstraint(
                name="assessment_shared_whole",
                condition=Q(shared_on=None, shared_how="", shared_with="")
                | (Q(shared_on__isnull=False, signed_at__isnull=False) & ~Q(shared_how="") & ~Q(shared_with="")),
            ),
            models.CheckConstraint(
                name="assessment_sent_to_sign_by_its_assessor",
                condition=Q(sent_to_sign_at=None) | Q(assessor__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-started_at"], name="assessment_subject"),
            models.Index(
                fields=["promised_by"], name="assessment_unsigned", condition=Q(signed_at=None, ended_at=None)
            ),
            models.Index(
                fields=["team", "promised_by"], name="assessment_team_open", condition=Q(signed_at=None, ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.subject}"

    @property
    def is_open(self) -> bool:
        return self.signed_at is None and self.ended_at is None

    @property
    def questionnaire(self) -> str:
        """Which declaration it is written in."""
        if self.kind != self.Kind.NEEDS:
            return f"assessment_{self.kind}"
        if self.mode == self.Mode.SUPPORTED_SELF:
            return "assessment_supported_self"
        return f"assessment_{self.depth}"

    @property
    def about(self) -> str:
        """What drafts and responses of this assessment point back at."""
        return f"assessments.assessment:{self.pk}"

    @property
    def return_kind(self) -> str:
        """Its code in assessment_kind, from which the return's assessment type is read."""
        if self.kind == self.Kind.NEEDS and self.mode != self.Mode.WORKER:
            return self.mode
        return self.kind

    @property
    def law(self) -> str:
        return f"Care Act 2014 {codelists.code('assessment_kind', self.return_kind).extra['section']}"


class AdvocacyCheckQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def about_the(self, source: str) -> Self:
        return self.filter(about=source).select_related("decision", "task")

    def without_advocate(self) -> Self:
        """An advocate is required and nobody is named yet."""
        return self.filter(decision__decided_outcome="advocate_required", named_on=None)


class AdvocacyCheck(models.Model):
    """Does the person need an independent advocate to be involved (s67)? Asked of each piece of work."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="advocacy_checks")
    decision = models.OneToOneField("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    # The piece of work, as events.source_of writes it: "assessments.assessment:12".
    about = models.CharField(max_length=120)
    # To find and name an advocate, where one is required.
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    advocate = models.CharField(max_length=200, blank=True)
    named_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AdvocacyCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advocate_named_whole",
                condition=Q(advocate="", named_on=None, named_by=None)
                | (Q(named_on__isnull=False, named_by__isnull=False) & ~Q(advocate="")),
            ),
        ]
        indexes = [models.Index(fields=["about"], name="advocacycheck_about")]

    def __str__(self) -> str:
        return f"Advocacy for {self.subject}: {self.decision.decided_outcome.replace('_', ' ')}"

    @property
    def required(self) -> bool:
        return self.decision.decided_outcome == "advocate_required"
