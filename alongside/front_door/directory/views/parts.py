"""The parts of an entry: times, costs, places, telephones and the rest, each added, changed and removed alike."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs

from .. import actions
from ..models import Service, ServiceAtLocation
from ..staff_forms import PARTS, KnownPlaceForm, PartForm, PlaceForm
from .keeping import the_service

PLACES = "places"


def _kind(kind: str) -> tuple[Any, type[PartForm], str]:
    if kind == PLACES:
        return ServiceAtLocation, PlaceForm, "place"
    if kind not in PARTS:
        raise Http404("An entry has no part of this name.")
    return PARTS[kind]


def _row(model: Any, service: Service, row: int) -> Any:
    found = model._default_manager.filter(pk=row, service=service).first()
    if found is None:
        raise Http404("This part is not there any more.")
    return found


def _keep(request: HttpRequest, service: Service, row: Any, form: Any) -> None:
    if isinstance(form, PlaceForm):
        actions.save_place(place=row, location=form.location, address=form.address, by=request.user,
                           features=form.cleaned_data["features"], description=form.cleaned_data["description"])
    else:
        actions.save_part(service=service, part=row, fields=form.particulars, by=request.user)
    messages.success(request, "Saved.")


@needs("directory.edit")
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    service, (model, form_of, word) = the_service(pk), _kind(kind)
    back = reverse("directory:entry", args=[pk])
    known = KnownPlaceForm(request.POST if "location" in request.POST else None) if kind == PLACES else None
    if request.method == "POST" and known is not None and known.is_bound:
        if known.is_valid():
            actions.offer_at(service=service, location=known.cleaned_data["location"], by=request.user)
            return redirect(back)
        form = form_of()
    else:
        form = form_of(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            _keep(request, service, model(service=service), form)
            return redirect(back)
    return render(request, "directory/staff/part.jinja", {
        "form": form, "known": known, "service": service, "heading": f"Add a {word}", "verb": f"Add the {word}",
        "back": back})


@needs("directory.edit")
def edit(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    service, (model, form_of, word) = the_service(pk), _kind(kind)
    part, back = _row(model, service, row), reverse("directory:entry", args=[pk])
    now = form_of.now(part)
    form = form_of(request.POST if request.method == "POST" else None, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"this {word}", tables=(model,), row=row, back=back)
        _keep(request, service, part, form)
        return redirect(back)
    return render(request, "directory/staff/part.jinja", {
        "form": form, "service": service, "heading": f"Change the {word}", "verb": f"Save the {word}", "back": back,
        "remove": reverse("directory:remove_part", args=[pk, kind, row]), "word": word})


@require_POST
@needs("directory.edit")
def remove(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    service, (model, _, word) = the_service(pk), _kind(kind)
    actions.remove_part(service=service, part=_row(model, service, row), by=request.user)
    messages.success(request, f"The {word} is removed.")
    return redirect("directory:entry", pk)
