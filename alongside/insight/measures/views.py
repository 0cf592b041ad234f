"""Figures: all of them on a page, one opened to what it is made of, and the people behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.accounts.models import Team
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.insight.disclosure import Shown, policy

from . import actions, exports, presenters, publishing, registry
from .common.year import Year
from .forms import RunForm, TargetForm
from .kept.people import SIDES, People
from .kept.records import READ_FROM_PLANS
from .measure import CURRENT, Measure
from .models import Figure, Run, Target, WardFile
from .publishing import Key

PER_PAGE = 50
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs("insight.see")
def home(request: HttpRequest) -> HttpResponse:
    """Every measure with its latest figure."""
    today = timezone.localdate()
    form = RunForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_for(year=Year(form.cleaned_data["year"]), by=request.user)
        messages.success(request, "The figures are being worked out. You can go on with other work.")
        return redirect("measures:run", asked.pk)
    latest = _run(request)
    figures, chosen = _every(latest, request), _chosen(request)
    return render(request, "measures/home.jinja", {
        "form": form, "run": latest, "under_way": Run.objects.under_way().newest_first().first(),
        "rows": presenters.headline_rows((one for one in figures if one[0].framework == CURRENT), chosen),
        "rows_2015": presenters.headline_rows((one for one in figures if one[0].framework != CURRENT), chosen),
        "years": [{"text": year, "href": f"?year={year}", "current": latest is not None and year == latest.year}
                  for year in (Run.objects if _whole(request) else Run.objects.released()).years()],
        "said": _said(today, latest, request),
        "whole": _whole(request), "runs": Run.objects.newest_first()[:8],
    })


@require_safe
@needs("insight.see")
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one is."""
    one = get_object_or_404(Run.objects.newest_first(), pk=pk)
    page = "measures/run_part.jinja" if request.headers.get("HX-Request") else "measures/run.jinja"
    return render(request, page, {"run": one})


@require_safe
@needs("insight.see")
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure: what it is, its figure, its parts, its months, what is not known, and its limits."""
    one, latest, today = _measure(key), _run(request), timezone.localdate()
    found = _figures(one, latest, request)
    may_open = request.user.may("insight.people") and latest is not None and latest.has_people
    behind = People(latest.people_file, one.code) if may_open and latest else None
    opens = presenters.opens_to(one, **_chosen(request)) if behind is not None else None
    headline, target = found.get(publishing.HEADLINE), Target.objects.in_force(one.code)
    return render(request, "measures/measure.jinja", {
        "measure": one, "run": latest, "headline": headline, "said": _said(today, latest, request),
        "whole": _whole(request),
        "outcome": presenters.outcome(one, headline) if headline else "", "read_from_plans": READ_FROM_PLANS,
        "direction": presenters.DIRECTIONS[one.direction],
        "of": presenters.of(headline) if headline else "",
        "splits": presenters.splits(one, found, opens),
        "cannot": presenters.cannot_cut(one, has_wards=WardFile.objects.exists()) + (
            [] if _whole(request) or latest is None else presenters.too_few(latest.figures.of_measure(one.code))),
        "drawn": presenters.drawn(one, found, target.value if target else None, None if one.known_only_now else opens),
        "opens": opens, "chosen": _chosen(request), "so_far": presenters.so_far(one, latest),
        "residents": presenters.residents(one, latest),
        "target": target, "target_words": presenters.target(one, target),
        "may_set": request.user.may("insight.targets"),
        "unknowns": presenters.unknowns(one, behind, opens) if behind else [],
        "reasons": presenters.reasons(one, behind, opens) if behind else [], "may_open": may_open,
    })


@needs("insight.targets")
def target(request: HttpRequest, key: str) -> HttpResponse:
    """What a measure is to reach, and what it was to reach before."""
    one = _measure(key)
    last = Target.objects.in_force(one.code)
    now = {"value": presenters.plain(last.value), "source": last.source} if last and last.value is not None else {}
    form = TargetForm(request.POST or None, most=Decimal(100) if one.unit == "percent" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        set_now = actions.set_target(measure=one, by=request.user, **form.cleaned_data)
        messages.success(request, "There is no target any more." if set_now.value is None else "The target is set.")
        return redirect("measures:measure", one.code)
    return render(request, "measures/target.jinja", {
        "measure": one, "form": form,
        "before": [presenters.target(one, each) for each in Target.objects.of_measure(one.code)],
    })


@require_safe
@needs("insight.people")
def people(request: HttpRequest, key: str) -> HttpResponse:
    """Who stands behind a figure, each with the reason they are in or out; every page of it is a look."""
    one, latest = _measure(key), _run(request)
    if latest is None or not latest.has_people:
        raise Http404("Nobody's figures are kept.")
    return people_page(request, one, latest)


def people_page(request: HttpRequest, one: Measure, latest: Run, team: Team | None = None) -> HttpResponse:
    """The people of a measure as far as the address narrows them; of one team alone where one is named."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("side", "reason", "unknown", "split", "part", "month")}
    if asked["side"] not in SIDES:
        asked["side"] = ""
    if team:
        asked |= {"split": "team", "part": team.name, "month": ""}
    behind = People(latest.people_file, one.code, **asked)
    page = Paginator(behind, PER_PAGE).get_page(request.GET.get("page"))
    rows, named = presenters.people_rows(one, page.object_list, request.user)
    looked_at_list(request, named, "people behind a figure", f"{one.code}, {latest.year}")
    chosen = request.GET.copy()
    chosen.pop("page", None)
    kept = {name: asked[name] for name in ("split", "part", "month") if asked[name]} if not team else {}
    kept |= _chosen(request)
    return render(request, "measures/people.jinja", {
        "measure": one, "run": latest, "rows": rows, "page": page, "sides": presenters.sides(asked["side"], kept),
        "team": team, "only": presenters.only(one, asked), "query": chosen.urlencode(),
    })


@require_safe
@needs("insight.see")
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The release that stands as a file: always with small numbers held back, whoever takes it."""
    latest = _run(request, whole=False)
    if kind not in KINDS or latest is None:
        raise Http404("There is no such file.")
    lines = exports.rows(latest, _every(latest, request, whole=False))
    content = exports.as_csv(lines) if kind == "csv" else exports.as_xlsx(lines)
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="figures_{latest.year}.{kind}"'
    return answer


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The year that was asked for, to be kept in addresses; nothing where it is the newest."""
    year = request.GET.get("year", "")
    return {"year": year[:7]} if year else {}


def _run(request: HttpRequest, whole: bool | None = None) -> Run | None:
    """Of the year asked for, or of the newest: the last for those who see it whole, else the release that stands."""
    chosen = _chosen(request).get("year", "")
    see_whole = _whole(request) if whole is None else whole
    found = Run.objects.latest(chosen) if see_whole else Run.objects.release(chosen)
    if chosen and found is None:
        raise Http404("The figures of this year have not been worked out.")
    return found


def _measure(key: str) -> Measure:
    try:
        return registry.measure(key)
    except KeyError:
        raise Http404("There is no such measure.") from None


def _whole(request: HttpRequest) -> bool:
    """Whoever may open a figure to its people sees its counts too."""
    user: Any = request.user
    return bool(user.may("insight.people"))


def _figures(one: Measure, run: Run | None, request: HttpRequest) -> dict[Key, Shown]:
    rows = run.figures.of_measure(one.code).order_by("pk") if run else ()
    return publishing.shown(one, rows, timezone.localdate(), whole=_whole(request))


def _every(run: Run | None, request: HttpRequest, whole: bool | None = None) -> list[tuple[Measure, dict[Key, Shown]]]:
    """All measures, with every part of each."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in run.figures.order_by("pk") if run else ():
        by_measure.setdefault(figure.measure, []).append(figure)
    see_whole = _whole(request) if whole is None else whole
    return [
        (one, publishing.shown(one, by_measure.get(one.code, ()), timezone.localdate(), whole=see_whole))
        for one in registry.EVERY
    ]


def _said(today: date, run: Run | None, request: HttpRequest) -> str:
    """How small numbers are held back, and which release it is that others see."""
    smallest = run.smallest_shown if run else policy.smallest_shown(today)
    said = presenters.convention_in_words(policy.convention(today), smallest)
    return f"{said} {presenters.release_in_words(run, whole=_whole(request))}".strip()
