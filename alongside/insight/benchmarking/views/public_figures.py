"""Figures that the council puts before the public, each with its source and its day."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.permissions import needs, public
from alongside.rules.spreadsheet import escaped

from .. import actions, presenters
from ..forms import FigureForm
from ..models import PublishedIndicator
from .asked import profile_of


@require_safe
@public
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure before the public, the latest of each."""
    return render(request, "benchmarking/figures.jinja", {"figures": PublishedIndicator.objects.newest()})


@require_safe
@public
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure with its history."""
    one = get_object_or_404(PublishedIndicator.objects.standing(), pk=pk)
    history = [each for each in PublishedIndicator.objects.standing() if each.title == one.title and each.pk != one.pk]
    return render(request, "benchmarking/figure.jinja", {"figure": one, "history": history})


@require_safe
@public
def figures_file(request: HttpRequest) -> HttpResponse:
    """All of them as open data."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["title", "value", "period", "date", "source", "words", "published"])
    for one in PublishedIndicator.objects.standing():
        row = [one.title, one.value, one.period, one.on.isoformat(), one.source, one.words]
        writer.writerow([escaped(cell) for cell in (*row, one.published_at.date().isoformat())])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return answer


@needs("benchmarking.publish")
def publish(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """A figure of ours, official or entered, put before the public."""
    one, _ = profile_of(request, code, year)
    form = FigureForm(request.POST or None, initial=presenters.figure_of(one, request.GET.get("series", "")))
    if request.method == "POST" and form.is_valid():
        made = actions.publish_indicator(by=request.user, **form.cleaned_data)
        messages.success(request, f"{made.title} is before the public.")
        return redirect("benchmarking:figures")
    return render(
        request,
        "benchmarking/publish.jinja",
        {"form": form, "profile": one, "at": one.standing, "standing": PublishedIndicator.objects.standing()},
    )


@require_POST
@needs("benchmarking.publish")
def withdraw_figure(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(PublishedIndicator.objects.standing(), pk=pk)
    actions.withdraw_indicator(indicator=one, by=request.user)
    messages.success(request, "The figure is withdrawn: the public no longer sees it.")
    return redirect("benchmarking:figures")
