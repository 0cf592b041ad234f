"""From a declaration to a form in the design system. The form shows; reading and checking are in answers.py."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList

from alongside.foundation.design.forms import Boxes, DayBoxes, DayField, DesignForm, Radios, Words, width

from .answers import ROW, Problem, label, options
from .declare import Question


class AnswersForm(DesignForm):
    """Some questions with the answers so far and what is wrong with them. Never asks for more than a draft has."""

    def __init__(self, questions: Iterable[Question], answers: Mapping[str, Any], problems: Iterable[Problem] = (),
                 *, prefix: str = "", on: dt.date | None = None) -> None:
        self.questions = [question for question in questions if question.kind != "rows"]
        self._on = on
        super().__init__(initial=dict(answers), prefix=prefix or None)
        for question in self.questions:
            self.fields[question.key] = field_of(question, answers.get(question.key), on)
        self._errors = ErrorDict({
            problem.column or problem.key: ErrorList([ValidationError(problem.words, code=problem.code)])
            for problem in reversed(list(problems)) if (problem.column or problem.key) in self.fields
        })

    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}{field_name}" if self.prefix else field_name


def field_of(question: Question, value: Any, on: dt.date | None = None) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "help_text": question.hint, "required": False}
    always = {"always_asked": "yes"}  # an empty answer is welcome everywhere: "(optional)" would be noise
    match question.kind:
        case "long_text":
            roomy = {"class": "al-roomy"} if question.roomy else {}
            return forms.CharField(widget=Words(rows=4, attrs={**always, **roomy}), **common)
        case "yes_no" | "yes_no_unknown" | "choice":
            few = len(options(question, on)) <= 8 and not question.drop_down
            widget = Radios(hints=dict(question.option_hints), boxed=question.boxed, attrs=always,
                            inline=question.kind == "yes_no") if few else forms.Select(attrs=always)
            blank = [] if few else [("", "Choose one")]
            return forms.ChoiceField(choices=blank + _with_old(question, value, on), widget=widget, **common)
        case "choices":
            return forms.MultipleChoiceField(
                choices=_with_old(question, value, on),
                widget=Boxes(hints=dict(question.option_hints), attrs=always), **common)
        case "date":
            return DayField(not_future=question.not_future, widget=DayBoxes(attrs=always), **common)
        case "number":
            return _line(common, {**always, "inputmode": "decimal", "class": "govuk-input--width-5"})
        case "money":
            return _line(common, {**always, "inputmode": "decimal", "prefix": "£", "class": "govuk-input--width-10"})
        case _:
            return _line(common, {**always, "class": width(question.longest)})


def _line(common: dict[str, Any], attrs: dict[str, str]) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)


def _with_old(question: Question, value: Any, on: dt.date | None) -> list[tuple[str, str]]:
    """The options, and after them an answer given earlier that has left the list: it must not vanish unseen."""
    now = options(question, on)
    known = {code for code, _ in now}
    given = value if isinstance(value, list) else [value] if value else []
    return now + [(code, f"{label(question, code)} (no longer in use)") for code in given if code not in known]


class Row:
    """One row of a rows question: its form, and its number and name for the boxes that go with it."""

    def __init__(self, question: Question, number: int, answers: Mapping[str, Any], problems: Iterable[Problem],
                 on: dt.date | None) -> None:
        self.number = number
        self.name = str(answers.get(ROW) or secrets.token_hex(4))
        self.blank = not [key for key in answers if key != ROW]
        self.prefix = f"{question.key}-{number}-"
        mine = [problem for problem in problems if problem.key == question.key and problem.row == self.name]
        self.form = AnswersForm(question.questions, answers, mine, prefix=self.prefix, on=on)
        self.said = next((str(answers[one.key]) for one in question.questions if answers.get(one.key)), "")


def rows_of(question: Question, value: Any, problems: Iterable[Problem] = (), *, add: bool = False,
            on: dt.date | None = None) -> list[Row]:
    """The rows so far; an empty one follows where there is none yet or one was asked for."""
    given = [row for row in value or [] if isinstance(row, Mapping)] if isinstance(value, list) else []
    if add or not given:
        given = [*given, {}]
    return [Row(question, number, row, problems, on) for number, row in enumerate(given)]
