"""A file from somebody outside, given to whoever may read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def to_save(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """To save under the name it came with, never to run in the browser: what came from outside opens nowhere near
    somebody who is signed in."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
