"""The first conversation, and everything that came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user) -> ConversationQuerySet:
        return self.filter(may_see(user))

    def open(self) -> ConversationQuerySet:
        return self.filter(finished_at=None)

    def awaiting_back_fill(self) -> ConversationQuerySet:
        """Urgent support began first; the conversation is still to be written up."""
        return self.open().filter(urgent_support__isnull=False)


class Conversation(models.Model):
    class SafeNow(models.TextChoices):
        UNSAFE = "unsafe", "Yes, someone is unsafe now"
        WORRYING = "worrying", "Not now, but something is worrying"
        SAFE = "safe", "No"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="conversations")
    # The person's own, or about their caring for somebody else.
    as_carer = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    channel = models.CharField(max_length=40)
    route_of_access = models.CharField(max_length=60, blank=True)
    got_in_touch = models.CharField(max_length=200, blank=True)
    got_in_touch_relation = models.CharField(max_length=60, blank=True)
    held_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="conversations")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    safe_now = models.CharField(max_length=20, choices=SafeNow.choices, blank=True)
    out_of_hours = models.BooleanField(default=False)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What came before within the council's time, so that coming back is seen.
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_as")
    back_fill_by = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The single outcome of the national return, derived from the next steps when the conversation is finished.
    national_outcome = models.CharField(max_length=80, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversation_finished_by_somebody_with_an_outcome",
                condition=Q(finished_at=None, finished_by=None)
                | (Q(finished_at__isnull=False, finished_by__isnull=False) & ~Q(national_outcome="")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-began_at"], name="conversation_subject"),
            models.Index(fields=["began_at"], name="conversation_unfinished", condition=Q(finished_at=None)),
        ]


class NextStep(models.Model):
    """What happens after the conversation. Every one is recorded; the return's single outcome is derived."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="next_steps")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="next_steps")
    kind = models.CharField(max_length=60)
    detail = models.TextField(blank=True)
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)


class InformationGiven(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="information_given")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="information_given")
    what = models.CharField(max_length=300)
    how = models.CharField(max_length=60)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()


class EquipmentIssued(models.Model):
    """Simple equipment from the council's list, issued without a specialist's assessment."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="equipment")
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="equipment"
    )
    item = models.CharField(max_length=80)
    quantity = models.PositiveSmallIntegerField(default=1)
    advice = models.TextField(blank=True)
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="equipment_quantity_is_at_least_one", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="equipment_returned_after_issue",
                condition=Q(returned_on=None) | Q(returned_on__gte=models.F("issued_on")),
            ),
        ]


class UrgentSupport(models.Model):
    """Support started before any assessment because it could not wait (Care Act 2014 s19(3))."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="urgent_support")
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="urgent_support")
    why_it_could_not_wait = models.TextField()
    support = models.TextField()
    provided_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    look_again_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_support_ends_with_a_reason", condition=Q(ended_on=None) | ~Q(end_reason="")
            ),
        ]


class AssessmentOffer(models.Model):
    """An assessment is offered on the appearance of need (ss9, 10); a refusal is recorded (s11)."""

    class Kind(models.TextChoices):
        ADULT = "adult", "Needs assessment"
        CARER = "carer", "Carer's assessment"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        THINKING = "thinking", "Thinking about it"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="assessment_offers")
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_offers"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    offered_on = models.DateField()
    offered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)
    # The council must assess all the same where the adult lacks capacity and it is in their best interests, or
    # where they are at risk of abuse or neglect (s11(2)).
    assess_anyway_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_answered_on_a_day",
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
        ]
