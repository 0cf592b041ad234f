"""The head of every letter, from the council's pack."""

from __future__ import annotations

from django.conf import settings

from alongside.rules import council

from .blocks import Letterhead


def letterhead() -> Letterhead:
    ours = council.load(settings.COUNCIL_PACK)
    return Letterhead(
        name=ours.name, address=tuple(line.strip() for line in ours.address.split(",")), telephone=ours.telephone,
        email=ours.email,
        other_formats="To have this in large print, easy read, braille, audio or another language, "
                      f"ring {ours.telephone} or write to {ours.email}.",
    )
