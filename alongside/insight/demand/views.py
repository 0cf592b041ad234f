"""What may be needed and what it would cost; who has support, by need and place; and loading a projection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.permissions import needs
from alongside.rules import council

from . import actions, counting, outlook, papers, presenters, settings
from .forms import LoadForm
from .models import ProjectedPopulation, Projection
from .rates import BadRates
from .segments import AT_ONCE, DIMENSIONS, Key

LOADS_SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """What a page was asked about: a projection, an area of it, a need."""

    projection: Projection
    areas: list[str]
    area: str
    whole_council: bool
    need: str
    rows: list[ProjectedPopulation]

    def link(self, **other: str) -> str:
        query = {"projection": str(self.projection.pk), "area": self.area, "need": self.need} | other
        return f"?{urlencode({name: value for name, value in query.items() if value})}"


def _asked(request: HttpRequest, there: counting.Cohorts) -> Asked | None:
    loads = Projection.objects.newest_first()
    number = request.GET.get("projection", "")
    found = loads.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 10 else None
    projection = found or loads.first()
    if projection is None:
        return None
    areas = projection.populations.areas()
    own = _own(areas)
    area = request.GET.get("area", "")
    area = area if area in areas else own or areas[0]
    need = request.GET.get("need", "")
    need = need if need in there.release.values[0] and area == own else ""
    return Asked(projection, [own, *(one for one in areas if one != own)] if own else areas, area, area == own, need,
                 list(projection.populations.of_area(area)))


def _own(areas: Sequence[str]) -> str:
    """The area that is the council itself."""
    us = council.load(django_settings.COUNCIL_PACK)
    names = {name.casefold() for name in (us.name, us.short_name, us.la_code)}
    return next((area for area in areas if area.casefold() in names), "")


def _outlook(asked: Asked, there: counting.Cohorts) -> outlook.Outlook:
    bands = settings.ages()
    people = outlook.population(asked.rows, bands)
    if not asked.whole_council and asked.area not in there.release.values[2]:
        return outlook.Outlook(people, None, (), outlook.Answer((), {}, ()),
                               "No support in our records is in this area, so there is no cost to work out.")
    key: Key = (asked.need or None, None, None if asked.whole_council else asked.area)
    return outlook.outlook(there, people, key, bands)


def _cohorts() -> counting.Cohorts:
    return counting.cohorts(counting.counted_on(timezone.localdate()), settings.ages())


@require_safe
@needs("insight.see")
def home(request: HttpRequest) -> HttpResponse:
    """How the population changes, and what today's service would cost then."""
    try:
        there = _cohorts()
    except BadRates as problem:
        return render(request, "demand/cannot.jinja", {"problem": problem}, status=503)
    asked = _asked(request, there)
    if asked is None:
        return render(request, "demand/home.jinja", {"asked": None, "may_load": request.user.may("demand.load")})
    found = _outlook(asked, there)
    years = presenters.points([year for year in sorted(found.population) if year >= (found.base_year or 0)])
    totals = [total for year in years if (total := found.answer.total(year))]
    first, last = (years[0], years[-1]) if years else (0, 0)
    changes = outlook.growth(found.population, settings.ages(), first, last)
    return render(request, "demand/home.jinja", {
        "asked": asked, "there": there, "found": found, "years": years, "totals": totals, "first": first, "last": last,
        "cost_rows": presenters.cost_rows(totals), "cost_lines": presenters.cost_lines(totals),
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
def cohorts(request: HttpRequest) -> HttpResponse:
    """Who has support, by need, age and place, two answers at a time."""
    there = _cohorts()
    release = there.release
    key = _segment(request, release.values)
    nothing: Key = (None, None, None)
    free = [number for number in range(len(DIMENSIONS)) if key[number] is None]
    narrower = free if sum(part is not None for part in key) < AT_ONCE else []
    return render(request, "demand/cohorts.jinja", {
        "there": there, "release": release, "segment": presenters.segment_words(key), "key": key,
        "people": presenters.count(release.count(key)), "held_back": presenters.HELD_BACK_WORDS,
        "choices": [(presenters.LABELS[name], presenters.choices(release, key, number))
                    for number, name in enumerate(DIMENSIONS)],
        "narrower": [(presenters.LABELS[DIMENSIONS[number]], presenters.bars(release.along(key, number)))
                     for number in narrower],
        "one_way": [(presenters.LABELS[name], presenters.one_way(there, number),
                     presenters.bars(release.along(nothing, number))) for number, name in enumerate(DIMENSIONS)],
        "pairs": [(f"{presenters.LABELS[DIMENSIONS[down]]} by {presenters.LABELS[DIMENSIONS[across]].lower()}",
                   presenters.pair_table(release, down, across)) for down, across in ((0, 1), (2, 1), (2, 0))],
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
        "group_rows": presenters.group_rows(listed, group_years), "years": years, "conditions": known,
        "condition_rows": [
            [{"text": one.label, "tag": presenters.mark(one.mark)},
             *(presenters.condition_cell(one, found) for found in numbers)] for one, numbers in known],
        "areas": [{"text": area, "href": asked.link(area=area, need=""), "current": area == asked.area}
                  for area in asked.areas] if asked else [],
    })


@needs("demand.load")
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
        found = _outlook(asked, there)
        rows = papers.cost_rows(asked.area, asked.need, found, presenters.assumptions(
            there, found, asked.projection, asked.whole_council and not asked.need))
    content = papers.as_csv(rows) if ending == "csv" else papers.as_workbook(rows, f"Demand {what}")
    answer = HttpResponse(content, content_type=papers.TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="demand_{what}_{there.on:%Y-%m-%d}.{ending}"'
    return answer
