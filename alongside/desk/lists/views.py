"""Where somebody lands after signing in, and the page of every list they may open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.desk.my_work.views import my_work
from alongside.foundation.permissions import signed_in

from . import composed


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """My work; for those who have none here, the first tab that is theirs."""
    user: Any = request.user
    if user.may("work.see"):
        return my_work(request)
    for tab in settings.NAVIGATION:
        if user.may(tab.permission):
            try:
                return redirect(reverse(tab.url_name))
            except NoReverseMatch:
                continue
    return redirect("desk:lists")


@require_safe
@signed_in
def lists(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/lists.jinja", {"groups": composed.groups(request.user, timezone.now())})
