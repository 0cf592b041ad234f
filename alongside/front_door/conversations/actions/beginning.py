"""Beginning a talk, taking one on, choosing its length, and what is found still true in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.actions import discard, hand_over_draft, open_draft, put_answers
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.front_door.bookings import hubs
from alongside.people.circumstances import actions as circumstances
from alongside.people.circumstances.models import Fact
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.models import Relationship

from .. import colleagues, policy
from ..models import Conversation, StillTrue

TAKEN_ON = events.Kind("conversations.taken_on", "contact")
WHOLE, SHORT = "first_conversation", "quick_call"
TALKS = (WHOLE, SHORT)
ACCESS_POINT = "community_access_point"


class NotTrained(Exception):
    """The council asks for training before somebody is given this conversation; the sentence says which."""


class AlreadyFinished(Exception):
    """Somebody finished this conversation first."""


class TooMuchForOneBox(Exception):
    """More has been written than one box holds, and nothing written is thrown away."""


def begun_here(subject: Subject, by: User) -> Conversation | None:
    """This worker's own unfinished talk with the person: gone on with, never begun twice."""
    return Conversation.objects.open().of(subject).filter(held_by=by).newest_first().first()


def draft_of_talk(conversation: Conversation, by: User) -> Draft | None:
    """What this worker has written of the talk itself so far, in the whole form or in one box."""
    return Draft.objects.owned_by(by).filter(
        about=events.source_of(conversation), questionnaire__in=TALKS).order_by("-saved_at").first()


@transaction.atomic
def begin(*, subject: Subject, by: User, began_at: datetime | None = None, channel: str = "") -> Conversation:
    """Begin a talk. One that follows another within the council's time knows which."""
    began_at = began_at or timezone.now()
    _trained(channel, by)
    days = policy.rereferral_days(timezone.localdate(began_at))
    before = Conversation.objects.of(subject).within(days, began_at).newest_first().first()
    return Conversation.objects.create(
        subject=subject, began_at=began_at, held_by=by, team=colleagues.team_of(by), follows=before, channel=channel,
        out_of_hours=colleagues.works_out_of_hours(by),
    )


def _trained(channel: str, by: User) -> None:
    if channel == ACCESS_POINT and (
            why := hubs.why_not(by, hubs.FIRST_CONVERSATION, timezone.localdate())):
        raise NotTrained(why)


@transaction.atomic
def take_on(*, conversation: Conversation, by: User) -> Conversation:
    """Go on with a colleague's unfinished talk: it and all that was written come along."""
    conversation = still_open(conversation)
    if conversation.held_by_id == by.pk:
        return conversation
    _trained(conversation.channel, by)
    for draft in Draft.objects.filter(about=events.source_of(conversation), owner=conversation.held_by):
        Draft.objects.filter(about=draft.about, questionnaire=draft.questionnaire, owner=by, revision=0).delete()
        hand_over_draft(draft=draft, to=by, by=conversation.held_by)
    before, conversation.held_by = conversation.held_by, by
    conversation.save(update_fields=["held_by"])
    events.record(subject=conversation.subject, kind=TAKEN_ON, by=by, source=conversation,
                  title=f"{by.name} goes on with the conversation {before.name} began")
    return conversation


def still_open(conversation: Conversation) -> Conversation:
    """The talk, locked until this change is kept."""
    found = Conversation.objects.select_for_update(of=("self",)).select_related("subject", "held_by").get(
        pk=conversation.pk)
    if found.finished_at:
        raise AlreadyFinished(f"{found.finished_by} finished this conversation on {found.finished_at:%-d %B %Y}.")
    return found


@transaction.atomic
def open_short(*, conversation: Conversation, by: User, title: str, url: str) -> Draft:
    """One box only, for a quick call; refused once more has been written than that holds."""
    return _move(conversation, WHOLE, SHORT, by, title, url)


@transaction.atomic
def open_whole(*, conversation: Conversation, by: User, title: str, url: str) -> Draft:
    """The call turned into a conversation: what was written comes along."""
    return _move(conversation, SHORT, WHOLE, by, title, url)


def _move(conversation: Conversation, here: str, there: str, by: User, title: str, url: str) -> Draft:
    about = events.source_of(conversation)
    new = open_draft(owner=by, questionnaire=there, about=about, title=title, url=url, subject=conversation.subject)
    old = Draft.objects.filter(owner=by, about=about, questionnaire=here).first()
    if old is None:
        return new
    asked_there = {question.key for question in new.declared.questions()}
    answers: dict[str, Any] = dict(old.answers)
    if there == WHOLE and "one_box" in answers:  # the one box was about what had happened
        answers["changed"] = answers.pop("one_box")
    elif "going_well" in answers or "changed" in answers:
        box = [answers.pop(key) for key in ("going_well", "changed", "tried", "hard") if key in answers]
        answers["one_box"] = "\n\n".join(box)
    if left := set(answers) - asked_there:
        raise TooMuchForOneBox(
            f"Something is written under “{old.declared.question(min(left)).text}” that one box has no place for. "
            "Go on with the whole form.")
    if answers:
        new = put_answers(draft=new, answers=answers, by=by)
    discard(draft=old, by=by)
    return new


@transaction.atomic
def say_still_true(*, conversation: Conversation, source: str, by: User) -> StillTrue:
    """Asked and still so: written down with its day, and on the fact itself where it keeps one."""
    table, _, number = source.partition(":")
    if table == Fact._meta.label_lower:
        circumstances.confirm(fact=Fact.objects.get(pk=number, subject=conversation.subject), by=by)
    said, _ = StillTrue.objects.update_or_create(
        conversation=conversation, source=source, defaults={"subject": conversation.subject, "said_by": by}
    )
    return said


@transaction.atomic
def keep_person(*, conversation: Conversation, name: str, kind: str, words: str, by: User) -> Relationship:
    """Somebody spoken of in the talk, kept among the people around the person."""
    return relationships.record(subject=conversation.subject, kind=kind, name=name, words=words, by=by)
