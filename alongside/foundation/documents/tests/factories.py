"""Letters for tests."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_subject
from alongside.foundation.documents import actions, blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.subjects.models import Subject


def make_letter(*, by: User, about: Subject | None = None, **details: Any) -> Document:
    """A draft to a person, with an address, unless told otherwise."""
    return actions.write_letter(**{
        "subject": about or make_subject(), "kind": "letter", "title": "Your review", "by": by,
        "addressee": "Winifred Hartley", "address": ["4 Alder Row", "Westmere", "WM4 2AB"],
        "blocks": [blocks.Paragraph("We will come to see you."), blocks.SignOff("Amara Bello", "Social worker")],
        **details,
    })
