"""What is wrong in a survey file, cell by cell. The file is never changed.

A wrong cell counts as unanswered, unless its message says otherwise: nobody is counted twice, and a wrong stratum gives
way to the one that the person's facts make. A message holds no answer and no number of a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from .questionnaires import Survey
from .reading import Row, SurveyFile

# How a blank is written in files that came out of a data-entry program.
BLANK = frozenset({"", "-9", "-9.0", "nan", "null", "none"})
ANSWERED, NO = 1, 2
EASY_READ = 3
LEARNING_DISABILITY, COMMUNITY = 7, 1
OF_WORKING_AGE = range(18, 65)
COUNTS_ONCE = "Other rows have the same number. This one counts; they count for nobody."
COUNTS_FOR_NOBODY = "Another row has the same number, and counts. This one counts for nobody."


@dataclass(frozen=True)
class Fault:
    """One thing to put right: where, what stands there, and why it cannot."""

    row: int
    la_code: str
    key: str
    field: str
    value: str
    message: str

    def as_data(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "la_code": self.la_code,
            "key": self.key,
            "field": self.field,
            "value": self.value,
            "message": self.message,
        }


@dataclass(frozen=True)
class Respondent:
    """One row with its wrong cells left out."""

    row: int
    la_code: str
    key: str
    answers: dict[str, int]
    stratum: int | None
    answered: bool

    def get(self, name: str) -> int | None:
        return self.answers.get(name)

    @property
    def easy_read(self) -> bool:
        return self.answers.get("Questionnaire") == EASY_READ


@dataclass(frozen=True)
class Checked:
    respondents: list[Respondent]
    faults: list[Fault]


def summed_up(faults: list[Fault]) -> list[dict[str, Any]]:
    """What is kept of them: in which column, why, and how often. Nobody's row, number or answer."""
    counted = Counter((one.la_code, one.field, one.message) for one in faults)
    return [
        {"la_code": la_code, "field": field, "message": message, "cells": cells}
        for (la_code, field, message), cells in counted.most_common()
    ]


def check(file: SurveyFile) -> Checked:
    """Whoever stands in several rows counts once: in the first that answers, else in the first."""
    cleaned = [_Cleaning(row, file) for row in file.rows]
    of_one_number: dict[tuple[str, str, str], list[_Cleaning]] = defaultdict(list)
    for one in cleaned:
        one.everything()
        name, number = _number_of(one.row)
        if number:
            of_one_number[one.la_code, name, number].append(one)
    passed_over: set[int] = set()
    for (_, name, number), rows in of_one_number.items():
        if len(rows) == 1:
            continue
        counts = next((one for one in rows if one.answered), rows[0])
        for one in rows:
            one.fault(name, number, COUNTS_ONCE if one is counts else COUNTS_FOR_NOBODY)
        passed_over |= {one.row.number for one in rows if one is not counts}
    return Checked(
        [one.respondent() for one in cleaned if one.row.number not in passed_over],
        [fault for one in cleaned for fault in one.faults],
    )


def _number_of(row: Row) -> tuple[str, str]:
    """What tells one person asked from another: the serial number, and where there is none the primary key."""
    name = "SerialNo" if row.cells.get("SerialNo") else "PrimaryKey"
    return name, row.cells.get(name, "")


def _key(row: Row) -> str:
    """How a row is found again in the file."""
    return row.cells.get("PrimaryKey") or row.cells.get("SerialNo", "")


class _Cleaning:
    """One row, rule after rule: each looks at what the one before it left."""

    def __init__(self, row: Row, file: SurveyFile) -> None:
        self.row, self.file, self.survey = row, file, file.survey
        self.la_code = row.cells.get("LaCode", "")
        self.answers: dict[str, int] = {}
        self.faults: list[Fault] = []

    def everything(self) -> None:
        if not self.la_code:
            self.fault("LaCode", "", "The council’s code is missing: the row counts for nobody.")
        for name, text in self.row.cells.items():
            if name not in self.survey.words and text.lower() not in BLANK:
                self._number(name, text)
        if not self.answered:
            self._silent()
        self._easy_read()
        self._boxes()
        self._stratum()

    def fault(self, name: str, value: str, message: str, *, blanks: str = "") -> None:
        shown = self.survey.question_today(name, self.file.shifted)
        self.faults.append(Fault(self.row.number, self.la_code, _key(self.row), shown, value[:80], message))
        self.answers.pop(blanks or name, None)

    def _number(self, name: str, text: str) -> None:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return self.fault(name, text, "Must be a number.")
        if not number.is_finite() or abs(number) > 10**9:
            return self.fault(name, text, "Must be a number.")
        if number != number.to_integral_value():
            return self.fault(name, text, "Must be a whole number.")
        column = self.survey.columns[name]
        if not column.permits(int(number)):
            return self.fault(name, text, f"Must be {_one_of(column.permitted)}.")
        self.answers[name] = int(number)
        return None

    @property
    def answered(self) -> bool:
        return "Response" not in self.file.columns or self.answers.get("Response") == ANSWERED

    def _silent(self) -> None:
        for name in sorted(self.survey.questions & self.answers.keys(), key=list(self.survey.columns).index):
            self.fault(name, str(self.answers[name]), "Must be blank: the person did not answer the survey.")
        for name in self.survey.no_without_answer:
            if name in self.file.columns and self.answers.get(name) != NO:
                self.fault(
                    name,
                    self.row.cells.get(name, ""),
                    f"Must be {NO} (no): the person did not answer the survey, so nobody helped them to.",
                )

    def _easy_read(self) -> None:
        if self.answers.get("Questionnaire") != EASY_READ:
            return
        for name, column in self.survey.easy_read.items():
            value = self.answers.get(name)
            if value is not None and not column.permits(value):
                self.fault(name, str(value), f"Must be {column.permitted} on the easy-read questionnaire.")

    def _boxes(self) -> None:
        for boxes in self.survey.boxes:
            there = [name for name in boxes if name in self.file.columns]
            given = [self.answers.get(name) for name in there]
            if not there or all(value is None for value in given):
                continue
            if None in given or all(value == NO for value in given):
                names = [self.survey.question_today(name, self.file.shifted) for name in there]
                why = "some are blank and some are not" if None in given else "every one is no"
                self.faults.append(
                    Fault(
                        self.row.number,
                        self.la_code,
                        _key(self.row),
                        " ".join(names),
                        " ".join("" if value is None else str(value) for value in given),
                        f"Boxes of one question are ticked together: {why}.",
                    )
                )
                for name in there:
                    self.answers.pop(name, None)

    def _stratum(self) -> None:
        worked_out = stratum(self.answers, self.survey)
        said = self.answers.get("Stratum")
        if worked_out and said and worked_out != said:
            self.fault(
                "Stratum",
                str(said),
                f"Must be {worked_out}, by the person’s age, support reason and setting; {worked_out} is used.",
            )
        if worked_out:
            self.answers["Stratum"] = worked_out

    def respondent(self) -> Respondent:
        return Respondent(
            self.row.number, self.la_code, _key(self.row), self.answers, self.answers.get("Stratum"), self.answered
        )


def stratum(answers: dict[str, int], survey: Survey) -> int | None:
    """1 learning disability at any age; 2 aged 18 to 64; 3 older, in a care or nursing home; 4 older, at home.
    All three facts must be known, as the national weights have it."""
    age, reason, setting = (answers.get(name) for name in ("Age", "PrimarySupportReason", "SupportSetting"))
    if age is None or reason is None or setting is None:
        return None
    if reason == LEARNING_DISABILITY:
        return 1
    if age in OF_WORKING_AGE:
        return 2
    return 4 if setting == COMMUNITY else 3


def _one_of(permitted: str) -> str:
    return f"one of {permitted}" if "," in permitted else permitted


def by_council(respondents: list[Respondent]) -> Iterator[tuple[str, list[Respondent]]]:
    for code in sorted({one.la_code for one in respondents if one.la_code}):
        yield code, [one for one in respondents if one.la_code == code]
