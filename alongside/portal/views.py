"""The public pages. Nobody signs in and nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.permissions.guards import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.jinja")


@public
def keeping_safe(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/keeping_safe.jinja")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.jinja")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.jinja")
