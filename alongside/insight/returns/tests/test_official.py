"""The official mapping takes the place of what is second-hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.storage import default_storage

from alongside.insight.returns import official
from alongside.insight.returns.checking import check_file
from alongside.rules.national_return.mapping import BadMapping

from .test_checking import REQUEST

HEADINGS = ["Variable", "Release 1 value", "Release 2 value", "Release 1 and 2 comparison"]
LINES = [
    ["Route of Access", "Prison", "Prison", "No change"],
    ["Route of Access", "Discharge from Hospital", "Discharge from hospital", "Changed (capitalisation only)"],
    ["Route of Access", "Self-Funder", "", "Removed"],
    ["Dementia", "", "Yes", "New"],
    ["Dementia", "", "No", "New"],
    ["Shoe size", "7", "7", "No change"],
]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "store")},
        },
    }


def spreadsheet(target: Path, lines=LINES, headings=HEADINGS, title="Mapping of values") -> Path:
    book = xlsxwriter.Workbook(str(target))
    book.add_worksheet("Read me").write(0, 0, "Some words")
    sheet = book.add_worksheet("Mapping")
    sheet.write(0, 0, title)
    for number, line in enumerate([headings, *lines], start=2):
        sheet.write_row(number, 0, line)
    book.close()
    return target


def test_lists_that_are_not_public_are_checked_once_it_is_loaded(tmp_path):
    file = tmp_path / "return.csv"
    rows = ["Prison", "Discharge from Hospital", "Self-Funder", "Discharge From hospital"]
    names = [*REQUEST, "Dementia"]
    told = [REQUEST | {"Request: Route of Access": route, "Dementia": "Maybe"} for route in rows]
    file.write_text("\n".join([",".join(names), *(",".join(row[name] for name in names) for row in told)]) + "\n")
    assert check_file(file, la_codes=("999",)).not_checked["Dementia"] == 4

    official.keep(official.read_file(spreadsheet(tmp_path / "mapping.xlsx")), by="An analyst")
    checked = check_file(file, la_codes=("999",), wording=official.wording())

    assert not checked.not_checked["Dementia"] and not checked.not_checked["Request: Route of Access"]
    assert [(one["row"], one["code"], one["message"]) for one in checked.failures if "Route" in one["field"]] == [
        (2, -7, "Release 1 value; Release 2 is “Discharge from hospital”."),
        (3, -7, "Release 1 value; Release 2 has no such value."),
        (4, -2, "Only the capital letters differ; it must be “Discharge from hospital”."),
    ]
    assert checked.failed["Dementia"] == 4


def test_our_own_records_speak_its_words(tmp_path):
    official.keep(official.read_file(spreadsheet(tmp_path / "mapping.xlsx")), by="An analyst")
    words = official.wording()
    assert words.value("route_of_access", "hospital_discharge") == "Discharge from hospital"
    assert words.value("ethnicity", "white_irish") == "White: Irish"


def test_what_it_says_is_kept_with_who_loaded_it_and_replaced_by_the_next(tmp_path):
    first = official.keep(official.read_file(spreadsheet(tmp_path / "mapping.xlsx")), by="Ann")
    assert first.official.passed_over == ("Shoe size",)
    again = official.keep(official.read_file(spreadsheet(tmp_path / "mapping.xlsx", LINES[3:])), by="Bo")
    kept = official.loaded()
    assert kept == again
    assert kept.loaded_by == "Bo" and set(kept.official.lists) == {"dementia"}
    default_storage.delete(official.KEPT_AS)
    assert official.loaded() is None
    assert not default_storage.exists(official.KEPT_AS)


@pytest.mark.parametrize(
    ("lines", "headings", "words"),
    [
        (LINES, ["A", "B", "C", "D"], "no sheet has the headings"),
        (LINES[5:], HEADINGS, "none of its variables is a list"),
        ([["", "a", "b", "Changed"]], HEADINGS, "row 4: the Variable is empty"),
        ([["Dementia", "Y", "", "Removed"]], HEADINGS, "no value of dementia has a Release 2 value"),
    ],
)
def test_a_spreadsheet_that_is_something_else_is_refused_with_its_place(tmp_path, lines, headings, words):
    with pytest.raises(BadMapping, match=words):
        official.read_file(spreadsheet(tmp_path / "mapping.xlsx", lines, headings))
    assert official.loaded() is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a book", b"Variable,Release 2 value\n"])
def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path, content):
    file = tmp_path / "mapping.xlsx"
    file.write_bytes(content)
    with pytest.raises(BadMapping, match="mapping.xlsx"):
        official.read_file(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadMapping, match="cannot be read"):
        official.read_file(tmp_path / "none.xlsx")
