"""Opening hours: read, refused in a sentence, and asked."""

from datetime import date, datetime, time

import pytest

from alongside.rules.opening_hours import NotHours, read

WEEK = read("Mo-Fr 09:00-12:30; Mo-We,Fr 13:30-17:00; Sa 10:00-13:00")


def test_they_are_open_and_closed_when_they_say() -> None:
    assert WEEK.open_at(datetime(2026, 11, 24, 9, 0)) and not WEEK.open_at(datetime(2026, 11, 24, 12, 30))
    assert not WEEK.open_at(datetime(2026, 11, 26, 14, 0)), "Thursday afternoon"
    assert WEEK.holds(date(2026, 11, 28), time(12, 0), time(13, 0))
    assert not WEEK.holds(date(2026, 11, 28), time(12, 30), time(13, 15))


def test_when_it_opens_next_and_not_on_a_bank_holiday() -> None:
    day, span = WEEK.next_open(datetime(2026, 11, 28, 13, 0)) or (None, None)
    assert (day, span and span.opens) == (date(2026, 11, 30), time(9, 0))
    day, span = WEEK.next_open(datetime(2026, 12, 24, 18, 0)) or (None, None)
    assert day == date(2026, 12, 26) and span and span.opens == time(10, 0), "Christmas Day is closed"
    assert not WEEK.open_at(datetime(2026, 12, 28, 10, 0)), "Boxing Day is kept on the Monday"
    assert read("").next_open(datetime(2026, 1, 1, 9)) is None


@pytest.mark.parametrize("written", [
    "Mon 9-5", "Mo 17:00-09:00", "Mo 25:00-26:00", "Fr-Mo 09:00-10:00", "Mo 9:00-17:00"])
def test_what_cannot_be_read_is_refused_with_its_part(written: str) -> None:
    with pytest.raises(NotHours, match=written.split()[0][:2]):
        read(written)
