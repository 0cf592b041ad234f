"""Answers as JSON: read from what was sent, held against the declaration, put into words.

A draft keeps whatever was typed, also a day that is no day: nothing typed is ever dropped for being wrong. What is
wrong or missing is said by `problems`, and only signing asks for none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.forms import DayBoxes, DayField, lower_first

from .declare import YES_NO, YES_NO_UNKNOWN, Given, Question, Questionnaire

ROW = "_row"  # the name of a row, made once, so that two versions of a list can be told apart row by row


def options(question: Question, on: dt.date | None = None) -> list[tuple[str, str]]:
    if question.kind == "yes_no":
        return list(YES_NO)
    if question.kind == "yes_no_unknown":
        return list(YES_NO_UNKNOWN)
    if isinstance(question.options, str):
        return codelists.options(question.options, on=on or timezone.localdate())
    return list(question.options)


def label(question: Question, code: str) -> str:
    """The words of a code; one that has left its list keeps them."""
    literal = dict(options(question)) if not isinstance(question.options, str) or not question.options else {}
    if code in literal:
        return literal[code]
    try:
        return codelists.label(str(question.options), code) if isinstance(question.options, str) else code
    except LookupError:
        return code


# --- reading what was sent ------------------------------------------------------------------------------------------


def _plain(text: Any) -> str:
    """Text that the database can hold, with one kind of line end."""
    text = str(text).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def tidy(question: Question, raw: Any) -> Any:
    """The JSON value of one answer: in its proper form where it has one, else as typed; None where there is none."""
    if raw is None:
        return None
    match question.kind:
        case "choices":
            given = raw if isinstance(raw, (list, tuple)) else [raw]
            order = {code: place for place, (code, _) in enumerate(options(question))}
            return sorted({_plain(one) for one in given} - {""}, key=lambda one: (order.get(one, 999), one)) or None
        case "date":
            return _day(question, raw)
        case "number":
            text = _plain(raw)
            bare = text.replace(",", "").replace(" ", "")
            if re.fullmatch(r"-?\d{1,12}", bare):
                return int(bare)
            return float(bare) if re.fullmatch(r"-?\d{1,12}\.\d{1,6}", bare) else text or None
        case "money":
            text = _plain(raw)
            try:
                amount = Decimal(text.replace(",", "").replace("£", "").replace(" ", ""))
                return f"{amount:.2f}" if amount.is_finite() and abs(amount) < 10**12 else text
            except InvalidOperation:
                return text or None
        case "rows":
            return _rows(question, raw)
        case _:
            return _plain(raw) or None


def _day(question: Question, raw: Any) -> Any:
    parts = [_plain(part) for part in raw] if isinstance(raw, (list, tuple)) else _plain(raw)
    if not any(parts):
        return None
    if isinstance(parts, list) and len(parts) != 3:
        parts = " ".join(parts).strip()
    try:
        day = DayField(label=question.text).to_python(tuple(parts) if isinstance(parts, list) else parts)
    except (ValidationError, TypeError):
        return parts
    return day.isoformat() if day else None


def _rows(question: Question, raw: Any) -> list[dict[str, Any]] | None:
    kept = []
    for row in raw if isinstance(raw, (list, tuple)) else []:
        if not isinstance(row, Mapping):
            continue
        values = {one.key: value for one in question.questions if (value := tidy(one, row.get(one.key))) is not None}
        if values:
            name = re.sub(r"\W", "", str(row.get(ROW) or ""), flags=re.ASCII)[:32]
            kept.append({ROW: name or secrets.token_hex(4), **values})
    return kept or None


def read(questionnaire: Questionnaire, data: Any, keys: set[str]) -> dict[str, Any]:
    """What a form sent for these questions; a question left empty is there as None."""
    return {question.key: tidy(question, _sent(question, data)) for question in questionnaire.questions()
            if question.key in keys}


def _sent(question: Question, data: Any, prefix: str = "") -> Any:
    name = prefix + question.key
    if question.kind == "choices":
        return data.getlist(name)
    if question.kind == "date":
        return DayBoxes().value_from_datadict(data, {}, name)
    if question.kind == "rows":
        numbers = [number for number in data.getlist(f"{name}-numbers") if re.fullmatch(r"\d{1,4}", number, re.ASCII)]
        return [{ROW: data.get(f"{name}-{number}-{ROW}"),
                 **{one.key: _sent(one, data, f"{name}-{number}-") for one in question.questions}}
                for number in dict.fromkeys(numbers) if data.get("remove") != f"{name}-{number}"]
    return data.get(name)


def digest(value: Any) -> str:
    """Stands for a value in a page, so that the server can tell who changed what since the page was made."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def fingerprint(value: Any) -> str:
    """As `digest`; of a list of rows, row by row, so that two people may add and change different rows."""
    if isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        return ",".join(f"{row.get(ROW)}:{digest(row)}" for row in value)
    return digest(value)


# --- what counts, and what is wrong with it -------------------------------------------------------------------------


def standing(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to what is asked: those whose condition fell away are left out."""
    return {question.key: answers[question.key] for _, question in questionnaire.asked_questions(answers)
            if question.key in answers}


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where, and the sentence. `box` is the part of the field's id that the link leads to."""

    section: str
    key: str
    words: str
    code: str = "wrong"
    row: str = ""
    column: str = ""

    @property
    def missing(self) -> bool:
        return self.code == "missing"


def problems(questionnaire: Questionnaire, answers: Mapping[str, Any], *, missing: bool = True) -> list[Problem]:
    """Everything that stands in the way of signing; with missing=False only what is wrongly filled in."""
    found = []
    for section, question in questionnaire.asked_questions(answers):
        value = answers.get(question.key)
        for words_, code in _wrong(question, value):
            found.append(Problem(section.key, question.key, words_, code))
        for row in value or [] if question.kind == "rows" and isinstance(value, list) else []:
            for one in question.questions:
                if one.asked_if is None or one.asked_if(Given(row)):
                    found += [Problem(section.key, question.key, words_, code, str(row.get(ROW)), one.key)
                              for words_, code in _wrong(one, row.get(one.key))]
    return [problem for problem in found if missing or not problem.missing]


def _wrong(question: Question, value: Any) -> Iterator[tuple[str, str]]:
    subject = question.text.rstrip("?:")
    if value is None:
        if question.required:
            choosing = question.kind in ("choice", "choices", "yes_no", "yes_no_unknown")
            made_up = f"Answer: {question.text}" if question.text.endswith("?") else (
                f"{'Choose' if choosing else 'Enter'} {lower_first(question.text)}")
            yield question.missing or made_up, "missing"
        return
    match question.kind:
        case "text" | "long_text" if len(value) > question.longest:
            yield f"{subject}: at most {question.longest:,} characters; this has {len(value):,}", "wrong"
        case "choice" | "choices" | "yes_no" | "yes_no_unknown":
            known = {code for code, _ in options(question)}
            for code in value if isinstance(value, list) else [value]:
                if code not in known:
                    yield f"{subject}: “{label(question, code)}” cannot be chosen any more", "wrong"
        case "date":
            try:
                DayField(label=question.text, not_future=question.not_future).clean(
                    tuple(value) if isinstance(value, list) else value)
            except ValidationError as wrong:
                yield wrong.messages[0], wrong.error_list[0].code or "wrong_day"
        case "number" if isinstance(value, str):
            yield f"{subject}: write a number in figures, for example 12", "wrong"
        case "money" if not re.fullmatch(r"-?\d+\.\d\d", value):
            yield f"{subject}: write pounds and pence in figures, for example 12.50", "wrong"


# --- in words -------------------------------------------------------------------------------------------------------


def in_words(question: Question, value: Any) -> str:
    """One answer as a person would read it; nothing recorded is the empty text."""
    if value is None:
        return ""
    match question.kind:
        case "choice" | "yes_no" | "yes_no_unknown":
            return label(question, str(value))
        case "choices":
            return "\n".join(label(question, str(one)) for one in value)
        case "date":
            if isinstance(value, list):
                return " ".join(value)
            try:
                return words.date(dt.date.fromisoformat(value))
            except ValueError:
                return value
        case "money":
            return words.money(value) if re.fullmatch(r"-?\d+\.\d\d", value) else value
        case "number":
            return f"{value:,}" if isinstance(value, (int, float)) else value
        case "rows":
            return "\n".join(_row_in_words(question, row) for row in value)
        case _:
            return str(value)


def _row_in_words(question: Question, row: Mapping[str, Any]) -> str:
    return " · ".join(text for one in question.questions if (text := in_words(one, row.get(one.key))))


@dataclass(frozen=True)
class Line:
    """A question and its answer in words, for lists, print and letters."""

    question: Question
    text: str
    changed: bool = False
    before: str = ""

    @property
    def said(self) -> str:
        """The person's own words wear quotation marks."""
        return words.in_quotes(self.text) if self.question.person_words and self.text else self.text


def lines(questionnaire: Questionnaire, answers: Mapping[str, Any], *, blanks: bool = False,
          keep: Callable[[Question], bool] = lambda question: True) -> list[tuple[str, str, list[Line]]]:
    """Key and title of each section, with its answers in order; sections without any are left out."""
    by_section: dict[str, list[Line]] = {}
    for section, question in questionnaire.asked_questions(answers):
        text = in_words(question, answers.get(question.key))
        if keep(question) and (text or blanks):
            by_section.setdefault(section.key, []).append(Line(question, text))
    return [(section.key, section.title, by_section[section.key]) for section in questionnaire.sections
            if section.key in by_section]


def compare(questionnaire: Questionnaire, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """Two sets of answers side by side, every question that either has; rows compare without their names."""
    found = []
    for question in questionnaire.questions():
        old, new = (in_words(question, standing(questionnaire, one).get(question.key)) for one in (before, after))
        if old or new:
            found.append(Line(question, new, old != new, old))
    return found
