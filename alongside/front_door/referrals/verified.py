"""A work email that was shown to be somebody's own by a code, kept for this session. Nobody needs an account.

For every public page that a professional uses: `@with_work_email` above the view, then `request.work_email`; or
`email_of`, and `ask_first` where it is empty, in a view that holds what was typed meanwhile.
Whoever is signed in with an account for referring has shown it already.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from alongside.foundation.limits.counting import visitor
from alongside.foundation.one_time_codes import asked as waiting
from alongside.foundation.one_time_codes import holding
from alongside.foundation.one_time_codes.actions import Tried, ask_for, attempt

from . import pack

View = Callable[..., HttpResponse]
PURPOSE = "referrals.work_email"
PERMISSION = "referrals.send"
_SHOWN, _ASKED = "work_email", "work_email_asked"
# The session's clock starts again while they work, at most once a minute.
_EVERY = 60


def email_of(request: HttpRequest) -> str:
    """Their work email, in small letters; empty where none has been shown."""
    email = shown(request)
    return email if email and (_has_account(request) or pack.current().takes(email)) else ""


def _has_account(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.may(PERMISSION))


def shown(request: HttpRequest) -> str:
    """Any address they have shown to be theirs: enough to follow what was sent from it, not to send something new."""
    if _has_account(request):
        return str(request.user.email).casefold()
    kept = request.session.get(_SHOWN)
    if not kept:
        return ""
    if (now := int(time.time())) - kept["seen"] >= _EVERY:
        request.session[_SHOWN] = {**kept, "seen": now}
    return str(kept["email"])


def with_work_email(view: View) -> View:
    """Asks for the work email first where none was shown, and comes back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        email = email_of(request)
        if not email:
            return ask_first(request)
        request.work_email = email  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded


def ask_first(request: HttpRequest, to: str = "") -> HttpResponse:
    return redirect(f"{reverse('referrals:work_email')}?{urlencode({'next': to or request.path})}")


def local(to: str) -> str:
    """Only ever a page of ours."""
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else reverse("referrals:home")


def send_code(request: HttpRequest, email: str, *, to: str, known: bool = True) -> None:
    """All looks the same where `known` is false: nothing goes out and no digits are right."""
    email = email.strip().casefold()
    code = ask_for(purpose=PURPOSE, channel="email", address=email, visitor=visitor(request), known=known)
    waiting.remember(request, _ASKED, handle=code.handle, email=email, to=local(to))


def asked(request: HttpRequest) -> dict[str, str] | None:
    """The email a code was sent to, and where they were going; None once the code is over."""
    return waiting.asked(request, _ASKED)


def sent_to(request: HttpRequest, email: str) -> str:
    """That email on the page that follows at once, and hidden from whoever opens the page anew."""
    return waiting.shown_once(request, _ASKED, email)


def try_code(request: HttpRequest, typed: str) -> tuple[Tried, str]:
    """What became of the try, and where to go on where it was right."""
    sent = asked(request)
    if sent is None:
        return Tried.OVER, ""
    tried = attempt(handle=sent["handle"], purpose=PURPOSE, typed=typed)
    if tried is Tried.RIGHT:
        request.session.cycle_key()  # a session that somebody set up for them beforehand knows nothing of it
        request.session[_SHOWN] = {"email": sent["email"], "seen": int(time.time())}
        del request.session[_ASKED]
    return tried, sent["to"]


def forget(request: HttpRequest) -> None:
    """On a computer that others use."""
    for key in (_SHOWN, _ASKED):
        request.session.pop(key, None)
    holding.let_go(request)
