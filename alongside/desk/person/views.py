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
        "main": layout.cards(layout.in_order(layout.MAIN), request, subject),
        "side": layout.cards(layout.in_order(layout.SIDE), request, subject),
        "others": [panel.title for panel in layout.in_order(layout.OTHERS) if request.user.may(panel.permission)],
    })


@needs("people.see")
def more(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The cards that are not on the first page: assessments, visits, risks and so on."""
    subject = open_subject(request, subject_id, "person, more")
    cards = layout.cards(layout.in_order(layout.OTHERS), request, subject)
    return render(request, "desk/person/more.jinja", {
        "frame": frame(subject, request.user, tab="overview"), "subject": subject, "left": cards[::2],
        "right": cards[1::2],
    })


@needs("people.see")
def timeline(request: HttpRequest, subject_id: int) -> HttpResponse:
    """All that happened, by kind; with htmx only the list, under the chips of the person page."""
    subject = open_subject(request, subject_id, "timeline")
    page = timelines.page_of(subject, request.user, kind=request.GET.get("kind", ""), number=request.GET.get("page"))
    return render(request, "desk/person/timeline.jinja", {
        "frame": frame(subject, request.user, tab="overview"), "subject": subject, **page})
