"""The pack's sentences, with a choice drawn wherever one is offered: "[Rang|Visited] {name}. {They} {was} well."."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SHE = {
    "they": "she",
    "They": "She",
    "them": "her",
    "their": "her",
    "Their": "Her",
    "themself": "herself",
    "was": "was",
    "has": "has",
    "is": "is",
    "s": "s",
    "es": "es",
}
_HE = {
    "they": "he",
    "They": "He",
    "them": "him",
    "their": "his",
    "Their": "His",
    "themself": "himself",
    "was": "was",
    "has": "has",
    "is": "is",
    "s": "s",
    "es": "es",
}
_THEY = {
    "they": "they",
    "They": "They",
    "them": "them",
    "their": "their",
    "Their": "Their",
    "themself": "themself",
    "was": "were",
    "has": "have",
    "is": "are",
    "s": "",
    "es": "",
}
PRONOUNS = {"female": _SHE, "male": _HE}


def pronouns(gender: str) -> Mapping[str, str]:
    return PRONOUNS.get(gender, _THEY)


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[tuple[str, ...] | str, ...]:
    pieces = _CHOICE.split(template)
    return tuple(tuple(piece.split("|")) if place % 2 else piece for place, piece in enumerate(pieces))


def say(draw: Random, template: str, words: Mapping[str, str]) -> str:
    said = "".join(piece if isinstance(piece, str) else draw.choice(piece) for piece in _parts(template))
    said = said.format_map(words) if "{" in said else said
    return said[:1].upper() + said[1:]


def read(folder: Path, name: str) -> dict[str, Any]:
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
