"""Pages of official figures and profiles. Nobody's record is on any of them: councils, not people."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.permissions import needs
from alongside.rules import council as council_pack

from . import actions, live, pack, places, presenters, selectors, years
from . import claims as claim_patterns
from .forms import EntryForm, GroupsForm, NarrativeForm, TableForm
from .models import Entry, NarrativeVersion, PeerGroup, Release
from .official.published import CannotBeRead
from .profile import Profile

USUAL_GROUP = "North West"
TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


@require_safe
@needs("benchmarking.see")
def home(request: HttpRequest) -> HttpResponse:
    """The councils of a group beside each other."""
    there = selectors.table().years()
    year = _chosen(request, "year", there, there[-1] if there else "")
    groups = selectors.groups()
    group = _chosen(request, "group", [one.name for one in groups], _own_region(year))
    shown, problem = None, ""
    try:
        shown = selectors.pack(group=group, year=year, baseline=_baseline(request, year)) if there else None
    except selectors.NothingToShow as nothing:
        problem = str(nothing)
    return render(
        request,
        "benchmarking/home.jinja",
        {
            "pack": shown,
            "years": list(reversed(there)),
            "year": year,
            "groups": groups,
            "group": group,
            "problem": problem,
            "own": live.so_far(selectors.table(), places.region(_own_region(year)), timezone.localdate()),
            "baselines": [one for one in reversed(there) if one < year],
            "rows": presenters.home_rows(shown.profiles, presenters.query_of(_baseline(request, year)))
            if shown
            else [],
            "may_write": request.user.may("benchmarking.write"),
        },
    )


@require_safe
@needs("benchmarking.see")
def profile(request: HttpRequest, code: str, year: str) -> HttpResponse:
    one = _profile(request, code, year)
    at, query = one.standing, presenters.query_of(_baseline(request, year))
    versions = list(NarrativeVersion.objects.of(at.council.code, year))
    return render(
        request,
        "benchmarking/profile.jinja",
        {
            "profile": one,
            "at": at,
            "own": live.so_far(at.table, at.region, timezone.localdate()) if at.council.code == _own_code() else None,
            "query": query,
            "versions": versions,
            "good": [presenters.claim_card(claim, at, query) for claim in one.chosen.good],
            "behind": [presenters.claim_card(claim, at, query) for claim in one.chosen.behind],
            "rows": [
                (row, presenters.since_tag(row), presenters.evidence_link(row.measure.series, at) + query)
                for row in one.rows
            ],
            "as_table": presenters.chart_table(one.rows, at),
            "said": [claim for claim in one.claims if claim.pattern in pack.SAID],
            "rule": pack.choosing.RULE,
            "may_write": request.user.may("benchmarking.write"),
            "may_sign": request.user.may("benchmarking.sign")
            and versions
            and all(sign.by_id != request.user.pk for sign in versions[0].sign_offs.all()),
        },
    )


@require_safe
@needs("benchmarking.see")
def claims(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Everything that can be said, pattern by pattern."""
    one = _profile(request, code, year)
    query = presenters.query_of(_baseline(request, year))
    groups = [
        (
            pattern.TITLE,
            [presenters.claim_card(claim, one.standing, query) for claim in one.claims if claim.pattern == pattern.KEY],
        )
        for pattern in claim_patterns.patterns()
    ]
    made = selectors.Pack("", year, one.standing.baseline, "", (one,), one.standing.rules, ())
    return render(
        request,
        "benchmarking/claims.jinja",
        {
            "profile": one,
            "at": one.standing,
            "query": query,
            "groups": [group for group in groups if group[1]],
            "rules": pack.rules_in_words(made),
        },
    )


@require_safe
@needs("benchmarking.see")
def evidence(request: HttpRequest, code: str, year: str, series: str) -> HttpResponse:
    """The numbers under a claim: the measure over the years, and every council of the region."""
    one = _profile(request, code, year)
    row = next((row for row in one.rows if row.measure.series == series), None)
    if row is None:
        raise Http404("No such measure in that year.")
    query = presenters.query_of(_baseline(request, year))
    return render(
        request,
        "benchmarking/evidence.jinja",
        {
            "profile": one,
            "at": one.standing,
            "row": row,
            "query": query,
            "years": presenters.over_years(one.standing, series),
            "councils": presenters.ranked_councils(one.standing, series, query),
        },
    )


@needs("benchmarking.write")
def words(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The council's own words: a new version each time."""
    one = _profile(request, code, year)
    newest = NarrativeVersion.objects.of(one.standing.council.code, year).first()
    form = NarrativeForm(
        request.POST or None,
        profile=one,
        initial={"words": newest.words if newest else "", "seen": newest.number if newest else 0},
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write_narrative(
                council=one.standing.council.code,
                year=year,
                by=request.user,
                words=form.cleaned_data["words"],
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
            )
        except actions.ChangedMeanwhile as problem:
            form.add_error("words", f"{problem} Yours is still here: read theirs, then save yours over it.")
            form.data = form.data.copy()
            form.data["seen"] = newest.number if newest else 0
        else:
            messages.success(request, f"Version {kept.number} is saved. It is not signed off yet.")
            return redirect("benchmarking:profile", one.standing.council.code, year)
    return render(
        request,
        "benchmarking/words.jinja",
        {"form": form, "profile": one, "at": one.standing, "newest": newest, "back": _address(one)},
    )


@require_POST
@needs("benchmarking.sign")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(NarrativeVersion, pk=pk)
    try:
        actions.sign_off(version=version, by=request.user, role=", ".join(request.user.role_names) or "Staff")
        messages.success(request, f"You have signed off version {version.number}.")
    except actions.CannotSign as problem:
        messages.error(request, str(problem))
    return redirect("benchmarking:profile", version.council, version.year)


@needs("benchmarking.write")
def entries(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """What no official table holds: dated, with its source."""
    one = _profile(request, code, year)
    form = EntryForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_entry(council=one.standing.council.code, year=year, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
        else:
            messages.success(request, "The entry is saved and stands in the profile.")
            return redirect("benchmarking:entries", one.standing.council.code, year)
    return render(
        request,
        "benchmarking/entries.jinja",
        {
            "form": form,
            "profile": one,
            "at": one.standing,
            "back": _address(one),
            "entries": Entry.objects.of(one.standing.council.code, year),
        },
    )


@require_POST
@needs("benchmarking.write")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.standing(), pk=pk)
    actions.withdraw_entry(entry=entry, by=request.user)
    messages.success(request, "The entry is withdrawn: the profile no longer says it.")
    return redirect("benchmarking:entries", entry.council, entry.year)


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
        try:
            text = form.cleaned_data["file"].read().decode("utf-8-sig")
            kept = actions.keep_groups(text=text, source=form.cleaned_data["source"], by=request.user)
        except (places.NoSuchPlace, UnicodeDecodeError) as problem:
            form.add_error(
                "file",
                str(problem)
                if isinstance(problem, places.NoSuchPlace)
                else "The file is not text in UTF-8. Save it as CSV UTF-8.",
            )
        else:
            messages.success(request, f"Kept: {', '.join(one.name for one in kept)}.")
            return redirect("benchmarking:groups")
    return render(
        request,
        "benchmarking/groups.jinja",
        {"form": form, "groups": PeerGroup.objects.in_use(), "built_in": places.built_in_groups()},
    )


@require_safe
@needs("benchmarking.see")
def pack_file(request: HttpRequest, form: str) -> HttpResponse:
    """A profile or a pack as a file."""
    if form not in TYPES:
        raise Http404("No such format.")
    year = request.GET.get("year", "")
    try:
        made = selectors.pack(
            council=request.GET.get("council", ""),
            group=request.GET.get("group", ""),
            year=years.year(year),
            baseline=_baseline(request, year),
        )
    except (selectors.NothingToShow, places.NoSuchPlace, years.NotAYear) as problem:
        raise Http404(str(problem)) from None
    name = places.plain(f"{made.group or made.profiles[0].name} {made.year}").replace(" ", "-")
    answer = HttpResponse(pack.write(made, form), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _profile(request: HttpRequest, code: str, year: str) -> Profile:
    try:
        return selectors.profile(council=code, year=years.year(year), baseline=_baseline(request, year))
    except (selectors.NothingToShow, places.NoSuchPlace, years.NotAYear) as problem:
        raise Http404(str(problem)) from None


def _baseline(request: HttpRequest, year: str) -> str:
    """What is asked for, if it is a year before this one."""
    try:
        asked = years.year(request.GET.get("baseline", ""))
    except years.NotAYear:
        return ""
    return asked if asked < year else ""


def _chosen(request: HttpRequest, key: str, among: list[str], usual: str) -> str:
    asked = request.GET.get(key, "")
    return asked if asked in among else usual


def _own_code() -> str:
    return council_pack.load(settings.COUNCIL_PACK).la_code


def _own_region(year: str) -> str:
    """Of the council whose system this is, where it is on the map and figures of the region are loaded."""
    ours = next((one.region for one in places.councils() if one.code == _own_code() and not one.last_year), "")
    return ours if ours and selectors.table().has_any(places.region(ours).members(year), year) else USUAL_GROUP


def _address(one: Profile) -> str:
    return reverse("benchmarking:profile", args=[one.standing.council.code, one.standing.year])
