"""A worry about somebody's safety: heard at the desk with guidance in front of one, and raised on a record by those
who may open records."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.permissions.guards import NotAllowed
from alongside.people.people import results
from alongside.people.people.search.find import find, workers_of
from alongside.rules.council_limits import AccessPoint

from .. import actions, presenters
from ..forms import ConcernForm, RaiseForm
from ..models import ConcernHeard
from .desk import at_desk, task

FOUND = 12
RAISE = "safeguarding.raise"


@needs("access_points.help")
@at_desk
def hear(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        heard = actions.hear(by=request.user, point=point, **form.said)
        return redirect("access_points:heard", heard.pk)
    return task(request, point, form, title="Worried that somebody is being hurt", verb="Pass it on now",
                back=reverse("access_points:desk"), template="access_points/worried.jinja")


@needs("access_points.help")
@at_desk
def heard(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    found = ConcernHeard.objects.entered(request.user).with_people().filter(pk=pk).first()
    if found is None:
        raise Http404("You have written down nothing with this number.")
    return render(request, "access_points/heard.jinja", {
        "heard": found, "facts": presenters.heard_facts(found), "state": presenters.heard_state(found), "point": point})


@needs("safeguarding.see")
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose record is it? Search before create; then it is raised there as every concern is, by who may raise one."""
    found = ConcernHeard.objects.visible_to(request.user).with_people().select_related("raised").filter(pk=pk).first()
    if found is None:
        raise Http404("No concern with this number that you may read.")
    if request.method == "POST" and not request.user.may(RAISE):
        raise NotAllowed(RAISE)
    if found.subject_id:
        open_subject(request, found.subject_id, "safeguarding concern")
    if request.method == "POST" and found.raised_id:
        if found.taken_by != request.user:  # whoever pressed twice has raised it
            messages.error(request, actions.ALREADY_RAISED)
        return redirect("access_points:concern", found.pk)
    form = RaiseForm(request.POST or None) if not found.raised_id and request.user.may(RAISE) else None
    if form is not None and request.method == "POST" and form.is_valid():
        chosen = request.POST.get("subject", "")
        if not chosen.isdecimal():
            form.add_error(None, "Choose the person it is about, or add their record first.")
        else:
            subject = open_subject(request, int(chosen), "raising a concern heard at a desk")
            try:
                actions.raise_on_record(heard=found, subject=subject, kinds=form.cleaned_data["kinds"], by=request.user)
            except actions.AlreadyTaken as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, f"Raised on the record of {subject}. It is in the queue of concerns.")
            return redirect("access_points:concern", found.pk)
    who = _who_may_be_meant(request, found) if form is not None else {}
    return render(request, "access_points/concern.jinja", {
        "heard": found, "facts": presenters.heard_facts(found), "form": form, **who})


def _who_may_be_meant(request: HttpRequest, heard: ConcernHeard) -> dict[str, Any]:
    typed = request.GET.get("q", "").strip() or heard.about_name
    hits = find(typed, request.user, most=FOUND)
    found = hits.hits if hits else []
    ids = [hit.subject_id for hit in found]
    looked_at_list(request, ids, "search results", detail=typed)
    workers = workers_of(ids)
    return {"q": typed, "restricted": bool(hits and hits.restricted),
            "lines": [results.line(hit, workers.get(hit.subject_id, [])) for hit in found],
            "add": results.add_address(heard.about_name) if request.user.may("people.create") else ""}
