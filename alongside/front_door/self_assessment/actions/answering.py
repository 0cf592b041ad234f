"""What a worker does with it: read, match to a record found by search, talk, answer."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.notifications.actions import notify
from alongside.foundation.questionnaires.actions import open_draft, put_answers
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door import forgetting
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations import colleagues
from alongside.front_door.conversations.actions.beginning import WHOLE
from alongside.front_door.conversations.models import Conversation

from ..as_written import first_conversation
from ..models import Sent
from .sending import ADDED, TO_ANSWER, TO_READ, in_a_line, url_of

RECEIVED = events.Kind("self_assessment.received", "contact", permission="referrals.see")
ANOTHERS = events.Kind("self_assessment.about_another", "contact", permission="referrals.see")
ANSWERED = events.Kind("self_assessment.answered", "contact", permission="referrals.see")


class NotYet(Exception):
    """This comes after another step; the sentence says which."""


class AlreadyDone(Exception):
    """Somebody did it first."""


class FoundMeanwhile(AlreadyDone):
    """Since the page was shown, a colleague found whose it is."""


def _open(sent: Sent) -> Sent:
    found = Sent.objects.select_for_update(of=("self",)).select_related(
        "subject", "conversation", "answered_by", "read_by", "asked").get(pk=sent.pk)
    if found.answered_at:
        raise AlreadyDone(f"{found.answered_by} answered this on {timezone.localtime(found.answered_at):%-d %B %Y}.")
    return found


def _finish(sent: Sent, kind: str, outcome: str, by: User) -> Task | None:
    task = Task.objects.open().filter(source=events.source_of(sent), kind=kind).first()
    return work.finish(task=task, outcome=outcome, by=by) if task else None


@transaction.atomic
def read(*, sent: Sent, by: User) -> Sent:
    """Somebody has read it and has it now; the person sees that."""
    sent = _open(sent)
    if sent.read_at:
        return sent
    sent.read_at, sent.read_by = timezone.now(), by
    sent.save(update_fields=["read_at", "read_by"])
    before = _finish(sent, TO_READ, "Read", by)
    work.raise_task(
        kind=TO_ANSWER, title=f"{sent.name} wrote to us", subject=sent.subject, by=by, owner=by,
        team=colleagues.team(colleagues.FRONT_DOOR), due_on=before.due_on if before else None,
        due_at=before.due_at if before else None, priority=sent.urgency, why=in_a_line(sent), verb="Answer it",
        source=sent, url=url_of(sent),
    )
    return sent


@transaction.atomic
def read_added(*, sent: Sent, by: User) -> None:
    """What was added since, read by whoever opens it."""
    now = timezone.now()
    for added in sent.added.select_for_update().filter(read_at=None):
        added.read_at, added.read_by = now, by
        added.save(update_fields=["read_at", "read_by"])
        task = Task.objects.open().filter(source=events.source_of(added), kind=ADDED).first()
        if task:
            work.finish(task=task, outcome="Read", by=by)


@transaction.atomic
def match(*, sent: Sent, subject: Subject, by: User, seen: str | None = None) -> Sent:
    """This is whose record it belongs on, found by search. What was added since comes along. `seen`: whose record the
    page showed it on, if any. Matched anew, the first record says that it was about somebody else."""
    sent = _open(sent)
    before = sent.subject
    if seen is not None and seen != str(sent.subject_id or ""):
        raise FoundMeanwhile("A colleague found meanwhile whose it is. Choose again only if that is wrong.")
    if before == subject:
        return sent
    if sent.conversation_id:
        raise NotYet("A conversation has begun on the other record. Finish that first.")
    sent.subject = subject
    if sent.asks_for and sent.asked is None:
        sent.asked = conversations.asked_for(subject=subject, kind=sent.asks_for, here=url_of(sent), by=by)
    elif sent.asked is not None:
        sent.asked.subject = subject
        sent.asked.save(update_fields=["subject"])
    sent.save(update_fields=["subject", "asked"])
    sources = [events.source_of(one) for one in (sent, *filter(None, [sent.asked]), *sent.added.all())]
    sent.added.update(subject=subject)
    Task.objects.open().filter(source__in=sources).update(subject=subject)
    if before is not None:
        events.record(subject=before, kind=ANOTHERS, by=by, source=sent,
                      title="What somebody wrote to us was about somebody else")
    events.record(subject=subject, kind=RECEIVED, by=by, source=sent, title=f"{sent.name} wrote to us",
                  detail=f"{sent.get_who_display()}. As they wrote it: {sent.number}", happened_at=sent.received_at,
                  url=url_of(sent))
    return sent


@transaction.atomic
def begin_talk(*, sent: Sent, by: User, title: str, url: Any) -> Conversation:
    """A conversation in which everything they wrote stands already. An unfinished one keeps what it says."""
    sent = _open(sent)
    if sent.subject is None:
        raise NotYet("Find the person first: the conversation is with them.")
    if sent.conversation_id:
        return sent.conversation
    talk = conversations.begun_here(sent.subject, by) or conversations.begin(
        subject=sent.subject, by=by, channel="online")
    begun = conversations.draft_of_talk(talk, by)
    if begun is not None and begun.questionnaire != WHOLE:
        conversations.open_whole(conversation=talk, by=by, title=title, url=url(talk))
    draft = open_draft(owner=by, questionnaire=WHOLE, about=events.source_of(talk), title=title,
                       url=url(talk), subject=sent.subject)
    given = {key: value for key, value in first_conversation(sent).items() if not draft.answers.get(key)}
    put_answers(draft=draft, answers={**draft.answers, **given}, by=by)
    if not talk.safe_now:
        talk.safe_now, talk.as_carer = sent.safe_now, sent.who == Sent.Who.CARER
        talk.save(update_fields=["safe_now", "as_carer"])
    sent.conversation = talk
    sent.save(update_fields=["conversation"])
    return talk


@transaction.atomic
def answer(*, sent: Sent, words: str, how: str, by: User, address: str = "") -> Sent:
    """They hear, and it is done. By email goes only that there is an answer: the words are read with a code."""
    sent = _open(sent)
    if not sent.read_at:
        raise NotYet("Read it first.")
    if how == Sent.How.HERE and not sent.addresses:
        raise NotYet("They left no email address or mobile number, so they cannot read it here. Tell them another way.")
    sent.answered_at, sent.answered_by, sent.answer, sent.answered_how = timezone.now(), by, words, how
    sent.save(update_fields=["answered_at", "answered_by", "answer", "answered_how"])
    _finish(sent, TO_ANSWER, f"Answered {sent.get_answered_how_display().lower()}", by)
    if how == Sent.How.HERE:
        channel, to = ("email", sent.email) if sent.email else ("text", sent.telephone)
        said = f"We have answered {sent.number}. Read it here with a code: {address}"
        notify(to_name=sent.name, address=to, channel=channel, by=by, title=f"We have answered you: {sent.number}",
               words=said, source=sent)
    if sent.subject is not None:
        events.record(subject=sent.subject, kind=ANSWERED, by=by, source=sent, url=url_of(sent),
                      title=f"{sent.name} was answered {sent.get_answered_how_display().lower()}", detail=words[:300])
    return sent


@transaction.atomic
def forget_unmatched() -> int:
    """What was answered long ago and never came onto a record is gone, with what was added to it."""
    old = Sent.objects.of_nobody(forgetting.before()).select_for_update(of=("self",))
    return sum(forgetting.forget(sent, *sent.added.all()) for sent in old)
