"""The people around a person: who they are to each other, who cares, who may decide, who may be told."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see, visible_subjects
from alongside.foundation.subjects.models import Subject

# What is said of a relative whose record the reader may not open.
CLOSED = "Somebody whose record you may not open"


class RelationshipQuerySet(models.QuerySet):
    def visible_to(self, user) -> RelationshipQuerySet:
        return self.filter(may_see(user))

    def in_force(self, today: date) -> RelationshipQuerySet:
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=today)).filter(
            Q(ended_on=None) | Q(ended_on__gte=today))

    def around(self, subject) -> RelationshipQuerySet:
        """Both directions: recorded on this person's record, and on the other's."""
        return self.filter(Q(subject=subject) | Q(other=subject))

    def in_emergency_order(self) -> RelationshipQuerySet:
        return self.order_by(models.F("emergency_order").asc(nulls_last=True), "-next_of_kin", "name", "pk")

    def saying_whether_open_to(self, user) -> RelationshipQuerySet:
        """Whether the user may open the records at both ends; without that, a relative shows as a relation alone."""
        return self.saying_whether_among(visible_subjects(user))

    def saying_whether_among(self, records) -> RelationshipQuerySet:
        return self.annotate(
            subject_is_open=Exists(records.filter(pk=OuterRef("subject_id"))),
            other_is_open=Exists(records.filter(pk=OuterRef("other_id"))),
        )


class Relationship(models.Model):
    """`other`, or the outside person `name`, is the `kind` of `subject`: Chidi is the son of Winnie."""

    class MayBeTold(models.TextChoices):
        ASK = "ask", "Ask first"
        YES = "yes", "May be told"
        SOME = "some", "May be told some things"
        NO = "no", "Not to be told"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="relationships_to"
    )
    # An outside person or organisation, kept as a contact.
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    where = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    # A few words as the person would say them: "next door, has a key".
    words = models.CharField(max_length=200, blank=True)
    next_of_kin = models.BooleanField(default=False)
    same_household = models.BooleanField(default=False)
    may_be_told = models.CharField(max_length=10, choices=MayBeTold.choices, default=MayBeTold.ASK)
    may_be_told_what = models.CharField(max_length=300, blank=True)
    emergency_order = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relationship_to_a_record_or_a_contact",
                condition=(Q(other__isnull=False) & Q(name="")) | (Q(other=None) & ~Q(name="")),
            ),
            models.CheckConstraint(
                name="relationship_is_with_somebody_else", condition=Q(other=None) | ~Q(other=models.F("subject"))
            ),
            models.CheckConstraint(
                name="relationship_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(starts_on=None) | Q(ended_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="told_some_things_says_which", condition=~Q(may_be_told="some") | ~Q(may_be_told_what="")
            ),
            models.UniqueConstraint(
                name="one_person_a_place_in_the_emergency_order", fields=["subject", "emergency_order"],
                condition=Q(ended_on=None, emergency_order__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["subject"], name="relationship_subject"),
            models.Index(fields=["other"], name="relationship_other"),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.kind_words.lower()}"

    def when_joined(self, today: date) -> dict[str, object]:
        """Somebody else has this place in the emergency order of the record that goes on."""
        return {"emergency_order": None}

    @property
    def who(self) -> str:
        """By name, or that it is somebody whose record is closed to whoever is asking."""
        if not self.other_id:
            return self.name
        if not getattr(self, "other_is_open", True):  # from saying_whether_open_to
            return CLOSED
        try:
            other = self.other
        except Subject.DoesNotExist:  # the wall hides it
            other = None
        return other.display_name if other else CLOSED

    @property
    def called(self) -> str:
        """For what is written down for good. Another record may be closed some day, so it is not named there."""
        return self.name or f"Their {self.kind_words.lower()}"

    @property
    def kind_words(self) -> str:
        return codelists.label("relationship_kind", self.kind)

    def care_now(self) -> UnpaidCare | None:
        """What they do for the person without being paid, as it stands."""
        return self.care.filter(ended_on=None).first()


class UnpaidCare(models.Model):
    """Somebody cares for the person without being paid: what they do and how much of their week it takes."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="unpaid_care")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="care")
    hours = models.CharField(max_length=20)
    what_they_do = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unpaid_care_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(name="cares_once_at_a_time", fields=["relationship"], condition=Q(ended_on=None)),
        ]


class AuthorityQuerySet(models.QuerySet):
    def in_force(self, today: date) -> AuthorityQuerySet:
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=today)).filter(
            Q(ended_on=None) | Q(ended_on__gte=today))


class Authority(models.Model):
    """A power to act or decide for the person, and who has seen the paper."""

    class Kind(models.TextChoices):
        LPA_WELFARE = "lpa_welfare", "Attorney, health and welfare"
        LPA_FINANCE = "lpa_finance", "Attorney, property and financial affairs"
        EPA = "epa", "Attorney under an enduring power (before October 2007)"
        DEPUTY_WELFARE = "deputy_welfare", "Deputy, health and welfare"
        DEPUTY_FINANCE = "deputy_finance", "Deputy, property and financial affairs"
        APPOINTEE = "appointee", "Appointee for benefits"

    class How(models.TextChoices):
        SOLE = "sole", "Acts alone"
        JOINTLY = "jointly", "Must act together with the others"
        SEVERALLY = "severally", "May act together or alone"

    WELFARE = (Kind.LPA_WELFARE, Kind.DEPUTY_WELFARE)
    REGISTERED = (Kind.LPA_WELFARE, Kind.LPA_FINANCE, Kind.EPA)

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="authorities")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="authorities")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    how = models.CharField(max_length=10, choices=How.choices, default=How.SOLE)
    # Limits and wishes written into the paper.
    scope = models.TextField(blank=True)
    reference = models.CharField(max_length=60, blank=True)
    seen_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                name="authority_paper_seen_whole",
                condition=Q(seen_by=None, seen_on=None) | Q(seen_by__isnull=False, seen_on__isnull=False),
            ),
            models.CheckConstraint(
                name="authority_ended_for_a_reason", condition=Q(ended_on=None) | ~Q(end_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.relationship.who}"

    @property
    def only_while_capacity_is_lacking(self) -> bool:
        """Mental Capacity Act 2005: a welfare power never overrides somebody who can decide this for themselves."""
        return self.kind in self.WELFARE
