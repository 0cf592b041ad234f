"""For colleagues: what people wrote to us, read, matched by search before anybody is added, talked about, answered."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations.models import Conversation
from alongside.people.people import results
from alongside.people.people.search.find import find, workers_of

from .. import actions, presenters
from ..forms import AnswerForm
from ..models import Sent

PER_PAGE, FOUND = 50, 12
STATES = {"": "Open", "unread": "Unread", "answer": "To answer", "answered": "Answered"}


def _sent(request: HttpRequest, pk: int) -> Sent:
    found = Sent.objects.visible_to(request.user).with_people().filter(pk=pk).first()
    if found is None:
        raise Http404("Nothing was sent with this number that you may read.")
    if found.subject_id:
        open_subject(request, found.subject_id, "what they wrote to us")
    return found


@needs("referrals.see")
def index(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    rows = Sent.objects.visible_to(request.user)
    rows = {"unread": rows.unread, "answer": rows.to_answer, "answered": rows.answered}.get(chosen, rows.open)()
    page = Paginator(rows.with_people().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [row.subject_id for row in page if row.subject_id], "what people wrote to us")
    return render(request, "self_assessment/desk/index.jinja", {
        "page": page, "rows": [presenters.desk_row(row) for row in page], "query": f"state={chosen}" if chosen else "",
        "states": [{"text": text, "href": f"?state={key}" if key else "?", "current": key == chosen}
                   for key, text in STATES.items()]})


@needs("referrals.see")
def figures(request: HttpRequest) -> HttpResponse:
    """How many began and how many came to the end, in a year that runs from April."""
    today = timezone.localdate()
    this = today.year if today >= date(today.year, 4, 1) else today.year - 1
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in range(2015, this + 1)} else this
    found = presenters.figures(date(year, 4, 1), min(date(year + 1, 3, 31), today))
    return render(request, "self_assessment/desk/figures.jinja", {
        "figures": found,
        "rows": [[one.what, one.started, one.finished, one.share, one.enough, one.sent] for one in found],
        "years": [{"text": f"{one}-{(one + 1) % 100:02}", "href": f"?year={one}", "current": one == year}
                  for one in range(this, this - 5, -1)]})


@needs("referrals.see")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    sent = _sent(request, pk)
    if request.method == "POST":
        if request.user.may("referrals.record"):
            if not sent.answered_at:
                actions.read(sent=sent, by=request.user)
            actions.read_added(sent=sent, by=request.user)
        return redirect("self_assessment:desk_read", sent.pk)
    added = list(sent.added.select_related("read_by"))
    return render(request, "self_assessment/desk/read.jinja", {
        "sent": sent, "sections": presenters.desk_sections(sent), "facts": presenters.facts(sent),
        "state": presenters.state_tag(sent), "urgency": presenters.URGENCY[sent.urgency], "may": request.user.may,
        "added": presenters.added_lines(added), "unread_added": any(one.read_at is None for one in added),
        "finish": presenters.finish_address(sent, request.user), "provenance": presenters.provenance(sent),
        "title": presenters.title_of(sent)})


@needs("referrals.record")
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Search before create: who may be meant, and only then a new record."""
    sent = _sent(request, pk)
    typed = request.GET.get("q", "").strip() or presenters.sought(sent)
    found = find(typed, request.user, most=FOUND)
    before = str(sent.subject_id or "")
    ids = [hit.subject_id for hit in found.hits]
    workers = workers_of(ids)
    if request.method == "POST":
        chosen = request.POST.get("subject", "")
        if chosen.isdecimal():
            subject = open_subject(request, int(chosen), "matching what somebody wrote to us")
            try:
                actions.match(sent=sent, subject=subject, by=request.user, seen=request.POST.get("seen", before))
            except actions.FoundMeanwhile as problem:
                messages.error(request, str(problem))
                return redirect("self_assessment:desk_match", sent.pk)
            except (actions.AlreadyDone, actions.NotYet) as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, f"This is kept with {subject} now.")
            return redirect("self_assessment:desk_read", sent.pk)
        messages.error(request, "Choose the person it belongs to.")
    looked_at_list(request, ids, "search results", detail=typed)
    return render(request, "self_assessment/desk/match.jinja", {
        "sent": sent, "facts": presenters.facts(sent), "seen": before, "q": typed, "restricted": found.restricted,
        "lines": [results.line(hit, workers.get(hit.subject_id, [])) for hit in found.hits],
        "add": results.add_address(sent.record_name) if request.user.may("people.create") else ""})


def _talk_address(talk: Conversation) -> str:
    return reverse("conversations:hold", args=[talk.subject_id, talk.pk])


@require_POST
@needs("conversations.record")
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    sent = _sent(request, pk)
    try:
        begun = actions.begin_talk(sent=sent, by=request.user, title=f"First conversation with {sent.subject}",
                                   url=_talk_address)
    except (actions.NotYet, actions.AlreadyDone, conversations.TooMuchForOneBox) as problem:
        messages.error(request, str(problem))
        return redirect("self_assessment:desk_read", sent.pk)
    return redirect(_talk_address(begun))


@needs("referrals.record")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    sent = _sent(request, pk)
    form = AnswerForm(request.POST or None, initial={"how": "here" if sent.addresses else "telephone"})
    if request.method == "POST" and form.is_valid():
        address = request.build_absolute_uri(reverse("self_assessment:mine"))
        try:
            actions.answer(sent=sent, by=request.user, address=address, **form.cleaned_data)
        except actions.NotYet as problem:
            form.add_error("how", str(problem))
        except actions.AlreadyDone as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{sent.name} has an answer.")
            return redirect("self_assessment:desk_read", sent.pk)
    return render(request, "self_assessment/desk/answer.jinja", {
        "sent": sent, "form": form, "sections": presenters.desk_sections(sent)})
