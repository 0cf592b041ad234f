"""The return: ask for one, see how far it is and what fails in it, and take the file."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs

from . import actions, presenters
from .build import usual_period
from .forms import PeriodForm
from .models import BuiltReturn

KEPT_IN_VIEW = 12


@needs("returns.see")
def home(request: HttpRequest) -> HttpResponse:
    usual = usual_period(timezone.localdate())
    form = PeriodForm(request.POST or None, initial={"start": usual.start, "end": usual.end})
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_for(period=form.period, by=request.user)
        messages.success(request, "The return is being built. You can go on with other work.")
        return redirect("returns:built", asked.pk)
    returns = BuiltReturn.objects.newest_first()[:KEPT_IN_VIEW]
    return render(request, "returns/home.jinja", {"form": form, "returns": returns})


@needs("returns.see")
def built(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is while it is being built; then what is in it, and what fails."""
    one = get_object_or_404(BuiltReturn.objects.newest_first(), pk=pk)
    field = request.GET.get("field", "")
    lines = presenters.to_put_right(one, request.user, field=field)
    looked_at_list(request, {line.subject_id for line in lines if line.href}, "return: what fails")
    page = "returns/part.jinja" if request.headers.get("HX-Request") else "returns/built.jinja"
    return render(
        request,
        page,
        {
            "built": one,
            "field": field,
            "types": presenters.types(one),
            "fields": presenters.fields(one),
            "problems": presenters.cells(lines),
            "may_take": request.user.may("returns.export"),
        },
    )


@needs("returns.export")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(BuiltReturn.objects.newest_first(), pk=pk)
    if not one.file or not default_storage.exists(one.file):
        raise Http404("There is no file of this return.")
    looked_at_list(request, everybody_in(one), "national return", detail=f"Downloaded: {one}")
    return FileResponse(
        default_storage.open(one.file, "rb"),
        as_attachment=True,
        filename=presenters.file_name(one),
        content_type="text/csv",
    )


def everybody_in(one: BuiltReturn) -> list[int]:
    """Whose names are in the file, read from the file itself."""
    with default_storage.open(one.file, "rb") as content:
        rows = csv.DictReader(io.TextIOWrapper(content, encoding="utf-8", newline=""))
        return sorted({int(row["LA Person Unique Identifier"]) for row in rows})
