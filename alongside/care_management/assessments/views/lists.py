"""Who was promised an assessment, and what has been assessed of one person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame

from .. import history, presenters
from .shared import TAB


@needs("assessments.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "assessments")
    lines = history.lines_of(subject, request.user)
    return render(
        request,
        "assessments/index.jinja",
        {
            "frame": frame(subject, request.user, tab=TAB),
            "subject": subject,
            "open_lines": [line for line in lines if line.open],
            "done_lines": [line for line in lines if not line.open],
            "may_start": request.user.may("assessments.record") and not subject.died_on,
        },
    )


@needs("carers.see")
def board(request: HttpRequest) -> HttpResponse:
    """Everything promised that this user may see: the soonest first, and what nobody has begun.

    A carers' centre has its own carers here; a council's worker the assessments of adults as well.
    """
    today = timezone.localdate()
    every = history.board_rows(request.user, today)
    teams = set(request.user.team_ids())
    views = {
        "team": [row for row in every if row.team_id in teams],
        "mine": [row for row in every if row.mine],
        "unallocated": [row for row in every if not row.who],
        "late": [row for row in every if row.promised_by < today],
        "all": every,
    }
    chosen = request.GET.get("show") if request.GET.get("show") in views else "team"
    shown = views[str(chosen)]
    looked_at_list(request, [row.subject.pk for row in shown], "assessments list")
    names = {
        "team": "My teams",
        "mine": "Mine",
        "unallocated": "Nobody has it yet",
        "late": "Late",
        "all": "Every team",
    }
    return render(
        request,
        "assessments/board.jinja",
        {
            "rows": [presenters.row(row, today) for row in shown],
            "chosen": chosen,
            "views": [
                {"text": names[key], "href": f"?show={key}", "current": key == chosen, "count": len(rows)}
                for key, rows in views.items()
            ],
        },
    )
