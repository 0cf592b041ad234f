"""How a view says who may use it: `@needs("people.see")`, `@signed_in`, or `@public`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .catalogue import PERMISSIONS
from .roles import known

View = Callable[..., HttpResponse]


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    # Imported late: these views need the models, and apps name their permissions before there are any.
    from django.contrib.auth.views import redirect_to_login

    return redirect_to_login(request.get_full_path())


class NotAllowed(PermissionDenied):
    """A signed-in user asked for something their roles do not hold; the page says what is needed."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(PERMISSIONS[permission])


def needs(permission: str) -> Callable[[View], View]:
    """Let in those whose roles hold this permission; ask others to sign in, or tell them what is needed."""
    known(permission)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _ask_to_sign_in(request)
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
            return _ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.permission = "signed in"  # type: ignore[attr-defined]
    return guarded


def public(view: View) -> View:
    """Anybody at all, and on purpose."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
