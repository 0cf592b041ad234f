"""On which days something is on."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.front_door.directory.occurrences import Timing, between, last_day
from alongside.front_door.directory.presenters import timing_words
from alongside.front_door.directory.search.refresh import slots

NOV = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(("timing", "days"), [
    (Timing("WEEKLY", byday="TU"), [3, 10, 17, 24]),
    (Timing("WEEKLY", byday="TU,FR"), [3, 6, 10, 13, 17, 20, 24, 27]),
    (Timing("WEEKLY", 2, "TU", dtstart=date(2026, 11, 3)), [3, 17]),
    (Timing("WEEKLY", 2, "MO,FR", dtstart=date(2026, 10, 30)), [9, 13, 23, 27]),
    (Timing("WEEKLY", dtstart=date(2026, 11, 12)), [12, 19, 26]),
    (Timing("MONTHLY", byday="2MO"), [9]),
    (Timing("MONTHLY", byday="-1FR"), [27]),
    (Timing("MONTHLY", bymonthday="1,-1"), [1, 30]),
    (Timing("MONTHLY", 2, bymonthday="5", dtstart=date(2026, 10, 5)), []),
    (Timing("MONTHLY", dtstart=date(2026, 9, 21)), [21]),
    (Timing("DAILY", 10, dtstart=date(2026, 11, 4)), [4, 14, 24]),
    (Timing("DAILY", count=3, dtstart=date(2026, 10, 31)), [1, 2]),
    (Timing("WEEKLY", byday="TU", valid_from=date(2026, 11, 9), valid_to=date(2026, 11, 20)), [10, 17]),
    (Timing("WEEKLY", byday="TU", until=date(2026, 11, 10)), [3, 10]),
    (Timing(dtstart=date(2026, 11, 21)), [21]),
    (Timing(dtstart=date(2026, 12, 21)), []),
    (Timing(), []),
    (Timing("WEEKLY", byday="nonsense"), []),
])
def test_the_days_of_a_recurrence(timing, days):
    assert [day.day for day in between(timing, *NOV)] == days


@pytest.mark.parametrize(("timing", "words"), [
    (Timing("WEEKLY", byday="TU", opens="10:00", closes="12:00"), "Tuesdays, 10am to noon"),
    (Timing("WEEKLY", byday="MO,TU,WE,TH,FR", opens="09:30", closes="16:00"), "Monday to Friday, 9.30am to 4pm"),
    (Timing("WEEKLY", 2, "FR", dtstart=date(2026, 11, 6)), "Every other Friday"),
    (Timing("MONTHLY", byday="-1FR", opens="14:00"), "The last Friday of the month, from 2pm"),
    (Timing("DAILY"), "Every day"),
    (Timing(dtstart=date(2026, 12, 5), opens="11:00", closes="15:00"), "Saturday 5 December 2026, 11am to 3pm"),
    (Timing(), ""),
])
def test_a_timing_in_words(timing, words):
    assert timing_words(timing) == words


def test_it_goes_through_its_packed_form_unchanged():
    timing = Timing("WEEKLY", 2, "FR", dtstart=date(2026, 11, 6), opens="10:00")
    assert Timing.unpacked(timing.packed()) == timing


def test_the_last_day_of_what_ends():
    assert last_day(Timing(dtstart=date(2026, 11, 21))) == date(2026, 11, 21)
    assert last_day(Timing("WEEKLY", byday="TU", until=date(2026, 12, 1))) == date(2026, 12, 1)
    assert last_day(Timing("WEEKLY", byday="TU", count=3, dtstart=date(2026, 11, 3))) == date(2026, 11, 17)
    assert last_day(Timing("WEEKLY", byday="TU")) is None


def test_weekdays_and_parts_of_the_day_it_touches():
    assert slots(Timing("WEEKLY", byday="TU", opens="10:00", closes="12:00")) == {3}
    assert slots(Timing("WEEKLY", byday="TU", opens="11:00", closes="18:00")) == {3, 4, 5}
    assert slots(Timing("WEEKLY", byday="SA", opens="19:00")) == {17}
    assert slots(Timing("MONTHLY", byday="1SU")) == {18, 19, 20}
    assert slots(Timing(dtstart=date(2026, 11, 21), opens="14:00", closes="16:00")) == {16}
