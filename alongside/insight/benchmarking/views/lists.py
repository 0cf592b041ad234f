"""What is loaded, and loading more: official tables, groups of councils, sets of measures."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.permissions import needs

from .. import actions, neighbours, places, presenters, sets, years
from ..forms import GroupsForm, MeasureSetForm, TableForm
from ..models import OwnMeasureSet, PeerGroup, Release
from ..official.published import CannotBeRead


@needs("benchmarking.see")
def tables(request: HttpRequest) -> HttpResponse:
    """What is loaded, and loading more."""
    may_write = request.user.may("benchmarking.write")
    form = TableForm(request.POST or None, request.FILES or None) if may_write else None
    if request.method == "POST" and form and form.is_valid() and _loaded(request, form):
        return redirect("benchmarking:tables")
    return render(request, "benchmarking/tables.jinja", {"form": form, "releases": Release.objects.newest_first()})


def _loaded(request: HttpRequest, form: TableForm) -> bool:
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"table{Path(upload.name).suffix[:10]}"
        with file.open("wb") as content:
            for chunk in upload.chunks():
                content.write(chunk)
        try:
            year = form.cleaned_data["year"] or _year_in(upload.name)
            release = actions.load(file=file, year=year, by=request.user, name=Path(upload.name).name)
        except (CannotBeRead, actions.AlreadyLoaded) as problem:
            form.add_error("file", str(problem).replace(file.name, Path(upload.name).name))
            return False
    messages.success(request, f"{release.figures.count():,} figures are loaded.")
    return True


def _year_in(name: str) -> str:
    try:
        return years.year(name)
    except years.NotAYear:
        return ""


@needs("benchmarking.write")
def groups(request: HttpRequest) -> HttpResponse:
    """Groups of our own: nearest neighbours, any list."""
    form = GroupsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = actions.keep_groups(
                text=given["text"],
                name=given["name"],
                whose=given["whose"],
                source=given["source"],
                as_of=given["as_of"],
                by=request.user,
            )
        except places.NoSuchPlace as problem:
            form.add_error("file" if given["file"] else "pasted", str(problem))
        else:
            messages.success(request, f"Kept: {', '.join(one.name for one in kept)}.")
            return redirect("benchmarking:groups")
    this_year = presenters.year_of(timezone.localdate())
    return render(
        request,
        "benchmarking/groups.jinja",
        {
            "form": form,
            "groups": [(one, *neighbours.stood(one.as_group(), this_year)) for one in PeerGroup.objects.newest()],
            "year": this_year,
            "built_in": places.built_in_groups(),
            "map_of_regions": places.MADE_BY_US,
        },
    )


@needs("benchmarking.see")
def measure_sets(request: HttpRequest) -> HttpResponse:
    """Sets of measures that counts are said of, and sets of our own."""
    may_write = request.user.may("benchmarking.write")
    form = MeasureSetForm(request.POST or None) if may_write else None
    if request.method == "POST" and form and form.is_valid():
        given = form.cleaned_data
        kept = actions.keep_set(
            name=given["name"],
            framework=given["framework"],
            codes=given["codes"],
            source=given["source"],
            by=request.user,
        )
        messages.success(request, f"{kept.name} is kept: {len(kept.codes)} measures.")
        for note in form.notes:
            messages.warning(request, note)
        return redirect("benchmarking:measure_sets")
    return render(
        request,
        "benchmarking/measure_sets.jinja",
        {"form": form, "own": OwnMeasureSet.objects.in_use(), "built_in": sets.built_in()},
    )
