"""Every sentence that is marked for translation, from the templates and the code: what a catalogue has to say."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .catalogue import CONTEXT, Catalogue

PACKAGE = Path(__file__).resolve().parents[3]
# In code: the functions of django.utils.translation, under their own names.
IN_CODE = {"gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 1, "pgettext_lazy": 1}


@dataclass
class Marked:
    said: str
    plural: str = ""
    context: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return (f"{self.context}{CONTEXT}" if self.context else "") + self.said


def marked(package: Path = PACKAGE) -> dict[str, Marked]:
    found: dict[str, Marked] = {}
    for one in (*_in_templates(package), *_in_code(package)):
        before = found.setdefault(one.key, one)
        before.places = list(dict.fromkeys([*before.places, *one.places]))
        before.plural = before.plural or one.plural
    return found


def _in_templates(package: Path) -> Iterator[Marked]:
    from django.template import engines

    jinja: Any = engines["jinja2"]
    for file in sorted(package.rglob("jinja2/**/*.jinja")):
        words = file.read_text(encoding="utf-8")
        if "_(" not in words and "{% trans" not in words and "gettext(" not in words:
            continue
        for _, function, said in jinja.env.extract_translations(words):
            yield _of(function, said, str(file.relative_to(package)))


def _in_code(package: Path) -> Iterator[Marked]:
    for file in sorted(package.rglob("*.py")):
        words = file.read_text(encoding="utf-8")
        if "django.utils.translation" not in words or "/tests/" in str(file):
            continue
        for node in ast.walk(ast.parse(words)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IN_CODE:
                said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if said:
                    yield _of(node.func.id.removesuffix("_lazy"), tuple(said), str(file.relative_to(package)))


def _of(function: str, said: Any, place: str) -> Marked:
    words = [said] if isinstance(said, str) else [one for one in said if isinstance(one, str)]
    match function:
        case "ngettext":
            return Marked(words[0], plural=words[1], places=[place])
        case "pgettext":
            return Marked(words[1], context=words[0], places=[place])
        case _:
            return Marked(words[0], places=[place])


def as_file(sentences: Iterable[Marked], kept: Catalogue, header: str) -> str:
    """A whole `.po` file, in the order of the pages; what the catalogue says already stays."""
    lines = [header.rstrip(), ""]
    for one in sentences:
        known = kept.entries.get(one.key)
        lines += [f"#: {place}" for place in one.places]
        if known and known.fuzzy:
            lines.append("#, fuzzy")
        if one.context:
            lines.append(f"msgctxt {_quoted(one.context)}")
        lines.append(f"msgid {_quoted(one.said)}")
        if one.plural:
            lines.append(f"msgid_plural {_quoted(one.plural)}")
            lines += [f"msgstr[{form}] {_quoted(known.translations.get(form, '') if known else '')}"
                      for form in range(kept.plural_forms)]
        else:
            lines.append(f"msgstr {_quoted(known.translations.get(0, '') if known else '')}")
        lines.append("")
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def head_of(file: str) -> str:
    """A catalogue's comments and its first entry, as they stand."""
    lines = file.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith("msgid")), len(lines))
    end = next((place for place in range(first, len(lines)) if not lines[place].strip()), len(lines))
    return "\n".join(lines[:end])
