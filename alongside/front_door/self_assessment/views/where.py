"""Where something is that was sent: received, being read, booked, answered; who has it; and adding to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import public

from .. import presenters, selectors
from ..forms import AddForm
from .returning import shown_to


@public
@limited("self_assessment.list", per_minute=60, methods=("GET",))
def mine(request: HttpRequest) -> HttpResponse:
    digest = shown_to(request)
    if not digest:
        return redirect("self_assessment:mine")
    return render(request, "self_assessment/list.jinja", {
        "begun": presenters.begun_lines(selectors.begun_by(digest)),
        "sent": selectors.where_it_is(digest, timezone.now())})


@public
@limited("self_assessment.add", per_hour=40)
def where(request: HttpRequest, number: str) -> HttpResponse:
    digest = shown_to(request)
    if not digest:
        if request.method == "POST":  # their half hour was over: what they typed waits for the code
            holding.hold(request, request.path, ("words",), whose=selectors.key_of(number))
        return redirect("self_assessment:mine")
    found = selectors.one_of_theirs(digest, number, timezone.now())
    if found is None:
        raise Http404("There is nothing of yours with this number.")
    held = holding.give_back(request, request.path, whose=selectors.key_of(number))
    form = AddForm(request.POST if request.method == "POST" else None, initial=held.dict() if held else None)
    if request.method == "POST" and form.is_valid():
        selectors.add_to(digest, number, form.cleaned_data["words"].strip())
        return redirect("self_assessment:where", number)
    return render(request, "self_assessment/where.jinja", {"one": found, "form": form, "kept": held is not None})
