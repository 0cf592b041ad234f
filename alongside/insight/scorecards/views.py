"""Scorecards: read them, take the paper for a panel, type figures, write on them, and rate otherwise than the rule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.design import meanwhile, words
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs

from . import actions, over_time, papers, presenters
from .definition.periods import BadPeriod, Period, in_year, read
from .definition.shapes import KINDS, Indicator, Place, ScorecardSet
from .forms import FeedbackForm, FigureForm, LoadForm, OverrideForm, WordsForm
from .library import library
from .models import Commentary, Feedback, Override, TypedValue
from .scorecard import Line, Scorecard, place_table, scorecard
from .withholding import WORDS, withheld

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
    whole = request.user.may("insight.people")
    return render(request, "scorecards/card.jinja", _shown(_card(request, set_key), whole=whole) | {
        "may_edit": request.user.may("scorecards.edit")})


@require_safe
@needs("scorecards.paper")
def paper_list(request: HttpRequest) -> HttpResponse:
    """The papers there are: all that a councillor opens."""
    there = library().sets
    return render(request, "scorecards/papers.jinja", {
        "own": [one for one in there if not one.example], "examples": [one for one in there if one.example],
        "kinds": KINDS})


@require_safe
@needs("scorecards.paper")
def paper(request: HttpRequest, set_key: str) -> HttpResponse:
    """The same for a panel, to print."""
    found = _card(request, set_key)
    more = {"said": papers.said, "today": timezone.localdate(), "charts": papers.charts(found),
            "may_see": request.user.may("scorecards.see")}
    more["improve"] = [(line.indicator, presenters.behind_words(line)) for line in found.behind()
                       if not papers.hides(found, line)]
    return render(request, "scorecards/paper.jinja",
                  _shown(found, whole=False, links=request.user.may("scorecards.see")) | more)


def _shown(found: Scorecard, *, whole: bool, links: bool = True) -> dict[str, Any]:
    """`whole`: for those who may open a figure to its people; to others small counts are held back, as on paper."""
    shown = None if whole else papers.shown
    by_place = [one for one in found.group.indicators if one.by_place]
    names = {place.key: place.name for place in found.group.places}
    behind = [line for line in found.behind() if whole or not papers.hides(found, line)]
    heard = Feedback.objects.of_set(found.group.key).by_place() if names else {}
    tables = []
    for period in papers.times_by_place(found, by_place):
        columns, rows = presenters.place_rows(place_table(found.figures, by_place, period), by_place)
        tables.append((period.words, columns, rows))
    return {
        "card": found, "group": found.group, "years": presenters.years(found), "tally": presenters.tally_words(found),
        "sections": [(section, presenters.rows(lines, found, shown, links=links), lines)
                     for section, lines in found.sections() if lines],
        "columns": presenters.COLUMNS, "tables": tables, "behind": presenters.behind_rows(found, behind),
        "waits_for": found.waits_for(), "feedback_columns": presenters.FEEDBACK_COLUMNS,
        "feedback": presenters.feedback_rows((one for place in names for one in heard.get(place, [])), names),
        "splits": [(split, presenters.split_rows(split)) for split in (
            over_time.splits(found.figures) if whole else papers.splits(found))],
        "contradictions": [each for line in found.lines
                           for each in (line.contradictions if whole else papers.faults_shown(found, line))],
        "not_added": [one for one in by_place if not one.adds],
    }


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
@needs("scorecards.paper")
def pdf(request: HttpRequest, set_key: str) -> HttpResponse:
    found = _card(request, set_key)
    try:
        return _file(papers.as_pdf(found, timezone.localdate()), "application/pdf", found, "pdf")
    except CannotBePrinted as problem:
        messages.error(request, str(problem))
        back = "scorecards:card" if request.user.may("scorecards.see") else "scorecards:paper"
        return redirect(f"{reverse(back, args=[set_key])}?year={found.year}")


def _file(content: bytes, kind: str, found: Scorecard, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.group.key}_{found.year}.{ending}"'
    return answer


@require_safe
@needs("scorecards.see")
def indicator(request: HttpRequest, set_key: str, code: str) -> HttpResponse:
    found, line = _line(request, set_key, code)
    one = line.indicator
    hidden = frozenset[str]() if request.user.may("insight.people") else withheld(found, one)
    hides = bool(hidden) and papers.hides(found, line)
    written = {"set_key": set_key, "code": code}
    return render(request, "scorecards/indicator.jinja", {
        "card": found, "group": found.group, "line": line, "one": one, "years": presenters.years(found),
        "facts": presenters.facts(one), "trend": over_time.through_the_years(found, line, hidden),
        "within": over_time.within_the_year(found.figures, one, found.year, hidden),
        "times": presenters.times(found, one, request.user.may("scorecards.edit"), hidden),
        "figure": WORDS if hides else presenters.figure_words(line.figure, one),
        "note": presenters.figure_note(line.figure),
        "target": presenters.target_words(line.target, one), "baseline": presenters.baseline_words(one),
        "rating": presenters.COLOURS[line.colour], "gaps": [] if hides else presenters.gap_words(line),
        "needed": presenters.needed(line),
        "faults": line.contradictions if request.user.may("insight.people") else papers.faults_shown(found, line),
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
def load(request: HttpRequest, set_key: str) -> HttpResponse:
    """Figures from a file, all or none."""
    group = _set(set_key)
    form = LoadForm(request.POST or None, request.FILES or None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.load_figures(set_key=set_key, typed=form.typed, by=request.user,
                                          reason=form.cleaned_data["reason"])
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{words.plural(number, 'figure')} loaded." if number else
                             "Every figure of the file stands already.")
            return redirect("scorecards:card", set_key)
    return render(request, "scorecards/load.jinja", {
        "form": form, "group": group, "typed": [one for one in group.indicators if one.is_typed],
    }, status=422 if form.is_bound else 200)


@needs("scorecards.edit")
def feedback(request: HttpRequest, set_key: str) -> HttpResponse:
    """What somebody said of a place, kept beside its figures."""
    group = _set(set_key)
    if not group.places:
        raise Http404("This scorecard has no places to hear about.")
    standing = Feedback.objects.of_set(set_key).standing()
    asked = request.GET.get("instead_of", "")
    before = standing.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    now = {"place": before.place, "heard_on": before.heard_on, "source": before.source, "about": before.about,
           "words": before.words, "done": before.done} if before else {}
    form = FeedbackForm(request.POST or None, initial=now, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_feedback(set_key=set_key, by=request.user, replaces=before, **form.cleaned_data)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "What was said is kept.")
            return redirect("scorecards:card", set_key)
    return render(request, "scorecards/feedback.jinja", {"form": form, "group": group, "before": before},
                  status=422 if form.is_bound else 200)


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
