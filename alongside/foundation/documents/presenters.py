"""A document in words, and as the letter that is set on paper."""

from __future__ import annotations

from alongside.foundation import codelists
from alongside.foundation.design.shapes import Tag

from .blocks import Letter, Letterhead
from .easy_read import one_sentence_a_line
from .models import Document

KINDS_OF_TAG = {"draft": "soon", "sent": "done", "returned": "late", "withdrawn": "neutral"}


def letter_of(document: Document) -> Letter:
    """What goes on the paper, the same for the page and the PDF."""
    return Letter(
        title=document.title,
        blocks=one_sentence_a_line(document.blocks) if document.easy_read else document.blocks,
        letterhead=Letterhead(**document.letterhead), day=document.day,
        addressee=document.addressee, address=document.address_lines, reference=document.reference,
        large_print=document.large_print, easy_read=document.easy_read, language=document.language,
        greeting=document.greeting, sealed=not document.is_draft,
    )


def status_tag(document: Document) -> Tag:
    return Tag(document.status_words, KINDS_OF_TAG[document.status])


def formats_note(document: Document) -> str:
    """What is special about how they want it, empty for standard print in English."""
    notes = [] if document.format == "standard" else [document.get_format_display()]
    if document.put_into:
        notes.append(f"in {codelists.label('language', document.put_into)}")
    if not document.language.startswith("en"):
        notes.append(f"language: {document.language}")
    return ", ".join(notes)
