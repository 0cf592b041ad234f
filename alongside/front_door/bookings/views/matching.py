"""Sessions booked from outside: whose record they belong to, and what is done where nobody came."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people import results
from alongside.people.people.search.find import find, workers_of

from .. import actions, presenters
from ..forms.desk import CancelForm, MissedForm
from ..models import PlanningSession

FOUND = 12


def _session(request: HttpRequest, pk: int) -> PlanningSession:
    """A session the user may see; where it is about a known person, the look is written down."""
    found = PlanningSession.objects.visible_to(request.user).with_people().filter(pk=pk).first()
    if found is None:
        raise Http404("No planning session with this number that you may read.")
    if found.subject_id:
        open_subject(request, found.subject_id, "planning session")
    return found


@needs("bookings.see")
def unmatched(request: HttpRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    if session.subject_id:
        return redirect("bookings:session", session.subject_id, session.pk)
    now = timezone.now()
    return render(request, "bookings/unmatched.jinja", {
        "session": session, "facts": presenters.facts(session), "given": presenters.given(session),
        "state": presenters.state_tag(session, now), "begun": session.starts_at <= now,
        "open": not (session.held_at or session.cancelled_at or session.missed_at),
        "to_read": presenters.to_read(session), "may_record": request.user.may("bookings.record")})


@needs("bookings.record")
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Search before create: who may be meant, and only then a new record."""
    session = _session(request, pk)
    typed = request.GET.get("q", "").strip() or presenters.sought(session)
    found = find(typed, request.user, most=FOUND)
    before = str(session.subject_id or "")
    ids = [hit.subject_id for hit in found.hits]
    workers = workers_of(ids)
    if request.method == "POST":
        chosen = request.POST.get("subject", "")
        if chosen.isdecimal():
            subject = open_subject(request, int(chosen), "matching a planning session")
            try:
                actions.match(session=session, subject=subject, by=request.user,
                              seen=request.POST.get("seen", before))
            except actions.FoundMeanwhile as problem:
                messages.error(request, str(problem))
                return redirect("bookings:match", session.pk)
            except actions.NotAsItWas as problem:
                messages.error(request, str(problem))
                return redirect("bookings:unmatched", session.pk)
            messages.success(request, f"This session is for {subject}.")
            return redirect("bookings:session", subject.pk, session.pk)
        messages.error(request, "Choose the person it is for.")
    looked_at_list(request, ids, "search results", detail=typed)
    return render(request, "bookings/match.jinja", {
        "session": session, "given": presenters.given(session), "seen": before, "q": typed,
        "restricted": found.restricted,
        "lines": [results.line(hit, workers.get(hit.subject_id, [])) for hit in found.hits],
        "add": results.add_address(session.about_name) if request.user.may("people.create") else ""})


@require_POST
@needs("bookings.record")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    actions.seen(session=session, by=request.user)
    messages.success(request, "Read. It is off the list.")
    return redirect("bookings:index")


@needs("bookings.record")
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague cancels a session that is nobody's record yet."""
    session = _session(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(session=session, because=form.cleaned_data["because"], by=request.user)
        except actions.NotAsItWas as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The session is cancelled.")
            return redirect("bookings:index")
    return render(request, "bookings/task.jinja", {
        "form": form, "title": f"Cancel the planning session with {session.who}", "verb": "Cancel the session",
        "words": presenters.when(session), "back": reverse("bookings:unmatched", args=[session.pk])})


@needs("bookings.record")
def missed(request: HttpRequest, pk: int) -> HttpResponse:
    """They did not come. What is done about it is asked at once."""
    session = _session(request, pk)
    back = actions.url_of(session)
    form = MissedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.miss(session=session, then=said["then"], note=said["note"], ring_on=said.get("ring_on"),
                         by=request.user)
        except actions.NotAsItWas as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Written down, with what is done about it.")
            return redirect(back)
    return render(request, "bookings/task.jinja", {
        "form": form, "title": f"{session.who} did not come", "verb": "Write it down",
        "words": f"{presenters.when(session)}, {session.place}", "back": back})
