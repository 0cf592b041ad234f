"""Days, however they are written: property tests over formats, and what is never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.events.days import Evidence, Form, Order, taken_apart, ways

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1927, 1, 1), date(2036, 12, 31))
CERTAIN = {
    "iso": "%Y-%m-%d",
    "iso with midnight": "%Y-%m-%d 00:00:00.000",
    "iso with a time and zone": "%Y-%m-%dT14:05:09Z",
    "slashes, year first": "%Y/%m/%d",
    "compact": "%Y%m%d",
    "compact, day first": "%d%m%Y",
    "month in letters": "%d-%b-%Y",
    "whole month": "%d %B %Y",
    "capitals": "%d%b%Y",
    "American words": "%B %d, %Y",
}
DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d/%m/%Y 09:30")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%Y 9:30 PM")


def read(texts: list[str], *, of_birth: bool = False, beside: list[str] | None = None) -> list[date | None]:
    """A column of days, read as a file's column is, beside another."""
    columns = {"this": texts, "other": beside or []}
    evidence = {name: Evidence.of((taken_apart(text).form, 1) for text in some) for name, some in columns.items()}
    way = ways(evidence, TODAY, lambda name: of_birth)["this"]
    return [way.day(text) for text in texts]


@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(sorted(CERTAIN)))
def test_a_form_that_has_one_meaning_is_read_as_it_was_written(days, form):
    assert read([day.strftime(CERTAIN[form]) for day in days]) == days


@given(st.lists(DAYS, max_size=20), st.sampled_from(DAY_FIRST), st.integers(13, 28))
def test_one_day_past_the_twelfth_decides_for_its_column(days, form, late):
    days = [*days, date(2024, 1, late)]
    assert read([day.strftime(form) for day in days]) == days


@given(st.lists(DAYS, max_size=20), st.sampled_from(MONTH_FIRST), st.integers(13, 28))
def test_a_column_written_month_first_is_read_so(days, form, late):
    days = [*days, date(2024, 1, late)]
    assert read([day.strftime(form) for day in days]) == days


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)).filter(lambda day: day.day < 13), min_size=1))
def test_where_nothing_tells_another_column_does_and_else_the_english_way(days):
    american, english = ([day.strftime(form) for day in days] for form in ("%m/%d/%Y", "%d/%m/%Y"))
    assert read(american, beside=["12/31/2024"]) == days
    assert read(english, beside=["31/12/2024"]) == days
    assert read(english) == days


@given(st.text(max_size=12))
def test_no_text_breaks_it(text):
    read([text])


@given(st.lists(st.text("0123456789/-. JanFeb", max_size=10), max_size=8))
def test_a_day_is_never_one_that_the_text_cannot_mean(texts):
    for text, day in zip(texts, read(texts), strict=True):
        if day is not None and taken_apart(text).form is not Form.SERIAL:
            figures = [int(part) for part in "".join(c if c.isdigit() else " " for c in text).split()]
            assert day.day in figures or str(day.day).zfill(2) in text
            assert day.year % 100 in {figure % 100 for figure in figures} or str(day.year) in text


def test_a_column_that_contradicts_itself_keeps_only_what_can_be_read_one_way():
    texts = ["25/12/2024", "12/25/2024", "03/04/2025", "05/05/2025", "2025-04-03"]
    assert read(texts) == [date(2024, 12, 25), date(2024, 12, 25), None, date(2025, 5, 5), date(2025, 4, 3)]


def test_a_slip_among_many_is_left_out_and_the_others_are_read():
    texts = ["25/12/2024"] * 200 + ["12/25/2024", "03/04/2025"]
    assert read(texts)[-2:] == [None, date(2025, 4, 3)]


@given(st.lists(st.dates(date(1927, 6, 1), date(2079, 1, 1)), min_size=1))
def test_a_spreadsheets_numbers_are_days_where_all_are_numbers(days):
    assert read([str((day - date(1899, 12, 30)).days) for day in days]) == days


@given(st.dates(date(1927, 6, 1), date(2079, 1, 1)))
def test_numbers_among_days_are_not_trusted(day):
    """A spreadsheet makes numbers of the days that it can read its own way: with day and month turned round."""
    number = str((day - date(1899, 12, 30)).days)
    assert read([number, "25/12/2024", "13/01/2024"])[0] is None


def test_a_year_alone_is_no_day():
    assert read(["1950", "2024"]) == [None, None]


@pytest.mark.parametrize(
    ("text", "of_birth", "day"),
    [
        ("01-Apr-24", False, date(2024, 4, 1)),
        ("13/02/30", False, date(2030, 2, 13)),
        ("13/02/50", False, date(1950, 2, 13)),
        ("13/02/50", True, date(1950, 2, 13)),
        ("13/02/30", True, date(1930, 2, 13)),
        ("13/02/08", True, date(2008, 2, 13)),
        ("13/02/20", True, date(1920, 2, 13)),
        ("29/02/00", False, date(2000, 2, 29)),
    ],
)
def test_years_of_two_figures(text, of_birth, day):
    assert read([text], of_birth=of_birth) == [day]


@pytest.mark.parametrize("text", ["31/02/2024", "2023-02-29", "00/01/2024", "20241301", "1 Foo 2024", "01/04/0024"])
def test_what_is_no_day_is_none(text):
    assert read([text]) == [None]


@pytest.mark.parametrize("text", ["", "  ", "NULL", "null", "\u00a0"])
def test_blanks_are_blank(text):
    assert taken_apart(text).form is Form.BLANK


def test_the_open_end_of_some_systems_stays_what_it_is():
    assert read(["31/12/9999", "9999-12-31", "99991231"]) == [date(9999, 12, 31)] * 3


def test_evidence_counts_every_value():
    evidence = Evidence.of([(Form.DAY_FIRST, 98), (Form.MONTH_FIRST, 2)])
    assert evidence.order is Order.NEITHER
    assert Evidence.of([(Form.DAY_FIRST, 9_999), (Form.MONTH_FIRST, 1)]).order is Order.DAY_FIRST
    assert Evidence.of([(Form.EITHER, 5)]).order is None


def test_serials_are_counted_from_the_day_excel_counts_from():
    assert read(["45748"]) == [date(2025, 4, 1)] == [date(1899, 12, 30) + timedelta(days=45748)]


def test_a_cell_of_a_million_letters_is_no_day_and_takes_no_time():
    assert taken_apart("1" + " " * 1_000_000 + "x").form is Form.NONE
