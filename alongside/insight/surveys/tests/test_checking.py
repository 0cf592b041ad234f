"""What is wrong in a file, cell by cell: the official test's faults put into a right file, and found again."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from alongside.insight.surveys.checking import check, summed_up
from alongside.insight.surveys.results import work_out

from .factories import answers, survey_file

SHARED = Path(os.environ.get("ALONGSIDE_REFERENCE_DATA", Path(__file__).parents[5] / "shared" / "data"))
THEIRS = SHARED / "ascs_fake_dq_validation_errors_expected_test.csv"
SILENT = {name: "" for name in answers() if name.startswith("q")} | {"Response": "3"}


def faults(*rows, new_numbering=False):
    return check(survey_file(*rows, new_numbering=new_numbering)).faults


def test_a_right_row_has_no_fault():
    assert faults(answers(), answers(**SILENT), answers(1, Questionnaire=3, q1=5)) == []


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"Ethnicity": "hello"}, "Ethnicity", "a number"),
        ({"q3a": "there"}, "q3a", "a number"),
        ({"q1": "3.5"}, "q1", "a whole number"),
        ({"q3a": "999"}, "q3a", "from 1 to 4"),
        ({"Sexuality": "999"}, "Sexuality", "one of 1, 2, 3, 4, 5, 6"),
        ({"Age": "17"}, "Age", "18 or more"),
        ({"q1": "6", "Questionnaire": "3"}, "q1", "easy-read"),
        ({"q20a": "2", "q20b": "2", "q20c": "2"}, "q20a q20b q20c", "every one is no"),
        ({"q20b": ""}, "q20a q20b q20c", "some are blank"),
        ({**SILENT, "q1": "2"}, "q1", "did not answer"),
        ({**SILENT, "Advocate": "1"}, "Advocate", "nobody helped"),
        ({**SILENT, "Interpreter": ""}, "Interpreter", "nobody helped"),
        ({"Stratum": "4"}, "Stratum", "2 is used"),
        ({"LaCode": ""}, "LaCode", "missing"),
        ({"q3a": "NaN", "q4a": "Infinity"}, "q4a", "a number"),
        ({"q3a": "1e999999"}, "q3a", "a number"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_field_and_value(row, field, words):
    found = faults(answers(), answers(**row))
    assert [(one.row, one.field) for one in found] == [(2, field)]
    assert words in found[0].message


def test_a_wrong_cell_counts_as_unanswered_and_the_rest_of_the_row_stays():
    found = work_out(survey_file(answers(q3a="999")), "2020-21", {}).scored[0]
    assert found.scores["1A"] is None and found.scores["1B"] is None and found.scores["4A"] == 1


def test_a_number_given_twice_is_a_fault_of_both_rows():
    file = survey_file(answers(), answers(), answers())
    for row in file.rows[:2]:
        row.cells["SerialNo"] = "7"
    assert [(one.row, one.field, one.value) for one in check(file).faults] == [
        (1, "SerialNo", "7"),
        (2, "SerialNo", "7"),
    ]


def numbered(*rows):
    """The first rows are one person's."""
    file = survey_file(*rows)
    for row in file.rows[:-1]:
        row.cells["SerialNo"] = "00003"
    return file


def test_nobody_is_counted_twice():
    """3 of 4 as the rows stand; 2 of 3 with each person once."""
    file = survey_file(answers(q7a=1), answers(q7a=4), answers(q7a=1), answers(q7a=1))
    for row, number in zip(file.rows, ("00001", "00002", "00003", "00003"), strict=True):
        row.cells["SerialNo"] = number
    found = work_out(file, "2020-21", {("901", 2): 3})
    safety = next(one for one in found.results if one.code == "4A")
    assert (safety.numerator, safety.of, str(safety.outcome)) == (2, 3, "66.7")
    assert found.strata[0].asked == 3 and found.rows == 4


def test_of_several_rows_of_one_person_the_first_that_answers_counts():
    checked = check(numbered(answers(**SILENT), answers(q7a=2), answers(q7a=1), answers()))
    assert [one.row for one in checked.respondents] == [2, 4]
    said = {one.row: one.message for one in checked.faults}
    assert "This one counts for nobody" in said[1] and "This one counts for nobody" in said[3]
    assert "This one counts;" in said[2]
    silent = check(numbered(answers(**SILENT), answers(**SILENT), answers()))
    assert [one.row for one in silent.respondents] == [1, 3]


def test_what_is_kept_of_faults_says_nothing_of_anybody():
    file = numbered(answers(q3a="=999"), answers(), answers(q3a="5", Stratum="4"))
    for fault in (found := check(file)).faults:
        assert "00003" not in fault.message and fault.value not in fault.message.replace("2 is used", "").split()
    kept = summed_up(found.faults)
    assert sum(one["cells"] for one in kept) == len(found.faults)
    assert all(one.keys() == {"la_code", "field", "message", "cells"} for one in kept)


def test_a_question_is_named_as_the_file_numbers_it():
    row = {"q13": "6", **{name: one for name, one in answers().items() if not name.startswith("q")}, "q23a": "1"}
    assert "q13" in [one.field for one in faults(row, new_numbering=True)]


@pytest.mark.skipif(not THEIRS.exists(), reason="the reference data is not there")
def test_the_faults_of_the_official_test_are_found_and_no_other():
    """The right file with its wrong cells put back where the expected faults say they were."""
    with (SHARED / "ascs_fake_cleaned_data_expected_test.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["PrimaryKey"]: row for row in csv.DictReader(file)}
    wrong = {
        "717_4": {"Ethnicity": "hello", "q3a": "there"},
        "717_2": {"q1": "3.5"},
        "716_6": {"q3a": "999"},
        "716_4": {"Sexuality": "999"},
        "717_1": {"q1": "2", "q3b": "2"},
        "716_3": {"Advocate": "1", "Interpreter": "1"},
        "716_5": {"q1": "6"},
        "717_3": {"q20a": "2", "q20b": "2", "q20c": "2"},
    }
    for key, cells in wrong.items():
        rows[key].update(cells)
    file = survey_file(*[{name: one for name, one in row.items() if "_Grouped" not in name} for row in rows.values()])
    for row, key in zip(file.rows, rows, strict=True):
        row.cells.update({"PrimaryKey": key, "SerialNo": key})
    got = {(one.la_code, one.key, field) for one in check(file).faults for field in one.field.split()}
    with THEIRS.open(encoding="utf-8-sig", newline="") as file:
        theirs = set()
        for row in csv.DictReader(file):
            words = row["message"]
            names = words[words.index("[") + 1 : words.index("]")] if "subquestions" in words else words.split()[1]
            theirs |= {(row["LaCode"], row["PrimaryKey"], name.strip(" '")) for name in names.split(",")}
    assert got == theirs
