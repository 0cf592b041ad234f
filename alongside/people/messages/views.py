"""Pages of messages for colleagues: of one person, one thread, and what waits for an answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as said
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation import events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.people.own_access.models import Access
from alongside.people.pages import part_page, task_page
from alongside.people.people.presenters import frame

from . import actions, drafts, presenters, readers, reading, selectors
from .files import file_answer
from .forms import CloseForm
from .models import Attachment, Message, Thread

TAB = "notes"


def _home(subject_id: int) -> str:
    return reverse("messages:index", args=[subject_id])


def _thread(request: HttpRequest, pk: int) -> Thread:
    found = Thread.objects.visible_to(request.user).with_messages().filter(pk=pk).first()
    if found is None:
        raise Http404("No messages that you may read have this number.")
    open_subject(request, found.subject_id, "messages")
    return found


@needs("messages.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "messages")
    return part_page(
        request, subject, "messages/index.jinja", tab=TAB, here="messages:index", title="Messages",
        threads=[(thread, presenters.state(thread)) for thread in Thread.objects.of(subject)[:100]],
        reads=presenters.who_reads_note(reading.who_reads(subject, timezone.now())),
    )


@needs("messages.see")
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    found = _thread(request, pk)
    new = {message.pk for message in found.messages.all() if message.is_from_outside and message.read_at is None}
    if request.method == "GET" and new and actions.read_by_colleague(thread=found, by=request.user):
        found = _again(found)
    told = selectors.told_of(found.messages.all())
    return part_page(
        request, found.subject, "messages/thread.jinja", tab=TAB, here="messages:index", title=found.about,
        thread=found, others=presenters.others(readers.could_read(found), found),
        lines=[(message, presenters.tags(message), presenters.read_note(message),
                presenters.could_not_be_told(message, told.get(events.source_of(message), ())), message.pk in new)
               for message in found.messages.all()],
        reads=presenters.who_reads_note(reading.who_reads(found.subject, timezone.now())),
    )


def _again(found: Thread) -> Thread:
    return Thread.objects.of(found.subject).get(pk=found.pk)


def _writing(request: HttpRequest, questionnaire: str, subject: Any, **page: Any) -> Any:
    return questionnaire_page(request, questionnaire, subject=subject, part=None, sign_words="Send the message",
                              answers={"asks": "no"}, **page)


@needs("messages.write")
def write(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The first message of a new thread."""
    subject = open_subject(request, subject_id, "messages")
    page = _writing(request, "message_first", subject, about=events.source_of(subject), title=f"Message to {subject}",
                    url=lambda part: reverse("messages:write", args=[subject.pk]), leave_url=_home(subject.pk))
    if page.signing:
        message = actions.begin_from(draft=page.draft, subject=subject, by=request.user)
        said.success(request, "The message is sent.")
        return redirect("messages:thread", message.thread_id)
    return page.answer or render(request, "messages/write.jinja", {
        **page.context, "subject": subject, "frame": frame(subject, request.user), "thread": None})


@needs("messages.write")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _thread(request, pk)
    back = reverse("messages:thread", args=[found.pk])
    if found.closed_at:
        said.info(request, "This is closed. A new message begins a new one.")
        return redirect(back)
    begun = drafts.begun_before(found, request.user)
    page = _writing(request, "message_answer", found.subject, about=begun.about if begun else actions.about_last(found),
                    title=f"Answer to {found.subject}", url=lambda part: reverse("messages:answer", args=[found.pk]),
                    leave_url=back)
    if page.signing and begun:
        actions.bring_over(draft=page.draft, to=found, by=request.user)
        page.refuse("words", f"{found.last.writer} wrote meanwhile. Read it above, then send yours, or change it.")
    if page.signing:
        try:
            actions.answer_from(draft=page.draft, thread=found, by=request.user)
        except actions.ThreadIsClosed as problem:
            page.refuse("words", str(problem))
        else:
            said.success(request, "The message is sent.")
            return redirect(back)
    if request.method == "GET" and actions.read_by_colleague(thread=found, by=request.user):
        found = _again(found)
    return page.answer or render(request, "messages/write.jinja", {
        **page.context, "subject": found.subject, "frame": frame(found.subject, request.user), "thread": found,
        "lines": [(message, presenters.tags(message)) for message in found.messages.all()]})


@needs("messages.write")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _thread(request, pk)
    back = reverse("messages:thread", args=[found.pk])
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(thread=found, by=request.user, **form.cleaned_data)
        except (actions.NotAnswered, actions.ThreadIsClosed) as problem:
            form.add_error(None, str(problem))
        else:
            said.success(request, "Closed. They read why.")
            return redirect(back)
    return task_page(request, found.subject, form, tab=TAB, title=f"Close: {found.about}", verb="Close it", back=back)


@require_POST
@needs("messages.write")
def open_to(request: HttpRequest, pk: int, access_id: int) -> HttpResponse:
    """Somebody beside the person reads it from now on."""
    found = _thread(request, pk)
    try:
        readers.open_to(thread=found, access=_other(found, access_id), by=request.user)
    except readers.CannotOpen as problem:
        said.error(request, str(problem))
    else:
        said.success(request, "They read it from now on, and are told that there is something.")
    return redirect("messages:thread", found.pk)


@require_POST
@needs("messages.write")
def close_to(request: HttpRequest, pk: int, access_id: int) -> HttpResponse:
    found = _thread(request, pk)
    readers.close_to(thread=found, access=_other(found, access_id), by=request.user)
    said.success(request, "They read it no longer. Nobody was told.")
    return redirect("messages:thread", found.pk)


def _other(found: Thread, access_id: int) -> Access:
    row = Access.objects.of(found.subject).filter(pk=access_id).first()
    if row is None or row.is_the_person:
        raise Http404("Nobody with this number has My plan beside the person.")
    return row


@require_POST
@needs("messages.write")
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """It tells of somebody else, or does not after all: as the button said that was pressed."""
    message = Message.objects.in_order().filter(pk=pk).select_related("thread").first()
    if message is None:
        raise Http404("There is no message with this number.")
    found = _thread(request, message.thread_id)
    tells = request.POST.get("tells")
    if tells not in ("yes", "no"):
        said.error(request, "Nothing was changed. Press the button beside the message.")
        return redirect("messages:thread", found.pk)
    actions.mark_third_party(message=message, tells_of_others=tells == "yes", by=request.user)
    said.success(request, "Left out of a copy." if tells == "yes" else "No longer left out of a copy.")
    return redirect("messages:thread", found.pk)


@needs("messages.see")
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    found = Attachment.objects.select_related("message").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no file with this number.")
    _thread(request, found.message.thread_id)
    return file_answer(found)


@needs("messages.see")
def waiting(request: HttpRequest) -> HttpResponse:
    """What this worker has to answer, and what they asked people for."""
    now = timezone.now()
    found, asked = selectors.to_answer(request.user), selectors.asked_by(request.user)
    looked_at_list(request, {one.thread.subject_id for one in found} | {one.subject_id for one in asked}, "messages")
    return render(request, "messages/waiting.jinja", {
        "rows": [presenters.row(one.thread, one.task, now) for one in found],
        "asked": [presenters.row(one, None, now) for one in asked],
        "unread": sum(1 for one in found for message in one.thread.unanswered if message.read_at is None),
    })
