"""Any council's file, read and judged."""

from __future__ import annotations

import csv
import io

import duckdb
import pytest

from alongside.insight.returns.checking import CannotBeRead, check_file, write_failing
from alongside.rules.national_return.check import SECOND_HAND
from alongside.rules.national_return.columns import COLUMNS, NAMES

REQUEST = {
    "LA Code": "999",
    "Reporting Period Start Date": "01/10/2025",
    "Reporting Period End Date": "30/09/2026",
    "NHS Number": "9990000018",
    "LA Person Unique Identifier": "7",
    "Gender": "Female",
    "Ethnicity": "White: Irish",
    "Date of Birth": "03/02/1947",
    "Client Type": "Service user",
    "Postcode": "WM4 1TR",
    "Accommodation Status": "Unknown",
    "Has Unpaid Carer": "Yes",
    "Event Type": "Request",
    "Event Start Date": "12/05/2026",
    "Event End Date": "12/05/2026",
    "Event Outcome": "NFA: Deceased",
    "Request: Route of Access": "Community / Other route",
}


@pytest.fixture
def file(tmp_path):
    def write(*rows, names=NAMES, encoding="utf-8"):
        target = tmp_path / "return.csv"
        with target.open("w", encoding=encoding, newline="") as lines:
            writer = csv.DictWriter(lines, names)
            writer.writeheader()
            writer.writerows(rows)
        return target

    return write


def test_a_clean_file_has_no_failures_and_says_what_could_not_be_checked(file):
    checked = check_file(file(REQUEST), la_codes=("999",))
    data = checked.as_data()
    assert (data["rows"], data["failures"]) == (1, [])
    assert [one["field"] for one in data["fields"]] == [column.name for column in COLUMNS]
    assert sum(one["passed"] + one["failed"] + one["not_checked"] for one in data["fields"]) == 50


def test_each_failing_value_is_named_with_its_row_and_code(file):
    wrong = REQUEST | {"NHS Number": "9990000019", "Postcode": "", "Event Outcome": "NFA - Deceased"}
    checked = check_file(file(REQUEST, wrong), la_codes=("999",))
    assert [(one["row"], one["field"], one["value"], one["code"]) for one in checked.failures] == [
        (2, "NHS Number", "9990000019", -2),
        (2, "Postcode", "", -1),
        (2, "Event Outcome", "NFA - Deceased", -7),
    ]
    assert all(one["message"] for one in checked.failures)


def test_the_names_of_the_national_database_are_read_too(file):
    named = {column.sql_name: REQUEST.get(column.name, "") for column in COLUMNS}
    assert not check_file(file(named, names=list(named)), la_codes=("999",)).failed


def test_a_column_that_is_not_there_is_blank_in_every_row(file):
    names = [name for name in NAMES if name != "Gender"]
    checked = check_file(file({k: v for k, v in REQUEST.items() if k != "Gender"}, names=names), la_codes=("999",))
    assert [(one["field"], one["code"]) for one in checked.failures] == [("Gender", -1)]


def test_a_column_the_return_does_not_have_is_passed_over_and_said(file):
    target = file(REQUEST | {"Shoe Size": "7"}, names=[*NAMES, "Shoe Size"])
    checked = check_file(target, la_codes=("999",))
    assert checked.passed_over == ("Shoe Size",)
    assert not checked.failed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "none of these is a column"),
        (b"LA Code,LA Code\n1,2\n", "is there twice"),
        (b"LA Code,Gender\n1\n", "line 2"),
        (b"\x00\x01\x02\x03", "bad.csv"),
    ],
)
def test_what_is_no_return_is_refused_with_the_place(tmp_path, content, words):
    target = tmp_path / "bad.csv"
    target.write_bytes(content)
    with pytest.raises(CannotBeRead, match=words):
        check_file(target)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotBeRead, match="cannot be read"):
        check_file(tmp_path / "none.csv")


def test_a_value_that_differs_in_capitals_or_dashes_is_explained(file):
    rows = [
        REQUEST | {"Ethnicity": "WHITE: Irish"},
        REQUEST | {"Ethnicity": "White – Irish"},
        REQUEST | {"Event Outcome": "NFA – Deceased"},
        REQUEST | {"Gender": "Fe-male"},
    ]
    told = {one["row"]: one["message"] for one in check_file(file(*rows), la_codes=("999",)).failures}
    assert told[1] == "Only the capital letters differ; it must be “White: Irish”."
    assert told[2] == "Reads like the Release 1 value “White - Irish”; Release 2 is “White: Irish”."
    assert "Release 1 value “NFA - Deceased”; Release 2 is “NFA: Deceased”" in told[3]
    assert told[4] == f"Only the punctuation differs; it must be “Female”. {SECOND_HAND}"


def test_counts_by_module_add_up(file):
    checked = check_file(file(REQUEST | {"NHS Number": "", "Postcode": "", "Event Outcome": ""}), la_codes=("999",))
    assert dict(checked.by_module) == {"Person details": 2, "Events (all)": 1}
    assert checked.by_module.total() == checked.failed.total()


def test_parquet_is_read_with_days_as_days(tmp_path):
    target = tmp_path / "events.parquet"
    values = ", ".join(
        f"DATE '{value[6:]}-{value[3:5]}-{value[:2]}' AS \"{name}\"" if "Date" in name else f"'{value}' AS \"{name}\""
        for name, value in REQUEST.items()
    )
    duckdb.execute(f"COPY (SELECT {values} FROM range(3)) TO '{target}' (FORMAT parquet)")
    checked = check_file(target, la_codes=("999",))
    assert (checked.rows, checked.failed.total(), checked.warned["duplicates"]) == (3, 0, 2)


def test_beyond_so_many_failures_they_are_only_counted(file):
    checked = check_file(file(*[REQUEST | {"Gender": "", "Postcode": ""}] * 9), la_codes=("999",), kept=5)
    assert (checked.failed.total(), len(checked.failures)) == (18, 5)
    assert [(one["row"], one["field"]) for one in checked.failures[:3]] == [
        (1, "Gender"), (1, "Postcode"), (2, "Gender"),
    ]


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "+44", "-2+3", "\t=1", "=cmd|' /C calc'!A0"])
def test_the_file_of_failing_cells_carries_no_formula(file, formula):
    checked = check_file(file(REQUEST | {"Ethnicity": formula, "Event Reference": formula}), la_codes=("999",))
    out = io.StringIO()
    write_failing(checked, out)
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert rows[0] == ["row", "field", "value", "code", "message"]
    assert rows[1][:2] == ["1", "Ethnicity"]
    assert not any(cell[:1] in "=+@\t" or (cell[:1] == "-" and cell not in {"-1", "-2", "-7"})
                   for row in rows[1:] for cell in row if cell)
