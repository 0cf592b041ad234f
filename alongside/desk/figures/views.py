"""Pages of figures, each opened to its people."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.care_management.assessments.models import Assessment
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs

from . import composed

PER_PAGE = 50


@require_safe
@needs("assessments.see")
def assessments(request: HttpRequest) -> HttpResponse:
    """How assessments were made in a year, and how many kept the council's promise."""
    user: Any = request.user
    now, chosen = timezone.now(), request.GET.get("show", "")
    rows = composed.assessments(user, now)
    views = {"": "All", **dict(Assessment.Mode.choices), "late": "After the promised day"}
    if chosen in Assessment.Mode.values:
        rows = rows.filter(mode=chosen)
    elif chosen == "late":
        rows = rows.filter(in_time=False)
    page = Paginator(rows.select_related("subject").order_by("-signed_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page"))
    looked_at_list(request, [one.subject_id for one in page], "assessments in figures")
    return render(request, "desk/figures/assessments.jinja", {
        "page": page, "rows": [composed.assessment_row(one) for one in page], "modes": composed.by_mode(user, now),
        "in_time": composed.in_time(user, now), "taken_over": composed.taken_over(user, now),
        "views": [{"text": text, "href": f"?show={key}", "current": key == chosen} for key, text in views.items()],
        "query": f"show={chosen}",
    })


@require_safe
@needs("involvements.waiting_list")
def named_workers(request: HttpRequest) -> HttpResponse:
    """People supported for a learning disability whom nobody is named for: there should be none."""
    user: Any = request.user
    today = timezone.localdate()
    rows = composed.with_learning_disability(user, today).filter(named=False)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [one.subject_id for one in page], "people without a named worker")
    return render(request, "desk/figures/named_workers.jinja", {
        "page": page, "rows": [composed.person_row(one) for one in page],
        "nobody": composed.without_worker(user, today),
    })
