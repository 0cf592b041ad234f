"""Drafts, which save themselves and are never lost, and signed responses, which never change."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see
from alongside.foundation.accounts.models import User

from . import declare


def _that_may_be_covered(user: User) -> Q:
    kinds = Q(pk__in=[])
    for key, covered in declare.covered().items():
        if not user.may(covered.permission):
            continue
        kind = Q(questionnaire=key)
        if covered.mark and not user.may(covered.permission_for_marked):
            answer = f"answers__{covered.question}"
            kind &= Q(**{f"{answer}__isnull": True}) | ~Q(**{f"{answer}__contains": covered.mark})
        kinds |= kind
    return kinds


class DraftQuerySet(models.QuerySet):
    def of(self, user: User) -> DraftQuerySet:
        """The user's own drafts that say something, newest first, of people whose record they may still open."""
        return self.saying_something(user, may_see(user))

    def saying_something(self, owner: Any, seen: Q) -> DraftQuerySet:
        """The same, where `seen` says which records are open to the owner."""
        begun = self.filter(Q(subject=None) | seen, owner=owner, revision__gt=0)
        return begun.select_related("subject").order_by("-saved_at")

    def owned_by(self, user: User) -> DraftQuerySet:
        return self.filter(Q(subject=None) | may_see(user), owner=user)

    def of_those_covered_by(self, user: User) -> DraftQuerySet:
        """What absent colleagues have begun, for whoever does their work today: of records the user may open, and of
        work the user may do. What they write for themselves, or for their supervision, stays theirs."""
        return (self.filter(Q(subject=None) | may_see(user), _that_may_be_covered(user),
                            owner__in=user.covering_ids(), revision__gt=0)
                .select_related("owner", "subject").order_by("owner__name", "-saved_at"))

    def beside(self, draft: Draft) -> DraftQuerySet:
        """What colleagues have begun about the same thing."""
        return self.filter(about=draft.about, questionnaire=draft.questionnaire, revision__gt=0).exclude(
            owner=draft.owner).select_related("owner")

    def about_the(self, about: str) -> DraftQuerySet:
        return self.filter(about=about, revision__gt=0).select_related("owner")


class Draft(models.Model):
    """What a worker has written so far. The audit begins when it is signed."""

    audited = False

    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="drafts")
    subject = models.ForeignKey("subjects.Subject", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="drafts")
    questionnaire = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    # What it belongs to, as events.source_of writes it: "conversations.conversation:12".
    about = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    answers = models.JSONField(default=dict)
    # Sentences that sounded like a promise and were answered: kept as one, or none.
    settled = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    # The open page that saved last, and the revision its unbroken run of saves began from: when an answer of ours
    # was lost on the way, the page's next save is told apart from somebody else's change.
    client_token = models.CharField(max_length=40, blank=True)
    run_from = models.PositiveIntegerField(default=0)
    # That page counts its sendings, so that a slow one arriving after a newer one changes nothing.
    turn = models.PositiveIntegerField(default=0)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "about", "questionnaire"], name="one_draft_of_a_thing_an_owner"),
            models.CheckConstraint(name="draft_saved_has_its_time",
                                   condition=Q(revision=0, saved_at=None) | Q(revision__gt=0, saved_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["about", "questionnaire"], name="draft_about")]

    def __str__(self) -> str:
        return self.title

    @property
    def declared(self) -> declare.Questionnaire:
        return declare.get(self.questionnaire, self.version)


class DraftVersion(models.Model):
    """Words that lost to others when two pages changed the same answer. Kept until the draft is signed."""

    audited = False

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    subject = models.ForeignKey("subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    # The revision these words were written against, and when they reached us.
    revision = models.PositiveIntegerField()
    kept_at = models.DateTimeField(auto_now_add=True)
    client_token = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["draft", "-kept_at"], name="draftversion_draft")]

    def __str__(self) -> str:
        return f"{self.draft}, kept {self.kept_at:%-d %B %Y}"


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ResponseQuerySet:
        return self.filter(Q(subject=None) | may_see(user))

    def standing(self) -> ResponseQuerySet:
        """Without those that a correction has taken the place of."""
        return self.filter(corrected_by=None)

    def of_kind(self, questionnaire: str) -> ResponseQuerySet:
        return self.filter(questionnaire=questionnaire).order_by("-signed_at")


class Response(models.Model):
    """What was signed. A trigger refuses any change of it; a correction is a new response with its reason."""

    subject = models.ForeignKey("subjects.Subject", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="responses")
    questionnaire = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=120)
    answers = models.JSONField()
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="responses")
    signed_at = models.DateTimeField()
    started_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT,
                                      related_name="corrected_by")
    correction_reason = models.TextField(blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="response_correction_has_its_reason",
                condition=Q(supersedes=None, correction_reason="")
                | (Q(supersedes__isnull=False) & ~Q(correction_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "questionnaire", "-signed_at"], name="response_subject"),
            models.Index(fields=["about"], name="response_about"),
        ]

    def __str__(self) -> str:
        return f"{self.declared.title}, signed {self.signed_at:%-d %B %Y}"

    @property
    def declared(self) -> declare.Questionnaire:
        return declare.get(self.questionnaire, self.version)
