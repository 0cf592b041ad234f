"""A file that came with a message, as an answer to whoever may read it."""

from __future__ import annotations

from django.http import HttpResponse

from alongside.foundation.uploads.giving import to_save

from .models import Attachment


def file_answer(found: Attachment) -> HttpResponse:
    """Taken, never shown in a page of ours: what came from outside opens nowhere near somebody who is signed in."""
    return to_save(found.content(), kind=found.kind, name=found.name)
