"""Other councils' files: give one, see how far it is and what was found, take the failing cells, delete it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.audit.looks import looked_at_file
from alongside.foundation.permissions import needs

from . import actions, presenters, results
from .forms import GiveForm
from .models import LISTED, GivenFile

FOUND, FAILING = "another council’s file: what was found", "another council’s file: failing cells"


@needs("returns.files")
def home(request: HttpRequest) -> HttpResponse:
    form = GiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = actions.give(
            file=data["file"], purpose=data["purpose"], release=int(data["release"]), year=data["year"],
            population=data["population"], by=request.user,
        )  # fmt: skip
        messages.success(request, "The file is being checked. You can go on with other work.")
        return redirect("files:given", given.pk)
    listed = [(one, presenters.state(one)) for one in GivenFile.objects.newest_first()[:LISTED]]
    return render(request, "files/home.jinja", {"form": form, "listed": listed})


@require_safe
@needs("returns.files")
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then what was found in it, for as long as it is kept."""
    one = get_object_or_404(GivenFile.objects.newest_first(), pk=pk)
    told = results.read(one)
    shown: dict[str, object] = {"given": one, "size": presenters.size(one), "told": told}
    if told is not None:
        looked_at_file(request, FOUND, str(one))
        named = presenters.councils(told)
        council = request.GET.get("council", "")
        council = council if council in named else named[0] if named else ""
        shown |= {
            "statuses": presenters.of_statuses(told), "modules": presenters.modules(told),
            "kinds": presenters.kinds(told), "failing": presenters.columns(told, failing=True),
            "columns": presenters.columns(told, failing=False), "differences": presenters.differences(told),
            "cells": presenters.cells(told), "warnings": presenters.warnings(told), "council": council,
            "councils": presenters.council_links(told, council), "figures": presenters.figures(told, council),
        }  # fmt: skip
    page = "files/part.jinja" if request.headers.get("HX-Request") else "files/given.jinja"
    return render(request, page, shown)


@require_safe
@needs("returns.files")
def failing(request: HttpRequest, pk: int) -> FileResponse:
    """The failing cells with what stands in them, so that whoever sent the file can put them right."""
    one = get_object_or_404(GivenFile.objects.newest_first(), pk=pk)
    if results.read(one) is None or not one.failing_file.exists():
        raise Http404("There is no such file any more.")
    looked_at_file(request, FAILING, str(one))
    return FileResponse(
        one.failing_file.open("rb"), as_attachment=True, filename=f"failing_{one.pk}.csv", content_type="text/csv"
    )


@require_POST
@needs("returns.files")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(GivenFile.objects.newest_first(), pk=pk)
    actions.delete(given=one, by=request.user)
    messages.success(request, f"{one.name} is deleted, with everything that was made of it.")
    return redirect("files:home")
