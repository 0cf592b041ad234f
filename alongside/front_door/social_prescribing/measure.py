"""The measure of wellbeing, as data: questions anybody may use freely, with their source and licence.

Unless the council declares another in its pack (`wellbeing.yaml`), the four personal wellbeing questions of the Office
for National Statistics, under the Open Government Licence. A scale somebody owns does not belong in either file.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from alongside.rules.council import BadCouncil

OWN = Path(__file__).resolve().parent / "measures" / "ons_personal_wellbeing.yaml"
OF_THE_COUNCIL = "wellbeing.yaml"


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    short: str
    better: str  # "high" or "low"


@dataclass(frozen=True)
class Measure:
    key: str
    name: str
    source: str
    licence: str
    low: int
    high: int
    introduction: str
    questions: tuple[Question, ...]


def current() -> Measure:
    theirs = Path(settings.COUNCIL_PACK) / OF_THE_COUNCIL
    return read(theirs if theirs.exists() else OWN)


@cache
def read(file: Path) -> Measure:
    """Read and checked; a fault is named by file and key."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadCouncil(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    names = {one.name for one in fields(Measure)}
    if not isinstance(given, dict) or set(given) != names:
        wrong = sorted(names ^ set(given)) if isinstance(given, dict) else sorted(names)
        raise BadCouncil(f"{file.name}: it must have the keys of a measure and no others: {', '.join(wrong)}.")
    if not isinstance(given["low"], int) or not isinstance(given["high"], int) or given["low"] >= given["high"]:
        raise BadCouncil(f"{file.name}: `low` and `high` must be whole numbers, the lower one first.")
    for key in ("licence", "source"):
        if not str(given[key] or "").strip():
            raise BadCouncil(f"{file.name}: `{key}` must say so: only what may be used freely is asked.")
    questions = tuple(_question(file, one) for one in given["questions"] or ())
    if not questions or len({one.key for one in questions}) != len(questions):
        raise BadCouncil(f"{file.name}: `questions` must be a list, each with a key of its own.")
    return Measure(**{**given, "questions": questions})


def _question(file: Path, given: Any) -> Question:
    if not isinstance(given, dict) or set(given) != {one.name for one in fields(Question)}:
        raise BadCouncil(f"{file.name}: a question has key, text, short and better.")
    if given["better"] not in ("high", "low"):
        raise BadCouncil(f"{file.name}: `better` of {given['key']} must be high or low.")
    return Question(**{key: str(value).strip() for key, value in given.items()})
