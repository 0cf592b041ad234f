"""The council's own questions: `questions/<questionnaire>.yaml` in its pack, put into the national ones at their place.

    - key: council_winter_calls      begins with council_, so that no national key can be the same
      section: around                the part it stands in
      after: people                  the question it follows; last in its part without this
      text: Would a weekly call in the cold months be welcome?
      kind: yes_no                   text without this; any kind but rows
      hint: …                        options: {key: label} or the name of a list      required: true      retired: true

A question once answered is not taken out but marked `retired`: nobody is asked, and what was answered stays readable.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from alongside.foundation import codelists

from .declare import KINDS, Added, BadQuestions, Question

KEY = re.compile(r"council_[a-z][a-z0-9_]*")
WORDS = ("key", "section", "text", "after", "kind", "hint")
ASKED = {"key", "section", "text"}
ALLOWED = {*WORDS, "options", "required", "retired"}
OF_A_COUNCIL = tuple(kind for kind in KINDS if kind != "rows")


def read_pack(pack: Path) -> dict[str, tuple[Added, ...]]:
    """Every question the council adds, by questionnaire; refused whole where one of them cannot be asked."""
    return {file.stem: _read(file) for file in sorted((pack / "questions").glob("*.yaml"))}


def _read(file: Path) -> tuple[Added, ...]:
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadQuestions(f"{file.name} cannot be read: {' '.join(str(problem).split())}.") from problem
    if not isinstance(given, list) or not given:
        raise BadQuestions(f"{file.name} must be a list of questions.")
    added = tuple(_question(file, number, one) for number, one in enumerate(given, 1))
    keys = [one.question.key for one in added]
    for key in keys:
        if keys.count(key) > 1:
            raise BadQuestions(f"{file.name}, {key}: the key is there twice.")
    return added


def _question(file: Path, number: int, given: Any) -> Added:
    where = f"{file.name}, question {number}"
    if not isinstance(given, dict):
        raise BadQuestions(f"{where}: it must have the keys {', '.join(sorted(ASKED))}.")
    if isinstance(given.get("key"), str):
        where = f"{file.name}, {given['key']}"
    for name in sorted(map(str, set(given) - ALLOWED)):
        raise BadQuestions(f"{where}: `{name}` is not a key of a question.")
    for name in sorted(ASKED - set(given)):
        raise BadQuestions(f"{where}: `{name}` is missing.")
    for name in WORDS:
        if name in given and (not isinstance(given[name], str) or not given[name].strip()):
            raise BadQuestions(f"{where}: `{name}` must be words, not {given[name]!r}.")
    for name in ("required", "retired"):
        if not isinstance(given.get(name, False), bool):
            raise BadQuestions(f"{where}: `{name}` must be true or false.")
    if not KEY.fullmatch(given["key"]):
        raise BadQuestions(f"{where}: `key` must begin with council_ and hold small letters, figures and _.")
    kind = given.get("kind", "text")
    if kind not in OF_A_COUNCIL:
        raise BadQuestions(f"{where}: `kind` is {kind}; it must be one of {', '.join(OF_A_COUNCIL)}.")
    question = Question(
        given["key"], given["text"].strip(), kind, options=_options(where, kind, given.get("options")),
        hint=given.get("hint", "").strip(), required=given.get("required", False), retired=given.get("retired", False),
    )
    return Added(given["section"], question, given.get("after", ""), where)


def _options(where: str, kind: str, given: Any) -> str | tuple[tuple[str, str], ...]:
    if kind not in ("choice", "choices"):
        if given is not None:
            raise BadQuestions(f"{where}: `options` belong to a choice or choices, not to {kind}.")
        return ()
    if isinstance(given, str):
        if given not in codelists.names():
            raise BadQuestions(f"{where}: `options` names the list {given}, and there is none.")
        return given
    if not isinstance(given, dict) or not given or not all(
            isinstance(part, str) and part.strip() for pair in given.items() for part in pair):
        raise BadQuestions(f"{where}: `options` must be keys with their labels, in quotes, or the name of a list.")
    return tuple(given.items())
