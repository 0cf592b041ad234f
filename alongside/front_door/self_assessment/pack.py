"""The council pack's part, `self_assessment.yaml`: which directory headings an answer leads to, and which words are
worth hurrying for. What is offered, for how long things are kept and what is promised: `policy/self_assessment.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires import noticing
from alongside.front_door.directory import pack as directory
from alongside.rules import council
from alongside.rules.council import BadCouncil

from . import offers


@dataclass(frozen=True)
class Pack:
    # By question, then by answer: headings of the directory.
    recommend: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    # Keys of prompts.yaml: words to read soon. Those marked urgent there are read first.
    soon: frozenset[str] = frozenset()


def current() -> Pack:
    return read(Path(settings.COUNCIL_PACK) / "self_assessment.yaml")


@cache
def read(file: Path) -> Pack:
    """A council without the file recommends by people's own words alone."""
    if not file.exists():
        return Pack()
    try:
        given: Any = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        recommend = {str(question): {str(answer): tuple(map(str, terms)) for answer, terms in answers.items()}
                     for question, answers in (given.get("recommend") or {}).items()}
        return Pack(recommend, frozenset(given.get("soon") or ()))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError) as problem:
        raise BadCouncil(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem


def check() -> None:
    """Everything named is there: questions with their answers, headings, prompts, offers of each meaning."""
    chosen, name = current(), "self_assessment.yaml"
    questions = {question.key: question for offer in offers.everything() for question in offer.whole().questions()}
    terms = directory.current().terms
    for key, answers in chosen.recommend.items():
        if key not in questions:
            raise BadCouncil(f"{name}: recommend.{key} is not a question that people answer.")
        known = {code for code, _ in reading.options(questions[key])}
        for answer, codes in answers.items():
            if answer not in known:
                raise BadCouncil(f"{name}: recommend.{key}.{answer} is not an answer; there are {', '.join(known)}.")
            for code in codes:
                if code not in terms:
                    raise BadCouncil(f"{name}: recommend.{key}.{answer} names {code}, which is not in terms.csv.")
    prompts = {prompt.key for prompt in noticing.prompts()}
    for key in sorted(chosen.soon - prompts):
        raise BadCouncil(f"{name}: soon names {key}, which is not in prompts.yaml.")


def _policy(key: str) -> Any:
    return council.load(settings.COUNCIL_PACK).policy(f"self_assessment.{key}", timezone.localdate())


def keep_days() -> int:
    """How long something that was not sent is kept after it was last touched."""
    return int(_policy("keep_unsent_days"))


def answer_days() -> int:
    """Within how many days whoever writes to us is answered."""
    return int(_policy("answer_days"))


def says_first_names() -> bool:
    """Whether the person reads the worker's first name, or the team's name alone."""
    return bool(_policy("who_holds_it") == "first_name_and_team")


def counts() -> bool:
    """Whether the council counts what is begun and what is finished."""
    return "counted" in offers.meanings()
