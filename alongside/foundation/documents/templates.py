"""The council's letter templates: words with gaps, in its pack, filled from a short form.

`letters/<key>.yaml`: title, version, about, greeting, ask (what the writer is asked for), body (the parts of a letter).
`{name}`, `{worker}`, `{team}`, `{telephone}` and `{council}` fill themselves. What fills a gap stays words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .blocks import Block, Bullets, Heading, KeyFacts, Paragraph, Quote

GAP = re.compile(r"\{(\w+)\}")
FILLED = ("name", "worker", "team", "telephone", "council")
KINDS = ("line", "words", "lines")  # one line; several paragraphs; a list, a line for each


class BadTemplate(ValueError):
    """A template cannot be used: one sentence that names the file and what is wrong in it."""


@dataclass(frozen=True)
class Ask:
    key: str
    label: str
    kind: str = "line"
    hint: str = ""


@dataclass(frozen=True)
class Template:
    key: str
    title: str
    version: str
    about: str
    greeting: str
    asks: tuple[Ask, ...]
    body: tuple[tuple[str, Any, bool], ...]  # part, its words, strong
    heading: str  # the title on the paper

    def fill(self, answers: Mapping[str, str]) -> tuple[str, str, list[Block]]:
        """Title, greeting and parts with every gap filled."""
        blocks = [block for part, words, strong in self.body for block in _part(part, words, strong, answers)]
        return _filled(self.heading, answers), _filled(self.greeting, answers), blocks


@cache
def load(pack: Path) -> dict[str, Template]:
    """Every template of the pack by its key, in the order of their titles."""
    read = [_read(file) for file in sorted((pack / "letters").glob("*.yaml"))]
    return {template.key: template for template in sorted(read, key=lambda template: template.title)}


def _filled(words: str, answers: Mapping[str, str]) -> str:
    return GAP.sub(lambda gap: answers.get(gap[1], ""), words)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _part(part: str, words: Any, strong: bool, answers: Mapping[str, str]) -> list[Block]:
    if part == "heading":
        return [Heading(_filled(words, answers))]
    if part == "quote":
        return [Quote(_filled(words, answers))]
    if part == "key_facts":
        return [KeyFacts([(label, _filled(value, answers)) for label, value in words])]
    if part == "bullets":
        several = not isinstance(words, str)
        items = [_filled(item, answers) for item in words] if several else _lines(_filled(words, answers))
        return [Bullets(items)] if items else []
    paragraphs = re.split(r"\n\s*\n", _filled(words, answers).replace("\r\n", "\n").strip())
    return [Paragraph(paragraph, strong) for paragraph in paragraphs if paragraph]


def _read(file: Path) -> Template:
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
        asks = tuple(Ask(**ask) for ask in given.get("ask", []))
        body = tuple(_read_part(file, part) for part in given["body"])
        template = Template(
            key=file.stem, title=given["title"], version=str(given["version"]), about=given.get("about", ""),
            greeting=given.get("greeting", ""), asks=asks, body=body, heading=given.get("heading", given["title"]),
        )
    except (OSError, yaml.YAMLError, AttributeError, TypeError, KeyError) as problem:
        raise BadTemplate(f"{file.name} cannot be read: {problem}.") from problem
    known = {*FILLED, *(ask.key for ask in asks)}
    for gap in GAP.findall(f"{template.heading} {template.greeting} {body}"):
        if gap not in known:
            raise BadTemplate(f"{file.name}: nothing fills the gap {{{gap}}}.")
    for ask in asks:
        if ask.kind not in KINDS:
            kinds = ", ".join(KINDS)
            raise BadTemplate(f"{file.name}: `{ask.key}` is of no kind called {ask.kind}; there are {kinds}.")
    return template


def _read_part(file: Path, given: Mapping[str, Any]) -> tuple[str, Any, bool]:
    strong = bool(given.get("strong", False))
    parts = [key for key in given if key != "strong"]
    if len(parts) != 1 or parts[0] not in {"heading", "paragraph", "quote", "bullets", "key_facts"}:
        raise BadTemplate(f"{file.name}: {', '.join(map(str, parts))} is not a part of a letter.")
    return parts[0], given[parts[0]], strong
