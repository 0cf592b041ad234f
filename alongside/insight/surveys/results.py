"""From a file to its results, checked on the way."""

from __future__ import annotations

from pathlib import Path

from .checking import check
from .estimating import Populations, figures_of, sizes_of, strata_of
from .frameworks import FIRST_OF_NEW, first_year, framework_of
from .measures import MEASURES, SurveyMeasure
from .questionnaires import SURVEYS, Survey
from .reading import SurveyFile, read_file
from .shapes import Scored, SurveyResults


def measures_of(survey: Survey, year: str) -> list[tuple[SurveyMeasure, str]]:
    """The measures of the year's framework with their codes in it."""
    framework = framework_of(year)
    return [
        (measure, measure.codes[framework])
        for measure in MEASURES
        if measure.survey == survey.key and framework in measure.codes and measure.since <= year
    ]


def new_numbering(year: str) -> bool:
    return first_year(year) >= FIRST_OF_NEW


def from_file(
    path: Path,
    year: str,
    *,
    survey: str = "users",
    populations: Populations | None = None,
    numbered_anew: bool | None = None,
) -> SurveyResults:
    """`numbered_anew` says how the questions are numbered where that is not as the year would have it."""
    numbering = new_numbering(year) if numbered_anew is None else numbered_anew
    return work_out(read_file(path, SURVEYS[survey], new_numbering=numbering), year, populations or {})


def work_out(file: SurveyFile, year: str, populations: Populations) -> SurveyResults:
    checked = check(file)
    wanted = measures_of(file.survey, year)
    possible = [
        (measure, code)
        for measure, code in wanted
        if set(measure.questions) <= file.columns and set(measure.also_needs) <= file.columns
    ]
    sizes = sizes_of(file, checked, populations)
    scored = [
        Scored(one, {code: measure.score(one) if one.answered else None for measure, code in possible})
        for one in checked.respondents
    ]
    return SurveyResults(
        year=year,
        framework=framework_of(year),
        survey=file.survey,
        results=list(figures_of(file, possible, scored, sizes, year)),
        scored=scored,
        strata=list(strata_of(file.survey, checked.respondents, sizes)),
        faults=checked.faults,
        rows=len(file.rows),
        passed_over=file.passed_over,
        not_in_file=tuple(code for measure, code in wanted if (measure, code) not in possible),
    )
