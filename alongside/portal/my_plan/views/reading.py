"""The pages of somebody's own record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import presenters
from ..guard import theirs


@require_safe
@theirs(what="home")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "my_plan/home.jinja", {"sections": presenters.sections(request.theirs)})  # type: ignore[attr-defined]
