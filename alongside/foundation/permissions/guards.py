"""How a view says who may use it: `@needs("people.see")`, `@signed_in`, or `@public`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url

from .catalogue import PERMISSIONS
from .roles import known

View = Callable[..., HttpResponse]


class NotAllowed(PermissionDenied):
    """A signed-in user asked for something their roles do not hold; the page says what is needed."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(PERMISSIONS[permission])


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and, once signed in, back to here (to the draft of what was being sent)."""
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path() if request.method in ("GET", "HEAD") else _page_it_was_on(request)
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query.urlencode(safe='/')}")


def _page_it_was_on(request: HttpRequest) -> str:
    """Where somebody was when they pressed the button: going back to an address that only takes what is sent fails."""
    came_from = request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    return came_from.removeprefix(here) if came_from.startswith(f"{here}/") else request.get_full_path()


def needs(permission: str) -> Callable[[View], View]:
    """Let in those whose roles hold this permission; ask others to sign in, or tell them what is needed."""
    known(permission)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not request.user.may(permission):
                raise NotAllowed(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Let in anybody who has signed in, whatever their role (their own account, their own drafts)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.permission = "signed in"  # type: ignore[attr-defined]
    return guarded


def public(view: View) -> View:
    """Anybody at all, and on purpose."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
