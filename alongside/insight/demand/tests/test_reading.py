from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.demand.bands import Band
from alongside.insight.demand.reading import CannotBeRead, read

from .factories import HEADER, content, whole_file


def taken(data: bytes):
    return read(io.BytesIO(data), "projection.csv")


def test_a_row_for_each_number():
    found = taken(whole_file())
    assert len(found.cells) == 2 * 5 * 3 and found.areas == ["Westmere"] and found.years == [2026, 2031, 2036]


def test_a_column_for_each_year_with_totals_passed_over():
    found = taken(content("E1,Westmere,males,90 and over,1 200.5,1300", "E1,Westmere,males,All ages,9,9",
                          header="AREA_CODE,AREA_NAME,SEX,AGE_GROUP,2026,2027"))
    assert {(cell.year, cell.band, cell.people) for cell in found.cells} == {
        (2026, Band(90, None), Decimal("1200.500")), (2027, Band(90, None), Decimal(1300))}
    assert found.totals_passed_over == 1


def test_a_workbook():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADER.split(","), ["WM3", "Female", "65-69", 2030, 412.0]]):
        sheet.write_row(number, 0, row)
    book.close()
    found = read(io.BytesIO(file.getvalue()), "projection.xlsx")
    assert found.cells[0].people == 412 and found.cells[0].year == 2030


@pytest.mark.parametrize(("data", "words"), [
    (b"", "projection.csv is empty"),
    (b"area,sex,age,year\nA,f,1,2030\n", "row 1: the column people is missing"),
    (b"area,area,sex,age,year,people\n", "row 1: the column area is there twice"),
    (content("A,f,65-69,2030,many"), "row 2, people: “many” is not a number"),
    (content("A,f,65-69,2030,-1"), "row 2, people"),
    (content("A,f,65-69,2030,NaN"), "row 2, people"),
    (content("A,f,65-69,2030,"), "row 2, people"),
    (content("A,f,old,2030,5"), "row 2, age: “old”"),
    (content("A,x,65-69,2030,5"), "row 2, sex"),
    (content(",f,65-69,2030,5"), "row 2, area: is blank"),
    (content("A,f,65-69,soon,5"), "row 2, year: “soon” is not a year"),
    (content("A,f,65-69,2030,5", "A,f,65-69,2030,6"), "row 3, people: these people are in row 2 already"),
    (content("A,f,70-75,2030,5", "A,f,75-80,2030,6"), "row 3, age: 70 to 75 and 75 to 80 both hold the age 75"),
    (content("A,f,65-69,2030,5", "A,f,70-74,2030,5", "A,f,65-69,2031,5"), "field age: 70 to 74 is missing for A"),
    (content("A,f,65-69,2030,5", "A,persons,65-69,2030,6"), "would count twice"),
    (content("A,f,65-69,2030,5", "A,m,65-69,2030,6", "A,m,65-69,2031,6"), "there is no row of female for A, 2031"),
    (content(), "no row of people"),
    (b"PK\x03\x04 no workbook", "not a spreadsheet that can be opened"),
])
def test_what_is_wrong_is_said_with_its_place(data, words):
    with pytest.raises(CannotBeRead) as refused:
        taken(data)
    assert words in str(refused.value) and str(refused.value).startswith("projection.csv")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutilated_file_is_read_or_refused_in_words(data):
    whole = bytearray(whole_file())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    try:
        found = taken(bytes(whole))
    except CannotBeRead as refused:
        assert "projection.csv" in str(refused)
    else:
        assert all(cell.people >= 0 for cell in found.cells)
