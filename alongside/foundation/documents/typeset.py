"""Setting a letter as PDF/UA-1: tagged, with its language and title, so that a screen reader can read it out."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import typst
from django.core.exceptions import ImproperlyConfigured

from .blocks import Letter

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
# Says in the fewest words what stopped the typesetter: the characters that no font of ours holds.
NO_GLYPH = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.S)


class CannotBePrinted(Exception):
    """The letter holds characters that our fonts do not, and so would reach somebody with holes in it."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(f"These characters cannot be printed: {characters}. Take them out, or write them in words.")


@cache
def _compiler() -> typst.Compiler:
    if not any(FONTS.glob("Inter*.ttf")):
        raise ImproperlyConfigured("The fonts of letters are not there yet. Run: make assets")
    return typst.Compiler(root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)


def pdf(letter: Letter) -> bytes:
    """The letter on paper. The same letter gives the same bytes, so that they can be kept by their digest."""
    try:
        paper = _compiler().compile(
            input=str(HERE / "letter.typ"), format="pdf", pdf_standards=["ua-1"], timestamp=_noon(letter),
            sys_inputs={"letter": json.dumps(letter.as_data(), ensure_ascii=False)},
        )
    except typst.TypstError as error:
        missing = NO_GLYPH.findall(f"{error} {getattr(error, 'diagnostic', '')}")
        if not missing:
            raise
        raise CannotBePrinted(" ".join(dict.fromkeys(missing))) from None
    assert isinstance(paper, bytes)  # as every PDF is; pictures of pages would come as a list
    return paper


def _noon(letter: Letter) -> int:
    from datetime import UTC, datetime, time

    return int(datetime.combine(letter.day, time(12), UTC).timestamp())
