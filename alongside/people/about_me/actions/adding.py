"""What a person adds to their own record, or whoever acts for them, and what a colleague does about it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
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
from alongside.people.messages.actions import begin_from_colleague

from ..models import TakenUp, Words

ADDED = events.Kind("about_me.added", "contact")
TAKEN_UP = events.Kind("about_me.taken_up", "contact")
# Work of whoever writes the plan: these words are to go into it.
INTO_THE_PLAN = "added_to_the_plan"
PLAN_DAYS = 14


class Untouchable(Exception):
    """A colleague has said already what came of these words."""


@transaction.atomic
def add(*, subject: Subject, topic: str, words: str, who: Outsider) -> Words:
    """Their own words, today. What stood before stays, whoever wrote it; the worker has it on their list as new."""
    urgent = noticing.urgent_in(words)
    own = who.is_the_person
    added = Words.objects.create(
        subject=subject, topic=topic, words=words, said_on=timezone.localdate(), added_by=who.name,
        added_acts_as=who.acts_as, added_access=who.access,
        whose=Words.Whose.OWN if own else Words.Whose.TOLD, told_by="" if own else who.in_words[:200],
    )
    events.record(subject=subject, kind=ADDED, title=f"{added.get_topic_display()}: added by {who.in_words}"[:300],
                  detail=words[:300], by=None, source=added, url=_url(subject), significant=bool(urgent))
    lists.put_on_a_list(
        subject=subject, kind=lists.ADDITION, title="Read what they added to their record", source=subject,
        url=_url(subject), verb="Read it", urgent_words=urgent, why=added.get_topic_display(),
    )
    return added


@transaction.atomic
def take_up(*, words: Words, how: str, by: User, note: str = "") -> TakenUp:
    """Say what comes of it. The words themselves stay as they wrote them."""
    locked = Words.objects.select_for_update(of=("self",)).select_related("subject").get(pk=words.pk)
    if TakenUp.objects.filter(words=locked).exists():
        before = TakenUp.objects.select_related("by").get(words=locked)
        raise Untouchable(f"{before.by} said on {timezone.localtime(before.at):%-d %B %Y} what came of it.")
    taken = TakenUp.objects.create(subject=locked.subject, words=locked, how=how, note=note, by=by)
    topic = locked.get_topic_display()
    events.record(subject=locked.subject, kind=TAKEN_UP, title=f"{topic}: {taken.get_how_display().lower()}"[:300],
                  detail=note, by=by, source=taken, url=_url(locked.subject))
    if how == TakenUp.How.PLAN:
        work.raise_task(
            kind=INTO_THE_PLAN, title=f"Put what they added into the plan: {topic.lower()}"[:300], by=by, owner=by,
            subject=locked.subject, source=locked, due_on=timezone.localdate() + timedelta(days=PLAN_DAYS),
            why=" ".join(locked.words.split())[:160], url="", verb="Say when it is in",
        )
    elif how == TakenUp.How.TALK:
        begin_from_colleague(subject=locked.subject, about=topic, by=by, words=_let_us_talk(locked, note),
                             read_by=locked.added_access)
    if not Words.objects.filter(subject=locked.subject).new().exists():
        for task in Task.objects.open().filter(subject=locked.subject, kind=lists.ADDITION):
            work.finish(task=task, outcome="Read", by=by)
    return taken


def _let_us_talk(said: Words, note: str) -> str:
    return f"You wrote: “{said.words[:500]}”\n\n{note or 'Can we talk about this? Tell me when it suits you.'}"


def _url(subject: Subject) -> str:
    return reverse("about_me:index", args=[subject.pk])
