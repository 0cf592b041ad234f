"""The area of a row: its code, kind and name, whatever the release calls it."""

from __future__ import annotations

from functools import cache

from .. import places

TYPES = set(places.TYPE_CODES)


def area(code: object, name: object) -> tuple[str, str, str]:
    """(code, kind, name). A council's number may come as 327, 327.0 or text."""
    text = str(int(code)) if isinstance(code, float) and code == int(code) else str(code or "").strip()
    name = str(name or "").strip()
    if text.casefold() == "england" or (not text and name.casefold() == "england") or text == "E92000001":
        return places.ENGLAND, "england", places.ENGLAND
    if any(one.code == text for one in places.councils()):
        return text, "council", name
    if called := _regions().get(name.casefold()) or _regions().get(text.casefold()):
        return places.region_codes()[called], "region", called
    if text in TYPES:
        return text, "type", places.TYPE_CODES[text]
    # Such as Cornwall and the Isles of Scilly together: kept, and never ranked as a council.
    return places.plain(name).replace(" ", "_")[:40] or text[:40], "other", name


@cache
def _regions() -> dict[str, str]:
    """A region's name by all it is called."""
    known = places.region_codes()
    return {said.casefold(): name for name, code in known.items() for said in (name, code)} | {
        "eastern": "East of England"
    }
