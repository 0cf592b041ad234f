"""What holds a character that no database can keep is refused before any page reads it: nobody types one."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NOT_KEPT = "\x00"


class PlainInputMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = [request.path_info, *_words(request.GET)]
        if request.method == "POST":
            given += _words(request.POST)
        if any(NOT_KEPT in words for words in given):
            raise BadRequest("What was sent holds a character that cannot be kept.")
        return self.get_response(request)


def _words(query: object) -> list[str]:
    return [word for name, values in query.lists() for word in (name, *values)]  # type: ignore[attr-defined]
