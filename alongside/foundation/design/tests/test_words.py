import datetime as dt
from decimal import Decimal

import pytest

from alongside.foundation.design import words

TODAY = dt.date(2026, 5, 12)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, "1 day late"),
        (-40, "40 days late"),
        (0, "today"),
        (1, "tomorrow"),
        (9, "in 9 days"),
        (20, "in 20 days"),
        (21, "in 3 weeks"),
        (92, "in 3 months"),
        (731, "in 2 years"),
    ],
)
def test_how_far_a_day_is_for_something_that_must_be_done(days, expected):
    assert words.due(TODAY + dt.timedelta(days=days), TODAY) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "today"), (1, "yesterday"), (6, "6 days ago"), (35, "5 weeks ago"), (400, "13 months ago"), (-9, "in 9 days")],
)
def test_how_long_since(days, expected):
    assert words.ago(TODAY - dt.timedelta(days=days), TODAY) == expected


def test_dates_as_people_write_them():
    assert words.date(TODAY) == "12 May 2026"
    assert words.full_date(TODAY) == "Tuesday 12 May 2026"
    assert words.short_date(TODAY, TODAY) == "12 May"
    assert words.short_date(dt.date(2025, 6, 18), TODAY) == "18 June 2025"
    assert words.short_date(dt.date(2026, 9, 1), TODAY) == "1 Sep"


def test_a_moment_is_told_in_the_time_of_england_not_of_the_server():
    late_in_june = dt.datetime(2026, 6, 30, 23, 42, tzinfo=dt.UTC)
    assert words.moment(late_in_june) == "1 July 2026 at 0.42"
    assert words.date(late_in_june) == "1 July 2026"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Decimal("138.6"), "£138.60"),
        (1204, "£1,204.00"),
        (Decimal("-5"), "−£5.00"),
        (Decimal("0.005"), "£0.01"),
        (Decimal("-0.001"), "£0.00"),
        (None, ""),
    ],
)
def test_money_is_pounds_and_pence_rounded_half_up(amount, expected):
    assert words.money(amount) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("01632960417", "01632 960 417"),
        ("07700 900123", "07700 900 123"),
        ("+44 7700 900123", "07700 900 123"),
        ("02079460123", "020 7946 0123"),
        ("01134960123", "0113 496 0123"),
        ("0163296041", "01632 960 41"),
        ("ask for Jean", "ask for Jean"),
        (None, ""),
    ],
)
def test_telephone_numbers_are_grouped_and_anything_else_is_left_as_written(number, expected):
    assert words.telephone(number) == expected


def test_nhs_numbers_are_grouped_only_when_they_have_ten_figures():
    assert words.nhs_number("9990412707") == "999 041 2707"
    assert words.nhs_number("99904") == "99904"


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (dt.date(1947, 2, 3), 79),
        (dt.date(1947, 5, 12), 79),
        (dt.date(1947, 5, 13), 78),
        (dt.date(2008, 2, 29), 18),
        (None, None),
    ],
)
def test_age_is_in_whole_years(born, expected):
    assert words.age(born, TODAY) == expected


def test_somebody_born_on_29_february_is_a_year_older_on_1_march():
    assert words.age(dt.date(2008, 2, 29), dt.date(2026, 2, 28)) == 17
    assert words.age(dt.date(2008, 2, 29), dt.date(2026, 3, 1)) == 18


def test_small_words():
    assert words.plural(1, "day") == "1 day"
    assert words.plural(1200, "person", "people") == "1,200 people"
    assert words.initials("Amara Bello") == "AB"
    assert words.initials("F.M.") == "FM"
    assert words.initials("") == "?"
    assert words.sentence_list(["bread", "milk", "eggs"]) == "bread, milk and eggs"
    assert words.sentence_list(["bread"]) == "bread"
    assert words.sentence_list([]) == ""


@pytest.mark.parametrize("said", ["I miss my mates", "“I miss my mates”", '"I miss my mates"', "  I miss my mates "])
def test_somebodys_words_wear_one_pair_of_marks(said):
    assert words.in_quotes(said) == "“I miss my mates”"


def test_nothing_said_is_not_quoted():
    assert words.in_quotes(None) == words.in_quotes("“”") == ""
