"""Messages between somebody and their worker: the list, a thread, writing one, what was sent."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.design import words as wording
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.people.messages import actions, readers
from alongside.people.messages.files import file_answer
from alongside.people.messages.models import NEW, Attachment, Begun, Thread, outsider
from alongside.people.own_access.models import Part

from .. import guard
from ..forms_writing import LONGEST, MessageForm
from ..guard import Theirs, theirs
from ..parts import writing

WRITES_AN_HOUR, KEEPS_AN_HOUR = 30, 1200
# What is held for them where their time was up: their words, and what says which version of them it was.
MESSAGE_BOXES = ("words", "gives", "revision", "seen")
# Where somebody can write: a new message, a thread, a topic of their own record, an entry they see differently.
PLACES = re.compile(r"new|thread:\d{1,18}|topic:[a-z_]{1,20}|differently:[a-z]{1,20}:\d{1,18}", re.ASCII)


class Request(HttpRequest):
    """With who writes, whose record."""

    theirs: Theirs


def nothing_here(request: HttpRequest) -> HttpResponse:
    return render(request, "my_plan/not_shared.jinja", status=404)


@require_safe
@theirs(Part.MESSAGES, what="messages")
def index(request: Request) -> HttpResponse:
    who = request.theirs
    return render(request, "my_plan/messages.jinja", {
        "lines": writing.threads(who), "plainly": writing.who_and_when(who, timezone.now()),
        "begun": Begun.objects.of(who.subject, outsider(who.access)).at(NEW).first()})


@require_safe
@theirs(Part.MESSAGES, what="a message")
def thread(request: Request, pk: int) -> HttpResponse:
    who = request.theirs
    found = writing.one(who, pk)
    if found is None:
        return nothing_here(request)
    lines = writing.said(who, found)
    if request.method == "GET" and any(one.new for one in lines):
        actions.read_from_outside(thread=found, who=outsider(who.access))
    return render(request, "my_plan/thread.jinja", {
        "thread": found, "plainly": writing.who_and_when(who, timezone.now()), "others": writing.others(who, found),
        "lines": lines, "closed_by": writing.closed_by(found)})


@limited("my_plan.message", per_hour=WRITES_AN_HOUR)
@require_http_methods(["GET", "HEAD", "POST"])
@theirs(Part.MESSAGES, what="writing a message", holds=MESSAGE_BOXES)
def write(request: Request) -> HttpResponse:
    return _write(request, None)


@limited("my_plan.message", per_hour=WRITES_AN_HOUR)
@require_http_methods(["GET", "HEAD", "POST"])
@theirs(Part.MESSAGES, what="writing a message", holds=MESSAGE_BOXES)
def answer(request: Request, pk: int) -> HttpResponse:
    found = writing.one(request.theirs, pk)
    return _write(request, found) if found is not None else nothing_here(request)


@limited("my_plan.keep", per_hour=KEEPS_AN_HOUR)
@require_http_methods(["POST"])
@theirs(what="writing")
def keep(request: Request) -> HttpResponse:
    """What the page sends by itself while somebody writes, for the place it says."""
    who = outsider(request.theirs.access)
    place, sent = request.POST.get("place", ""), request.POST.get("words", "")
    if not PLACES.fullmatch(place) or len(sent) > 2 * LONGEST:
        return JsonResponse({"kept": False}, status=400)
    try:
        row = actions.keep_begun(subject=request.theirs.subject, who=who, place=place, words=sent,
                                 revision=_number(request.POST.get("revision")))
    except actions.TooMuchBegun as problem:
        return JsonResponse({"kept": False, "says": str(problem)}, status=400)
    except actions.ChangedElsewhere:
        return JsonResponse({"kept": False, "says": "You wrote more of this in another window. Save to see both."},
                            status=409)
    return JsonResponse({"kept": True, "revision": row.revision,
                         "says": f"Saved {wording.clock(row.saved_at)}. Only you can see it."})


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _write(request: Request, found: Thread | None) -> HttpResponse:
    who, subject = outsider(request.theirs.access), request.theirs.subject
    if found is not None and found.closed_at:
        messages.info(request, "This is finished. You can write a new message.")
        return redirect("my_plan:thread", found.pk)
    place = found.place if found else NEW
    begun = Begun.objects.of(subject, who).at(place).first()
    last = found.last.pk if found else 0
    asked = found.asked_for if found else None
    form = MessageForm(request.POST or None, request.FILES or None, asked=asked is not None, initial={
        "words": begun.words if begun else "", "revision": begun.revision if begun else 0, "seen": last})
    context: dict[str, Any] = {"theirs_elsewhere": None, "newer": [], "came_back": False}
    if request.method != "POST" and (back := came_back(request, place, begun)):
        form.initial.update(back.boxes)
        begun = back.begun
        context.update(theirs_elsewhere=back.elsewhere, came_back=True)
    if request.method == "POST" and request.POST.get("do") == "keep":
        kept = keep_and_leave(request, place, "my_plan:messages")
        if isinstance(kept, HttpResponse):
            return kept
        if isinstance(kept, Begun):
            form, context["theirs_elsewhere"] = _with(form, revision=kept.revision), kept
        else:
            form.errors.clear()
            form.add_error("words", str(kept))
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sent = actions.write_from_outside(
                subject=subject, who=who, words=given["words"], thread=found, seen=given["seen"] if found else None,
                gives=given.get("gives") == "yes", files=[given["file"]] if given["file"] else [])
        except actions.WrittenMeanwhile:
            context["newer"] = [one for one in found.messages.all() if one.pk > (given["seen"] or 0)] if found else []
            form = _with(form, seen=last)
        except actions.ThreadIsClosed:
            messages.info(request, "This is finished now. You can write a new message.")
            return redirect("my_plan:messages")
        else:
            return redirect("my_plan:sent", sent.thread_id)
    return render(request, "my_plan/write.jinja", {
        "form": form, "thread": found, "place": place, "begun": begun, "asked": asked,
        "plainly": writing.who_and_when(request.theirs, timezone.now()),
        "back": reverse("my_plan:thread", args=[found.pk]) if found else reverse("my_plan:messages"),
        "last": writing.said(request.theirs, found)[-2:] if found else [],
        **context}, status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class Back:
    """What they typed when their time was up, in the boxes again, and kept from now on as what they have begun.
    `elsewhere` is what another window kept since."""

    boxes: dict[str, Any]
    begun: Begun | None
    elsewhere: Begun | None


def came_back(request: Request, place: str, begun: Begun | None) -> Back | None:
    held = holding.give_back(request, request.path, whose=guard.whose(request.theirs.access))
    if held is None:
        return None
    words, revision = held.get("words", ""), begun.revision if begun else 0
    elsewhere = begun if begun and begun.words != words and _number(held.get("revision")) != revision else None
    if elsewhere is None:
        with suppress(actions.TooMuchBegun):  # it stands in the box all the same
            begun = actions.keep_begun(subject=request.theirs.subject, who=outsider(request.theirs.access), place=place,
                                       words=words, revision=revision)
    boxes = {name: value for name, value in held.items() if name not in ("revision", "seen")}
    boxes["revision"] = begun.revision if begun else 0
    if seen := held.get("seen"):
        boxes["seen"] = _number(seen)
    return Back(boxes, begun, elsewhere)


def keep_and_leave(request: Request, place: str, leave: str, *args: Any) -> HttpResponse | Begun | Exception:
    """Kept, and back to where they came from; what another window wrote where that one was later; or why it cannot be
    kept: the page comes again with their words."""
    words = request.POST.get("words", "")
    # The browser counts the end of a line once, and sends it as two letters.
    if len(words) > 2 * LONGEST:
        return actions.TooMuchBegun("That is too long to keep. Make it shorter, or send it in two messages.")
    try:
        actions.keep_begun(subject=request.theirs.subject, who=outsider(request.theirs.access), place=place,
                           words=words, revision=_number(request.POST.get("revision")))
    except actions.TooMuchBegun as problem:
        return problem
    except actions.ChangedElsewhere as problem:
        return problem.theirs
    file = " The file is not: add it again when you come back." if request.FILES else ""
    messages.success(request,
                     f"What you wrote is saved.{file} Only you can see it. Come back and go on when you like.")
    return redirect(leave, *args)


def _with(form: MessageForm, **values: Any) -> MessageForm:
    """The same words in the boxes, with what the page has learned since."""
    data = form.data.copy()
    data.update({name: str(value) for name, value in values.items()})
    again = MessageForm(data, None, asked="gives" in form.fields)
    again.full_clean()
    return again


@require_safe
@theirs(Part.MESSAGES, what="a message")
def sent(request: Request, pk: int) -> HttpResponse:
    """That it is there, who reads it and by when; and whom to ring now, where it may mean danger."""
    found = writing.one(request.theirs, pk)
    if found is None:
        return nothing_here(request)
    mine = [one for one in found.messages.all() if one.is_from_outside]
    if not mine:
        return redirect("my_plan:thread", found.pk)
    return render(request, "my_plan/sent.jinja", {
        "thread": found, "plainly": writing.who_and_when(request.theirs, timezone.now(), mine[-1])})


@limited("my_plan.open", per_hour=WRITES_AN_HOUR)
@require_POST
@theirs(Part.MESSAGES, what="who else reads a message")
def open_to(request: Request, pk: int, access_id: int) -> HttpResponse:
    """The person lets somebody who has My plan read this beside her, or no longer."""
    who = request.theirs
    found = writing.one(who, pk)
    other = next((one for one in writing.others(who, found) if one.access.pk == access_id), None) if found else None
    if found is None or other is None:
        return nothing_here(request)
    if request.POST.get("do") == "close":
        readers.close_to(thread=found, access=other.access, by=None)
        messages.success(request, f"{other.access.who} does not read this any more. We do not tell them.")
    else:
        readers.open_to(thread=found, access=other.access, by=None)
        messages.success(request, f"{other.access.who} can read this from now on.")
    return redirect("my_plan:thread", found.pk)


@limited("my_plan.file", per_hour=60, methods=("GET",))
@require_safe
@theirs(Part.MESSAGES, what="a file with a message")
def attachment(request: Request, pk: int) -> HttpResponse:
    row = Attachment.objects.select_related("message").filter(subject=request.theirs.subject, pk=pk).first()
    if row is None or writing.one(request.theirs, row.message.thread_id) is None:
        return nothing_here(request)
    return file_answer(row)
