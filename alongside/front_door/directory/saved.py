"""Which list this browser keeps: in a cookie that only its own pages can read, and only once somebody saves."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models import SavedList

COOKIE = "my_list"
A_DAY = 24 * 3600


def list_of(request: HttpRequest) -> SavedList | None:
    return SavedList.objects.by_secret(request.COOKIES.get(COOKIE, "")[:40])


def keep(answer: HttpResponse, saved_list: SavedList, days: int) -> None:
    answer.set_cookie(COOKIE, saved_list.secret, max_age=days * A_DAY, httponly=True, samesite="Lax",
                      secure=getattr(settings, "SESSION_COOKIE_SECURE", False))


def forget(answer: HttpResponse) -> None:
    answer.delete_cookie(COOKIE, samesite="Lax")
