"""The languages of the public pages: English, and whatever there is a catalogue for.

A catalogue is a plain `.po` file, ours in `alongside/locale/`, a council's own in `languages/` of its pack. Settings
read this before Django is there, so nothing here imports it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .catalogue import BadCatalogue, Catalogue, read

OURS = Path(__file__).resolve().parents[3] / "locale"


@dataclass(frozen=True)
class Language:
    code: str
    name: str  # as its speakers write it
    html: str
    direction: str = "ltr"
    # Whether somebody who grew up with the language has read it all; until then every page in it says so.
    checked: bool = True

    @property
    def is_english(self) -> bool:
        return self.code == ENGLISH_CODE


ENGLISH_CODE = "en-gb"
ENGLISH = Language(ENGLISH_CODE, "English", "en-GB")


def sources(pack: Path, ours: Path = OURS) -> dict[str, list[Path]]:
    """The files of each language; what a council says goes before what we say."""
    found: dict[str, list[Path]] = {}
    for folder in (ours, pack / "languages"):
        for file in sorted(folder.glob("*.po")):
            found.setdefault(file.stem, []).append(file)
    return found


def offered(pack: Path, ours: Path = OURS) -> tuple[Language, ...]:
    """English first, then by name."""
    others = [_language(code, [read(file) for file in files]) for code, files in sources(pack, ours).items()]
    return (ENGLISH, *sorted(others, key=lambda one: one.name.casefold()))


def _language(code: str, catalogues: Iterable[Catalogue]) -> Language:
    headers: dict[str, str] = {}
    for one in catalogues:
        headers.update(one.headers)
    if "charset=utf-8" not in headers.get("Content-Type", "").lower():
        raise BadCatalogue(f"{code}.po: its first entry needs Content-Type: text/plain; charset=UTF-8.")
    name = headers.get("X-Language-Name", "")
    direction = headers.get("X-Direction", "ltr")
    if not name or direction not in ("ltr", "rtl"):
        raise BadCatalogue(f"{code}.po: its first entry needs X-Language-Name, and X-Direction ltr or rtl.")
    return Language(code, name, headers.get("Language", code), direction, headers.get("X-Read-By-A-Speaker") == "yes")
