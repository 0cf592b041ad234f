"""The check of the national return, shown to the worker who has just saved: a warning, which never blocks.

A middleware, because conversations, assessments, plans and reviews stand on floors below this one and know nothing of
it. It looks only at a form that was just signed, at the rows of that person which end today.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alongside.rules.national_return.row import Period

from . import official
from .build import built, problems_of

log = logging.getLogger(__name__)
SAID = 5


class WarnAtSaving:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        subject_id = _just_signed(request, answer)
        if subject_id and (lacking := what_lacks(subject_id)):
            more = f" and {len(lacking) - SAID} more" if len(lacking) > SAID else ""
            messages.warning(
                request,
                f"Saved. The national return would still find fault with: {'; '.join(lacking[:SAID])}{more}. "
                "You can go on: put it right when you know.",
            )
        return answer


def _just_signed(request: HttpRequest, answer: HttpResponse) -> int | None:
    if request.method != "POST" or answer.status_code != 302 or request.POST.get("do") != "sign":
        return None
    match = request.resolver_match
    return match.kwargs.get("subject_id") if match else None


def what_lacks(subject_id: int) -> list[str]:
    """The fields of today's rows of one person that would fail, each once. A fault of ours never stops the worker."""
    today = timezone.localdate()
    period = Period(today, today)
    try:
        with transaction.atomic():
            words = official.wording()
            return list(
                dict.fromkeys(
                    problem["field"]
                    for event, values in built(period, {subject_id})
                    for problem in problems_of(event, values, period, words)
                )
            )
    except (DatabaseError, LookupError, ValueError):
        log.exception("The national return could not be checked at saving.")
        return []
