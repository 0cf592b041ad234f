"""Give a copy of this record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import look
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame

from . import actions, paper
from .forms import CopyForm
from .rows import collect


@needs("people.export")
def export(request: HttpRequest, subject_id: int) -> HttpResponse:
    """What the copy would hold and leave out; then the copy itself, with the look and its reason kept."""
    subject = open_subject(request, subject_id, "a copy of the record")
    user: Any = request.user
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        look(request, subject, "gave a copy of the record", why=given["reason"] or given["identity"])
        packed = actions.give_copy(subject=subject, by=user, **given)
        return HttpResponse(packed, content_type="application/zip", headers={
            "Content-Disposition": f'attachment; filename="record-{subject.pk}-{timezone.localdate()}.zip"',
            "Cache-Control": "no-store",
        })
    collected = collect(subject, frozenset())
    return render(request, "desk/export/export.jinja", {
        "frame": frame(subject, user), "subject": subject, "form": form, "left_out": paper.left_out(collected),
        "titles": paper.titles(collected), "count": collected.count,
    })
