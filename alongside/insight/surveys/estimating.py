"""From people's scores to figures: each measure of each council, as a whole, by age and by gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from alongside.insight.disclosure import rounded

from .checking import OF_WORKING_AGE, Checked, Respondent, by_council
from .frameworks import framework_of
from .measures import SurveyMeasure
from .questionnaires import CARERS, Survey
from .reading import CannotBeRead, SurveyFile
from .shapes import Result, Scored, Stratum
from .weighting import Estimate, PopulationTooSmall, unweighted, weighted

GENDERS = {1: "Male", 2: "Female", 3: "Other"}
# Carers are drawn as one group where the file knows no strata.
ONE_STRATUM = 1
Populations = Mapping[tuple[str, int], int]


def _stratum_of(one: Respondent, survey: Survey) -> int | None:
    return one.stratum or (ONE_STRATUM if survey is CARERS else None)


def sizes_of(file: SurveyFile, checked: Checked, populations: Populations) -> dict[tuple[str, int], int]:
    """How many could have been asked: from the file of populations, or from the column of the survey's own file."""
    sizes = dict(populations)
    said: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for one in checked.respondents:
        stratum, size = _stratum_of(one, file.survey), one.get("PopInStratum")
        if stratum and size is not None:
            said[one.la_code, stratum][size] += 1
    for place, counts in said.items():
        if len(counts) > 1 and place not in sizes:
            raise CannotBeRead(
                f"{file.name}, PopInStratum: stratum {place[1]} of {place[0]} has several populations: "
                f"{', '.join(str(size) for size in sorted(counts))}."
            )
        sizes.setdefault(place, next(iter(counts)))
    asked = Counter((one.la_code, _stratum_of(one, file.survey)) for one in checked.respondents)
    for (council, stratum), count in asked.items():
        if stratum and (council, stratum) in sizes and sizes[council, stratum] < count:
            raise CannotBeRead(
                f"{file.name}: stratum {stratum} of {council} has {count} rows, and its population is "
                f"{sizes[council, stratum]}."
            )
    return sizes


def strata_of(survey: Survey, people: Sequence[Respondent], sizes: Populations) -> Iterator[Stratum]:
    for council, asked in by_council(list(people)):
        numbers = {_stratum_of(one, survey) for one in asked} | {place[1] for place in sizes if place[0] == council}
        for number in sorted(one for one in numbers if one):
            there = [one for one in asked if _stratum_of(one, survey) == number]
            yield Stratum(council, number, sizes.get((council, number)), len(there), sum(one.answered for one in there))


def figures_of(
    file: SurveyFile,
    possible: Sequence[tuple[SurveyMeasure, str]],
    scored: Sequence[Scored],
    sizes: Populations,
    year: str,
) -> Iterator[Result]:
    councils: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        if one.respondent.la_code:
            councils[one.respondent.la_code].append(one)
    for measure, code in possible:
        for council in sorted(councils):
            for age, gender, there in _groups(councils[council], file):
                yield _result(
                    measure, code, framework_of(year), council, age, gender, there, councils[council], sizes, file
                )


def _groups(people: list[Scored], file: SurveyFile) -> Iterator[tuple[str, str, list[Scored]]]:
    yield "Total", "Total", people
    if "Age" in file.columns:
        yield "18 to 64", "Total", [one for one in people if one.respondent.get("Age") in OF_WORKING_AGE]
        yield "65 and over", "Total", [one for one in people if (one.respondent.get("Age") or 0) > 64]
    if "Gender" in file.columns:
        for number, word in GENDERS.items():
            there = [one for one in people if one.respondent.get("Gender") == number]
            if there:
                yield "Total", word, there


def _result(
    measure: SurveyMeasure,
    code: str,
    framework: str,
    council: str,
    age: str,
    gender: str,
    there: list[Scored],
    everybody: list[Scored],
    sizes: Populations,
    file: SurveyFile,
) -> Result:
    scores = [(one.respondent, one.scores[code]) for one in there]
    counted = [(one, score) for one, score in scores if score is not None]
    estimate, note = _estimate(code, council, counted, everybody, sizes, file)
    return Result(
        measure=measure,
        code=code,
        framework=framework,
        council=council,
        age=age,
        gender=gender,
        numerator=sum(1 for _, score in counted if score) if measure.is_a_share else None,
        of=len(counted),
        outcome=None if estimate is None else _figure(estimate.mean, measure),
        margin=None if estimate is None or estimate.margin is None else _figure(Fraction(estimate.margin), measure),
        population=round(estimate.population) if estimate and estimate.population else None,
        weighted=bool(estimate and estimate.population),
        note=note,
    )


def _estimate(
    code: str,
    council: str,
    counted: list[tuple[Respondent, Decimal]],
    everybody: list[Scored],
    sizes: Populations,
    file: SurveyFile,
) -> tuple[Estimate | None, str]:
    """Weighted where every stratum that answered has its population; within a group, each stratum's population is
    shared out as its answers are."""
    values: dict[int | None, list[Fraction]] = defaultdict(list)
    for one, score in counted:
        values[_stratum_of(one, file.survey)].append(Fraction(score))
    if not counted:
        return None, "Nobody answered."
    whole = Counter(_stratum_of(one.respondent, file.survey) for one in everybody if one.scores[code] is not None)
    placed = {stratum: of for stratum, of in values.items() if stratum}
    without = sorted(stratum for stratum in placed if not sizes.get((council, stratum)))
    if without or not placed:
        plain = unweighted([score for of in values.values() for score in of])
        which = ", ".join(str(stratum) for stratum in without)
        return plain, (
            f"Not weighted: the population of stratum {which} is not known."
            if which
            else "Not weighted: nobody’s stratum is known."
        )
    populations = {
        stratum: Fraction(sizes[council, stratum] * len(of), whole[stratum]) for stratum, of in placed.items()
    }
    try:
        estimate = weighted(placed, populations)
    except PopulationTooSmall as problem:
        raise CannotBeRead(
            f"{file.name}: more people of stratum {problem.args[0]} of {council} answered than its population has."
        ) from problem
    left_out = len(values.get(None, []))
    note = f"{left_out} answers are left out: their stratum is not known." if left_out else ""
    if estimate and estimate.margin is None:
        note = f"{note} No margin of error: a stratum has one answer alone.".strip()
    return estimate, note


def _figure(value: Fraction, measure: SurveyMeasure) -> Decimal:
    """As it is published: a share in per cent."""
    value *= 100 if measure.is_a_share else 1
    with localcontext() as exact:
        exact.prec = 60
        return rounded(Decimal(value.numerator) / Decimal(value.denominator), measure.places)
