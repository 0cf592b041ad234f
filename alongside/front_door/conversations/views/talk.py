"""A talk: beginning it, holding it, finishing it, reading it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation import codelists, events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.design.shapes import NOT_KNOWN
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.questionnaires.page import QuestionnairePage, questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import hubs
from alongside.people.pages import part_page
from alongside.people.people import frame as frame_parts
from alongside.people.people.presenters import facts as person_facts
from alongside.people.people.selectors import for_frame

from .. import actions, presenters
from ..hand_offs import hand_offs, teams_so_far
from ..known import known
from ..models import Conversation

SHORT, WHOLE = "quick_call", "first_conversation"
# What is talked about together stands on one page, safety and what goes well first.
TOGETHER = (("safe", "who", "going_well", "matters"), ("around", "changed", "tried", "hard"),
            ("agreed", "offer", "next"))
# What the buttons inside the form lead to, once everything written is saved.
LEADS_TO = {"urgent": "conversations:urgent_support", "concern": "conversations:concern_in_talk",
            "hand_over": "conversations:hand_over"}


def talk_of(request: HttpRequest, subject_id: int, pk: int, what: str) -> tuple[Subject, Conversation]:
    """A talk on a record the user may open, with the look written down."""
    subject = open_subject(request, subject_id, what)
    found = (
        Conversation.objects.of(subject).filter(pk=pk)
        .select_related("subject", "held_by", "finished_by", "follows", "response__signed_by",
                        "urgent_support__started_by", "hand_over__team", "hand_over__task__owner",
                        "hand_over__made_by").first()
    )
    if found is None:
        raise Http404("No conversation with this number on this record.")
    return subject, found


@needs("conversations.see")
def person(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "conversations")
    talks = Conversation.objects.of(subject).newest_first().select_related("held_by").prefetch_related("next_steps")
    return part_page(
        request, subject, "conversations/person.jinja", tab="notes", here="conversations:person",
        title="Conversations", talks=[presenters.talk_line(talk) for talk in talks],
        may_start=request.user.may("conversations.record") and not subject.died_on,
    )


@require_POST
@needs("conversations.record")
def start(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "conversation")
    if subject.died_on:
        messages.error(request, "They have died. Write a note instead.")
        return redirect("desk:person", subject.pk)
    talk = actions.begun_here(subject, request.user) or actions.begin(subject=subject, by=request.user)
    return redirect("conversations:hold", subject.pk, talk.pk)


@needs("conversations.record")
def hold(request: HttpRequest, subject_id: int, pk: int, part: str = "") -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "conversation")
    if talk.finished_at or talk.held_by_id != request.user.pk:
        return redirect("conversations:read", subject.pk, talk.pk)
    url = reverse("conversations:hold", args=[subject.pk, talk.pk])
    about = events.source_of(talk)
    short = Draft.objects.owned_by(request.user).filter(about=about, questionnaire=SHORT).exists()
    page = questionnaire_page(
        request, SHORT if short else WHOLE, about=about, subject=subject,
        title=f"First conversation with {subject}", part=None if short else part, together=TOGETHER,
        url=lambda part: reverse("conversations:hold", args=[subject.pk, talk.pk, part]) if part else url,
        sign_words="Finish the conversation", leave_url=reverse("desk:my_work"), answers=_known_at_the_start(talk),
    )
    do = request.POST.get("do", "")
    if do and not page.conflicts:
        if do in LEADS_TO:
            return redirect(LEADS_TO[do], subject.pk, talk.pk)
        if do in ("short", "whole"):
            return _change_length(request, talk, do, title=page.draft.title, url=url)
    if page.signing and (done := _finish(request, page, talk)):
        return done
    beside = _beside(request, subject, talk, page)
    page.under = {"safe_now": mark_safe(render_to_string("conversations/if_unsafe.jinja", beside))}
    return page.answer or render(request, "conversations/hold.jinja", {**page.context, **beside, "short": short})


def _known_at_the_start(talk: Conversation) -> dict[str, str]:
    said = {"safe_now": talk.safe_now, "channel": talk.channel}
    return {key: value for key, value in said.items() if value}


def _change_length(request: HttpRequest, talk: Conversation, length: str, **draft: str) -> HttpResponse:
    change = actions.open_short if length == "short" else actions.open_whole
    try:
        change(conversation=talk, by=request.user, **draft)
    except actions.TooMuchForOneBox as problem:
        messages.warning(request, str(problem))
    return redirect(draft["url"])


def _finish(request: HttpRequest, page: QuestionnairePage, talk: Conversation) -> HttpResponse | None:
    try:
        actions.finish(conversation=talk, draft=page.draft, by=request.user)
    except actions.CannotFinish as problem:
        asked = {question.key for _, question in page.declared.asked_questions(page.draft.answers)}
        for key, words in problem.problems:
            page.refuse(key if key in asked else "steps", words)
        return None
    messages.success(request, "The conversation is finished, and what was agreed is with those who do it.")
    return redirect("conversations:read", talk.subject_id, talk.pk)


def _beside(request: HttpRequest, subject: Subject, talk: Conversation, page: QuestionnairePage) -> dict[str, Any]:
    """What stands around the form: who it is, warnings, what we know, what was promised in this talk."""
    someone = for_frame(subject.pk)
    wanted = {"Age and date of birth", "NHS number"}
    warnings = frame_parts.warnings_of(subject, request.user)[0] if request.user.may("warnings.see") else ()
    return {
        "talk": talk,
        "who": [fact.value for fact in person_facts(someone) if fact.label in wanted and fact.value != NOT_KNOWN],
        "known": known(subject, talk), "came_back": presenters.came_back(talk, timezone.localdate()),
        "promised": presenters.promised_here(page.draft.answers), "warnings": warnings,
        "untrained": hubs.why_not(request.user, hubs.FIRST_CONVERSATION, timezone.localdate()),
        "unsafe": page.shown_answers.get("safe_now") == Conversation.SafeNow.UNSAFE,
        "urgent": getattr(talk, "urgent_support", None),
        "concerns": talk.concerns_raised.select_related("item__owner").filter(raised_by=request.user),
        "may_start_support": request.user.may("conversations.urgent_support"),
    }


@require_safe
@needs("conversations.record")
def promised(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    """What has been promised so far, for the page that has just saved itself."""
    _, talk = talk_of(request, subject_id, pk, "conversation")
    draft = actions.draft_of_talk(talk, request.user)
    return render(request, "conversations/promised.jinja", {
        "promised": presenters.promised_here(draft.answers) if draft else []})


@needs("conversations.see")
def read(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "conversation")
    user, today = request.user, timezone.localdate()
    concerns = talk.concerns_raised.select_related("item__owner")
    if not user.may("safeguarding.see"):
        concerns = concerns.filter(raised_by=user)
    steps = list(talk.next_steps.select_related("task__owner", "task__team"))
    teams = teams_so_far(subject)
    promises = Task.objects.of_kind("promise").filter(source=events.source_of(talk)).select_related("owner", "team")
    return part_page(
        request, subject, "conversations/read.jinja", tab="notes", here="conversations:person",
        title=talk.in_short or "Conversation, not finished yet", talk=talk, facts=presenters.facts(talk),
        came_back=presenters.came_back(talk, today), urgent=getattr(talk, "urgent_support", None),
        handed=getattr(talk, "hand_over", None),
        steps=steps, prevention=presenters.prevention_tags(steps, timezone.localdate(talk.began_at)),
        passed_on=presenters.hand_off_words(teams, hand_offs(teams)),
        promises=[presenters.promise(task, today) for task in promises.order_by("due_on", "pk")],
        offers=[presenters.offer_line(offer) for offer in talk.assessment_offers.all()],
        concerns=[(raised, presenters.concern_status(raised)) for raised in concerns],
        equipment=list(talk.equipment.all()), information=list(talk.information_given.all()),
        sections=check_answers(talk.response) if talk.response else [],
        suggestions=presenters.suggestions(talk) if user.may("relationships.edit") else [],
        kinds=codelists.options("relationship_kind"), drafts=Draft.objects.about_the(events.source_of(talk)),
        may_record=user.may("conversations.record"),
        may_hand_over=talk.out_of_hours and not hasattr(talk, "hand_over") and user.may("conversations.record"),
    )


@needs("conversations.see")
def on_paper(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "conversation on paper")
    if talk.response is None:
        raise Http404("A conversation is printed once it is finished.")
    return render(request, "conversations/print.jinja", {
        "response": talk.response, "sections": check_answers(talk.response), "talk": talk,
        "facts": presenters.facts(talk), "subject": subject,
    })


@require_POST
@needs("conversations.record")
def take_on(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "taking a conversation on")
    try:
        actions.take_on(conversation=talk, by=request.user)
    except (actions.AlreadyFinished, actions.NotTrained, ValueError) as problem:
        messages.error(request, str(problem))
        return redirect("conversations:read", subject.pk, talk.pk)
    return redirect("conversations:hold", subject.pk, talk.pk)


@require_POST
@needs("conversations.record")
def still_true(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "conversation")
    source = request.POST.get("source", "")
    lines = known(subject, talk)
    if source not in {line.source for line in lines if line.source}:
        raise Http404("This is not among what we know.")
    actions.say_still_true(conversation=talk, source=source, by=request.user)
    if "HX-Request" in request.headers:
        line = next(line for line in known(subject, talk) if line.source == source)
        return render(request, "conversations/known_line.jinja", {"line": line, "talk": talk, "fresh": True})
    return redirect(reverse("conversations:hold", args=[subject.pk, talk.pk]) + "#already-known")


@require_POST
@needs("relationships.edit")
def keep_person(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, talk = talk_of(request, subject_id, pk, "people around them")
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "")
    row = next((row for row in presenters.suggestions(talk) if row["name"] == name), None)
    if row is None or not codelists.is_code("relationship_kind", kind):
        messages.error(request, "Choose who they are to the person, then keep them.")
    else:
        actions.keep_person(conversation=talk, name=name, kind=kind, words=row.get("words", ""), by=request.user)
        messages.success(request, f"{name} is among the people around {subject} now.")
    return redirect("conversations:read", subject.pk, talk.pk)
