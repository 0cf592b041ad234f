"""Each person's scores: the published vectors, and the official test file where it is there."""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from alongside.insight.surveys.frameworks import NoSuchYear, framework_of
from alongside.insight.surveys.measures import MEASURES
from alongside.insight.surveys.measures.adjusted_quality_of_life import (
    DAILY_LIVING,
    EXPLAINS,
    WORTH,
    explained,
    weighted,
)
from alongside.insight.surveys.questionnaires import CARERS
from alongside.insight.surveys.reading import read_file
from alongside.insight.surveys.results import from_file, measures_of, work_out

from .factories import answers, content, renumbered, survey_file

SHARED = Path(os.environ.get("ALONGSIDE_REFERENCE_DATA", Path(__file__).parents[5] / "shared" / "data"))
EXPECTED = SHARED / "ascs_fake_cleaned_data_expected_test.csv"
THEIR_NAMES = {
    "1A": "ASCOF_1A",
    "1B": "ASCOF_1B",
    "1I(1)": "ASCOF_1L1",
    "3A": "ASCOF_3A",
    "3D(1)": "ASCOF_3D1",
    "4A": "ASCOF_4A",
    "4B": "ASCOF_4B",
    "1J": "ASCOF_1J",
}


def scores(year="2020-21", **row):
    return work_out(survey_file(answers(**row)), year, {}).scored[0].scores


@pytest.mark.parametrize(("value", "score"), [(1, 24), (2, 16), (3, 8), (4, 0)])
def test_quality_of_life_is_three_points_for_each_of_eight_answers(value, score):
    eight = dict.fromkeys(("q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q11"), value)
    assert scores(**eight)["1A"] == score
    assert scores(**eight | {"q9a": ""})["1A"] is None


@pytest.mark.parametrize(
    ("value", "difficulty", "older", "score"),
    [(1, 0, False, "0.418845"), (2, 7, False, "0.410181"), (3, 14, True, "0.075093"), (4, 28, True, "0.111865")],
)
def test_adjusted_quality_of_life_is_the_published_formula(value, difficulty, older, score):
    """The vectors of the national code. The last has answers to daily living that no form offers: its sum is given."""
    given = dict.fromkeys((*WORTH, *EXPLAINS), value)
    assert weighted(given) - explained(given, difficulty, older=older) == Decimal(score)


def test_adjusted_quality_of_life_leaves_out_whom_its_weights_were_not_made_with():
    assert scores()["1J"] == Decimal("0.418845")
    assert scores(**dict.fromkeys(DAILY_LIVING, 2))["1J"] == Decimal("0.418845") + 7 * Decimal("0.0202")
    assert scores(Age=65)["1J"] == Decimal("0.418845") - Decimal("0.0473")
    assert scores(PrimarySupportReason=7)["1J"] is None
    assert scores(SupportSetting=2)["1J"] is None
    assert scores(q18="")["1J"] is None


@pytest.mark.parametrize(
    ("code", "row", "score"),
    [
        ("1B", {"q3a": 2}, 1),
        ("1B", {"q3a": 3}, 0),
        ("1B", {"q3a": ""}, None),
        ("3A", {"q1": 2}, 1),
        ("3A", {"q1": 3}, 0),
        ("3A", {"q1": 2, "Questionnaire": 3}, 0),
        ("3A", {"q1": 1, "Questionnaire": 3}, 1),
        ("3D(1)", {"q12": 1}, None),
        ("3D(1)", {"q12": 3}, 1),
        ("3D(1)", {"q12": 4}, 0),
        ("4A", {"q7a": 2}, 0),
        ("4B", {"q7b": 2}, 0),
        ("1I(1)", {"q8a": 1}, 1),
        ("1I(1)", {"q8a": 2}, 0),
    ],
)
def test_shares_count_the_answers_they_name(code, row, score):
    assert scores(**row)[code] == score


def test_a_code_means_what_its_framework_says():
    """1B was control over daily life; it is what services add to quality of life, which was 1J."""
    row = answers(q3a=3)
    old = work_out(survey_file(row), "2020-21", {})
    new = work_out(survey_file(renumbered(row), new_numbering=True), "2024-25", {})
    before, after = old.scored[0].scores, new.scored[0].scores
    assert before["1B"] == after["3A"] == 0
    assert after["1B"] == before["1J"] != before["1B"]
    assert {one.framework for one in old.results} == {"2015-16"}
    assert {one.framework for one in new.results} == {new.framework} == {framework_of("2024-25")} == {"2024-25"}


def test_the_questions_after_the_eleventh_are_numbered_one_higher_from_2023():
    """What was question 12 is 13: the answer to the new question 12 is nobody's."""
    old = answers(q12=2)
    before = work_out(survey_file(old), "2020-21", {}).scored[0].scores
    after = work_out(survey_file(renumbered(old) | {"q12": "4"}, new_numbering=True), "2024-25", {}).scored[0].scores
    assert after["3C(1)"] == before["3D(1)"] == 1


def test_what_was_not_asked_for_in_a_year_is_not_worked_out():
    users = survey_file(answers()).survey
    assert "1J" not in [code for _, code in measures_of(users, "2015-16")]
    assert "1J" in [code for _, code in measures_of(users, "2016-17")]
    assert "4B" not in [code for _, code in measures_of(users, "2024-25")]


@pytest.mark.parametrize("year", ["2024", "2024-26", "24-25", "2024-25 ", "1999-00", "2012-13"])
def test_a_year_that_is_none_is_refused(year):
    with pytest.raises(NoSuchYear):
        framework_of(year)


def test_every_measure_says_what_it_counts():
    for measure in MEASURES:
        assert measure.title and measure.why and measure.numerator and measure.denominator and measure.source
        assert set(measure.codes) <= {"2015-16", "2024-25"}


def test_carers_score_twelve_at_best(tmp_path):
    file = tmp_path / "carers.csv"
    best = {"LaCode": "901", "SerialNo": "1", **{f"q{n}": "1" for n in range(7, 13)}, "q17": "2"}
    worst = best | {"SerialNo": "2", **{f"q{n}": "3" for n in range(7, 13)}, "q17": "1"}
    file.write_bytes(content([best, worst]))
    found = work_out(read_file(file, CARERS, new_numbering=None), "2023-24", {("901", 1): 100})
    assert [one.scores["1C"] for one in found.scored] == [12, 0]
    assert [one.scores["3C(2)"] for one in found.scored] == [1, None]
    whole = {one.code: one for one in found.results if one.age == one.gender == "Total"}
    assert str(whole["1C"].outcome) == "6.0" and whole["1C"].weighted
    assert str(whole["5A(2)"].outcome) == "50.0" and whole["5A(2)"].population == 100


@pytest.mark.skipif(not EXPECTED.exists(), reason="the reference data is not there")
def test_scores_equal_those_of_the_official_test_file():
    found = from_file(EXPECTED, "2020-21")
    with EXPECTED.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(found.scored) == len(rows) == 12
    for one, row in zip(found.scored, rows, strict=True):
        for code, name in THEIR_NAMES.items():
            want = row[name]
            if want and code not in ("1A", "1J"):
                want = {"1.0": "1", "2.0": "0"}[want]  # they number yes 1 and no 2
            got = one.scores[code]
            assert (got is None) == (want == "") and (got is None or got == Decimal(want)), (row["PrimaryKey"], code)
        want = row["Stratum"]
        assert one.respondent.stratum == (int(want) if want else None)
