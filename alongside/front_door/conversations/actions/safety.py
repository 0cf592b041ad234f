"""What cannot wait for the talk to end: urgent support, a concern, a hand-over to the morning."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires.actions import put_answers, sign
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work import queues
from alongside.foundation.work.models import Task

from .. import colleagues, policy
from ..models import Conversation, HandOver, RaisedConcern, UrgentSupport
from .beginning import still_open

URGENT_SUPPORT = events.Kind("conversations.urgent_support", "safety", significant=True)
CONCERN = events.Kind("conversations.concern_raised", "safeguarding", significant=True, permission="safeguarding.see")
HANDED_OVER = events.Kind("conversations.handed_over", "contact")
QUEUE = "safeguarding_concern"


class AlreadyStarted(Exception):
    """Urgent support began in this conversation before."""


@transaction.atomic
def start_urgent_support(
    *, conversation: Conversation, why: str, support: str, provided_by: str, look_again_on: date, by: User,
    started_at: datetime | None = None,
) -> UrgentSupport:
    """Start support now (s19(3)). The rest of the talk is written up by a day that the council has set."""
    conversation = still_open(conversation)
    if hasattr(conversation, "urgent_support"):
        raise AlreadyStarted("Urgent support has started in this conversation already.")
    subject, now = conversation.subject, started_at or timezone.now()
    urgent = UrgentSupport.objects.create(
        subject=subject, conversation=conversation, why_it_could_not_wait=why, support=support,
        provided_by=provided_by, started_at=now, started_by=by, look_again_on=look_again_on,
    )
    conversation.safe_now = Conversation.SafeNow.UNSAFE
    conversation.back_fill_by = policy.back_fill_by(timezone.localdate(now))
    conversation.save(update_fields=["safe_now", "back_fill_by"])
    for draft in Draft.objects.filter(about=events.source_of(conversation), owner=by):
        put_answers(draft=draft, answers={"safe_now": conversation.safe_now}, by=by)
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
                  detail=f"{support}. {provided_by}. {why}", source=urgent,
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
def hand_over(
    *, conversation: Conversation, what_happened: str, what_was_done: str, still_to_do: str, by_when: datetime,
    team: Team, by: User, owner: User | None = None,
) -> HandOver:
    """Hand what the night began to the morning: it stands under what cannot wait until somebody has it."""
    subject = conversation.subject
    when = timezone.localtime(by_when)
    task = work.raise_task(
        kind="hand_over", title=still_to_do[:300], subject=subject, owner=owner, team=team, due_on=when.date(),
        due_at=when.time(), priority=Task.Priority.URGENT, by=by, why=what_happened[:300], verb="Read the hand-over",
        source=conversation, url=reverse("conversations:read", args=[subject.pk, conversation.pk]),
    )
    handed = HandOver.objects.create(
        subject=subject, conversation=conversation, what_happened=what_happened, what_was_done=what_was_done,
        still_to_do=still_to_do, by_when=by_when, team=team, task=task, made_by=by, made_at=timezone.now(),
    )
    events.record(subject=subject, kind=HANDED_OVER, title=f"Handed over from the night to {team.name}", by=by,
                  detail=still_to_do, source=handed, url=task.url)
    return handed
