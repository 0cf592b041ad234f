"""Reading a `.po` file and writing what gettext reads, without the GNU programs: few machines have them."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d)\])?)?\s*(".*")')
CONTEXT, PLURAL = "\x04", "\x00"


class BadCatalogue(ValueError):
    """A catalogue cannot be read: one sentence with the file and the line."""


@dataclass
class Entry:
    """One sentence, and how it is said. `plural` and a second translation where it counts something."""

    said: str = ""
    plural: str = ""
    context: str = ""
    translations: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        return (f"{self.context}{CONTEXT}" if self.context else "") + self.said

    @property
    def complete(self) -> bool:
        return bool(self.translations) and all(self.translations.values()) and not self.fuzzy


@dataclass(frozen=True)
class Catalogue:
    entries: dict[str, Entry]

    @property
    def headers(self) -> dict[str, str]:
        first = self.entries.get("")
        lines = first.translations.get(0, "").splitlines() if first else []
        return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @property
    def plural_forms(self) -> int:
        counted = re.search(r"nplurals\s*=\s*(\d)", self.headers.get("Plural-Forms", ""))
        return int(counted[1]) if counted else 2


def read(file: Path) -> Catalogue:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadCatalogue(f"{file.name} cannot be read: {problem}.") from problem
    entries: dict[str, Entry] = {}
    entry, part, fuzzy = Entry(), "", False

    def keep() -> None:
        if part:
            if entry.key in entries:
                raise BadCatalogue(f"{file.name}: {entry.said!r} is there twice.")
            entries[entry.key] = entry

    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = LINE.fullmatch(line.strip())
        if not found:
            raise BadCatalogue(
                f"{file.name}, line {number}: it is neither a comment nor msgid, msgstr and words in quotes.")
        begins, quoted = found[1], found[3]
        try:
            words = ast.literal_eval(quoted)
        except (SyntaxError, ValueError):
            raise BadCatalogue(f"{file.name}, line {number}: the words in quotes do not end as they begin.") from None
        if begins in ("msgctxt", "msgid") and part not in ("", "msgctxt"):
            keep()
            entry, part = Entry(), ""
        if begins in ("msgctxt", "msgid") and not part:
            entry.fuzzy, fuzzy = fuzzy, False
        part = begins or part
        _add(entry, part, words, file, number)
    keep()
    return Catalogue(entries)


def _add(entry: Entry, part: str, words: str, file: Path, number: int) -> None:
    match part:
        case "msgctxt":
            entry.context += words
        case "msgid":
            entry.said += words
        case "msgid_plural":
            entry.plural += words
        case "":
            raise BadCatalogue(f"{file.name}, line {number}: words that belong to nothing.")
        case _:
            form = int(part[7]) if "[" in part else 0
            entry.translations[form] = entry.translations.get(form, "") + words


def compiled(catalogues: Iterable[Catalogue]) -> bytes:
    """What gettext reads. A later catalogue goes before an earlier one; what nobody has translated is left out."""
    said: dict[str, str] = {}
    for catalogue in catalogues:
        for entry in catalogue.entries.values():
            if entry.key and not entry.complete:
                continue
            forms = [entry.translations[form] for form in sorted(entry.translations)]
            said[entry.key + (PLURAL + entry.plural if entry.plural else "")] = PLURAL.join(forms)
    pairs = [(key.encode(), said[key].encode()) for key in sorted(said, key=str.encode)]
    table = 28
    text = table + 16 * len(pairs)
    originals, translations, words = b"", b"", b""
    for side in (0, 1):
        for pair in pairs:
            where = struct.pack("<II", len(pair[side]), text + len(words))
            originals, translations = (originals + where, translations) if not side else (
                originals, translations + where)
            words += pair[side] + b"\0"
    head = struct.pack("<IiIIIiI", 0x950412DE, 0, len(pairs), table, table + 8 * len(pairs), 0, 0)
    return head + originals + translations + words


def write(catalogues: Iterable[Catalogue], to: Path) -> None:
    """In one move, so that a process that starts beside this one never reads half a file."""
    to.parent.mkdir(parents=True, exist_ok=True)
    new = compiled(catalogues)
    if to.exists() and to.read_bytes() == new:
        return
    beside = to.with_suffix(f".{id(new):x}.new")
    beside.write_bytes(new)
    beside.replace(to)
