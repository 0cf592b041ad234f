"""A workbook from outside is read in a process of its own, and one that would end ours is a sentence."""

import zipfile
from datetime import date

import pytest
import xlsxwriter

from alongside.foundation.workbooks import opening as workbooks


def test_rows_of_every_sheet(tmp_path):
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("First").write_row(0, 0, ["a", 1, 2.5, True])
        book.add_worksheet("Second").write_datetime(0, 0, date(2026, 4, 1), book.add_format({"num_format": "d/m/yyyy"}))
    assert workbooks.sheets(file) == [("First", [["a", 1.0, 2.5, True]]), ("Second", [[date(2026, 4, 1)]])]


def test_a_small_file_that_asks_for_half_a_terabyte_is_a_sentence(tmp_path):
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1048575, 16383, 1)
    with pytest.raises(workbooks.CannotBeOpened, match="more cells than can be read"):
        workbooks.sheets(file)


def test_a_file_that_unpacks_to_far_more_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "UNPACKED", 1024 * 1024)
    file = tmp_path / "book.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (2 * 1024 * 1024))
    with pytest.raises(workbooks.CannotBeOpened, match="larger than 1 MB"):
        workbooks.sheets(file)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 spoilt", b"no spreadsheet at all"])
def test_what_is_no_workbook_is_said(tmp_path, content):
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    with pytest.raises(workbooks.CannotBeOpened, match="is not a spreadsheet"):
        workbooks.sheets(file)


def test_a_csv_with_nothing_in_it_has_no_rows(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(b"\xef\xbb\xbf")
    assert workbooks.tables(file) == [("list", [])]
    assert workbooks.comma_separated(b"") == []


def test_a_module_that_lies_where_we_run_is_not_taken_for_a_librarys(tmp_path, monkeypatch):
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("First").write(0, 0, "a")
    (tmp_path / "python_calamine.py").write_text("import sys\nsys.exit(3)\n")
    monkeypatch.chdir(tmp_path)
    assert workbooks.sheets(file) == [("First", [["a"]])]
