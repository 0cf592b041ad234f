"""The councils of a group beside each other, and the year that a council counts from."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.permissions import needs

from .. import actions, live, places, presenters, selectors, years
from ..models import KeptPack
from .asked import Asked, chosen, own_region


@require_safe
@needs("benchmarking.see")
def home(request: HttpRequest) -> HttpResponse:
    """The councils of a group beside each other."""
    there = selectors.table().years()
    year = chosen(request, "year", there, there[-1] if there else "")
    asked, groups = Asked.of(request, year), selectors.groups()
    group = chosen(request, "group", [one.name for one in groups], own_region(year))
    shown, problem = None, ""
    try:
        if there:
            shown = selectors.pack(group=group, year=year, baseline=asked.baseline, rules=asked.rules)
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
            "spoken": next(one.spoken for one in groups if one.name == group),
            "problem": problem,
            "asked": asked,
            "own": live.so_far(selectors.table(), places.region(own_region(year)), timezone.localdate()),
            "baselines": [one for one in reversed(there) if one < year],
            "rows": presenters.home_rows(shown.profiles, asked.query) if shown else [],
            "kept": KeptPack.objects.newest_first()[:5],
            "may_write": request.user.may("benchmarking.write"),
        },
    )


@require_POST
@needs("benchmarking.write")
def baseline(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The year this council counts from, wherever no other is asked for."""
    try:
        year = years.year(year)
        council = places.find_council(code, year)
        given = request.POST.get("since", "").strip()
        since = years.year(given) if given else ""
    except (places.NoSuchPlace, years.NotAYear) as problem:
        raise Http404(str(problem)) from None
    actions.keep_baseline(council=council.code, since=since, by=request.user)
    messages.success(request, f"{council.name} counts from {since or 'the latest year before'}.")
    return redirect("benchmarking:profile", council.code, year)
