"""What may be needed and what it would cost; who has support, by need and place; and loading a projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.permissions import needs

from . import actions, asking, counting, outlook, papers, presenters, settings
from . import funnel as funnels
from . import journeys as journeys_in
from .asking import Asked
from .forms import LoadForm
from .models import Projection
from .rates import BadRates
from .segments import AT_ONCE, DIMENSIONS, Key

LOADS_SHOWN = 8
PUBLISHED_YEARS = [2017, 2022, 2027, 2032]
# How two dimensions stand in a table: down and across.
PAIRS = ((0, 1), (2, 1), (2, 0))


def said_if_unreadable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A file of the council's settings that cannot be read is named on the page, with what is wrong in it."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (BadRates, funnels.BadLayers) as problem:
            return render(request, "demand/cannot.jinja", {"problem": problem}, status=503)

    return guarded


def _asked(request: HttpRequest, there: counting.Cohorts) -> Asked | None:
    return asking.asked(there, projection=request.GET.get("projection", ""), area=request.GET.get("area", ""),
                        need=request.GET.get("need", ""))


def _cohorts() -> counting.Cohorts:
    return counting.cohorts(counting.counted_on(timezone.localdate()), settings.ages())


@require_safe
@needs("insight.see")
@said_if_unreadable
def home(request: HttpRequest) -> HttpResponse:
    """How the population changes, and what today's service would cost then."""
    there = _cohorts()
    asked = _asked(request, there)
    if asked is None:
        return render(request, "demand/home.jinja", {"asked": None, "may_load": request.user.may("demand.load")})
    found = asking.answer(asked, there)
    years = presenters.points([year for year in sorted(found.population) if year >= (found.base_year or 0)])
    totals = [total for year in years if (total := found.answer.total(year))]
    first, last = (years[0], years[-1]) if years else (0, 0)
    changes = outlook.growth(found.population, settings.ages(), first, last)
    return render(request, "demand/home.jinja", {
        "asked": asked, "there": there, "found": found, "years": years, "totals": totals, "first": first, "last": last,
        "cost_rows": presenters.cost_rows(totals), "cost_lines": presenters.cost_lines(totals),
        "cost_range": presenters.cost_range(totals), "chart_years": [one.year for one in totals],
        "by_age": presenters.by_age(found, last), "growth": changes, "growth_rows": presenters.growth_rows(changes),
        "growth_bars": presenters.growth_bars(changes), "fastest": presenters.fastest(changes),
        "assumptions": presenters.assumptions(there, found, asked.projection, asked.whole_council and not asked.need),
        "pounds": presenters.pounds, "between": presenters.between, "whole": presenters.whole,
        "areas": [{"text": area, "href": asked.link(area=area, need=""), "current": area == asked.area}
                  for area in asked.areas],
        "needs": [{"text": need or "All needs", "href": asked.link(need=need), "current": need == asked.need}
                  for need in ("", *there.release.values[0])] if asked.whole_council else [],
        "loads": Projection.objects.newest_first()[:LOADS_SHOWN],
        "files": [(ending, reverse("demand:file", args=["cost", ending]) + asked.link()) for ending in papers.TYPES],
        "may_load": request.user.may("demand.load"),
    })


@require_safe
@needs("insight.see")
@said_if_unreadable
def cohorts(request: HttpRequest) -> HttpResponse:
    """Who has support, by need, age and place, two answers at a time."""
    there = _cohorts()
    release = there.release
    key = _segment(request, release.values)
    nothing: Key = (None, None, None)
    free = [number for number in range(len(DIMENSIONS)) if key[number] is None]
    taken = [number for number in range(len(DIMENSIONS)) if key[number] is not None]
    narrower = [number for number in free if len(taken) < AT_ONCE and all(release.sets(number, one) for one in taken)]
    return render(request, "demand/cohorts.jinja", {
        "there": there, "release": release, "segment": presenters.segment_words(key), "key": key,
        "people": presenters.count(release.count(key)), "held_back": presenters.HELD_BACK_WORDS,
        "choices": [(presenters.LABELS[name], presenters.choices(release, key, number))
                    for number, name in enumerate(DIMENSIONS)],
        "narrower": [(presenters.LABELS[DIMENSIONS[number]], presenters.bars(release.along(key, number)))
                     for number in narrower],
        "one_way": [(presenters.LABELS[name], presenters.one_way(there, number),
                     presenters.bars(release.along(nothing, number))) for number, name in enumerate(DIMENSIONS)],
        "pairs": [(presenters.one_by_other(*pair), presenters.pair_table(release, *pair))
                  for pair in PAIRS if release.sets(*pair)],
        "not_set": [presenters.one_by_other(*pair) for pair in PAIRS if not release.sets(*pair)],
        "files": [(ending, reverse("demand:file", args=["cohorts", ending])) for ending in papers.TYPES],
    })


def _segment(request: HttpRequest, values: Sequence[Sequence[str]]) -> Key:
    """The first two answers that were asked for and that there are."""
    chosen: list[str | None] = []
    for name, known in zip(DIMENSIONS, values, strict=True):
        asked = request.GET.get(name, "")
        full = sum(part is not None for part in chosen) >= AT_ONCE
        chosen.append(asked if asked in known and not full else None)
    return chosen[0], chosen[1], chosen[2]


@require_safe
@needs("insight.see")
@said_if_unreadable
def groups(request: HttpRequest) -> HttpResponse:
    """Groups the council plans for, and how many people may live with a condition."""
    there = _cohorts()
    asked = _asked(request, there)
    listed = settings.groups()
    first = min((group.year for group in listed), default=there.on.year)
    group_years = [first, first + 5, first + 10]
    years = presenters.points(sorted({row.year for row in asked.rows})) if asked else []
    by_year = {year: outlook.by_sex_and_band(asked.rows, year) for year in years} if asked else {}
    known = [(one, [one.people(by_year[year]) if year <= one.known_until.year else None for year in years])
             for one in settings.conditions()]
    return render(request, "demand/groups.jinja", {
        "asked": asked, "groups": listed, "group_years": group_years,
        "group_rows": presenters.group_rows(listed, group_years), "published": settings.published_groups(),
        "published_years": PUBLISHED_YEARS,
        "published_rows": presenters.group_rows(settings.published_groups(), PUBLISHED_YEARS),
        "years": years, "conditions": known,
        "condition_rows": [
            [{"text": one.label, "tag": presenters.mark(one.mark)},
             *(presenters.condition_cell(one, found, year) for found, year in zip(numbers, years, strict=True))]
            for one, numbers in known],
        "areas": [{"text": area, "href": asked.link(area=area, need=""), "current": area == asked.area}
                  for area in asked.areas] if asked else [],
    })


@require_safe
@needs("insight.see")
@said_if_unreadable
def funnel(request: HttpRequest) -> HttpResponse:
    """Where our own contacts end, layer by layer, and how that changes."""
    found = funnels.funnel(timezone.localdate())
    columns, trend = presenters.funnel_trend(found)
    return render(request, "demand/funnel.jinja", {
        "found": found, "rows": presenters.funnel_rows(found), "bars_of": presenters.funnel_bars(found),
        "columns": columns, "trend": trend, "early": presenters.early_words(found),
        "quarters": [f"{one:%b %y}" for one in found.quarters],
        "shares": presenters.share_lines(found), "work": presenters.work_rows(found),
        "span": presenters.time_words(found.quarters[0], 3 * funnels.QUARTERS),
        "held_back": presenters.HELD_BACK_WORDS,
    })


@require_safe
@needs("insight.see")
@said_if_unreadable
def journeys(request: HttpRequest) -> HttpResponse:
    """How people with support came to it, and what it costs."""
    found = journeys_in.journeys(counting.counted_on(timezone.localdate()))
    return render(request, "demand/journeys.jinja", {
        "found": found, "rows": presenters.journey_rows(found), "held_back": presenters.HELD_BACK_WORDS})


@needs("demand.load")
@said_if_unreadable
def load(request: HttpRequest) -> HttpResponse:
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = actions.load(read=form.read, title=data["title"], source=data["source"],
                            published_on=data["published_on"], by=request.user)
        messages.success(request, "The projection is loaded.")
        return redirect(f"{reverse('demand:home')}?projection={made.pk}")
    return render(request, "demand/load.jinja", {"form": form, "ages": settings.ages()},
                  status=422 if form.is_bound else 200)


@require_safe
@needs("insight.see")
@said_if_unreadable
def file(request: HttpRequest, what: str, ending: str) -> HttpResponse:
    """What the page shows, to take away."""
    if ending not in papers.TYPES or what not in ("cost", "cohorts"):
        raise Http404("There is no such file.")
    there = _cohorts()
    if what == "cohorts":
        rows = papers.cohort_rows(there.release)
    else:
        asked = _asked(request, there)
        if asked is None:
            raise Http404("No projection is loaded yet.")
        found = asking.answer(asked, there)
        rows = papers.cost_rows(asked.area, asked.need, found, presenters.assumptions(
            there, found, asked.projection, asked.whole_council and not asked.need))
    content = papers.as_csv(rows) if ending == "csv" else papers.as_workbook(rows, f"Demand {what}")
    answer = HttpResponse(content, content_type=papers.TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="demand_{what}_{there.on:%Y-%m-%d}.{ending}"'
    return answer
