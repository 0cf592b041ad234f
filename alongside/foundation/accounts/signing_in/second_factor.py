"""A password alone is not enough outside the demo: whoever signs in with one adds an authenticator app first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse

from alongside.foundation.accounts.models import User

MISSING = "second_factor_missing"
# What somebody without one can still reach: adding it, proving who they are once more, going away, and static parts.
REACHED_WITHOUT = {"mfa_activate_totp", "mfa_view_recovery_codes", "account_reauthenticate", "mfa_reauthenticate",
                   "account_logout", "account_login", "health", "ready", "portal:home", "portal:accessibility",
                   "portal:privacy", "portal:keeping_safe"}


def note_what_is_missing(request: HttpRequest, user: User) -> None:
    """Remember in the session, so that no later request has to ask."""
    with_password = any(record.get("method") == "password" for record in get_authentication_records(request, user))
    has_one = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    if settings.SECOND_FACTOR_REQUIRED and with_password and not has_one:
        request.session[MISSING] = True
        reauthenticate_by_password(request)  # they gave it a moment ago: adding the app does not ask again
    else:
        request.session.pop(MISSING, None)


def forget_recovery_codes(user: User) -> None:
    """The codes of an app that is gone open nothing any more."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()


class SecondFactorMiddleware:
    """Leads whoever still has to add a second factor to the page where they do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.session.get(MISSING) or resolve(request.path_info).view_name in REACHED_WITHOUT:
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
