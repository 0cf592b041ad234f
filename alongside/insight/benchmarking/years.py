"""Years as the framework writes them: 2024-25 runs from 1 April 2024 to 31 March 2025. They sort as text."""

from __future__ import annotations

import re

WRITTEN = re.compile(r"(?<!\d)(20\d\d)(?:\s*(?:to|-|–|/|_)\s*)((?:20)?\d\d)(?!\d)")


class NotAYear(ValueError):
    """The words name no year of the framework. The message is a sentence."""


def year(text: str) -> str:
    """2024-25, out of "2024 to 2025", "2024/25", "ascof_2024_25" and the like."""
    found = WRITTEN.search(text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
        raise NotAYear(f"{text!r} is not a year such as 2024-25.")
    return f"{found[1]}-{int(found[2]) % 100:02}"


def year_before(one: str) -> str:
    start = int(one[:4]) - 1
    return f"{start}-{(start + 1) % 100:02}"
