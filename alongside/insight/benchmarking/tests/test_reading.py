"""Every layout gives the same figures, and no marker becomes a number."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from alongside.insight.benchmarking.official.cells import NotANumber, read
from alongside.insight.benchmarking.official.published import CannotBeRead
from alongside.insight.benchmarking.official.reading import read_file

from . import official

NEW_LAYOUT = """Table 2c: admissions,,,,,
Some notes,,,,,
Local authority code,Local authority,ONS area code,2024 to 2025 - numerator,2024 to 2025 - denominator,\
2024 to 2025 - outcome
England,England,E92000001,100,10000,1000
NW,North West,E12000002,50,5000,1000
313,Wigan,E08000010,[c],[c],700.5
304,Bolton,E08000001,[x],[x],[x]
"""
OPEN_DATA = """Geographical Code,Geographical Description,Geographical Level,ONS Code,ASCOF Measure Code,\
Disaggregation Level,Measure Type,Measure Value,Measure Group,Measure Group Description
313,Wigan,Council,E08000010,1C1A,Total,Outcome,68.7,1C1A,Direct
313,Wigan,Council,E08000010,1C1A,Total,Numerator,[c],1C1A,Direct
313,Wigan,Council,E08000010,1C1A1864,18-64,Outcome,50,1C1A,Direct
"""


def write(tmp_path, name, text, encoding="utf-8"):
    file = tmp_path / name
    file.write_text(text, encoding=encoding)
    return file


@pytest.mark.parametrize(
    "raw, value, mark",
    [
        ("[c]", None, "c"),
        ("[x]", None, "x"),
        ("[Z]", None, "z"),
        ("[w]", None, "w"),
        ("", None, "x"),
        ("*", None, "c"),
        ("1,234", "1234", ""),
        (91.10000000000001, "91.1", ""),
        ("57.3 [note 4]", "57.3", ""),
        (0.0, "0", ""),
        ("12.5%", "12.5", ""),
        (12850.0, "12850", ""),
    ],
)
def test_a_cell_is_a_number_or_a_reason(raw, value, mark):
    cell = read(raw)
    assert (cell.value, cell.mark) == (None if value is None else Decimal(value), mark)


def test_a_figure_printed_on_two_bases_keeps_both():
    assert (read("36,415 (25795)").value, read("36,415 (25795)").beside) == (Decimal(36415), Decimal(25795))
    assert read("0.4 (:)").value == Decimal("0.4") and read("0.4 (:)").beside is None


@pytest.mark.parametrize("raw", ["about ten", "[q]", "1.2.3", "NaN", float("nan"), float("inf"), True])
def test_what_is_neither_is_refused(raw):
    with pytest.raises(NotANumber):
        read(raw)


def test_the_new_layout(tmp_path):
    table = read_file(write(tmp_path, "Table_2c.csv", NEW_LAYOUT))
    wigan = next(one for one in table.figures if one.area == "313")
    assert (wigan.code, wigan.year, wigan.kind, wigan.outcome) == ("2C", "2024-25", "council", Decimal("700.5"))
    assert wigan.numerator is None and wigan.marks == {"numerator": "c", "denominator": "c"}
    bolton = next(one for one in table.figures if one.area == "304")
    assert bolton.outcome is None and bolton.marks["outcome"] == "x"
    assert Counter(one.kind for one in table.figures) == {"england": 1, "region": 1, "council": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_open_data_layout_takes_its_year_from_its_name(tmp_path, encoding):
    table = read_file(write(tmp_path, "ascof_2020_21.csv", OPEN_DATA, encoding))
    whole = next(one for one in table.figures if not one.part)
    assert (whole.framework, whole.code, whole.year) == ("2015-16", "1C(1A)", "2020-21")
    assert whole.outcome == Decimal("68.7") and whole.marks == {"numerator": "c"}
    assert [one.part for one in table.figures] == ["", "18-64"]


def test_a_file_that_says_no_year_asks_for_it(tmp_path):
    file = write(tmp_path, "open.csv", OPEN_DATA)
    with pytest.raises(CannotBeRead, match="--year"):
        read_file(file)
    assert read_file(file, year="2019-20").figures[0].year == "2019-20"


@pytest.mark.parametrize(
    "text, says",
    [
        (NEW_LAYOUT.replace("700.5", "seven"), "row 6, column 2024 to 2025 - outcome"),
        (NEW_LAYOUT.replace("2024 to 2025 - outcome", "2024 to 2027 - outcome"), "2024 to 2027"),
        (NEW_LAYOUT.replace("2024 to 2025 - outcome", "2024 to 2025 - joy"), "no statistic"),
        (NEW_LAYOUT + "313,Wigan,E08000010,1,2,3\n", "twice"),
        ("a,b\n1,2\n", "no table"),
        ("", "empty"),
    ],
)
def test_a_broken_file_says_where(tmp_path, text, says):
    with pytest.raises(CannotBeRead, match=says):
        read_file(write(tmp_path, "Table_2c.csv", text))


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"\0\1\2\3", b"\xff\xfe\0\xd8"])
def test_what_is_no_table_at_all_is_refused(tmp_path, content):
    file = tmp_path / "ascof_2024_25.ods"
    file.write_bytes(content)
    with pytest.raises(CannotBeRead):
        read_file(file)


@official.needed
def test_the_official_tables_and_the_list_made_from_them_agree():
    def outcomes(name):
        return {(one.code, one.year, one.area, one.part): one.outcome for one in official.read(name).figures}

    assert outcomes(official.SERIES) == outcomes(official.LONG)


@official.needed
def test_dorset_is_one_council_a_year():
    rows = [
        one
        for one in official.read(official.SERIES).figures
        if one.area == "809" and one.code == "1A" and one.outcome is not None
    ]
    assert {one.year: one.name for one in rows}["2018-19"] == "Dorset County"
    assert {one.year: one.name for one in rows}["2024-25"] == "Dorset"
    assert len(rows) == len({one.year for one in rows})
