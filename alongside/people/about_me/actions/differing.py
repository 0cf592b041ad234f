"""That somebody sees what is written differently, and the answer they are owed."""

from __future__ import annotations

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires import noticing
from alongside.foundation.subjects.models import Subject
from alongside.foundation.subjects.outside import Outsider
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.messages import lists
from alongside.rules.dates import add_months
from alongside.rules.parameters import parameter

from ..models import SeenDifferently

SAID = events.Kind("about_me.seen_differently", "contact", significant=True)
ANSWERED = events.Kind("about_me.seen_differently_answered", "decision")


class AnsweredAlready(Exception):
    """A colleague answered this first."""


@transaction.atomic
def see_differently(*, entry: models.Model, what: str, words: str, wants: str, who: Outsider) -> SeenDifferently:
    """Kept beside the entry from now on. Whoever asks for more than that is answered within the law's time."""
    subject: Subject = entry.subject
    urgent = noticing.urgent_in(words)
    said = SeenDifferently.objects.create(
        subject=subject, about=events.source_of(entry), what=what[:200], words=words, wants=wants, said_by=who.name,
        said_acts_as=who.acts_as, said_access=who.access,
    )
    today = timezone.localdate()
    events.record(subject=subject, kind=SAID, title=f"{who.in_words} sees this differently: {said.in_passing}"[:300],
                  detail=words[:300], by=None, source=said, url=_url(said))
    lists.put_on_a_list(
        subject=subject, kind=lists.SEEN_DIFFERENTLY, title=f"They see this differently: {said.in_passing}"[:300],
        source=said, url=_url(said), verb="Answer", urgent_words=urgent,
        why=f"They ask: {said.get_wants_display().lower()}",
        due_on=None if wants == SeenDifferently.Wants.BESIDE else add_months(
            today, parameter("own_record", "answer_within_months").on(today)),
    )
    return said


@transaction.atomic
def answer(*, said: SeenDifferently, outcome: str, words: str, by: User) -> SeenDifferently:
    """What was done, or why not: they read it in My plan, and their own words stay beside the entry either way."""
    locked = SeenDifferently.objects.select_for_update(of=("self",)).select_related("subject", "answered_by").get(
        pk=said.pk)
    if locked.answered_at:
        raise AnsweredAlready(f"{locked.answered_by} answered on {timezone.localtime(locked.answered_at):%-d %B %Y}: "
                              f"{locked.answer}")
    locked.outcome, locked.answer, locked.answered_by, locked.answered_at = outcome, words, by, timezone.now()
    locked.save()
    events.record(subject=locked.subject, kind=ANSWERED, detail=words, by=by, source=locked, url=_url(locked),
                  title=f"{locked.get_outcome_display()}: {locked.in_passing}"[:300])
    for task in Task.objects.open().filter(source=events.source_of(locked), kind=lists.SEEN_DIFFERENTLY):
        work.finish(task=task, outcome=str(locked.get_outcome_display()), by=by)
    # Whatever of the record they read: what they see differently, and its answer, is theirs with any part.
    lists.tell_them(subject=locked.subject, source=locked, by=by, part="",
                    to=lambda one: one.is_the_person or one.pk == locked.said_access)
    return locked


def _url(said: SeenDifferently) -> str:
    return reverse("about_me:differently", args=[said.subject_id, said.pk])
