"""A letter on paper: as a page that prints, and as its PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs

from .models import Document
from .presenters import letter_of


@require_safe
@needs("documents.see")
def on_paper(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = get_object_or_404(Document.objects.of(subject), pk=document_id)
    # The way back leaves the last part of the address: where the letter is read.
    return render(request, "documents/print.jinja", {"letter": letter_of(document), "back": "../"})


@require_safe
@needs("documents.see")
def download(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "letter")
    document = get_object_or_404(Document.objects.of(subject), pk=document_id)
    answer = HttpResponse(document.pdf(), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{document.file_name}"'
    return answer
