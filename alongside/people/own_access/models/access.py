"""Who may read and add to a record in My plan: the person, somebody they chose, or an attorney or deputy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see
from alongside.people.people.models import Join
from alongside.people.relationships.models import Authority
from alongside.rules import council

from .coercion import Coercion


class Part(models.TextChoices):
    """What of a record somebody reads in My plan. Whoever may read a part may add to it where it takes additions."""

    ABOUT_ME = "about_me", "About me, and what matters"
    PLAN = "plan", "Goals, the plan, and when it is looked at again"
    PEOPLE = "people", "Who helps"
    DOCUMENTS = "documents", "Letters and papers about care, one by one as they are released"
    MONEY = "money", "What the support costs, and released papers about money"
    AGREEMENTS = "agreements", "What may be shared, and taking that back"
    LOOKS = "looks", "Which teams opened the record"
    MESSAGES = "messages", "Messages with the worker"


PROPERTY = (Authority.Kind.LPA_FINANCE, Authority.Kind.EPA, Authority.Kind.DEPUTY_FINANCE)
WELFARE = Authority.WELFARE
# No power of an attorney or deputy reaches further than its own kind.
WITHIN_A_POWER: dict[str, frozenset[str]] = {
    **dict.fromkeys(PROPERTY, frozenset({Part.MONEY, Part.MESSAGES})),
    **dict.fromkeys(WELFARE, frozenset(set(Part.values) - {Part.MONEY})),
}


def rests_before(today: date) -> date:
    """Nobody has asked again since this day: such access rests."""
    days: int = council.load(settings.COUNCIL_PACK).policy("my_plan.review_grace_days", today)
    return today - timedelta(days=days)


class AccessQuerySet(models.QuerySet["Access"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def newest_first(self) -> Self:
        return self.order_by(F("closed_on").desc(nulls_first=True), "-given_at", "-pk")

    def for_pages(self) -> Self:
        return self.select_related(
            "subject", "relationship", "authority", "given_by", "verified_by", "closed_by"
        ).prefetch_related("ways", "checks__by")

    def not_closed(self) -> Self:
        return self.filter(closed_on=None)

    def standing(self, today: date) -> Self:
        """What opens My plan today. Whatever speaks against it closes it from that moment, without anybody's doing."""
        living = Q(subject__died_on=None, subject__restricted=False, subject__merged_into=None)
        nobody_over_them = ~Exists(Coercion.objects.standing().filter(subject=OuterRef("subject_id")))
        still_theirs = Q(relationship=None) | Q(relationship__ended_on=None) | Q(relationship__ended_on__gt=today)
        # A power stands by its paper, whatever is written about telling; somebody chosen does not.
        may_be_told = ~Q(as_whom="chosen", relationship__may_be_told="no")
        power = Q(authority=None) | (
            Q(authority__seen_on__isnull=False)
            & (Q(authority__starts_on=None) | Q(authority__starts_on__lte=today))
            & (Q(authority__ended_on=None) | Q(authority__ended_on__gt=today))
        )
        # Since a join the record says more than they were let in to, and perhaps of somebody else: ask again first.
        joined_since = Exists(Join.objects.standing().filter(
            subject=OuterRef("subject_id"), joined_at__gt=OuterRef("checked_at")))
        return self.not_closed().filter(living, still_theirs, may_be_told, power, nobody_over_them, ~joined_since,
                                        review_on__gte=rests_before(today))

    def at(self, channel: str, normal: str) -> Self:
        """Those whose holder is reached so."""
        ways = Way.objects.in_use().filter(access=OuterRef("pk"), channel=channel, normal=normal)
        return self.filter(Exists(ways))

    def to_ask_again(self, today: date, within_days: int) -> Self:
        return self.not_closed().filter(review_on__lte=today + timedelta(days=within_days))


class Access(models.Model):
    """One person's way into one record: verified, asked alone, between two days."""

    class As(models.TextChoices):
        PERSON = "person", "The person themselves"
        CHOSEN = "chosen", "Somebody they chose"
        POWER = "power", "Attorney or deputy"

    class Verified(models.TextChoices):
        PAPER = "paper", "I saw a passport, driving licence or other paper with their photograph"
        KNOWN = "known", "I know them, and was with them"
        VOUCHED = "vouched", "A professional who knows them was with them and said so"
        RUNG_BACK = "rung_back", "I rang back on the number in the record, and they answered what only they could know"

    class Closed(models.TextChoices):
        ASKED = "asked", "The person asked for it"
        HOLDER = "holder", "The one who had it asked for it"
        DEVICE = "device", "A telephone or mailbox was lost, or others can read it"
        WRONG = "wrong", "It was given by mistake"
        CAPACITY = "capacity", "The person can no longer decide about this"
        REGAINED = "regained", "The person can decide about this again"
        POWER_ENDED = "power_ended", "The power has ended"
        JOINED = "joined", "The record was joined with another: ask again"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="own_accesses")
    as_whom = models.CharField(max_length=10, choices=As.choices)
    # Who it is, where it is not the person: as it stood when they were verified.
    name = models.CharField(max_length=200, blank=True)
    relationship = models.ForeignKey(
        "relationships.Relationship", null=True, blank=True, on_delete=models.PROTECT, related_name="own_accesses"
    )
    authority = models.ForeignKey(
        "relationships.Authority", null=True, blank=True, on_delete=models.PROTECT, related_name="own_accesses"
    )
    parts = ArrayField(models.CharField(max_length=20, choices=Part.choices))
    # Limits written into the power, or set by the person, in words that stand on their pages.
    limits = models.TextField(blank=True)
    # For a power over health and welfare: why the person cannot decide this, at this time.
    capacity_words = models.TextField(blank=True)
    verified_how = models.CharField(max_length=20, choices=Verified.choices)
    verified_words = models.TextField(blank=True)
    verified_on = models.DateField()
    verified_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    # When somebody last asked them alone.
    checked_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_because = models.CharField(max_length=20, choices=Closed.choices, blank=True)
    closed_words = models.TextField(blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "access to My plan"
        verbose_name_plural = "accesses to My plan"
        constraints = [
            models.CheckConstraint(
                name="own_access_says_whose_it_is",
                condition=Q(as_whom="person", name="", relationship=None, authority=None)
                | (Q(as_whom="chosen", authority=None, relationship__isnull=False) & ~Q(name=""))
                | (Q(as_whom="power", authority__isnull=False, relationship__isnull=False) & ~Q(name="")),
            ),
            models.CheckConstraint(name="own_access_has_parts", condition=Q(parts__len__gt=0)),
            models.CheckConstraint(
                name="own_access_closed_whole",
                condition=Q(closed_on=None, closed_because="", closed_by=None)
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")
                   & (Q(closed_by__isnull=False) | Q(closed_because="joined"))),
            ),
            models.UniqueConstraint(
                name="one_own_access_of_the_person", fields=["subject"],
                condition=Q(as_whom="person", closed_on=None),
            ),
            models.UniqueConstraint(
                name="one_own_access_of_somebody_else", fields=["relationship"], condition=Q(closed_on=None),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="own_access_subject")]

    def __str__(self) -> str:
        return f"My plan: {self.who}"

    def when_joined(self, today: date) -> dict[str, object]:
        """The record that goes on has an access of the person's own already."""
        return {"closed_on": today, "closed_because": str(self.Closed.JOINED)} if self.closed_on is None else {}

    @property
    def who(self) -> str:
        return self.name or "the person themselves"

    @property
    def is_the_person(self) -> bool:
        return self.as_whom == self.As.PERSON

    @property
    def as_words(self) -> str:
        """In which right: "attorney, health and welfare", "somebody they chose"."""
        if self.authority:
            return self.authority.get_kind_display().lower()
        return self.get_as_whom_display().lower()

    @property
    def parts_open(self) -> frozenset[str]:
        """What they read: never more than the power reaches, whatever was ticked."""
        chosen = frozenset(self.parts)
        return chosen & WITHIN_A_POWER.get(self.authority.kind, frozenset()) if self.authority else chosen

    @property
    def acts_alone(self) -> bool:
        """May take something back or decide on their own: not those who must act together."""
        return self.authority is None or self.authority.how != Authority.How.JOINTLY


class WayQuerySet(models.QuerySet["Way"]):
    def in_use(self) -> Self:
        return self.filter(ended_on=None)


class Way(models.Model):
    """How the code reaches somebody: an email address, a mobile, or a voice that we check when they ring."""

    class Channel(models.TextChoices):
        EMAIL = "email", "Email"
        TEXT = "text", "Text message"
        SPOKEN = "spoken", "Read out by telephone"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="ways")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    # As it is compared: figures from the leading 0, or the address in small letters.
    normal = models.CharField(max_length=254)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = WayQuerySet.as_manager()

    class Meta:
        ordering = ["channel", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="own_access_way_once", fields=["access", "channel", "normal"], condition=Q(ended_on=None)
            )
        ]
        indexes = [models.Index(fields=["normal"], name="own_access_way_reached", condition=Q(ended_on=None))]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.address}"


class Check(models.Model):
    """Somebody asked the person alone whether they want this, and nobody stood over them: first, and every year."""

    class How(models.TextChoices):
        IN_PERSON = "in_person", "Alone with them, in person"
        INTERPRETER = "interpreter", "Alone with them and an interpreter who is neither family nor friend"
        TELEPHONE = "telephone", "By telephone, by questions to answer yes or no, and sure that nobody listened"
        SEEN = "seen", "Seen alone: they cannot say it in words, and showed no sign of fear or pressure"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="checks")
    how = models.CharField(max_length=20, choices=How.choices)
    words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    next_on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="own_access_check_has_words", condition=~Q(words=""))]
