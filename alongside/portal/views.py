"""The public pages, each also in easy read. Nobody signs in, and nothing is kept but how often the first was opened."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.foundation.design.reading import Reading
from alongside.foundation.permissions.guards import public
from alongside.front_door import routes
from alongside.front_door.directory.models import Count
from alongside.front_door.directory.views.finding import and_count, what_home_shows
from alongside.front_door.self_assessment import offers
from alongside.portal import core_offer, opening
from alongside.portal.cookies import COOKIES
from alongside.rules import council


def _page(request: HttpRequest, name: str, context: dict[str, Any] | None = None) -> HttpResponse:
    folder = "portal/easy" if Reading.of(request).easy else "portal"
    return render(request, f"{folder}/{name}.jinja", context)


@public
def home(request: HttpRequest) -> HttpResponse:
    hours = opening.lines(council.load(settings.COUNCIL_PACK).opening_hours)
    carers = offers.by_slug("carer")
    # The same search and tiles as the directory's own first page: whoever comes in here has visited it.
    return and_count(_page(request, "home", {
        "hours": hours, "ways": routes.ways(), "offer": bool(core_offer.services()),
        "carers_own": reverse("self_assessment:start", args=[carers.slug]) if carers else "",
        **what_home_shows()}), Count.What.HOME)


@public
def keeping_safe(request: HttpRequest) -> HttpResponse:
    return _page(request, "keeping_safe")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "privacy", {"cookies": COOKIES})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "accessibility")


@public
def what_we_do(request: HttpRequest) -> HttpResponse:
    return _page(request, "what_we_do", {"services": [(one, core_offer.begins(one)) for one in core_offer.services()]})
