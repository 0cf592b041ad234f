"""Give a copy of this record: ask for it, see how far it is, take the file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import look
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame

from . import actions, presenters
from .forms import CopyForm
from .models import Copy
from .others import IN_PLAIN_WORDS


@needs("people.export")
def export(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Ask for a copy, with who asks for it and why what is usually left out goes in; below, those asked for before."""
    subject = open_subject(request, subject_id, "a copy of the record")
    user: Any = request.user
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        look(request, subject, "asked for a copy of the record", why=asked["reason"] or asked["identity"])
        copy = actions.ask_for_copy(subject=subject, by=user, **asked)
        messages.success(request, "The copy is being made. Go on with other work: you are told when it is ready.")
        return redirect("desk:copy", subject.pk, copy.pk)
    return render(request, "desk/export/export.jinja", {
        "frame": frame(subject, user), "subject": subject, "form": form, "never": IN_PLAIN_WORDS,
        "copies": presenters.lines(Copy.objects.of(subject)[:10], timezone.now()),
    })


@require_safe
@needs("people.export")
def copy(request: HttpRequest, subject_id: int, copy_id: int) -> HttpResponse:
    """How far it is; then the file, what is in it and what stayed out."""
    subject = open_subject(request, subject_id, "a copy of the record")
    one = get_object_or_404(Copy.objects.of(subject), pk=copy_id)
    now = timezone.now()
    said = {"copy": one, "subject": subject, "how_far": presenters.how_far(one), "left_out": presenters.left_out(one),
            "never": IN_PLAIN_WORDS, "may_be_taken": one.may_be_taken(now)}
    if request.headers.get("HX-Request"):
        return render(request, "desk/export/copy_part.jinja", said)
    return render(request, "desk/export/copy.jinja", {**said, "frame": frame(subject, request.user)})


@require_safe
@needs("people.export")
def copy_file(request: HttpRequest, subject_id: int, copy_id: int) -> HttpResponse:
    """The file itself, with the look and its reason kept."""
    subject = open_subject(request, subject_id, "a copy of the record")
    user: Any = request.user
    one = get_object_or_404(Copy.objects.of(subject), pk=copy_id)
    try:
        packed = actions.give(copy=one, by=user)
    except actions.NotThere as why:
        raise Http404(str(why)) from None
    look(request, subject, "gave a copy of the record", why=one.reason or one.identity)
    return HttpResponse(packed, content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="record-{subject.pk}-{timezone.localdate()}.zip"',
        "Cache-Control": "no-store",
    })
