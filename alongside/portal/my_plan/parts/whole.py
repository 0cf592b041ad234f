"""All that somebody reads, as one paper to print or to keep."""

from __future__ import annotations

from django.utils import timezone

from alongside.foundation.documents.blocks import Block, Bullets, Heading, Letter, Paragraph
from alongside.foundation.documents.letterhead import letterhead
from alongside.people.own_access.models import Part

from ..guard import Theirs
from . import about, helpers, papers, planned, shared


def letter(theirs: Theirs, *, large: bool = False) -> Letter:
    blocks: list[Block] = []
    for part, of in ((Part.ABOUT_ME, about.blocks), (Part.PLAN, planned.blocks), (Part.MONEY, planned.costs_blocks),
                     (Part.PEOPLE, helpers.blocks), (Part.AGREEMENTS, shared.blocks)):
        if theirs.may_read(part):
            blocks += of(theirs)
    if released := papers.released(theirs):
        blocks += [Heading("Papers"), Bullets([f"{one.title}. {one.words}" for one in released])]
    return Letter(
        title=f"My plan: {theirs.subject}" if theirs.access.is_the_person else f"{theirs.subject}: for {theirs.who}",
        blocks=blocks or [Paragraph("There is nothing here yet.")], letterhead=letterhead(), day=timezone.localdate(),
        large_print=large,
    )
