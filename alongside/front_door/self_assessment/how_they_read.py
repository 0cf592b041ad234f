"""How somebody reads the pages goes along with what they send: whoever answers then writes and speaks so too."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.foundation.design.languages.middleware import chosen
from alongside.foundation.design.reading import Reading

# A way of reading the pages, and the need it tells of: a code of communication_need.
NEEDS = {"easy": "easy_read", "bigger": "large_print"}


def needs(request: HttpRequest) -> list[str]:
    reading = Reading.of(request)
    return [need for way, need in NEEDS.items() if getattr(reading, way)]


def language(request: HttpRequest) -> str:
    """Empty where the pages are read in English."""
    here = chosen(request)
    return "" if here.is_english else here.code
