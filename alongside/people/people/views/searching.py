"""The one box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people import results
from alongside.people.people.search.find import find, workers_of

SHOWN = 50
SHOWN_LIVE = 8


@needs("people.search")
def search(request: HttpRequest) -> HttpResponse:
    """Results for what was typed; with htmx from the header box, the first few as a list under it."""
    typed = request.GET.get("q", "").strip()
    live = "HX-Request" in request.headers
    found = find(typed, request.user, most=SHOWN_LIVE if live else SHOWN)
    ids = [hit.subject_id for hit in found.hits]
    workers = workers_of(ids) if ids and not live else {}
    looked_at_list(request, ids, "search results", detail=typed)
    page = {
        "q": typed, "results": [results.line(hit, workers.get(hit.subject_id, [])) for hit in found.hits],
        "more": found.more, "restricted": found.restricted, "asked": not found.sought.is_empty,
        "read_as": results.read_as(found.sought), "may_add": request.user.may("people.create"),
    }
    return render(request, "people/search_live.jinja" if live else "people/search.jinja", page)
