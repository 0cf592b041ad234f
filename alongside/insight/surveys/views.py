"""Loading a survey and reading its figures; drawing the next sample and taking its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.audit.looks import looked_at_file, looked_at_list
from alongside.foundation.permissions import needs
from alongside.rules import council

from . import actions, presenters
from .forms import LoadForm, SampleForm
from .models import LoadedSurvey, Sample
from .sampling.drawing import TooMany
from .sampling.files import analysis, letters
from .shapes import SurveyResults

SHOWN, PER_PAGE = 12, 50
# Cells to put right that are listed to whoever loads a file; all are counted.
LISTED = 500


@require_safe
@needs("surveys.see")
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "surveys/home.jinja",
        {
            "surveys": LoadedSurvey.objects.newest_first()[:SHOWN],
            "samples": Sample.objects.newest_first()[:SHOWN],
            "may_sample": request.user.may("surveys.sample"),
        },
    )


@needs("surveys.load")
def load(request: HttpRequest) -> HttpResponse:
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        loaded = actions.load(results=form.results, file_name=form.cleaned_data["file"].name, by=request.user)
        if not form.results.faults:
            messages.success(request, "The survey is loaded.")
            return redirect("surveys:results", loaded.pk)
        return _what_to_put_right(request, loaded, form.results)
    return render(request, "surveys/load.jinja", {"form": form}, status=422 if form.is_bound else 200)


def _what_to_put_right(request: HttpRequest, loaded: LoadedSurvey, found: SurveyResults) -> HttpResponse:
    """Row by row, this once, to whoever has the file: what somebody answered is not kept."""
    looked_at_file(request, "survey: cells to put right", loaded.file_name)
    rows = presenters.to_put_right(found.faults[:LISTED])
    return render(request, "surveys/to_put_right.jinja", {"loaded": loaded, "rows": rows})


@require_safe
@needs("surveys.see")
def results(request: HttpRequest, pk: int) -> HttpResponse:
    loaded = get_object_or_404(LoadedSurvey.objects.newest_first(), pk=pk)
    there = presenters.councils(loaded)
    chosen = request.GET.get("council", "")
    chosen = chosen if chosen in there else next(iter(there), "")
    return render(
        request,
        "surveys/results.jinja",
        {
            "loaded": loaded,
            "councils": [{"text": code, "href": f"?council={code}", "current": code == chosen} for code in there],
            "figures": presenters.figures(loaded, chosen),
            "splits": presenters.splits(loaded, chosen),
            "strata": presenters.strata(loaded, chosen),
            "faults": presenters.faults(loaded, chosen),
            "framework": presenters.framework_words(loaded),
            "too_few": presenters.too_few_words(loaded),
        },
    )


@require_safe
@needs("surveys.see")
def figures_file(request: HttpRequest, pk: int) -> HttpResponse:
    loaded = get_object_or_404(LoadedSurvey.objects.newest_first(), pk=pk)
    return _csv(presenters.csv_of_figures(loaded), f"survey_{loaded.kind}_{loaded.year}.csv")


@require_safe
@needs("surveys.see")
def faults_file(request: HttpRequest, pk: int) -> HttpResponse:
    loaded = get_object_or_404(LoadedSurvey.objects.newest_first(), pk=pk)
    return _csv(presenters.csv_of_faults(loaded), f"survey_{loaded.kind}_{loaded.year}_to_put_right.csv")


@needs("surveys.sample")
def draw(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    by: Any = request.user
    form = SampleForm(request.POST or None, initial=_initial(today))
    if not form.is_bound:
        form.offer(actions.suggested_sizes(today, by=by))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            sample = actions.draw_sample(
                year=data["year"], on=data["on"], sizes=form.sizes, seed=data["seed"], by=by
            )
        except TooMany as problem:
            number, there = problem.args
            form.add_error(f"stratum_{number}", f"{there:,} can be written to: ask that many or fewer")
        else:
            return redirect("surveys:sample", sample.pk)
    return render(request, "surveys/draw.jinja", {"form": form}, status=422 if form.is_bound else 200)


def _initial(today: date) -> dict[str, Any]:
    year = today.year if today.month > 3 else today.year - 1
    return {"year": f"{year}-{(year + 1) % 100:02}", "on": today, "seed": int(today.strftime("%y%m%d"))}


@require_safe
@needs("surveys.sample")
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Sample.objects.newest_first(), pk=pk)
    why = request.GET.get("why", "")
    page = Paginator(one.left_out.visible_to(request.user).for_reason(why).order_by("pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    people = list(page)
    looked_at_list(request, [each.subject_id for each in people], "left out of a survey sample")
    return render(
        request,
        "surveys/sample.jinja",
        {
            "sample": one,
            "drawn": presenters.drawn(one),
            "page": page,
            "query": f"why={why}",
            "reasons": presenters.left_out_reasons(one, why),
            "people": presenters.left_out_people(people, request.user),
        },
    )


@require_safe
@needs("surveys.sample")
def analysis_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody is named, and yet it is read from their records: whoever has the letters knows whose each line is."""
    one = get_object_or_404(Sample.objects.newest_first(), pk=pk)
    looked_at_list(
        request,
        one.people.in_order().values_list("subject_id", flat=True),
        "survey sample",
        detail=f"Facts by serial number taken: {one}",
    )
    return _csv(analysis(one, council.load(settings.COUNCIL_PACK).la_code), f"sample_{one.year}_analysis.csv")


@require_safe
@needs("surveys.sample")
def letters_file(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Sample.objects.newest_first(), pk=pk)
    looked_at_list(
        request,
        one.people.in_order().values_list("subject_id", flat=True),
        "survey letters",
        detail=f"Names and addresses taken: {one}",
    )
    return _csv(letters(one), f"sample_{one.year}_letters.csv")


def _csv(rows: Iterable[list[Any]], name: str) -> HttpResponse:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    answer = HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
