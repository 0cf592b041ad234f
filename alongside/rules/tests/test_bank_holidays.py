"""Bank holidays, against the days as they were published."""

from datetime import date

import pytest

from alongside.rules.bank_holidays import easter, in_year, name_of

PUBLISHED = {
    2020: ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"],
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
    2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_are_those_that_were_published(year: int) -> None:
    assert [f"{day:%m-%d}" for day in in_year(year)] == PUBLISHED[year]


def test_easter_and_names() -> None:
    assert (easter(2000), easter(2038)) == (date(2000, 4, 23), date(2038, 4, 25))
    assert name_of(date(2026, 12, 28)) == "Boxing Day"
    assert name_of(date(2026, 12, 26)) == ""
