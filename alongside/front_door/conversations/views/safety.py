"""Urgent support, a safeguarding concern, the hand-over of a night."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import task_page
from alongside.rules import council

from .. import actions, colleagues, policy
from ..forms import HandOverForm, UrgentSupportForm, next_morning
from ..models import Conversation
from .talk import talk_of


@needs("conversations.urgent_support")
def urgent_support(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "urgent support")
    form = UrgentSupportForm(request.POST or None)
    back = reverse("conversations:hold", args=[subject.pk, talk.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.start_urgent_support(conversation=talk, by=request.user, **form.cleaned_data)
        except (actions.AlreadyStarted, actions.AlreadyFinished) as problem:
            messages.error(request, str(problem))
        else:
            day = policy.back_fill_by(timezone.localdate())
            messages.success(request, f"Support has started. Write up the rest by {day:%-d %B}; it is on your list.")
        return redirect(back)
    return task_page(
        request, subject, form, tab="notes", title="Start urgent support", verb="Start the support", back=back,
        template="conversations/urgent.jinja", talk=talk,
        intro="Support may start before any assessment when it cannot wait (Care Act 2014 section 19(3)). "
              "Life at risk: ring 999 first.",
    )


@needs("safeguarding.raise")
def raise_concern(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "raising a concern")
    return _concern(request, subject, None, here=reverse("conversations:raise_concern", args=[subject.pk]),
                    back=reverse("desk:person", args=[subject.pk]))


@needs("safeguarding.raise")
def concern_in_talk(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "raising a concern")
    here = reverse("conversations:concern_in_talk", args=[subject.pk, talk.pk])
    mine = talk.finished_at is None and talk.held_by_id == request.user.pk
    back = reverse("conversations:hold" if mine else "conversations:read", args=[subject.pk, talk.pk])
    return _concern(request, subject, talk, here=here, back=back)


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
    draft = Draft.objects.owned_by(request.user).filter(about=events.source_of(talk)).first()
    said = draft.answers if draft else talk.response.answers if talk.response else {}
    known = {"source": said.get("source"), "source_name": said.get("got_in_touch")}
    return {key: value for key, value in known.items() if value}


@needs("conversations.record")
def hand_over(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "hand-over")
    read = reverse("conversations:read", args=[subject.pk, talk.pk])
    if hasattr(talk, "hand_over"):
        return redirect(read)
    initial = next_morning(timezone.now()) | {"team": colleagues.team(colleagues.FRONT_DOOR).pk}
    form = HandOverForm(request.POST or None, initial=initial, by=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        handed = actions.hand_over(
            conversation=talk, what_happened=said["what_happened"], what_was_done=said["what_was_done"],
            still_to_do=said["still_to_do"], by_when=form.by_when, team=said["team"], owner=said["owner"],
            by=request.user,
        )
        messages.success(request, f"Handed over to {handed.task.owner or handed.team}. It is urgent on their list.")
        return redirect(read)
    back = read if talk.finished_at else reverse("conversations:hold", args=[subject.pk, talk.pk])
    return task_page(request, subject, form, tab="notes", title="Hand over to the morning", verb="Hand it over",
                     back=back, intro="Whoever reads this first in the morning has only what you write here.")
