"""What comes of a survey: figures, scores of people without names, groups that were asked, and faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .checking import Fault, Respondent
from .measures import SurveyMeasure
from .questionnaires import Survey


@dataclass(frozen=True)
class Result:
    """One figure. `numerator` and `of` count people who answered; only a share has a numerator."""

    measure: SurveyMeasure
    code: str
    framework: str
    council: str
    age: str
    gender: str
    numerator: int | None
    of: int
    outcome: Decimal | None
    margin: Decimal | None
    population: int | None
    weighted: bool
    note: str = ""

    def as_data(self) -> dict[str, Any]:
        return {
            "measure": self.code,
            "framework": self.framework,
            "title": self.measure.title,
            "council": self.council,
            "age": self.age,
            "gender": self.gender,
            "numerator": self.numerator,
            "denominator": self.of,
            "outcome": None if self.outcome is None else str(self.outcome),
            "margin_of_error": None if self.margin is None else str(self.margin),
            "population": self.population,
            "weighted": self.weighted,
            "unit": self.measure.unit,
            "note": self.note or None,
        }


@dataclass(frozen=True)
class Scored:
    """One person's scores by the code of each measure; nobody's name is in the file."""

    respondent: Respondent
    scores: Mapping[str, Decimal | None]

    def as_data(self) -> dict[str, Any]:
        one = self.respondent
        return {
            "row": one.row,
            "la_code": one.la_code,
            "key": one.key,
            "stratum": one.stratum,
            "scores": {code: None if score is None else str(score) for code, score in self.scores.items()},
        }


@dataclass(frozen=True)
class Stratum:
    """How a group of people was asked: how many there are, were asked and answered."""

    council: str
    number: int
    population: int | None
    asked: int
    answered: int


@dataclass(frozen=True)
class SurveyResults:
    year: str
    framework: str
    survey: Survey
    results: list[Result]
    scored: list[Scored]
    strata: list[Stratum]
    faults: list[Fault]
    rows: int
    passed_over: tuple[str, ...]
    not_in_file: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "framework": self.framework,
            "survey": self.survey.key,
            "rows": self.rows,
            "measures": [one.as_data() for one in self.results],
            "strata": [vars(one) for one in self.strata],
            "respondents": [one.as_data() for one in self.scored],
            "faults": [one.as_data() for one in self.faults],
            "passed_over": list(self.passed_over),
            "not_in_file": list(self.not_in_file),
        }
