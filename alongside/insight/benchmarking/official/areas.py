"""The area of a row: its code, kind and name, whatever the release calls it."""

from __future__ import annotations

from .. import places

REGIONS = {name.casefold(): code for name, code in places.REGION_CODES.items()} | {"eastern": "E"}
REGION_NAMES = {code: name for name, code in places.REGION_CODES.items()}
TYPES = set(places.TYPE_CODES)


def area(code: object, name: object) -> tuple[str, str, str]:
    """(code, kind, name). A council's number may come as 327, 327.0 or text."""
    text = str(int(code)) if isinstance(code, float) and code == int(code) else str(code or "").strip()
    name = str(name or "").strip()
    if text.casefold() == "england" or (not text and name.casefold() == "england") or text == "E92000001":
        return places.ENGLAND, "england", places.ENGLAND
    if any(one.code == text for one in places.councils()):
        return text, "council", name
    if name.casefold() in REGIONS or text in REGION_NAMES:
        code_of_region = REGIONS.get(name.casefold()) or text
        return code_of_region, "region", REGION_NAMES[code_of_region]
    if text in TYPES:
        return text, "type", places.TYPE_CODES[text]
    # Such as Cornwall and the Isles of Scilly together: kept, and never ranked as a council.
    return places.plain(name).replace(" ", "_")[:40] or text[:40], "other", name
