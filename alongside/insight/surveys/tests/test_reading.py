"""Any file: read as it is meant, or refused with its place. Nothing else happens."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.surveys.questionnaires import CARERS, USERS
from alongside.insight.surveys.reading import CannotBeRead, read, read_file, read_populations_of
from alongside.insight.surveys.results import work_out

from .factories import answers, content, people

ODD = [b'"', b",", b"\n", b"=1+1", b"\xff", b"\0", b"9" * 50, b"-9"]
ROWS = people(answers(), answers(2, q2b=1, q7b=2), answers(3, q2b=2, q7b=1, PrimarySupportReason=7))


def loaded(data: bytes, new_numbering=False, survey=USERS):
    return read(io.BytesIO(data), "survey.csv", survey, new_numbering=new_numbering)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_make_no_difference(encoding, separator):
    assert loaded(content(ROWS, separator=separator, encoding=encoding)).rows == loaded(content(ROWS)).rows


def test_headers_stand_in_any_order_and_spelling():
    names = list(ROWS[0])
    random.Random(3).shuffle(names)
    mixed = [{name: row[name] for name in names} for row in ROWS]
    spelt = [
        {
            {"LaCode": "LA code", "PrimarySupportReason": "primary support_reason"}.get(name, name.upper()): one
            for name, one in row.items()
        }
        for row in mixed
    ]
    plain = [one.as_data()["scores"] for one in work_out(loaded(content(ROWS)), "2020-21", {}).scored]
    assert [one.as_data()["scores"] for one in work_out(loaded(content(spelt)), "2020-21", {}).scored] == plain


def test_a_workbook_reads_as_the_same_file(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "survey.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, list(ROWS[0]))
    for place, row in enumerate(ROWS, 1):
        for column, value in enumerate(row.values()):
            if value.isdigit():
                sheet.write_number(place, column, int(value))
            elif value:
                sheet.write_string(place, column, value)
    book.close()
    found = read_file(tmp_path / "survey.xlsx", USERS, new_numbering=False)
    assert [dict(one.cells) for one in found.rows] == [dict(one.cells) for one in loaded(content(ROWS)).rows]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n , ,\n", "is empty"),
        (b"a,b\n1,2\n", "none of these is a column"),
        (b"LaCode,Response,q1\n", "no row"),
        (b"LaCode,q1\n901,1\n", "the column Response is missing"),
        (b"LaCode,Response\n901,1\n", "no column of a question"),
        (b"LaCode,Response,q1,q1\n901,1,1,1\n", "q1 is there twice"),
        (b"LaCode,Response,q1\n901\n", "line 2"),
        (b"LaCode,Response,q1\n901,1,1,9\n", "line 2"),
        (b"PK\x03\x04 no workbook", "not a spreadsheet"),
        (b"LaCode\0,Response,q1\n901,1,1\n", "is not text"),
        (b"LaCode,Response,q1\n901,1," + b"1" * 20_000 + b"\n", "line 2, q1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, words):
    with pytest.raises(CannotBeRead) as problem:
        loaded(data)
    assert words in str(problem.value) and "survey.csv" in str(problem.value)


def test_a_header_that_contradicts_its_year_is_refused():
    with pytest.raises(CannotBeRead, match="q22"):
        loaded(content(ROWS), new_numbering=True)
    shifted = [row | {"q23a": "1"} for row in ROWS]
    with pytest.raises(CannotBeRead, match="q23"):
        loaded(content(shifted), new_numbering=False)


def test_a_missing_file_is_refused():
    with pytest.raises(CannotBeRead, match="cannot be read"):
        read_file(Path("/nowhere/survey.csv"), CARERS, new_numbering=None)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_mutilated_file_never_breaks_anything(data):
    """Bytes changed, cut, doubled, put in: either it reads, and every score is one the measure can give, or it is
    refused in one sentence."""
    file = bytearray(content(ROWS, encoding=data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(0, len(file) - 1)))
        what = data.draw(st.sampled_from(["change", "cut", "double", "put in", "end"]))
        if what == "change" and file:
            file[place] = data.draw(st.integers(0, 255))
        elif what == "cut":
            del file[place : place + data.draw(st.integers(1, 200))]
        elif what == "double":
            file[place:place] = file[place : place + 300]
        elif what == "put in":
            file[place:place] = data.draw(
                st.sampled_from([b'"', b",", b"\n", b"=1+1", b"\xff", b"\0", b"9" * 50, b"-9"])
            )
        else:
            del file[place:]
    before = bytes(file)
    try:
        found = work_out(loaded(before), "2020-21", {})
    except CannotBeRead as problem:
        assert "survey.csv" in str(problem)
        return
    assert bytes(file) == before
    for one in found.scored:
        assert one.scores.get("1A") is None or 0 <= one.scores["1A"] <= 24
        assert one.scores.get("4A") in (None, 0, 1)
    for fault in found.faults:
        assert 1 <= fault.row <= found.rows and fault.field and fault.message


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_file_of_populations_read_or_are_refused(data):
    try:
        found = read_populations_of(data, "people.csv")
    except CannotBeRead as problem:
        assert "people.csv" in str(problem)
    else:
        assert all(size >= 0 for size in found.values())


def test_populations_are_read_and_named_when_wrong():
    assert read_populations_of(b"la_code,stratum,population\n901,1,1200\n", "people.csv") == {("901", 1): 1200}
    for text, words in (
        (b"901,1,lots\n", "line 2, population"),
        (b"901,1,5\n901,1,6\n", "twice"),
        (b"901,1\n", "line 2"),
    ):
        with pytest.raises(CannotBeRead, match=words):
            read_populations_of(b"la_code,stratum,population\n" + text, "people.csv")
