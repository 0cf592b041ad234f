"""A professional's referral: received, read, answered, and never closed before the referrer has heard."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper

from alongside.foundation.access.conditions import may_see
from alongside.foundation.api_keys.models import ApiKey


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> ReferralQuerySet:
        """Referrals on records the user may open, and those not yet matched to anybody."""
        return self.filter(Q(subject=None) | may_see(user))

    def open(self) -> ReferralQuerySet:
        return self.filter(closed_at=None)

    def closed(self) -> ReferralQuerySet:
        return self.filter(closed_at__isnull=False)

    def unread(self) -> ReferralQuerySet:
        return self.open().filter(read_at=None)

    def to_answer(self) -> ReferralQuerySet:
        """Read, and nobody has said yet what happens."""
        return self.open().filter(read_at__isnull=False, outcome="")

    def awaiting_feedback(self) -> ReferralQuerySet:
        """It is settled what happens, and the referrer has not heard."""
        return self.open().exclude(outcome="").filter(feedback=None)

    def told_in_vain(self) -> ReferralQuerySet:
        """Closed because the referrer was told, and the message has since come back or never went, or the system
        that was to ask for the answer never did and has no key any more."""
        message = "feedback__message"
        keys = ApiKey.objects.in_force().filter(organisation=OuterRef("sent_with__organisation"),
                                                scope=OuterRef("sent_with__scope"))
        return self.filter(closed_at__isnull=False).filter(
            (Q(feedback__told_how="system", feedback__read_at=None) & ~Exists(keys))
            | Q(**{f"{message}__failed_at__isnull": False}) | Q(**{f"{message}__returned_at__isnull": False})
            | Q(**{f"{message}__stopped_at__isnull": False}) | Q(feedback__document__returned_at__isnull=False)
        )

    def of_earlier(self, subject: Any, days: int, before: datetime) -> ReferralQuerySet:
        """This person's earlier referrals within the council's time: another one is a re-referral."""
        return self.filter(
            subject=subject, received_at__gte=before - timedelta(days=days), received_at__lt=before
        ).order_by("-received_at", "-pk")

    def of_nobody(self, before: datetime) -> ReferralQuerySet:
        """Closed before this moment, and on no record. What somebody feared is being done is kept."""
        return self.filter(subject=None, conversation=None, harm_feared="", closed_at__lt=before)

    def of_sender(self, email: str) -> ReferralQuerySet:
        """Those of a referrer, by the address that they show to be theirs."""
        return self.filter(referrer_email__iexact=email) if email else self.none()

    def sent_by(self, user: Any) -> ReferralQuerySet:
        return self.filter(sent_by=user)

    def of_organisation(self, organisation: Any) -> ReferralQuerySet:
        """Those that a system of this organisation sent, with whichever of its keys."""
        return self.filter(sent_with__organisation=organisation)

    def newest_first(self) -> ReferralQuerySet:
        return self.order_by("-received_at", "-pk")

    def with_people(self) -> ReferralQuerySet:
        return self.select_related(
            "subject", "read_by", "harm_answered_by", "made_sure_by", "sent_by__organisation",
            "sent_with__organisation", "feedback", "feedback__message", "feedback__document", "feedback__by",
            "conversation")


class Referral(models.Model):
    class Urgency(models.TextChoices):
        URGENT = "urgent", "Urgent"
        SOON = "soon", "Soon"
        ROUTINE = "routine", "Routine"

    class Outcome(models.TextChoices):
        TALKED = "talked", "We talked with the person"
        STEPPED_DOWN = "stepped_down", "A community access point helps"
        PASSED_ON = "passed_on", "Passed to another team or service"
        WORKING = "working", "We are working with them already"
        NOT_OURS = "not_ours", "Not for this council"
        NOT_REACHED = "not_reached", "The person could not be reached"
        NOT_WANTED = "not_wanted", "The person does not want help now"
        WITHDRAWN = "withdrawn", "The referrer took it back, and nothing else is to be done"

    class PersonKnows(models.TextChoices):
        YES = "yes", "Yes, and agrees"
        NOT_AGREED = "not_agreed", "Yes, and does not agree"
        NO = "no", "No"
        NOT_SAID = "not_said", "The referrer did not say"

    class Kind(models.TextChoices):
        GP = "gp", "GP or surgery"
        NURSE = "nurse", "Nurse or community health"
        HOSPITAL = "hospital", "Hospital"
        AMBULANCE = "ambulance", "Ambulance"
        PHARMACY = "pharmacy", "Pharmacy"
        POLICE = "police", "Police"
        FIRE = "fire", "Fire and rescue"
        HOUSING = "housing", "Housing"
        VOLUNTARY = "voluntary", "Voluntary or community group"
        OTHER = "other", "Another organisation"

    class Need(models.TextChoices):
        CARE = "care", "Everyday life: washing, dressing, meals, getting about"
        HEALTH = "health", "Health, including low mood"
        HOUSING = "housing", "Housing: repairs, cold, damp, moving, losing a home"
        MONEY = "money", "Money and benefits"
        CARING = "caring", "Looking after somebody"
        COMPANY = "company", "Company, and something to do"

    class HarmAsked(models.TextChoices):
        ASKED = "asked", "Yes, and I write below what they want"
        NOT_SAFE = "not_safe", "No, it was not safe to ask"
        NOT_YET = "not_yet", "No, not yet"

    # What stands in the address of its public page; those of before the public pages get one when they are first read.
    key = models.CharField(max_length=40, null=True, default=None, unique=True)  # noqa: DJ001 (many without one)
    # Empty until somebody has matched it to a record, by search before create.
    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    reference = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    route_of_access = models.CharField(max_length=60, blank=True)
    # Who it is about, as the referrer gave it.
    about_name = models.CharField(max_length=200)
    about_date_of_birth = models.CharField(max_length=40, blank=True)
    about_nhs_number = models.CharField(max_length=20, blank=True)
    about_address = models.TextField(blank=True)
    about_telephone = models.CharField(max_length=40, blank=True)
    about_reach = models.TextField(blank=True)
    # Who refers.
    referrer_kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    referrer_name = models.CharField(max_length=200, blank=True)
    referrer_role = models.CharField(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=200, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_telephone = models.CharField(max_length=40, blank=True)
    referrer_address = models.TextField(blank=True)
    anonymous = models.BooleanField(default=False)
    # They showed by a code that the address is theirs.
    mailbox_shown_at = models.DateTimeField(null=True, blank=True)
    # A colleague made sure that whoever has that mailbox is whom they say they are.
    made_sure_at = models.DateTimeField(null=True, blank=True)
    made_sure_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who sent it from outside: with an account, or a system with its organisation's key.
    sent_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_with = models.ForeignKey("api_keys.ApiKey", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The sender's own name for this sending, and what it held: sent twice, it is one referral.
    sending = models.CharField(max_length=100, blank=True)
    sending_digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    hopes = models.TextField(blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Need.choices), default=list, blank=True)
    person_knows = models.CharField(max_length=20, choices=PersonKnows.choices, blank=True)
    why_without_agreement = models.TextField(blank=True)
    # What they fear is being done to somebody. It goes with a concern, or with a named colleague's reason why not.
    harm_feared = models.TextField(blank=True)
    harm_asked = models.CharField(max_length=20, choices=HarmAsked.choices, blank=True)
    harm_wishes = models.TextField(blank=True)
    harm_answer = models.TextField(blank=True)
    harm_answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    harm_answered_at = models.DateTimeField(null=True, blank=True)
    may_be_told = models.TextField(blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_as")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    outcome = models.CharField(max_length=60, choices=Outcome.choices, blank=True)
    outcome_detail = models.TextField(blank=True)
    stepped_down_to = models.CharField(max_length=200, blank=True)
    # What the referrer was told, or why not: without it the referral cannot be closed.
    feedback = models.OneToOneField(
        "referrals.Feedback", null=True, blank=True, on_delete=models.PROTECT, related_name="closes"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_closed_by_somebody_with_an_outcome",
                condition=Q(closed_at=None, closed_by=None)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="referral_closes_once_the_referrer_has_heard",
                condition=Q(closed_at=None) | Q(feedback__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_stepped_down_somewhere",
                condition=(Q(outcome="stepped_down") & ~Q(stepped_down_to=""))
                | (~Q(outcome="stepped_down") & Q(stepped_down_to="")),
            ),
            models.CheckConstraint(
                name="referrer_is_named_or_anonymous", condition=Q(anonymous=True) | ~Q(referrer_name="")
            ),
            models.CheckConstraint(
                name="referral_withdrawn_with_a_day", condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_because="")
            ),
            models.CheckConstraint(
                name="referral_harm_answered_by_somebody",
                condition=Q(harm_answer="", harm_answered_by=None, harm_answered_at=None)
                | (~Q(harm_answer="") & Q(harm_answered_by__isnull=False, harm_answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="referrer_made_sure_of_by_somebody",
                condition=Q(made_sure_at=None, made_sure_by=None)
                | Q(made_sure_at__isnull=False, made_sure_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["sent_with", "sending"], name="referral_once_a_sending", condition=~Q(sending="")
            ),
        ]
        indexes = [
            models.Index(fields=["urgency", "received_at"], name="referral_open", condition=Q(closed_at=None)),
            models.Index(fields=["subject", "-received_at"], name="referral_subject"),
            models.Index(Upper("referrer_email"), name="referral_sender"),
        ]

    def __str__(self) -> str:
        return f"Referral {self.reference}"


class Feedback(models.Model):
    """What the referrer was told, or why a named person decided that they are not to be. One row a try."""

    class How(models.TextChoices):
        ONLINE = "online", "On their page, which they open with a code"
        EMAIL = "email", "By email, sent from here"
        TELEPHONE = "telephone", "By telephone"
        LETTER = "letter", "By letter, printed and posted from here"
        IN_PERSON = "in_person", "Face to face"
        SYSTEM = "system", "In their own system, which asks us"
        SECURE_MESSAGE = "secure_message", "By secure message in another system"

    class NotGiven(models.TextChoices):
        ANONYMOUS = "anonymous", "The referrer is anonymous"
        UNSAFE = "unsafe", "Telling them would put somebody at risk"
        NO_LAWFUL_BASIS = "no_lawful_basis", "There is no lawful basis to tell them"
        UNDELIVERABLE = "undeliverable", "It could not be delivered"

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="tries")
    told = models.TextField(blank=True)
    told_how = models.CharField(max_length=40, choices=How.choices, blank=True)
    # The letter as it was sent.
    document = models.OneToOneField(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What carried it, whose failing opens the referral again.
    message = models.OneToOneField(
        "notifications.Notification", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    not_given_because = models.CharField(max_length=20, choices=NotGiven.choices, blank=True)
    not_given_note = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # The referrer has opened it on their page.
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="feedback_is_told_or_explained",
                condition=(~Q(told="") & ~Q(told_how="") & Q(not_given_because=""))
                | (Q(told="", told_how="", message=None, document=None) & ~Q(not_given_because="")
                   & ~Q(not_given_note="")),
            ),
            models.CheckConstraint(
                name="feedback_sent_from_here_has_its_message",
                condition=~Q(told_how__in=["online", "email"]) | Q(message__isnull=False),
            ),
            models.CheckConstraint(
                name="feedback_letter_is_kept", condition=~Q(told_how="letter") | Q(document__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.get_told_how_display() or self.get_not_given_because_display()
