"""Values of the return's lists in the words of one release, whichever release they were written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from alongside.rules.national_return.lists import RELEASES, national_list

# Spaces of any kind, and marks that cannot be seen.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"
_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")
_COLON = re.compile(r"\s*:\s*")


def clean(value: str) -> str | None:
    """Without the blanks around it; the word NULL, as databases write it, is nothing."""
    text = value.strip(BLANKS)
    return None if not text or text.upper() == "NULL" else text


def folded(value: str) -> str:
    """A value as it is compared: capitals, kinds of dash and the spaces around them make no difference."""
    return _COLON.sub(":", _DASH.sub("-", _SPACES.sub(" ", value.casefold())))


def in_release(list_name: str, value: str, release: int = 2) -> str | None:
    """The release's own wording, or the value as it is where that release has none."""
    text = clean(value)
    return None if text is None else _wordings(list_name, release).get(folded(text), text)


@cache
def _wordings(list_name: str, release: int) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for of in sorted(RELEASES, key=lambda one: one != release):  # a wording of the release itself stands for itself
        for code in national_list(list_name):
            if (written := code.national(of)) and (wanted := code.national(release)):
                found.setdefault(folded(written), wanted)
    return found
