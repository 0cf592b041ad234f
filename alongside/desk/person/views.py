"""The person page: one look at who this is, what they say, what is promised and what has happened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.desk.person import layout, timelines
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame


@needs("people.see")
def overview(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "person")
    return render(request, "desk/person/page.jinja", {
        "frame": frame(subject, request.user, tab="overview"), "subject": subject,
        "main": layout.cards("main", request, subject), "side": layout.cards("side", request, subject),
    })


@needs("people.see")
def timeline(request: HttpRequest, subject_id: int) -> HttpResponse:
    """All that happened, by kind; with htmx only the list, under the chips of the person page."""
    subject = open_subject(request, subject_id, "timeline")
    page = timelines.page_of(subject, request.user, kind=request.GET.get("kind", ""), number=request.GET.get("page"))
    return render(request, "desk/person/timeline.jinja", {
        "frame": frame(subject, request.user, tab="overview"), "subject": subject, **page})
