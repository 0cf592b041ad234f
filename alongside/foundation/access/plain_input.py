"""A character that no database can keep. Nobody types it, but it may come along with what is pasted.

In a form it is shown as the sign for what could not be read, so that nothing else of what was typed is lost. An address
or a program that sends it is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NOT_KEPT = "\x00"
INSTEAD = "\N{REPLACEMENT CHARACTER}"
# The same as JSON writes it.
IN_JSON = b"\\u0000"


class PlainInputMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NOT_KEPT in request.path_info or any(NOT_KEPT in words for words in _words(request.GET)):
            raise BadRequest("The address holds a character that cannot be kept.")
        if request.content_type == "application/json":
            if IN_JSON in request.body:
                raise BadRequest("What was sent holds a character that cannot be kept (\\u0000).")
        elif request.method == "POST" and any(NOT_KEPT in words for words in _words(request.POST)):
            request.POST = _readable(request.POST)
        return self.get_response(request)


def _words(query: QueryDict) -> list[str]:
    return [word for name, values in query.lists() for word in (name, *values)]


def _readable(query: QueryDict) -> QueryDict:
    readable = QueryDict(mutable=True)
    for name, values in query.lists():
        readable.setlist(name.replace(NOT_KEPT, INSTEAD), [value.replace(NOT_KEPT, INSTEAD) for value in values])
    readable._mutable = False
    return readable
