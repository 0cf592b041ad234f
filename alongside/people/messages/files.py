"""A file that came with a message, as an answer to whoever may read it."""

from __future__ import annotations

from django.http import HttpResponse

from .models import Attachment


def file_answer(found: Attachment) -> HttpResponse:
    """Taken, never shown in a page of ours: what came from outside opens nowhere near somebody who is signed in."""
    answer = HttpResponse(found.content(), content_type=found.kind)
    name = found.name.encode("ascii", "ignore").decode().replace('"', "").strip() or "file"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
