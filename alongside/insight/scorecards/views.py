"""Scorecards: read them, take the paper for a panel, type figures, write on them, and rate otherwise than the rule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.design import meanwhile
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs

from . import actions, papers, presenters
from .definition.periods import BadPeriod, Period, in_year, read
from .definition.shapes import KINDS, Indicator, Place, ScorecardSet
from .forms import FigureForm, OverrideForm, WordsForm
from .library import library
from .models import Commentary, Override, TypedValue
from .scorecard import Line, Scorecard, place_table, scorecard

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _set(set_key: str) -> ScorecardSet:
    found = library().find(set_key)
    if found is None:
        raise Http404("There is no such scorecard.")
    return found


def _card(request: HttpRequest, set_key: str) -> Scorecard:
    return scorecard(_set(set_key), request.GET.get("year", ""), timezone.localdate())


def _line(request: HttpRequest, set_key: str, code: str) -> tuple[Scorecard, Line]:
    found = _card(request, set_key)
    line = found.line(code)
    if line is None:
        raise Http404("There is no such indicator.")
    return found, line


@require_safe
@needs("scorecards.see")
def home(request: HttpRequest) -> HttpResponse:
    there = library()
    return render(request, "scorecards/home.jinja", {
        "own": [one for one in there.sets if not one.example], "examples": [one for one in there.sets if one.example],
        "kinds": KINDS, "refused": there.refused,
    })


@require_safe
@needs("scorecards.see")
def card(request: HttpRequest, set_key: str) -> HttpResponse:
    return render(request, "scorecards/card.jinja", _shown(_card(request, set_key)))


@require_safe
@needs("scorecards.see")
def paper(request: HttpRequest, set_key: str) -> HttpResponse:
    """The same for a panel, to print."""
    found = _card(request, set_key)
    more = {"said": papers.said, "today": timezone.localdate()}
    return render(request, "scorecards/paper.jinja", _shown(found, on_paper=True) | more)


def _shown(found: Scorecard, *, on_paper: bool = False) -> dict[str, Any]:
    shown = papers.shown if on_paper else None
    by_place = [one for one in found.group.indicators if one.by_place]
    tables = []
    for period in _times_by_place(found, by_place):
        columns, rows = presenters.place_rows(place_table(found.figures, by_place, period), by_place)
        tables.append((period.words, columns, rows))
    return {
        "card": found, "group": found.group, "years": presenters.years(found), "tally": presenters.tally_words(found),
        "sections": [(section, presenters.rows(lines, found, shown), lines)
                     for section, lines in found.sections() if lines],
        "columns": presenters.COLUMNS, "tables": tables,
        "waits_for": found.waits_for(),
        "contradictions": [each for line in found.lines for each in line.contradictions],
        "not_added": [one for one in by_place if not one.adds],
    }


def _times_by_place(found: Scorecard, by_place: list[Indicator]) -> list[Period]:
    """The times of the year for which some place has a figure, the latest first."""
    if not by_place:
        return []
    times = {period for one in by_place for period in one.expected(found.year)}
    return sorted((period for period in times if any(
        found.figures.shown(one, period, place.key) is not None
        for one in by_place for place in found.group.places)), reverse=True)


@require_safe
@needs("scorecards.see")
def workbook(request: HttpRequest, set_key: str) -> HttpResponse:
    found = _card(request, set_key)
    return _file(papers.as_workbook(found), EXCEL, found, "xlsx")


@require_safe
@needs("scorecards.see")
def open_csv(request: HttpRequest, set_key: str) -> HttpResponse:
    found = _card(request, set_key)
    return _file(papers.as_csv(found), "text/csv; charset=utf-8", found, "csv")


@require_safe
@needs("scorecards.see")
def pdf(request: HttpRequest, set_key: str) -> HttpResponse:
    found = _card(request, set_key)
    try:
        return _file(papers.as_pdf(found, timezone.localdate()), "application/pdf", found, "pdf")
    except CannotBePrinted as problem:
        messages.error(request, str(problem))
        return redirect(f"{reverse('scorecards:card', args=[set_key])}?year={found.year}")


def _file(content: bytes, kind: str, found: Scorecard, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.group.key}_{found.year}.{ending}"'
    return answer


@require_safe
@needs("scorecards.see")
def indicator(request: HttpRequest, set_key: str, code: str) -> HttpResponse:
    found, line = _line(request, set_key, code)
    one = line.indicator
    written = {"set_key": set_key, "code": code}
    return render(request, "scorecards/indicator.jinja", {
        "card": found, "group": found.group, "line": line, "one": one, "years": presenters.years(found),
        "facts": presenters.facts(one), "trend": presenters.trend(found, line),
        "times": presenters.times(found, one, request.user.may("scorecards.edit")),
        "figure": presenters.figure_words(line.figure, one), "note": presenters.figure_note(line.figure),
        "target": presenters.target_words(line.target, one), "baseline": presenters.baseline_words(one),
        "rating": presenters.COLOURS[line.colour],
        "versions": presenters.version_rows(TypedValue.objects.of_indicator(**written).newest_first(), one),
        "comments": Commentary.objects.of_indicator(**written).newest_first(),
        "ratings": Override.objects.of_indicator(**written).newest_first(),
        "may_edit": request.user.may("scorecards.edit"), "may_rate": request.user.may("scorecards.override"),
    })


@needs("scorecards.edit")
def type_figure(request: HttpRequest, set_key: str, code: str) -> HttpResponse:
    """One time's figure, with its evidence. A correction keeps what it corrects, and says why."""
    group = _set(set_key)
    one = group.indicator(code)
    if one is None or not one.is_typed:
        raise Http404("There is no such indicator to type a figure for.")
    period, place = _time(request, group, one)
    standing = {each.name: each for each in TypedValue.objects.of_indicator(set_key, code).standing().filter(
        period=period.key, place=place.key if place else "")}
    target = one.targets.get(period.year)
    inputs = one.typed_inputs(period.year)
    ranked = bool(target and target.band)
    now = _typed_now(inputs, standing, ranked=ranked)
    form = FigureForm(request.POST or None, initial=now, indicator=one, inputs=inputs, ranked=ranked,
                      corrects=bool(standing))
    meanwhile.watch(form, now)
    back = reverse("scorecards:indicator", args=[set_key, code]) + f"?year={period.year}"
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            newest = max((each.pk for each in standing.values()), default=None)
            return meanwhile.both(request, form, now, what="the figure", tables=(TypedValue,), row=newest, back=back)
        data = form.cleaned_data
        try:
            actions.type_figure(
                set_key=set_key, code=code, period=period.key, place=place.key if place else "", values=form.values(),
                rank=data.get("rank"), out_of=data.get("out_of"), evidence=data["evidence"],
                reason=data.get("reason", ""), by=request.user)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The figure for {period.words} is saved.")
            return redirect(back)
    return render(request, "scorecards/type_figure.jinja", {
        "form": form, "one": one, "group": group, "period": period, "place": place, "back": back,
        "standing": bool(standing),
    }, status=422 if form.is_bound else 200)


def _time(request: HttpRequest, group: ScorecardSet, one: Indicator) -> tuple[Period, Place | None]:
    """Which time and place the figure is for, from the address."""
    try:
        period = read(request.GET.get("period", ""))
    except BadPeriod as problem:
        raise Http404("There is no such time.") from problem
    asked = request.GET.get("place", "")
    place = next((each for each in group.places if each.key == asked), None)
    whole_year = period == in_year(period.year, "year")[0]
    if not (period in one.expected(period.year) or whole_year) or bool(place) != one.by_place or (
            asked and place is None):
        raise Http404("No figure of this indicator is kept for that time and place.")
    return period, place


def _typed_now(inputs: dict[str, str], standing: dict[str, TypedValue], *, ranked: bool) -> dict[str, Any]:
    """What the form shows first. A correction's reason is always written anew."""
    now: dict[str, Any] = {}
    for name in inputs:
        value = standing[name].value if name in standing else None
        shown = None if value is None else value.normalize()
        now[f"input_{name}"] = f"{shown:f}" if shown is not None else None
    first = next(iter(standing.values()), None)
    now["evidence"] = first.evidence if first else ""
    if ranked:
        now |= {"rank": first.rank if first else None, "out_of": first.out_of if first else None}
    return now


@needs("scorecards.edit")
def write_words(request: HttpRequest, set_key: str, code: str) -> HttpResponse:
    found, line = _line(request, set_key, code)
    stands = line.commentary
    now = {"narrative": stands.narrative if stands else "", "action": stands.action if stands else ""}
    form = WordsForm(request.POST or None, initial=now)
    meanwhile.watch(form, now)
    back = reverse("scorecards:indicator", args=[set_key, code]) + f"?year={found.year}"
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the words", tables=(Commentary,),
                                  row=stands.pk if stands else None, back=back)
        try:
            actions.comment(set_key=set_key, code=code, year=found.year, by=request.user, **form.cleaned_data)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The words are saved. Earlier ones stay on the page.")
            return redirect(back)
    return _task(request, found, line, form, back, f"Words on {line.indicator.code}, {found.year}", "Save the words")


@needs("scorecards.override")
def rate(request: HttpRequest, set_key: str, code: str) -> HttpResponse:
    found, line = _line(request, set_key, code)
    stands = line.override
    now = {"colour": stands.colour if stands else "", "reason": stands.reason if stands else ""}
    form = OverrideForm(request.POST or None, initial=now)
    meanwhile.watch(form, now)
    back = reverse("scorecards:indicator", args=[set_key, code]) + f"?year={found.year}"
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the rating", tables=(Override,),
                                  row=stands.pk if stands else None, back=back)
        chosen = form.cleaned_data["colour"]
        try:
            actions.override(set_key=set_key, code=code, year=found.year, colour="" if chosen == "rule" else chosen,
                             rule_said=line.by_rule.colour, reason=form.cleaned_data["reason"], by=request.user)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The rating is saved, beside the rule’s.")
            return redirect(back)
    return _task(request, found, line, form, back, f"Rate {line.indicator.code}, {found.year}", "Save the rating")


def _task(request: HttpRequest, found: Scorecard, line: Line, form: Any, back: str, title: str,
          verb: str) -> HttpResponse:
    return render(request, "scorecards/task.jinja", {
        "form": form, "line": line, "one": line.indicator, "group": found.group, "title": title, "verb": verb,
        "back": back, "figure": presenters.figure_words(line.figure, line.indicator),
        "target": presenters.target_words(line.target, line.indicator),
    }, status=422 if form.is_bound else 200)
