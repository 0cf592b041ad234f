"""Writing a note, correcting it as a new version; asking for a decision and deciding."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.events.models import Event
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from . import drafts
from .models import ManagementDecision, Note

WRITTEN = events.Kind("case_notes.written", "contact", permission="case_notes.see")
WRITTEN_SENSITIVE = events.Kind("case_notes.written", "contact", permission="case_notes.see_sensitive")
DECISION_ASKED = events.Kind("case_notes.decision_asked", "decision", permission="case_notes.see")
DECIDED = events.Kind("case_notes.decided", "decision", significant=True, permission="case_notes.see")


class Superseded(Exception):
    """Somebody corrected this note first."""


@transaction.atomic
def write(
    *, subject: Subject, kind: str, words: str, by: User, happened_at: datetime | None = None, with_whom: str = "",
    third_party: bool = False, sensitive: bool = False, significant_title: str = "",
) -> Note:
    """Write a note. With a `significant_title` it stands in the chronology of significant events."""
    note = Note.objects.create(
        subject=subject, kind=kind, words=words, happened_at=happened_at or timezone.now(), with_whom=with_whom,
        third_party=third_party, sensitive=sensitive, significant=bool(significant_title),
        significant_title=significant_title, written_by=by,
    )
    _put_on_timeline(note, by=by)
    return note


@transaction.atomic
def write_from(*, draft: Draft, by: User) -> Note:
    """The note that a complete draft holds; the draft has done its work and goes."""
    note = write(subject=draft.subject, by=by, **drafts.particulars(draft.answers))
    questionnaires.discard(draft=draft, by=by)
    return note


@transaction.atomic
def correct_from(*, draft: Draft, note: Note, by: User) -> Note:
    """The new version that a complete draft holds, with its reason."""
    version = correct(note=note, reason=draft.answers["reason"], by=by, **drafts.particulars(draft.answers))
    questionnaires.discard(draft=draft, by=by)
    return version


@transaction.atomic
def bring_over(*, draft: Draft, to: Note, by: User) -> Draft:
    """What was begun of an earlier version goes on from the one that stands now, every word kept."""
    draft.about, draft.url = events.source_of(to), reverse("case_notes:correct", args=[to.pk])
    draft.save(update_fields=["about", "url"])
    return draft


@transaction.atomic
def correct(
    *, note: Note, reason: str, by: User, words: str, kind: str, happened_at: datetime, with_whom: str = "",
    third_party: bool = False, sensitive: bool = False, significant_title: str = "",
) -> Note:
    """A new version with its reason; the one before stays readable, and the timeline speaks the new one."""
    locked = Note.objects.select_for_update(of=("self",)).select_related("subject").get(pk=note.pk)
    if Note.objects.filter(corrects=locked).exists():
        raise Superseded("Somebody has corrected this note already. Read their version first.")
    version = Note.objects.create(
        subject=locked.subject, kind=kind, words=words, happened_at=happened_at, with_whom=with_whom,
        third_party=third_party, sensitive=sensitive, significant=bool(significant_title),
        significant_title=significant_title, written_by=by, corrects=locked, correction_reason=reason,
    )
    Event.objects.filter(source=events.source_of(locked)).delete()
    _put_on_timeline(version, by=locked.written_by)
    return version


@transaction.atomic
def ask_for_decision(*, subject: Subject, question: str, asked_of: User, by: User) -> ManagementDecision:
    """Put a question to a manager; it stays on their list until it is answered."""
    asked = ManagementDecision.objects.create(subject=subject, question=question, asked_by=by, asked_of=asked_of)
    work.raise_task(
        kind="management_decision", title=f"Decide: {question}"[:300], why=f"Asked by {by.name}", by=by,
        subject=subject, owner=asked_of, verb="Decide", priority=Task.Priority.SOON, source=asked,
        due_on=timezone.localdate() + timedelta(days=3), url=reverse("case_notes:decisions", args=[subject.pk]),
    )
    events.record(subject=subject, kind=DECISION_ASKED, title=f"Decision asked of {asked_of.name}", detail=question,
                  by=by, source=asked, url=reverse("case_notes:decisions", args=[subject.pk]))
    return asked


@transaction.atomic
def decide(*, asked: ManagementDecision, decision: str, reasons: str, by: User,
           on: date | None = None) -> ManagementDecision:
    """Answer with reasons; the decider is named and the asker is told."""
    locked = ManagementDecision.objects.select_for_update(of=("self",)).select_related(
        "subject", "asked_by", "decided_by").get(pk=asked.pk)
    if locked.decided_on:
        raise Superseded(f"{locked.decided_by} decided this on {locked.decided_on:%-d %B %Y}: {locked.decision}")
    locked.decision = decision
    locked.reasons = reasons
    locked.decided_by = by
    locked.decided_on = on or timezone.localdate()
    locked.save()
    for task in Task.objects.open().filter(source=events.source_of(locked)):
        work.finish(task=task, outcome=decision[:300], by=by)
    tell(user=locked.asked_by, by=by, subject=locked.subject, source=locked, title=f"{by.name} decided what you asked",
         url=reverse("case_notes:decisions", args=[locked.subject_id]))
    events.record(subject=locked.subject, kind=DECIDED, title=f"Management decision: {decision}"[:300],
                  detail=reasons, by=by, source=locked, url=reverse("case_notes:decisions", args=[locked.subject_id]))
    return locked


@transaction.atomic
def record_decision(*, subject: Subject, question: str, decision: str, reasons: str, by: User) -> ManagementDecision:
    """A manager records a decision nobody had to ask for."""
    asked = ManagementDecision.objects.create(subject=subject, question=question, asked_by=by, asked_of=by)
    return decide(asked=asked, decision=decision, reasons=reasons, by=by)


def _put_on_timeline(note: Note, *, by: User) -> None:
    plain = f"{note.kind_words} with {note.with_whom}" if note.with_whom else note.kind_words
    title = note.significant_title or plain
    events.record(
        subject=note.subject, kind=WRITTEN_SENSITIVE if note.sensitive else WRITTEN, title=title[:300], by=by,
        detail=note.words[:300], happened_at=note.happened_at, source=note, significant=note.significant,
        url=reverse("case_notes:note", args=[note.pk]),
    )
