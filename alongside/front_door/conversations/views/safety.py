"""Urgent support, a safeguarding concern, the hand-over of a night."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import QuestionnairePage, questionnaire_page
from alongside.foundation.subjects.models import Subject
from alongside.rules import council

from .. import actions, colleagues, policy, presenters
from ..models import Conversation
from .talk import talk_of


@needs("conversations.urgent_support")
def urgent_support(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "urgent support")
    back = _back_to(request, talk)
    if hasattr(talk, "urgent_support") or talk.finished_at:
        messages.info(request, "Urgent support starts once, while the conversation is open.")
        return redirect(back)
    page = _page(request, "urgent_support", talk, title=f"Urgent support for {subject}", back=back,
                 sign_words="Start the support")
    if page.signing:
        try:
            actions.start_urgent_support(conversation=talk, draft=page.draft, by=request.user)
        except actions.CannotStand as refused:
            _refuse(page, refused)
        except (actions.AlreadyStarted, actions.AlreadyFinished) as problem:
            messages.error(request, str(problem))
            return redirect(back)
        else:
            day = policy.back_fill_by(timezone.localdate())
            messages.success(request, f"Support has started. Write up the rest by {day:%-d %B}; it is on your list.")
            return redirect(back)
    return page.answer or render(request, "conversations/urgent.jinja", {**page.context, "talk": talk, "back": back})


def _back_to(request: HttpRequest, talk: Conversation) -> str:
    """The talk itself while it is one's own and open, else what was said in it."""
    mine = talk.finished_at is None and talk.held_by_id == request.user.pk
    return reverse("conversations:hold" if mine else "conversations:read", args=[talk.subject_id, talk.pk])


def _page(request: HttpRequest, questionnaire: str, talk: Conversation, *, title: str, back: str, sign_words: str,
          answers: dict[str, Any] | None = None) -> QuestionnairePage:
    """A short form beside a talk, on one page, that saves itself like the talk."""
    here = reverse(f"conversations:{questionnaire}", args=[talk.subject_id, talk.pk])
    return questionnaire_page(
        request, questionnaire, about=events.source_of(talk), subject=talk.subject, part=None, title=title,
        sign_words=sign_words, leave_url=back, answers=answers,
        url=lambda part: f"{here}#part-{part}" if part else here,
    )


def _refuse(page: QuestionnairePage, refused: actions.CannotStand) -> None:
    for key, words in refused.problems:
        page.refuse(key, words)


@needs("safeguarding.raise")
def raise_concern(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "raising a concern")
    return _concern(request, subject, None, here=reverse("conversations:raise_concern", args=[subject.pk]),
                    back=reverse("desk:person", args=[subject.pk]))


@needs("safeguarding.raise")
def concern_in_talk(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "raising a concern")
    here = reverse("conversations:concern_in_talk", args=[subject.pk, talk.pk])
    return _concern(request, subject, talk, here=here, back=_back_to(request, talk))


def _concern(request: HttpRequest, subject: Subject, talk: Conversation | None, *, here: str, back: str
             ) -> HttpResponse:
    page = questionnaire_page(
        request, "safeguarding_concern", about=events.source_of(talk or subject), subject=subject, part=None,
        title=f"Safeguarding concern about {subject}", sign_words="Raise the concern", leave_url=back,
        url=lambda part: f"{here}#part-{part}" if part else here, answers=_said_already(request, talk),
    )
    if page.signing:
        raised = actions.raise_concern(draft=page.draft, subject=subject, conversation=talk, by=request.user)
        when = raised.item.due_on
        messages.success(request, "The concern is with the safeguarding team, who promise a first look by "
                         f"{raised.item.due_at:%-H.%M} on {when:%-d %B}.")
        return redirect(back)
    return page.answer or render(request, "conversations/concern.jinja", {
        **page.context, "talk": talk, "back": back,
        "urgent_by": timezone.localtime(policy.answer_by(timezone.now(), urgent=True)),
        "by": timezone.localtime(policy.answer_by(timezone.now(), urgent=False)),
        "night": council.load(settings.COUNCIL_PACK).out_of_hours,
    })


def _said_already(request: HttpRequest, talk: Conversation | None) -> dict[str, str]:
    """Who told us, where the talk has it already."""
    if talk is None:
        return {}
    draft = actions.draft_of_talk(talk, request.user)
    said = draft.answers if draft else talk.response.answers if talk.response else {}
    known = {"source": said.get("source"), "source_name": said.get("got_in_touch")}
    return {key: value for key, value in known.items() if value}


@needs("conversations.record")
def hand_over(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "hand-over")
    read = reverse("conversations:read", args=[subject.pk, talk.pk])
    if hasattr(talk, "hand_over"):
        return redirect(read)
    back = _back_to(request, talk)
    page = _page(request, "hand_over", talk, title=f"Hand-over about {subject}", back=back, sign_words="Hand it over",
                 answers=presenters.next_morning(timezone.now()) | {
                     "team": colleagues.team(colleagues.FRONT_DOOR).name})
    if page.signing:
        try:
            handed = actions.hand_over(conversation=talk, draft=page.draft, by=request.user)
        except actions.CannotStand as refused:
            _refuse(page, refused)
        except actions.AlreadyStarted as problem:
            messages.error(request, str(problem))
            return redirect(read)
        else:
            messages.success(request, f"Handed over to {handed.task.owner or handed.team}. It is urgent on their list.")
            return redirect(read)
    return page.answer or render(request, "conversations/hand_over.jinja", {
        **page.context, "talk": talk, "back": back})
