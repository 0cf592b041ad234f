"""How a telephone number that somebody wrote is read: one way, wherever it is checked, compared, written to or shown.

Numbers that belong to a service (111, a switchboard with its extension) are kept as they are written.
"""

from __future__ import annotations

import re

# +44, 0044, +0044; and 44 alone where a whole number follows. Zeros after it are the ones people write in brackets.
_COUNTRY = re.compile(r"^(?:\+(?:00)?44|0044|44(?=0?[0-9]{10}$))0*")


def plain(written: str) -> str:
    """Only figures, from the leading 0: "+44 (0)1632 960417" is "01632960417"."""
    figures = re.sub(r"[^0-9+]", "", re.sub(r"\(\s*0\s*\)", "", written))
    figures = re.sub(r"(?!^)\+", "", figures)
    return _COUNTRY.sub("0", figures).replace("+", "")


def is_whole(written: str) -> bool:
    """A number that can be rung: from here, or from abroad."""
    return bool(re.fullmatch(r"0[0-9]{9,10}|00[0-9]{8,15}|[1-9][0-9]{8,15}", plain(written)))


def is_mobile(written: str) -> bool:
    """Whether a text message reaches it."""
    return bool(re.fullmatch(r"07[0-9]{9}", plain(written)))
