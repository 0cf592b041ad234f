"""How the feed answers: open to every page and program, with a version that says whether it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from alongside.foundation.limits.counting import allow, seconds_left, visitor
from alongside.foundation.limits.guard import HOUR, MINUTE

from .asked import ON_A_PAGE, Malformed

# A program that reads 5,000 entries one by one takes less than a quarter of an hour.
A_MINUTE = 600
# Everything at once, without pages, is hours of work for a machine when it is asked for again and again.
WHOLE_AN_HOUR = 12
View = Callable[..., HttpResponseBase]


class NotThere(LookupError):
    """No published record has this id. The message says so."""


class TooOften(Exception):
    """Everything was asked for more often in this hour than is given."""


def open_data(view: View) -> View:
    """GET alone, to anybody from anywhere, so many a minute; whatever goes wrong is said in JSON."""

    @transaction.non_atomic_requests
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            answer: HttpResponseBase = HttpResponse(status=204)
        elif request.method not in ("GET", "HEAD"):
            answer = problem(405, "Only GET: nothing is written here.")
            answer["Allow"] = "GET, HEAD, OPTIONS"
        elif not allow("openreferral", visitor(request), most=A_MINUTE, seconds=MINUTE):
            left = seconds_left(MINUTE)
            answer = problem(429, f"That is more than {A_MINUTE} questions in a minute. Go on in {left} seconds.")
            answer["Retry-After"] = str(left)
        else:
            with transaction.atomic():
                try:
                    answer = view(request, *args, **kwargs)
                except Malformed as one:
                    answer = problem(400, str(one), parameter=one.parameter)
                except NotThere as one:
                    answer = problem(404, str(one))
                except TooOften:
                    left = seconds_left(HOUR)
                    answer = problem(429, f"Everything at once is there {WHOLE_AN_HOUR} times an hour. Come back in "
                                          f"{left} seconds, or ask for pages.")
                    answer["Retry-After"] = str(left)
        return _open(answer)

    return answered


def _open(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Accept, Content-Type"
    answer["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
    return answer


def problem(status: int, words: str, **more: str) -> HttpResponse:
    return JsonResponse({"detail": words, **more}, status=status)


def told(request: HttpRequest, said: Any, *, changed: datetime | None = None) -> HttpResponse:
    """An answer with its version: who has it already is told so in a line. `changed` where one record says it all."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    answer = HttpResponse(body, content_type="application/json")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["ETag"], answer["Cache-Control"] = etag, "public, max-age=60"
    seconds = int(changed.timestamp()) if changed else None
    if seconds is not None:
        answer["Last-Modified"] = http_date(seconds)
    same = get_conditional_response(request, etag=etag, last_modified=seconds, response=answer)
    return same if isinstance(same, HttpResponse) else answer


def page(request: HttpRequest, found: Any, shaped: Callable[[Any], Iterable[Any]], said: dict[str, Any], *,
         all_on_one: bool = False) -> HttpResponseBase:
    """`found` is all there is, `shaped` reads some of it and makes JSON of each."""
    if said.get("format") == "ndjson":
        if not allow("openreferral.whole", visitor(request), most=WHOLE_AN_HOUR, seconds=HOUR):
            raise TooOften
        return StreamingHttpResponse(_lines(found, shaped), content_type="application/x-ndjson")
    total = found.count()
    size = max(total, 1) if all_on_one and "per_page" not in said else said.get("per_page", ON_A_PAGE)
    number, pages = said.get("page", 1), max(1, -(-total // size))
    contents = list(shaped(found[(number - 1) * size:number * size])) if number <= pages else []
    return told(request, {
        "total_items": total, "total_pages": pages, "page_number": number, "size": len(contents),
        "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": contents,
    })


def _lines(found: Any, shaped: Callable[[Any], Iterable[Any]]) -> Iterator[bytes]:
    """In hundreds, so that whatever there is of it stays small here."""
    for start in range(0, found.count(), 100):
        for one in shaped(found[start:start + 100]):
            yield json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
