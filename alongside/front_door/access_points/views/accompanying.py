"""Company for a first time: to which group, who goes, on which day, and how it went."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.permissions import needs
from alongside.front_door.directory import presenters as entries
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.search import Asked, find
from alongside.rules.council_limits import AccessPoint

from .. import actions, presenters
from ..forms import AgainForm, ArrangeForm, EndForm, LookForm
from ..models import Accompaniment
from .desk import at_desk, task

FOUND = 30


@needs("access_points.lend")
@at_desk
def choose(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    """Where to? Groups whose entry says that they go with you the first time stand first."""
    form = LookForm(request.POST if request.method == "POST" else None, initial={"postcode": point.postcode})
    words, postcode = "", point.postcode
    if request.method == "POST" and form.is_valid():
        words, postcode = form.cleaned_data["words"], form.cleaned_data["postcode"]
    found = find(Asked(words=words, postcode=postcode), most=FOUND)
    goes = Service.objects.published().filter(
        pk__in=[hit.service_id for hit in found.hits], goes_with_you=True).values_list("pk", flat=True)
    lines = [(hit, entries.line(hit, found), hit.service_id in set(goes)) for hit in found.hits]
    return render(request, "access_points/company.jinja", {
        "form": form, "point": point, "lines": sorted(lines, key=lambda line: not line[2]), "found": found})


@needs("access_points.lend")
@at_desk
def arrange(request: HttpRequest, point: AccessPoint, uid: Any) -> HttpResponse:
    service = Service.objects.published().filter(uid=uid).first()
    if service is None:
        raise Http404("No entry with this address is in the directory.")
    form = ArrangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.arrange(by=request.user, point=point, service=service, **form.cleaned_data)
        except actions.Missing as problem:
            form.add_error(problem.where, str(problem))
        else:
            messages.success(request, f"{made.goes} has it on their desk, and is reminded the day before.")
            return redirect("access_points:accompaniment", made.pk)
    return task(request, point, form, title=f"Company to {service.name}", verb="Arrange it",
                back=reverse("access_points:company"),
                words="This group says that it goes with people the first time." if service.goes_with_you else "")


def _one(request: HttpRequest, pk: int) -> Accompaniment:
    found = Accompaniment.objects.of_desk(request.user).with_people().select_related(
        "service__organisation").filter(pk=pk).first()
    if found is None:
        raise Http404("Nothing with this number is yours.")
    return found


@needs("access_points.help")
@at_desk
def one(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    """What whoever goes has to know; and afterwards, whether it happened."""
    found = _one(request, pk)
    form = EndForm(request.POST or None) if not found.ended_at and found.on_day <= timezone.localdate() else None
    if form is not None and request.method == "POST" and form.is_valid():
        actions.end(accompaniment=found, by=request.user, **form.said)
        messages.success(request, "Written down. Thank you.")
        return redirect("access_points:accompaniment", found.pk)
    return render(request, "access_points/accompaniment.jinja", {
        "one": found, "facts": presenters.accompaniment_facts(found, request.user),
        "steps": presenters.steps(found), "form": form, "point": point,
        "may_again": bool(found.ended_at) and request.user.may("access_points.lend")})


@needs("access_points.lend")
@at_desk
def again(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    found = _one(request, pk)
    form = AgainForm(request.POST or None, initial={"goes": found.goes_id, "at": f"{found.at:%-H.%M}"})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.arrange_again(accompaniment=found, by=request.user, **form.cleaned_data)
        except actions.Missing as problem:
            form.add_error(problem.where, str(problem))
        else:
            return redirect("access_points:accompaniment", made.pk)
    return task(request, point, form, title=f"Once more to {found.service.name}", verb="Arrange it",
                back=reverse("access_points:accompaniment", args=[found.pk]))
