"""What a facilitator or volunteer writes down at the desk. They see what they entered themselves, and nothing else;
the database holds that too (`row_owners`, see foundation/access/wall.py)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from alongside.foundation.access.conditions import may_see


class EntryQuerySet(models.QuerySet):
    def entered(self, user: Any) -> Self:
        """By this user, at whatever desk."""
        return self.filter(entered_by=user)

    def visible_to(self, user: Any) -> Self:
        """One's own; and for those who may open records, what is on no record yet or on one they may open."""
        if not user.may("people.see_all"):
            return self.entered(user)
        return self.filter(Q(entered_by=user) | Q(subject=None) | may_see(user))

    def of_nobody(self) -> Self:
        return self.filter(subject=None)

    def newest_first(self) -> Self:
        return self.order_by("-entered_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("subject", "entered_by")


class Entry(models.Model):
    """One thing done at a desk. `about_name` is whatever the person chose to be called; a desk asks for no more."""

    row_owners: tuple[str, ...] = ("entered_by",)

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The key of the access point, and what it was called that day.
    point = models.CharField(max_length=60)
    place = models.CharField(max_length=200)
    about_name = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True


class HelpGiven(Entry):
    """Somebody was helped to find what they were looking for."""

    class Outcome(models.TextChoices):
        FOUND = "found", "They found what they wanted"
        SESSION = "session", "They booked time to talk"
        ASKED = "asked", "We asked a professional"
        NOTHING = "nothing", "We found nothing that fits"

    wanted = models.TextField()
    # The list that was made with them: it holds services and nobody's name.
    saved_list = models.ForeignKey(
        "directory.SavedList", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="help_ended_with_an_outcome",
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False))),
        ]
        indexes = [models.Index(fields=["entered_by", "-entered_at"], name="help_given_by")]

    def __str__(self) -> str:
        return f"Helped {self.about_name or 'somebody'}"


class LentQuerySet(EntryQuerySet):
    def out(self) -> Self:
        return self.filter(returned_on=None)

    def out_under(self, point: Any, item: str, name: str) -> Self:
        """Given out at this access point, to somebody who gave this name."""
        return self.out().filter(point=point.key, item=item, about_name__iexact=name)


class EquipmentLent(Entry):
    """Simple equipment given out at a desk, from the council's list for desks."""

    item = models.CharField(max_length=80)
    # Of the page it was given out on: pressed twice, it is given once.
    key = models.UUIDField(null=True, blank=True, unique=True)
    label = models.CharField(max_length=120)
    quantity = models.PositiveSmallIntegerField(default=1)
    telephone = models.CharField(max_length=40, blank=True)
    # What was asked before it was given, and that they answered well: "Can they fill it without lifting it?"
    asked_first = models.CharField(max_length=200)
    given_on = models.DateField()
    return_by = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    state_back = models.CharField(max_length=200, blank=True)

    objects = LentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="equipment_lent_is_at_least_one", condition=Q(quantity__gte=1)),
            models.CheckConstraint(name="equipment_lent_comes_back_later", condition=Q(return_by__gt=F("given_on"))),
            models.CheckConstraint(
                name="equipment_came_back_after_it_went",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("given_on"))),
            models.CheckConstraint(name="equipment_lent_to_somebody", condition=~Q(about_name="")),
        ]
        indexes = [models.Index(fields=["return_by"], name="equipment_out", condition=Q(returned_on=None)),
                   models.Index(fields=["entered_by", "-entered_at"], name="equipment_lent_by")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.label}" if self.quantity > 1 else self.label


class QuestionQuerySet(EntryQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What people in need say at a desk is for those who read such talks; a question about money for others too."""
        rows = super().visible_to(user)
        if user.may("conversations.see"):
            return rows
        return rows.filter(Q(entered_by=user) | Q(whom=Question.Profession.WELFARE))

    def waiting(self) -> Self:
        return self.filter(answered_at=None)


class Question(Entry):
    """The desk asks a professional: advice comes back, or the professional takes it on (WOL-09)."""

    class Profession(models.TextChoices):
        FRONT_DOOR = "front_door", "The front door"
        SOCIAL_WORK = "social_work", "A social worker"
        THERAPY = "occupational_therapy", "An occupational therapist"
        WELFARE = "welfare_rights", "Somebody who knows about money and benefits"

    class Kind(models.TextChoices):
        ADVICE = "advice", "Advice: the desk goes on with it"
        TAKEN_ON = "taken_on", "We take it on from here"

    whom = models.CharField(max_length=30, choices=Profession.choices)
    words = models.TextField()
    # Whoever stands at the desk waits for it.
    is_waiting = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_answered_whole",
                condition=Q(answer="", kind="", answered_by=None, answered_at=None)
                | (~Q(answer="") & ~Q(kind="") & Q(answered_by__isnull=False, answered_at__isnull=False))),
            models.CheckConstraint(
                name="question_answer_is_read_after_it_came",
                condition=Q(read_at=None) | Q(answered_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["entered_by", "-entered_at"], name="question_asked_by")]

    def __str__(self) -> str:
        return f"Question to {self.get_whom_display().lower()}"


class ConcernHeard(Entry):
    """A safeguarding concern as the desk heard it. It waits, closed to others, for somebody of safeguarding who finds
    whose record it is and raises it there; from then on the queue of concerns has it."""

    class Told(models.TextChoices):
        YES = "yes", "Yes"
        NOT_SAFE = "not_safe", "No, it would not be safe"
        NOT_THERE = "not_there", "They are not here"

    who_told = models.CharField(max_length=200)
    about_where = models.TextField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    what = models.TextField()
    in_danger_now = models.BooleanField()
    rang_999 = models.BooleanField(default=False)
    wishes = models.TextField(blank=True)
    told_them = models.CharField(max_length=10, choices=Told.choices)
    raised = models.OneToOneField(
        "conversations.RaisedConcern", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="concern_heard_is_about_somebody", condition=~Q(about_name="")),
            models.CheckConstraint(
                name="concern_heard_taken_by_somebody",
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False)),
            models.CheckConstraint(
                name="concern_heard_raised_on_a_record",
                condition=Q(raised=None) | Q(subject__isnull=False, taken_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["entered_by", "-entered_at"], name="concern_heard_by")]

    def __str__(self) -> str:
        return "Concern heard at an access point"
