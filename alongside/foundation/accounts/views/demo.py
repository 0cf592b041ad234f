"""The demo sign-in: one press for each person one may be. In demo mode only; elsewhere these pages do not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import presenters
from alongside.foundation.accounts.models import User
from alongside.foundation.permissions import public

BACKEND = "alongside.foundation.accounts.signing_in.backend.SignInBackend"


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404("There is no demo sign-in outside the demonstration.")


@public
def demo(request: HttpRequest) -> HttpResponse:
    """Everybody one may be, each with what they do."""
    _demo_only()
    people = presenters.personas(User.objects.personas())
    return render(request, "accounts/demo.jinja", {"people": people, "next": request.GET.get("next", "")})


@public
@require_POST
def demo_sign_in(request: HttpRequest, persona: str) -> HttpResponse:
    _demo_only()
    user = get_object_or_404(User.objects.personas(), persona=persona)
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(_where_next(request))


def _where_next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)
