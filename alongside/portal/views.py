"""The public pages. Nobody signs in and nothing is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.permissions.guards import public
from alongside.portal import opening
from alongside.rules import council


@public
def home(request: HttpRequest) -> HttpResponse:
    hours = opening.lines(council.load(settings.COUNCIL_PACK).opening_hours)
    return render(request, "portal/home.jinja", {"hours": hours})


@public
def keeping_safe(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/keeping_safe.jinja")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.jinja")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.jinja")
