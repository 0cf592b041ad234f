"""The check of the national return, shown to the worker who has just saved: a warning, which never blocks.

A middleware, because conversations, assessments, plans and reviews stand on floors below this one and know nothing of
it. It looks at what was just signed, at the rows of that person which end today; at support in place and at facts about
the person, at their rows of the year; and at a plan just sent, at the services it would add.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alongside.people.circumstances.models import Fact
from alongside.rules.national_return.columns import BY_NAME, PERSON
from alongside.rules.national_return.row import Period

from . import official, services
from .build import built, problems_of, written
from .event import Event

log = logging.getLogger(__name__)
SAID = 5
YEAR = timedelta(days=365)
# Forms that feed columns of rows which ended before today, or of services that go on.
OF_THE_YEAR = frozenset({
    "eligibility:decide", "eligibility:decide_carer", "assessments:to_sign", "carers:to_sign", "plans:sign_off",
    "plans:end", "plans:kind", "plans:end_support", "plans:short_term", "plans:end_short_term",
})
OF_THE_PERSON = frozenset({
    "people:identity", "people:name", "people:identifier", "people:move_home", "people:address", "people:gp_practice",
    "people:death", "people:undo_death", "circumstances:record", "circumstances:end",
})
PLAN_SENT = "plans:check"


class WarnAtSaving:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        subject_id, view = _just_saved(request, answer)
        if subject_id and (lacking := what_lacks(subject_id, view)):
            more = f" and {len(lacking) - SAID} more" if len(lacking) > SAID else ""
            messages.warning(
                request,
                f"Saved. The national return would still find fault with: {'; '.join(lacking[:SAID])}{more}. "
                "You can go on: put it right when you know.",
            )
        return answer


def _just_saved(request: HttpRequest, answer: HttpResponse) -> tuple[int | None, str]:
    match = request.resolver_match
    if request.method != "POST" or answer.status_code != 302 or match is None:
        return None, ""
    view = getattr(match, "view_name", "")
    feeds = view in OF_THE_YEAR or view in OF_THE_PERSON or view == PLAN_SENT
    if not feeds and request.POST.get("do") != "sign":
        return None, ""
    if view == "circumstances:end":
        return Fact.objects.filter(pk=match.kwargs["pk"]).values_list("subject_id", flat=True).first(), view
    return match.kwargs.get("subject_id"), view


def what_lacks(subject_id: int, view: str = "") -> list[str]:
    """The fields of one person's rows that would fail, each once. A fault of ours never stops the worker."""
    try:
        with transaction.atomic():
            words = official.wording()
            period, rows = _rows(subject_id, view)
            return list(
                dict.fromkeys(
                    problem["field"]
                    for event, values in rows
                    for problem in problems_of(event, values, period, words)
                    if view not in OF_THE_PERSON or BY_NAME[problem["field"]].module == PERSON
                )
            )
    except (DatabaseError, LookupError, ValueError):
        log.exception("The national return could not be checked at saving.")
        return []


def _rows(subject_id: int, view: str) -> tuple[Period, Iterable[tuple[Event, dict[str, str]]]]:
    today = timezone.localdate()
    if view == PLAN_SENT:
        period = Period(today, today + YEAR)
        return period, written(list(services.sent_for_sign_off(period, subject_id)), period)
    period = Period(today - YEAR if view in OF_THE_YEAR | OF_THE_PERSON else today, today)
    return period, built(period, {subject_id})
