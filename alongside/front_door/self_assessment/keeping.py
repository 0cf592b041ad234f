"""Which answers this browser goes on with: a secret in a cookie that its own pages alone can read, one for each offer.

It is gone when the browser is closed: on a computer in a library nobody finds it the next day. To come back from
anywhere, people give an address and get a code.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alongside.foundation.one_time_codes import holding

from .models import Started
from .offers import Offer

COOKIE = "my_answers"
# What the session of this browser holds: where a code was asked for, whose digits were right, what has just been sent.
ASKED, SHOWN, SENT = "self_assessment_code", "self_assessment_shown", "self_assessment_sent"
LONGEST = 60


def _path(offer: Offer) -> str:
    return reverse("self_assessment:start", args=[offer.slug])


def started_of(request: HttpRequest, offer: Offer) -> Started | None:
    return Started.objects.of_secret(request.COOKIES.get(COOKIE, "")[:LONGEST], offer.key)


def keep(answer: HttpResponse, offer: Offer, secret: str) -> None:
    answer.set_cookie(COOKIE, secret, path=_path(offer), httponly=True, samesite="Lax",
                      secure=getattr(settings, "SESSION_COOKIE_SECURE", False))


def forget_session(request: HttpRequest) -> None:
    """On a computer that others use, the next one learns nothing: not even that something was sent."""
    for key in (ASKED, SHOWN, SENT):
        request.session.pop(key, None)
    holding.let_go(request)


def forget(answer: HttpResponse, offer: Offer) -> None:
    answer.delete_cookie(COOKIE, path=_path(offer), samesite="Lax")
