"""The council's part: `prescriptions.yaml` of its pack. For how long, when to ask, and its own pages of information.

The file may be absent: then there are no pages of its own and the days below hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

from alongside.rules.council import BadCouncil

FILE = "prescriptions.yaml"


@dataclass(frozen=True)
class Information:
    """A page of the council's own: what it says in a few sentences, and where there is more."""

    key: str
    title: str
    words: tuple[str, ...]
    link: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Pack:
    # How long the link opens, and when we ask again, in days after it was given.
    link_days: int = 180
    remind_person_after: int = 7
    ask_how_it_went_after: int = 28
    pages: Mapping[str, Information] = field(default_factory=lambda: MappingProxyType({}))


def current() -> Pack:
    return _read(Path(settings.COUNCIL_PACK))


@cache
def _read(folder: Path) -> Pack:
    file = folder / FILE
    if not file.exists():
        return Pack()
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadCouncil(f"{FILE} cannot be read: {' '.join(str(problem).split())}.") from problem
    days = {one.name for one in fields(Pack)} - {"pages"}
    if not isinstance(given, dict) or (strange := sorted(map(str, set(given) - days - {"pages"}))):
        raise BadCouncil(f"{FILE}: {strange[0] if isinstance(given, dict) else 'it'} is not a key of prescriptions.")
    for key in days & set(given):
        if type(given[key]) is not int or given[key] < 1:
            raise BadCouncil(f"{FILE}: `{key}` must be a whole number of days.")
    pages = [_page(number, one) for number, one in enumerate(given.get("pages") or [], 1)]
    if len({page.key for page in pages}) != len(pages):
        raise BadCouncil(f"{FILE}: two pages have the same key.")
    return Pack(**{key: given[key] for key in days & set(given)},
                pages=MappingProxyType({page.key: page for page in pages}))


def _page(number: int, given: Any) -> Information:
    known = {one.name for one in fields(Information)}
    if not isinstance(given, dict) or set(given) - known or not {"key", "title", "words"} <= set(given):
        raise BadCouncil(f"{FILE}: page {number} must have key, title and words, and may have link and telephone.")
    if not isinstance(given["words"], list) or not given["words"]:
        raise BadCouncil(f"{FILE}: the words of page {number} must be a list of sentences.")
    said = {key: str(value).strip() for key, value in given.items() if key != "words"}
    return Information(**said, words=tuple(str(one).strip() for one in given["words"]))
