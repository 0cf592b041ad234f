"""Free times follow from hours, sessions, calendars, bank holidays, opening hours and training; and clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_qualification, make_user
from alongside.front_door.bookings import actions, slots
from alongside.front_door.bookings.models import BusyTime, PlanningSession, Way
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody

from .factories import at, booked, hours, open_day

pytestmark = pytest.mark.django_db


def free(now: datetime | None = None, way: str = Way.PLACE, place: str = "mill_lane") -> list[str]:
    return [f"{timezone.localtime(slot.starts_at):%d %H.%M}"
            for slot in slots.free(way=way, place=place, now=now or timezone.now())]


@pytest.fixture
def day() -> date:
    return open_day()


def test_two_hours_give_two_sessions_and_a_pause(day):
    hours(front_door_worker(), day)
    assert free() == [f"{day:%d} 10.00", f"{day:%d} 11.00"]


def test_what_is_booked_cancelled_and_busy(day):
    worker = front_door_worker()
    hours(worker, day)
    session = actions.book(subject=somebody(), starts_at=at(day, 9, 45), minutes=30, place="At home", by=worker,
                           facilitator=worker, way=Way.HOME)
    assert free() == [f"{day:%d} 11.00"]
    BusyTime.objects.create(worker=worker, starts_at=at(day, 11, 30), ends_at=at(day, 13))
    assert free() == []
    actions.cancel(session=session, because="She is unwell", by=worker)
    assert free() == [f"{day:%d} 10.00"]


def test_each_way_and_place_has_its_own_hours(day):
    worker = front_door_worker()
    hours(worker, day)
    hours(worker, day, way=Way.TELEPHONE, starts=time(14), ends=time(15), minutes=60)
    assert free(way=Way.TELEPHONE, place="") == [f"{day:%d} 14.00"]
    assert free(place="tanners_row") == [] and free(place="nowhere") == [] and free(way=Way.HOME, place="") == []


def test_every_week_but_not_on_bank_holidays(monkeypatch):
    now = at(date(2027, 3, 22), 8)
    monkeypatch.setattr(timezone, "now", lambda: now)
    hours(front_door_worker(), weekday=0, ends=time(10, 45))
    assert free(now) == ["05 10.00", "12 10.00", "19 10.00", "26 10.00"], "22 and 29 March is Easter Monday"


def test_only_while_the_access_point_is_open(day):
    saturday = open_day(weekday=4) + timedelta(days=1)
    hours(front_door_worker(), saturday, starts=time(11), ends=time(14))
    assert free() == [f"{saturday:%d} 11.00"], "it closes at half past twelve: twelve to a quarter to one is too long"


def test_not_before_the_notice_and_not_too_far_ahead():
    worker, tomorrow = front_door_worker(), open_day(1)
    hours(worker, tomorrow)
    now = at(tomorrow, 9) - timedelta(hours=24)
    assert free(now) == [f"{tomorrow:%d} 10.00", f"{tomorrow:%d} 11.00"]
    assert free(now + timedelta(hours=1, minutes=30)) == [f"{tomorrow:%d} 11.00"]
    assert free(at(tomorrow, 9) - timedelta(days=50)) == []


def test_hours_of_somebody_untrained_are_offered_nowhere_but_away_from_access_points(day):
    worker = make_user("front_door_worker")
    hours(worker, day)
    hours(worker, day, way=Way.HOME, starts=time(14), ends=time(15))
    assert free() == [] and free(way=Way.HOME, place="") == [f"{day:%d} 14.00"]
    make_qualification(worker, "access_point_facilitator", expires_on=day)
    assert len(free()) == 2
    worker.qualifications.update(expires_on=day - timedelta(days=1))
    assert free() == []


@pytest.mark.parametrize(("day", "utc"), [(date(2027, 3, 26), 10), (date(2027, 3, 30), 9), (date(2026, 10, 23), 9),
                                          (date(2026, 10, 26), 10)])
def test_ten_o_clock_is_ten_o_clock_when_the_clocks_have_changed(day, utc):
    assert slots.moment(day, time(10)).astimezone(UTC) == datetime(day.year, day.month, day.day, utc, tzinfo=UTC)


def test_an_hour_that_the_clocks_jump_over_is_no_time():
    assert slots.moment(date(2027, 3, 28), time(1, 30)) is None
    assert slots.moment(date(2027, 3, 28), time(0, 30)) and slots.moment(date(2026, 10, 25), time(1, 30))


def test_a_session_lasts_as_long_as_it_says_whatever_the_clocks_do(monkeypatch):
    now = at(date(2027, 3, 20), 8)
    monkeypatch.setattr(timezone, "now", lambda: now)
    hours(front_door_worker(), date(2027, 3, 28), way=Way.TELEPHONE, starts=time(0, 30), ends=time(3), minutes=45)
    found = slots.free(way=Way.TELEPHONE, now=now)
    assert {slot.minutes for slot in found} == {45}
    assert [f"{timezone.localtime(slot.starts_at):%H.%M}" for slot in found] == ["00.30"]


def test_the_nearest_times_stand_in_the_order_of_the_clock(day):
    hours(front_door_worker(), day, starts=time(9), ends=time(13))
    found = slots.free(way=Way.PLACE, place="mill_lane", now=timezone.now())
    near = slots.nearest(found, at(day, 11), most=2)
    assert [f"{timezone.localtime(slot.starts_at):%H.%M}" for slot in near] == ["10.00", "11.00"]


def test_whoever_looks_without_an_account_sees_what_is_free_and_the_wall_hides_what_is_not(day, web_role):
    from alongside.foundation.audit import context

    context.enter(context.NOBODY)
    with context.acting(why="test"):
        worker = front_door_worker()
        hours(worker, day)
        actions.book(subject=somebody(), starts_at=at(day, 10), minutes=45, place="Mill Lane hub", facilitator=worker,
                     by=worker)
    assert free() == [f"{day:%d} 11.00"] and not PlanningSession.objects.exists()
    booked(day, 11)
    assert free() == [] and not PlanningSession.objects.exists()


def test_hours_that_cannot_be_are_refused_in_a_sentence(day):
    worker = front_door_worker()
    hours(worker, day)
    for details, words in (({"starts": time(11)}, "published 10.00 to 12.00"), ({"ends": time(9)}, "end before"),
                           ({"starts": time(12), "ends": time(12, 30)}, "no room"),
                           ({"on_day": timezone.localdate() - timedelta(days=1)}, "has gone")):
        with pytest.raises(actions.NotThen, match=words):
            hours(worker, day, **details)
