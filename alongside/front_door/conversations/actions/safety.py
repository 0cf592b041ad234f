"""What cannot wait for the talk to end: urgent support, a concern, a hand-over to the morning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.actions import put_answers, sign
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work import queues
from alongside.foundation.work.models import Task

from .. import colleagues, policy
from ..models import Conversation, HandOver, RaisedConcern, UrgentSupport
from .beginning import TALKS, still_open

URGENT_SUPPORT = events.Kind("conversations.urgent_support", "safety", significant=True)
CONCERN = events.Kind("conversations.concern_raised", "safeguarding", significant=True, permission="safeguarding.see")
HANDED_OVER = events.Kind("conversations.handed_over", "contact")
QUEUE = "safeguarding_concern"


class AlreadyStarted(Exception):
    """Urgent support began, or the night was handed over, in this conversation before."""


class CannotStand(Exception):
    """What the form itself cannot know: each question with the sentence that is said there."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__(" ".join(words for _, words in problems))


def _hand_over_problems(answers: Mapping[str, Any], by: User) -> list[tuple[str, str]]:
    found = _gone(answers, "by_day")
    try:
        _hour(answers["by_hour"])
    except ValueError:
        found.append(("by_hour", "Write the time like 9.30 or 14.00."))
    try:
        colleagues.team_named(answers["team"])
    except colleagues.NoSuchColleague as problem:
        found.append(("team", str(problem)))
    try:
        colleagues.named(answers.get("owner", ""), by)
    except colleagues.NoSuchColleague as problem:
        found.append(("owner", str(problem)))
    return found


def _gone(answers: Mapping[str, Any], key: str) -> list[tuple[str, str]]:
    gone = date.fromisoformat(answers[key]) < timezone.localdate()
    return [(key, "That day has gone. Give a day to come.")] if gone else []


def _hour(words: str) -> time:
    """9.30, 09:30 and 14.00."""
    return datetime.strptime(words.strip().replace(".", ":"), "%H:%M").time()


@transaction.atomic
def start_urgent_support(*, conversation: Conversation, draft: Draft, by: User) -> UrgentSupport:
    """Start support now (s19(3)). The rest of the talk is written up by a day that the council has set."""
    conversation = still_open(conversation)
    if hasattr(conversation, "urgent_support"):
        raise AlreadyStarted("Urgent support has started in this conversation already.")
    said = sign(draft=draft, by=by).answers
    if problems := _gone(said, "look_again_on"):
        raise CannotStand(problems)
    subject, now, support = conversation.subject, timezone.now(), said["support"]
    look_again_on = date.fromisoformat(said["look_again_on"])
    urgent = UrgentSupport.objects.create(
        subject=subject, conversation=conversation, why_it_could_not_wait=said["why"], support=support,
        provided_by=said["provided_by"], started_at=now, started_by=by, look_again_on=look_again_on,
    )
    conversation.safe_now = Conversation.SafeNow.UNSAFE
    conversation.back_fill_by = policy.back_fill_by(timezone.localdate(now))
    conversation.save(update_fields=["safe_now", "back_fill_by"])
    for begun in Draft.objects.filter(about=events.source_of(conversation), owner=by, questionnaire__in=TALKS):
        put_answers(draft=begun, answers={"safe_now": conversation.safe_now}, by=by)
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk])
    work.raise_task(
        kind="back_fill", title="Write up the conversation: urgent support came first", subject=subject, by=by,
        owner=conversation.held_by, team=conversation.team, due_on=conversation.back_fill_by, verb="Write up",
        priority=Task.Priority.SOON, source=conversation, url=url,
    )
    owner, team = colleagues.who_assesses(subject)
    work.raise_task(
        kind="urgent_support_review", title=f"Look again at the urgent support: {support}"[:300], subject=subject,
        by=by, owner=owner or by, team=team, due_on=look_again_on, verb="Look again", source=urgent,
        url=reverse("conversations:read", args=[subject.pk, conversation.pk]),
    )
    events.record(subject=subject, kind=URGENT_SUPPORT, title="Urgent support started", by=by, happened_at=now,
                  detail=f"{support}. {urgent.provided_by}. {urgent.why_it_could_not_wait}", source=urgent,
                  url=reverse("conversations:read", args=[subject.pk, conversation.pk]))
    return urgent


@transaction.atomic
def raise_concern(*, draft: Draft, subject: Subject, by: User, conversation: Conversation | None = None
                  ) -> RaisedConcern:
    """Raise a safeguarding concern: signed, on the safeguarding queue, due by the council's promise."""
    response = sign(draft=draft, by=by)
    said, now = response.answers, timezone.now()
    in_danger = said["in_danger_now"] != "no"
    due = timezone.localtime(policy.answer_by(now, urgent=in_danger))
    kinds = sorted(said["kinds"])
    safeguarding = colleagues.team(colleagues.SAFEGUARDING)
    item = work.raise_task(
        kind=QUEUE, queue=QUEUE, subject=subject, team=safeguarding, by=by, verb="Take it", source=response,
        title="Safeguarding concern", why=f"Raised by {by.name}", due_on=due.date(),
        due_at=due.time().replace(second=0, microsecond=0),
        priority=Task.Priority.URGENT if in_danger else Task.Priority.SOON, url=reverse(queues.queue(QUEUE).url_name),
    )
    raised = RaisedConcern.objects.create(
        subject=subject, conversation=conversation, kinds=kinds, in_danger_now=in_danger,
        amount=Decimal(said["amount"]) if "amount" in said else None, wishes_asked=said["wishes_asked"],
        told_next_steps=said["told_next_steps"], response=response, item=item, raised_by=by, raised_at=now,
    )
    if subject.restricted:
        # Those who take concerns may not be named on this record: they learn that one waits, and whom to ask.
        work.raise_task(
            kind=QUEUE, team=safeguarding, by=by, verb="Open the queue", due_on=item.due_on, due_at=item.due_at,
            priority=Task.Priority.URGENT, source=raised, url=item.url,
            title="A safeguarding concern waits on a restricted record",
            why=f"Ask {subject.restricted_by} to name somebody who takes it",
        )
    labels = ", ".join(codelists.label("concern_kind", kind) for kind in kinds)
    events.record(subject=subject, kind=CONCERN, title="Safeguarding concern raised", detail=labels, by=by,
                  source=raised, url=reverse(queues.queue(QUEUE).url_name))
    return raised


@transaction.atomic
def hand_over(*, conversation: Conversation, draft: Draft, by: User) -> HandOver:
    """Hand what the night began to the morning: it stands under what cannot wait until somebody has it."""
    conversation = Conversation.objects.select_for_update(of=("self",)).select_related("subject").get(
        pk=conversation.pk)
    if hasattr(conversation, "hand_over"):
        raise AlreadyStarted("This night has been handed over already.")
    said = sign(draft=draft, by=by).answers
    if problems := _hand_over_problems(said, by):
        raise CannotStand(problems)
    subject, still_to_do, what_happened = conversation.subject, said["still_to_do"], said["what_happened"]
    when = timezone.make_aware(datetime.combine(date.fromisoformat(said["by_day"]), _hour(said["by_hour"])))
    team = colleagues.team_named(said["team"])
    owner = colleagues.named(said["owner"], by) if said.get("owner") else None
    task = work.raise_task(
        kind="hand_over", title=still_to_do[:300], subject=subject, owner=owner, team=team, due_on=when.date(),
        due_at=when.time(), priority=Task.Priority.URGENT, by=by, why=what_happened[:300], verb="Read the hand-over",
        source=conversation, url=reverse("conversations:read", args=[subject.pk, conversation.pk]),
    )
    handed = HandOver.objects.create(
        subject=subject, conversation=conversation, what_happened=what_happened, what_was_done=said["what_was_done"],
        still_to_do=still_to_do, by_when=when, team=team, task=task, made_by=by, made_at=timezone.now(),
    )
    events.record(subject=subject, kind=HANDED_OVER, title=f"Handed over from the night to {team.name}", by=by,
                  detail=still_to_do, source=handed, url=task.url)
    return handed
