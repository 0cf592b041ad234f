"""A council's profile, everything that can be said of it, and the numbers under each claim."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.permissions import needs

from .. import challenges, checking, live, pack, places, presenters, selectors
from .. import claims as claim_patterns
from ..models import Entry, NarrativeVersion
from ..standing import Standing
from .asked import own_code, profile_of


@require_safe
@needs("benchmarking.see")
def profile(request: HttpRequest, code: str, year: str) -> HttpResponse:
    one, asked = profile_of(request, code, year)
    at, query = one.standing, asked.query
    versions = list(NarrativeVersion.objects.of(at.council.code, at.year))
    may_write = request.user.may("benchmarking.write")
    return render(
        request,
        "benchmarking/profile.jinja",
        {
            "profile": one,
            "at": at,
            "own": _own(at),
            "query": query,
            "versions": versions,
            "good": [presenters.claim_card(claim, at, query) for claim in one.chosen.good],
            "behind": [presenters.claim_card(claim, at, query) for claim in one.chosen.behind],
            "challenges": presenters.challenge_rows(one.challenges, at, query),
            "rows": [
                (row, presenters.since_tag(row), presenters.evidence_link(row.measure.series, at) + query)
                for row in one.rows
            ],
            "as_table": presenters.chart_table(one.rows, at),
            "said": [presenters.claim_card(claim, at, query) for claim in one.claims if claim.pattern in pack.SAID],
            "rule": pack.choosing.RULE,
            "challenge_rule": challenges.RULE,
            "baselines": [one for one in reversed(at.table.years()) if one < at.year],
            "doubts": checking.doubts(one.own_words.text, at) if one.own_words and may_write else [],
            "may_write": may_write,
            "may_sign": request.user.may("benchmarking.sign")
            and versions
            and all(sign.by_id != request.user.pk for sign in versions[0].sign_offs.all()),
        },
    )


@require_safe
@needs("benchmarking.see")
def claims(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Everything that can be said, pattern by pattern."""
    one, asked = profile_of(request, code, year)
    groups = [
        (
            pattern.TITLE,
            [
                presenters.claim_card(claim, one.standing, asked.query)
                for claim in one.claims
                if claim.pattern == pattern.KEY
            ],
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
            "query": asked.query,
            "groups": [group for group in groups if group[1]],
            "rules": pack.rules_in_words(made),
        },
    )


@require_safe
@needs("benchmarking.see")
def evidence(request: HttpRequest, code: str, year: str, series: str) -> HttpResponse:
    """The numbers under a claim: the measure over the years, and every council of a group."""
    one, asked = profile_of(request, code, year)
    at = one.standing
    row = next((row for row in one.rows if row.measure.series == series), None)
    if row is None:
        raise Http404("No such measure in that year.")
    beside = [found for found in (at.region, at.england, *at.peers) if at.council.code in found.members(at.year)]
    group = next((found for found in beside if found.name == request.GET.get("group")), at.region)
    own = _own(at)
    return render(
        request,
        "benchmarking/evidence.jinja",
        {
            "profile": one,
            "at": at,
            "row": row,
            "query": asked.query,
            "group": group,
            "beside": [(found.name, presenters.evidence_link(series, at, asked.query, found.name)) for found in beside],
            "years": presenters.over_years(at, series),
            "councils": presenters.ranked_councils(at, series, asked.query, group),
            "own": own,
            "ours": next((figure for figure in own.figures if figure.series == series), None) if own else None,
            "may_publish": request.user.may("benchmarking.publish"),
        },
    )


@require_safe
@needs("benchmarking.see")
def measure_set(request: HttpRequest, code: str, year: str, key: str) -> HttpResponse:
    """The numbers under a count: every measure of the set, with what is counted and what is not."""
    one, asked = profile_of(request, code, year)
    at = one.standing
    found = at.measure_set(key)
    if found is None:
        raise Http404("No such set of measures.")
    since = request.GET.get("since", "")
    since = since if since in at.baselines else at.baseline
    return render(
        request,
        "benchmarking/measure_set.jinja",
        {
            "profile": one,
            "at": at,
            "set": found,
            "since": since,
            "query": asked.query,
            "rows": presenters.set_rows(found, at, since, asked.query),
            "absent": presenters.absent_from(found, at),
        },
    )


@require_safe
@needs("benchmarking.see")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands under something the council says itself: its number, day, source and who entered it."""
    one = get_object_or_404(Entry.objects.select_related("made_by", "withdrawn_by"), pk=pk)
    council = places.council_of(one.council, one.year)
    return render(
        request,
        "benchmarking/entry.jinja",
        {
            "entry": one,
            "whose": council.name if council else one.council,
            "facts": presenters.entry_facts(one),
            "may_write": request.user.may("benchmarking.write"),
        },
    )


def _own(at: Standing) -> live.SoFar | None:
    """Our own figures so far, in our own profile alone."""
    return live.so_far(at.table, at.region, timezone.localdate()) if at.council.code == own_code() else None
