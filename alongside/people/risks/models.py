"""Risk assessments that begin with what the person wants and gains, in versions."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class RiskAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> RiskAssessmentQuerySet:
        return self.filter(may_see(user))

    def latest_versions(self) -> RiskAssessmentQuerySet:
        return self.filter(replaced_by=None)

    def standing(self) -> RiskAssessmentQuerySet:
        return self.latest_versions().filter(ended_on=None)

    def overdue_for_review(self, today: date) -> RiskAssessmentQuerySet:
        return self.standing().filter(review_on__lt=today)

    def highest_first(self) -> RiskAssessmentQuerySet:
        rank = models.Case(
            *[models.When(level=code.code, then=models.Value(-place))
              for place, code in enumerate(codelists.codes("risk_level"))],
            default=models.Value(0),
        )
        return self.annotate(rank=rank).order_by("rank", "review_on", "pk").select_related("recorded_by")


class RiskAssessment(models.Model):
    class Likelihood(models.TextChoices):
        UNLIKELY = "unlikely", "Unlikely, but it has happened to others"
        POSSIBLE = "possible", "Possible: it could happen this year"
        LIKELY = "likely", "Likely: it has happened before"
        EXPECTED = "expected", "To be expected, perhaps soon"

    class Impact(models.TextChoices):
        UPSETTING = "upsetting", "Upsetting, and soon put right"
        HARMFUL = "harmful", "Harm that needs treatment or help"
        SERIOUS = "serious", "Serious harm, or losing home or independence"
        LIFE = "life", "A threat to life"

    class Choice(models.TextChoices):
        ACCEPTS = "accepts", "Knows the risk and chooses to take it"
        LESSENS = "lessens", "Wants help to make it less"
        UNDECIDED = "undecided", "Has not decided yet"
        CANNOT_DECIDE = "cannot_decide", "Cannot decide this now, so decided in their best interests"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="risk_assessments")
    area = models.CharField(max_length=60)
    # What they want, and what they gain by it: this comes before what could go wrong.
    wishes = models.TextField()
    gains = models.TextField()
    could_happen = models.TextField()
    likelihood = models.CharField(max_length=20, choices=Likelihood.choices)
    impact = models.CharField(max_length=20, choices=Impact.choices)
    level = models.CharField(max_length=20)
    what_helps = models.TextField()
    contingency = models.TextField()
    choice = models.CharField(max_length=20, choices=Choice.choices)
    # That risks and benefits were talked through; a person who then chooses the risk is not overruled by this record.
    talked_through_on = models.DateField(null=True, blank=True)
    best_interests_words = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=300)
    assessed_on = models.DateField()
    review_on = models.DateField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    change_reason = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    objects = RiskAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="risk_taken_knowingly",
                condition=~Q(choice="accepts") | Q(talked_through_on__isnull=False),
            ),
            models.CheckConstraint(
                name="best_interests_says_why",
                condition=(Q(choice="cannot_decide") & ~Q(best_interests_words=""))
                | (~Q(choice="cannot_decide") & Q(best_interests_words="")),
            ),
            models.CheckConstraint(
                name="risk_new_version_has_its_reason",
                condition=Q(replaces=None, change_reason="") | (Q(replaces__isnull=False) & ~Q(change_reason="")),
            ),
            models.CheckConstraint(
                name="risk_ended_whole",
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="risk_subject")]

    def __str__(self) -> str:
        return f"{self.area_words}, {self.level_words.lower()}"

    @property
    def area_words(self) -> str:
        return codelists.label("risk_area", self.area)

    @property
    def level_words(self) -> str:
        return codelists.label("risk_level", self.level)

    def newest(self) -> RiskAssessment:
        """The version that has taken the place of this one, or this one."""
        version = self
        while after := RiskAssessment.objects.filter(replaces=version).select_related(
                "subject", "recorded_by", "ended_by").first():
            version = after
        return version

    def versions(self) -> list[RiskAssessment]:
        """This assessment and those it replaced, newest first."""
        chain, version = [self], self
        while version.replaces_id:
            version = version.replaces
            chain.append(version)
        return chain
