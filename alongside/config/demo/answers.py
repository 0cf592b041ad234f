"""Answers to the declared questionnaires: what the history says, and for the rest what one would plainly answer.

The declarations change more often than histories do. What they require and the history does not say is filled in
here, by the kind of question; what they no longer ask is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires import declare

_CHOOSING = frozenset({"choice", "choices", "yes_no", "yes_no_unknown"})
# What one would answer where nothing is the matter, by the key of the question.
USUAL: Mapping[str, Any] = {
    "alone": "yes",
    "complex": "no",
    "children": "no",
    "young_carer": "no",
    "capacity_doubt": "no",
    "difficulties": ["none"],
    "helper_available": "yes",
    "helper_is_paid": "no",
    "helper_accepted": "yes",
    "long_stay_likely": "no",
    "disagreement": "no",
    "both_want_advocate": "no",
    "fluctuates": "no",
    "views_differ": "no",
    "abuse_or_neglect": "no",
    "method": "service_user_only",
    "where": "home",
    "carer_present": "no",
    "impairment": "yes",
    "significant_impact": "yes",
    "willing": "yes",
    "able": "yes",
    "agreed": "yes",
    "necessary_care": "yes",
    "others_at_risk": "no",
    "parts": [],
}
_WORDS = "Talked through together; nothing to add today."
_TEXT = object()
_DAY = object()


class Answered:
    """The whole answers of one questionnaire."""

    def __init__(self, key: str, version: int, answers: dict[str, Any]) -> None:
        self.key = key
        self.version = version
        self.answers = answers


def answered(key: str, day: date, own: Mapping[str, Any], *, words: str = _WORDS) -> Answered:
    """`own` are the history's answers; `words` stands in a box that must not be empty."""
    questionnaire = _latest(key)
    choosing = _choosing(key)
    chosen = tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in own.items() if name in choosing
    )
    said = frozenset(name for name in own if name not in choosing)
    keep, missing = _completed(key, chosen, said)
    answers = {name: value for name, value in own.items() if name in keep}
    for name, value in missing:
        answers[name] = (
            words
            if value is _TEXT
            else day.isoformat()
            if value is _DAY
            else list(value)
            if isinstance(value, tuple)
            else value
        )
    return Answered(key, questionnaire.version, answers)


@lru_cache(maxsize=64)
def _latest(key: str) -> declare.Questionnaire:
    return declare.get(key)


@lru_cache(maxsize=64)
def _choosing(key: str) -> frozenset[str]:
    return frozenset(question.key for question in _latest(key).questions() if question.kind in _CHOOSING)


@lru_cache(maxsize=20_000)
def _completed(
    key: str, chosen: tuple[tuple[str, Any], ...], said: frozenset[str]
) -> tuple[frozenset[str], tuple[tuple[str, Any], ...]]:
    """Which of these answers are asked for, and what is still required: worked out once for each way of answering."""
    questionnaire = _latest(key)
    answers: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in chosen}
    answers |= dict.fromkeys(said, "x")
    added: dict[str, Any] = {}
    for _ in range(12):
        wanting = [
            question
            for _, question in questionnaire.asked_questions(answers)
            if question.required and answers.get(question.key) is None
        ]
        if not wanting:
            break
        for question in wanting:
            value = _usual(question)
            added[question.key] = tuple(value) if isinstance(value, list) else value
            answers[question.key] = "x" if value is _TEXT or value is _DAY else value
    asked = frozenset(question.key for _, question in questionnaire.asked_questions(answers))
    return asked, tuple((name, value) for name, value in added.items() if name in asked)


def _usual(question: declare.Question) -> Any:
    if question.kind in _CHOOSING:
        codes = [code for code, _ in reading.options(question)]
        usual = USUAL.get(question.key)
        if question.kind == "choices":
            return usual if usual and set(usual) <= set(codes) else codes[:1]
        if usual in codes:
            return usual
        if question.key.endswith("_able") and "able" in codes:
            return "able"
        return "no" if "no" in codes else codes[0]
    return {"date": _DAY, "number": 1, "money": "0.00", "rows": []}.get(question.kind, _TEXT)
