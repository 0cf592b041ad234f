"""The caseload, what waits for somebody, and what changed in figures."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs

from .. import actions, figures, presenters, trusted
from ..models import LinkWork

PER_PAGE = 50
WHICH = {"": "Mine", "waiting": "Waiting for somebody", "all": "Everybody’s", "ended": "Ended"}


@needs("social_prescribing.see")
def index(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("show", "")
    rows = LinkWork.objects.visible_to(request.user)
    if chosen == "waiting":
        rows = rows.asked().longest_first()
    elif chosen == "all":
        rows = rows.running().longest_first()
    elif chosen == "ended":
        rows = rows.ended().newest_first()
    else:
        rows = rows.running().of_worker(request.user).longest_first()
    page = Paginator(rows.with_all(), PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [row.subject_id for row in page], "link workers’ people")
    may_give = request.user.may("social_prescribing.manage")
    return render(request, "social_prescribing/index.jinja", {
        "page": page, "rows": [presenters.row(row, presenters.today(), may_give=may_give) for row in page],
        "query": f"show={chosen}" if chosen else "", "may_give": may_give,
        "which": [{"text": text, "href": f"?show={key}" if key else "?", "current": key == chosen}
                  for key, text in WHICH.items()]})


@needs("social_prescribing.manage")
def figures_page(request: HttpRequest) -> HttpResponse:
    years = presenters.years(presenters.today())
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one, _ in years} else years[0][0]
    found = figures.between(date(year, 4, 1), date(year + 1, 3, 31))
    whole = any(membership.team.key == actions.TEAM for membership in request.user.memberships_now)
    tables = {"Why it ended": found.why_ended, "Their goals": found.goals, "Groups and activities": found.groups,
              "Why not": found.why_not}
    return render(request, "social_prescribing/figures.jinja", {
        "years": [{"text": text, "href": f"?year={one}", "current": one == year} for one, text in years],
        "whole": whole, "found": found, "said": lambda number: figures.in_words(number, whole=whole),
        "tables": {title: {label: str(number) for label, number in counts.items()} if whole
                   else figures.held_back(counts) for title, counts in tables.items()},
        "changes": [one for one in found.changes if one.people and (whole or one.people >= figures.SMALL)],
        "held": not whole and any(0 < one.people < figures.SMALL for one in found.changes)})


@needs("social_prescribing.see")
def trusted_organisations(request: HttpRequest) -> HttpResponse:
    return render(request, "social_prescribing/trusted.jinja", {"networks": trusted.by_network()})
