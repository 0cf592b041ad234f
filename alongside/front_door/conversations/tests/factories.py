"""Talks for the tests of the front door and of the rooms above it, held the way the product holds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_qualification, make_team, make_user
from alongside.foundation.questionnaires.actions import open_draft, put_answers
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations import actions
from alongside.front_door.conversations.models import Conversation, HandOver, RaisedConcern, UrgentSupport
from alongside.people.people.tests.factories import person

ENOUGH = {
    "safe_now": "safe", "source": "self", "channel": "telephone", "route": "community", "need_appears": "no",
    "in_short": "Wanted a kettle tipper", "steps": ["community_support"],
}
CONCERN = {
    "in_danger_now": "no", "kinds": ["financial"], "what": "£50 each time for the windows", "amount": "50.00",
    "source": "family", "source_name": "Denise Pollard", "wishes_asked": "asked", "wishes": "I want my money back",
    "told_next_steps": "The safeguarding team looks at it by tomorrow and rings you",
}


def teams() -> None:
    for key in ("front_door", "safeguarding", "occupational_therapy", "out_of_hours"):
        make_team(key)


def front_door_worker(**details: Any) -> User:
    """Somebody trained for both conversations that are held at an access point."""
    teams()
    worker = make_user("front_door_worker", team=make_team("front_door"), **details)
    for kind in ("strengths_conversations", "access_point_facilitator"):
        make_qualification(worker, kind)
    return worker


def somebody(given: str = "Ivy", family: str = "Broadbent", **details: Any) -> Subject:
    return person(given, family, **details).subject


def talk(subject: Subject, by: User, **details: Any) -> Conversation:
    return actions.begin(subject=subject, by=by, **details)


def draft_of(conversation: Conversation, by: User, questionnaire: str = "first_conversation", **answers: Any) -> Draft:
    draft = open_draft(owner=by, questionnaire=questionnaire, about=events.source_of(conversation), title="Talk",
                       url="/", subject=conversation.subject)
    return put_answers(draft=draft, answers=answers, by=by)


def finished(subject: Subject, by: User, *, days_ago: int = 0, **answers: Any) -> Conversation:
    began = timezone.now() - timedelta(days=days_ago)
    conversation = talk(subject, by, began_at=began)
    draft = draft_of(conversation, by, **{**ENOUGH, **answers})
    return actions.finish(conversation=conversation, draft=draft, by=by)


def concern_about(subject: Subject, by: User, conversation: Conversation | None = None, **answers: Any
                  ) -> RaisedConcern:
    draft = open_draft(owner=by, questionnaire="safeguarding_concern", about=events.source_of(conversation or subject),
                       title="Concern", url="/", subject=subject)
    draft = put_answers(draft=draft, answers={**CONCERN, **answers}, by=by)
    return actions.raise_concern(draft=draft, subject=subject, conversation=conversation, by=by)


def urgent_support(conversation: Conversation, by: User, **answers: Any) -> UrgentSupport:
    said = {"why": "Her husband went into hospital and she cannot be left", "support": "Night sitting",
            "provided_by": "Rapid response", "look_again_on": in_days(2), **answers}
    return actions.start_urgent_support(
        conversation=conversation, draft=draft_of(conversation, by, "urgent_support", **said), by=by)


def handed_over(conversation: Conversation, by: User, **answers: Any) -> HandOver:
    said = {"what_happened": "Her husband was taken in", "what_was_done": "A neighbour stayed",
            "still_to_do": "Nobody with her after 2 pm", "by_day": in_days(1), "by_hour": "9.30",
            "team": make_team("front_door").name, **answers}
    return actions.hand_over(conversation=conversation, draft=draft_of(conversation, by, "hand_over", **said), by=by)


def in_days(number: int) -> str:
    return (date.today() + timedelta(days=number)).isoformat()
