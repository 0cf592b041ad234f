"""The worker's daily record: notes, in versions; notes moved to the right person; management decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user) -> NoteQuerySet:
        return self.filter(may_see(user))

    def readable_by(self, user) -> NoteQuerySet:
        """Notes marked sensitive only for those whose roles hold that, and for who wrote them."""
        if user.may("case_notes.see_sensitive"):
            return self
        return self.filter(Q(sensitive=False) | Q(written_by=user))

    def hidden_from(self, user) -> NoteQuerySet:
        """Notes that stand here and that this user may not read."""
        return self.filter(sensitive=True).exclude(written_by=user)

    def latest_versions(self) -> NoteQuerySet:
        return self.filter(corrected_by=None)

    def newest_first(self) -> NoteQuerySet:
        return self.order_by("-happened_at", "-pk").select_related("written_by")

    def of_kind(self, kind: str) -> NoteQuerySet:
        return self.filter(kind=kind) if kind else self

    def saying(self, words: str) -> NoteQuerySet:
        """Every word somewhere in the note, or in who it was with."""
        found = self
        for word in words.split():
            found = found.filter(Q(words__icontains=word) | Q(with_whom__icontains=word))
        return found

    def significant(self) -> NoteQuerySet:
        return self.filter(significant=True)


class Note(models.Model):
    """One version of a note. A correction is a new row that points at the one it corrects."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="case_notes")
    kind = models.CharField(max_length=40)
    # When it happened, which need not be when it was written.
    happened_at = models.DateTimeField()
    with_whom = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    # About or from somebody else: left out of a copy given to the person unless it may be shown.
    third_party = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    significant = models.BooleanField(default=False)
    significant_title = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="note_correction_has_its_reason",
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
            ),
            models.CheckConstraint(
                name="significant_note_says_what_happened",
                condition=Q(significant=False, significant_title="") | (Q(significant=True) & ~Q(significant_title="")),
            ),
            models.CheckConstraint(name="note_says_something", condition=~Q(words="")),
        ]
        indexes = [
            models.Index(fields=["subject", "-happened_at"], name="note_subject_newest"),
            models.Index(fields=["written_by", "-happened_at"], name="note_writer_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_words}, {timezone.localtime(self.happened_at):%-d %B %Y}"

    @property
    def kind_words(self) -> str:
        return codelists.label("note_kind", self.kind)

    def is_readable_by(self, user) -> bool:
        return not self.sensitive or self.written_by_id == user.pk or user.may("case_notes.see_sensitive")

    def newest(self) -> Note:
        """The version that stands now."""
        note = self
        while (later := Note.objects.filter(corrects=note).select_related("subject", "written_by").first()) is not None:
            note = later
        return note

    def versions(self) -> list[Note]:
        """This note and what it corrects, newest first."""
        chain, note = [self], self
        while note.corrects_id:
            note = note.corrects
            chain.append(note)
        return chain


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user) -> DecisionQuerySet:
        return self.filter(may_see(user))

    def unanswered(self) -> DecisionQuerySet:
        return self.filter(decided_on=None)

    def newest_first(self) -> DecisionQuerySet:
        return self.order_by(models.F("decided_on").desc(nulls_first=True), "-pk").select_related(
            "asked_by", "asked_of", "decided_by")


class ManagementDecision(models.Model):
    """A question put to a manager, and the answer with its reasons and the one who gave it."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="management_decisions")
    question = models.TextField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_of = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="management_decision_is_whole",
                condition=Q(decision="", reasons="", decided_by=None, decided_on=None)
                | (~Q(decision="") & ~Q(reasons="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
            )
        ]
        indexes = [models.Index(fields=["subject"], name="management_decision_subject")]

    def __str__(self) -> str:
        return self.question[:80]
