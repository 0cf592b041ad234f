"""Any council's file, read and judged."""

from __future__ import annotations

import csv

import pytest

from alongside.insight.returns.checking import CannotBeRead, check_file, columns_not_known
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
    assert columns_not_known(target) == ["Shoe Size"]
    assert not check_file(target, la_codes=("999",)).failed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "none of these is a column"),
        (b"LA Code,LA Code\n1,2\n", "is there twice"),
        (b"LA Code,Gender\n1\n", "line 2: has 1 values"),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
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
