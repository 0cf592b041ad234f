"""Pages of referrals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import meanwhile
from alongside.foundation.documents.actions import CannotSend
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs
from alongside.foundation.uploads.giving import to_save
from alongside.front_door.conversations import actions as conversations
from alongside.people.people import results
from alongside.people.people.search.find import find, workers_of

from .. import actions, presenters, public_presenters, sharing
from ..forms.staff import HarmForm, NotToldForm, RecordForm, SettleForm, TellForm
from ..models import Referral

PER_PAGE = 50
FOUND = 12
STATES = {"": "Open", "unread": "Unread", "answer": "To answer", "feedback": "Referrer to hear", "closed": "Closed"}


def referral_of(request: HttpRequest, pk: int) -> Referral:
    """A referral the user may see; where it is about a known person, the look is written down."""
    found = Referral.objects.visible_to(request.user).with_people().select_related("follows").filter(pk=pk).first()
    if found is None:
        raise Http404("No referral with this number that you may read.")
    if found.subject_id:
        open_subject(request, found.subject_id, "referral")
    return found


@needs("referrals.see")
def index(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    rows = Referral.objects.visible_to(request.user)
    rows = {"unread": rows.unread, "answer": rows.to_answer, "feedback": rows.awaiting_feedback}.get(
        chosen, rows.closed if chosen == "closed" else rows.open)()
    page = Paginator(rows.with_people().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [row.subject_id for row in page if row.subject_id], "referrals")
    return render(request, "referrals/index.jinja", {
        "page": page, "rows": [presenters.row(row) for row in page], "query": f"state={chosen}" if chosen else "",
        "states": [{"text": text, "href": f"?state={key}" if key else "?", "current": key == chosen}
                   for key, text in STATES.items()],
        "may_record": request.user.may("referrals.record"),
    })


@needs("referrals.record")
def record(request: HttpRequest) -> HttpResponse:
    form = RecordForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        referral = actions.record(by=request.user, **form.particulars)
        messages.success(request, f"Recorded as {referral.reference}. Now find the person it is about.")
        return redirect("referrals:match", referral.pk)
    return render(request, "referrals/record.jinja", {"form": form})


@needs("referrals.see")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_of(request, pk)
    if request.method == "POST" and request.user.may("referrals.record"):
        if not referral.read_at and not referral.closed_at:
            actions.read(referral=referral, by=request.user)
        else:
            actions.read_more(referral=referral, by=request.user)
        return redirect("referrals:read", referral.pk)
    return render(request, "referrals/read.jinja", {
        "referral": referral, "about": presenters.about(referral), "came_from": presenters.came_from(referral),
        "state": presenters.state_tag(referral), "urgency": presenters.URGENCY[referral.urgency],
        "more_to_read": bool(referral.read_at) and actions.has_more_to_read(referral),
        "came_again": presenters.came_again(referral), "may": request.user.may,
        "needs": presenters.needs(referral), "harm": presenters.harm(referral),
        "harm_open": not actions.harm_is_answered(referral),
        "files": public_presenters.files(referral.files.in_order()), "additions": referral.additions.all(),
        "onward": [(one, presenters.onward_words(one)) for one in referral.onward.for_reading()],
        "screening": getattr(referral, "screening", None),
        "tries": [(one, presenters.feedback_words(one))
                  for one in referral.tries.select_related("by", "message", "document")],
    })


@needs("referrals.record")
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Search before create: who may be meant, and only then a new record."""
    referral = referral_of(request, pk)
    typed = request.GET.get("q", "").strip() or presenters.sought(referral)
    found = find(typed, request.user, most=FOUND)
    ids = [hit.subject_id for hit in found.hits]
    workers = workers_of(ids)
    if request.method == "POST":
        chosen = request.POST.get("subject", "")
        if chosen.isdecimal():
            subject = open_subject(request, int(chosen), "matching a referral")
            try:
                actions.match(referral=referral, subject=subject, by=request.user, seen=request.POST.get("seen"))
            except (actions.AlreadyDone, actions.NotYet) as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, f"This referral is about {subject}.")
            return redirect("referrals:read", referral.pk)
        messages.error(request, "Choose the person it is about.")
    looked_at_list(request, ids, "search results", detail=typed)
    return render(request, "referrals/match.jinja", {
        "referral": referral, "about": presenters.about(referral), "seen": referral.subject_id or "", "q": typed,
        "restricted": found.restricted,
        "lines": [results.line(hit, workers.get(hit.subject_id, [])) for hit in found.hits],
        "add": results.add_address(referral.about_name) if request.user.may("people.create") else "",
    })


@require_POST
@needs("conversations.record")
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_of(request, pk)
    try:
        begun = actions.begin_talk(referral=referral, by=request.user)
    except (actions.NotYet, actions.AlreadyDone) as problem:
        messages.error(request, str(problem))
        return redirect("referrals:read", referral.pk)
    return redirect("conversations:hold", begun.subject_id, begun.pk)


@needs("referrals.record")
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_of(request, pk)
    form = SettleForm(request.POST or None, initial=_suggested(referral))
    now = {"outcome": referral.outcome, "stepped_down_to": referral.stepped_down_to,
           "detail": referral.outcome_detail}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now) and not referral.closed_at:
            return meanwhile.both(request, form, now, what="what happens", tables=(Referral,), row=referral.pk,
                                  back=reverse("referrals:read", args=[referral.pk]))
        said = form.cleaned_data
        try:
            actions.settle(referral=referral, by=request.user, outcome=said["outcome"], detail=said["detail"],
                           stepped_down_to=said["stepped_down_to"] or "", with_whom=said["with_whom"])
        except conversations.NotTrained as problem:
            form.add_error("with_whom", str(problem))
        except (actions.NotYet, actions.AlreadyDone) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "What happens is recorded. It closes once the referrer has heard.")
            return redirect("referrals:read", referral.pk)
    return render(request, "referrals/task.jinja", {
        "form": form, "referral": referral, "title": "What happens?", "verb": "Save what happens",
        "cancel": {"text": "Go back without saving", "href": reverse("referrals:read", args=[referral.pk])},
    })


def _suggested(referral: Referral) -> dict[str, Any]:
    """What the talk came to, where there was one."""
    if referral.outcome:
        return {"outcome": referral.outcome, "detail": referral.outcome_detail,
                "stepped_down_to": referral.stepped_down_to}
    held = referral.conversation
    if held is None or held.finished_at is None:
        return {}
    steps = ", ".join(sharing.own_steps(held))
    return {"outcome": Referral.Outcome.TALKED, "detail": f"What happens now: {steps}." if steps else ""}


@require_safe
@needs("referrals.see")
def file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """What was sent with it: to save, never to run in the browser."""
    referral = referral_of(request, pk)
    found = referral.files.visible_to(request.user).filter(pk=file_pk).first()
    if found is None:
        raise Http404("No file with this number on this referral.")
    return to_save(found.content(), kind=found.kind, name=found.name)


@needs("referrals.record")
def harm(request: HttpRequest, pk: int) -> HttpResponse:
    """Why no concern is raised though the referrer fears harm."""
    referral = referral_of(request, pk)
    form = HarmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_harm(referral=referral, words=form.cleaned_data["words"], by=request.user)
        except actions.AlreadyDone as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Why no concern is raised is recorded under your name.")
            return redirect("referrals:read", referral.pk)
    return render(request, "referrals/task.jinja", {
        "form": form, "referral": referral, "title": "Raise no concern", "verb": "Save why not",
        "cancel": {"text": "Go back", "href": reverse("referrals:read", args=[referral.pk])},
    })


@needs("referrals.close")
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    referral, today = referral_of(request, pk), timezone.localdate()
    form = TellForm(request.POST or None, referral=referral, initial={
        "words": sharing.draft(referral, today), "address": referral.referrer_address,
        "how": "online" if referral.referrer_email else "system" if sharing.their_system_asks(referral) else
        "letter" if referral.referrer_address and referral.subject_id else "telephone"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.tell(referral=referral, words=said["words"], how=said["how"], by=request.user,
                         address=(said.get("address") or "").splitlines(),
                         where=request.build_absolute_uri(reverse("referrals:find")))
        except (actions.MayNotSay, CannotBePrinted) as problem:
            form.add_error("words", str(problem))
        except (actions.AlreadyDone, actions.MoreToRead) as problem:
            form.add_error(None, str(problem))
        except (actions.NotYet, CannotSend) as problem:
            form.add_error("how", str(problem))
        else:
            messages.success(request, "The referrer has been told, and the referral is closed.")
            return redirect("referrals:read", referral.pk)
    return render(request, "referrals/tell.jinja", {
        "form": form, "referral": referral, "title": "Tell the referrer", "verb": "Tell them and close",
        "may_tell": sharing.may_tell(referral, today),
        "cancel": {"text": "Go back without telling", "href": reverse("referrals:read", args=[referral.pk])},
    })


@require_POST
@needs("referrals.close")
def make_sure(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_of(request, pk)
    try:
        actions.make_sure(referral=referral, by=request.user)
    except actions.AlreadyDone as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is recorded under your name that you made sure who the referrer is.")
    return redirect("referrals:tell", referral.pk)


@needs("referrals.close")
def not_told(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_of(request, pk)
    form = NotToldForm(request.POST or None, initial={"because": "anonymous" if referral.anonymous else None})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.explain_not_telling(referral=referral, because=said["because"], note=said["note"], by=request.user)
        except (actions.NotYet, actions.AlreadyDone) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The reason is recorded under your name, and the referral is closed.")
            return redirect("referrals:read", referral.pk)
    return render(request, "referrals/task.jinja", {
        "form": form, "referral": referral, "title": "Close without telling the referrer",
        "verb": "Record why and close",
        "cancel": {"text": "Go back", "href": reverse("referrals:read", args=[referral.pk])},
    })
