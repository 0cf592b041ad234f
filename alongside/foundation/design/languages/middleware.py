"""Public pages in the language a visitor chose. Nobody is guessed at: without a choice a page is in English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from . import ENGLISH, Language, catalogue, sources

COOKIE = "language"
A_YEAR = 365 * 24 * 3600
# Staff write one record that colleagues read: their pages, and what programs ask for, are in English.
IN_ENGLISH = ("/desk/", "/api/", "/accounts/", "/fhir/", "/openreferral/", "/static/", "/health", "/ready")


def chosen(request: HttpRequest) -> Language:
    """What the cookie says; a language that is not offered is passed over."""
    if request.path.startswith(IN_ENGLISH):
        return ENGLISH
    return by_code(request.COOKIES.get(COOKIE, "")) or ENGLISH


def by_code(code: str) -> Language | None:
    return next((one for one in settings.LANGUAGES_OFFERED if one.code == code), None)


def keep(language: Language, answer: HttpResponse) -> None:
    """Only for somebody who chose another language than English."""
    if language.is_english:
        answer.delete_cookie(COOKIE, samesite="Lax")
    else:
        answer.set_cookie(COOKIE, language.code, max_age=A_YEAR, httponly=True, samesite="Lax",
                          secure=settings.SESSION_COOKIE_SECURE)


def compile_all() -> None:
    """From the `.po` files to what gettext reads, in the data folder: a council's own language needs no build."""
    for code, files in sources(settings.COUNCIL_PACK).items():
        catalogue.write([catalogue.read(file) for file in files],
                        settings.LANGUAGES_COMPILED / code / "LC_MESSAGES" / "django.mo")


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        compile_all()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        if language.is_english:
            return self.get_response(request)
        with translation.override(language.code):
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language.html)
        return answer
