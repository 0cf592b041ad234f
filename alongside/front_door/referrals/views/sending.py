"""Referring somebody without an account, one thing a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.foundation.permissions import public

from .. import pack


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "referrals/public/home.jinja", {"days": pack.current().drafts_kept_days})
