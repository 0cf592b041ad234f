"""What a person agrees to share: for what, with whom by name, on which basis, until when, withdrawn when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user) -> AgreementQuerySet:
        return self.filter(may_see(user))

    def in_force(self, on: date) -> AgreementQuerySet:
        return self.filter(starts_on__lte=on).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))

    def newest_first(self) -> AgreementQuerySet:
        return self.order_by("-starts_on", "-pk").select_related("recorded_by").prefetch_related("recipients")


class Agreement(models.Model):
    class How(models.TextChoices):
        SPOKEN = "spoken", "Said so"
        WRITTEN = "written", "Signed"
        SHOWN = "shown", "Showed it: signs, pictures, gestures"
        BEST_INTERESTS = "best_interests", "Decided in their best interests"
        NOT_NEEDED = "not_needed", "The law asks us to share"

    class GivenBy(models.TextChoices):
        PERSON = "person", "The person"
        ATTORNEY = "attorney", "Attorney or deputy for health and welfare, while capacity is lacking"
        DECISION_MAKER = "decision_maker", "The decision maker, in their best interests"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="agreements")
    purpose = models.CharField(max_length=60)
    what = models.TextField()
    lawful_basis = models.CharField(max_length=60)
    how_given = models.CharField(max_length=20, choices=How.choices)
    given_by = models.CharField(max_length=20, choices=GivenBy.choices)
    given_by_name = models.CharField(max_length=200, blank=True)
    # Where somebody else gave it: why the person could not decide this, for this decision at that time.
    capacity_words = models.TextField(blank=True)
    starts_on = models.DateField()
    review_on = models.DateField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_recorded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who took it back themselves, in My plan, and in which words; a worker then says what it means for support.
    withdrawn_themselves = models.CharField(max_length=200, blank=True)
    withdrawal_words = models.TextField(blank=True)
    withdrawal_effect = models.TextField(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_by_another_says_why",
                condition=Q(given_by="person", given_by_name="", capacity_words="")
                | (~Q(given_by="person") & ~Q(given_by_name="") & ~Q(capacity_words="")),
            ),
            models.CheckConstraint(
                name="agreement_withdrawn_whole",
                condition=Q(withdrawn_on=None, withdrawn_recorded_by=None, withdrawal_effect="",
                            withdrawn_themselves="", withdrawal_words="")
                | (Q(withdrawn_on__isnull=False, withdrawn_recorded_by__isnull=False) & ~Q(withdrawal_effect=""))
                | (Q(withdrawn_on__isnull=False, withdrawn_recorded_by=None, withdrawal_effect="")
                   & ~Q(withdrawn_themselves="")),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="agreement_subject")]

    def __str__(self) -> str:
        return f"{self.purpose_words}: {', '.join(r.name for r in self.recipients.all())}"

    @property
    def purpose_words(self) -> str:
        return codelists.label("agreement_purpose", self.purpose)

    @property
    def basis_words(self) -> str:
        return codelists.label("lawful_basis", self.lawful_basis)

    @property
    def effect_to_say(self) -> bool:
        """They took it back themselves, and nobody has said yet what that means for their support."""
        return bool(self.withdrawn_themselves) and not self.withdrawal_effect

    @property
    def rests_on_agreement(self) -> bool:
        return codelists.code("lawful_basis", self.lawful_basis).extra["agreement_needed"] == "yes"


class Recipient(models.Model):
    """Somebody named in an agreement: one who may be told, or one who may not."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    may_receive = models.BooleanField(default=True)

    class Meta:
        ordering = ["-may_receive", "name"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"), "agreement", name="a_recipient_is_named_once_in_an_agreement"
            )
        ]

    def __str__(self) -> str:
        return self.name
