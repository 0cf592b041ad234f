"""Calendars from elsewhere: read for when somebody is busy, and no more; fetched from the open internet alone."""

from __future__ import annotations

import socket
import threading
import time as time_module
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.accounts.models import User
from alongside.front_door.bookings import actions, fetching, reading, slots
from alongside.front_door.bookings.models import BusyTime, CalendarFeed, WorkCalendar
from alongside.front_door.conversations.tests.factories import front_door_worker

from .factories import booked, hours, open_day

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ADDRESS = "https://calendar.example/private-4711/basic.ics"


def event(*lines: str, uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "SUMMARY:Dr Aziz about my knee", "END:VEVENT"])


def calendar(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""]).encode()


def spans(*events: str) -> list[str]:
    return [f"{start:%d %b %H.%M}-{end:%H.%M}" for start, end in reading.busy(calendar(*events), NOW)]


LONDON = ("DTSTART;TZID=Europe/London:20261124T100000", "DTEND;TZID=Europe/London:20261124T110000")


def test_from_when_to_when_and_not_a_word_more():
    found = reading.busy_apart(calendar(event(*LONDON)), NOW)
    assert found == [(datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 11, 24, 11, tzinfo=UTC))]


def test_what_repeats_what_is_left_out_and_what_moved():
    series = event(*LONDON, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/London:20261201T100000")
    moved = event("RECURRENCE-ID;TZID=Europe/London:20261208T100000", "DTSTART;TZID=Europe/London:20261209T140000",
                  "DTEND;TZID=Europe/London:20261209T150000")
    assert spans(series, moved) == ["24 Nov 10.00-11.00", "09 Dec 14.00-15.00", "15 Dec 10.00-11.00"]


def test_every_week_at_ten_in_london_is_another_hour_of_the_world_in_summer():
    now = datetime(2027, 3, 24, 8, tzinfo=UTC)
    series = event("DTSTART;TZID=Europe/London:20270105T100000", "DTEND;TZID=Europe/London:20270105T110000",
                   "RRULE:FREQ=WEEKLY;COUNT=13")
    assert [start.hour for start, _ in reading.busy(calendar(series), now)] == [9]
    assert [start.hour for start, _ in reading.busy(calendar(series), NOW)][-2:] == [10, 10]


@pytest.mark.parametrize("lines", [
    ("DTSTART:20261124T100000", "DTEND:20261124T110000"),  # no zone: London's hour
    ("DTSTART:20261124T100000Z", "DURATION:PT1H"),
    ("DTSTART;TZID=Europe/Paris:20261124T110000", "DTEND;TZID=Europe/Paris:20261124T120000"),
])
def test_the_same_hour_in_other_words(lines):
    assert spans(event(*lines)) == ["24 Nov 10.00-11.00"]


def test_a_whole_day_off_is_a_day_of_london():
    assert spans(event("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126")) == ["24 Nov 00.00-00.00"]


@pytest.mark.parametrize("line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_is_free_or_cancelled_fills_nothing(line):
    assert spans(event(*LONDON, line)) == []


def test_what_touches_is_one_span_and_what_has_been_is_left_out():
    later = event("DTSTART:20261124T110000Z", "DTEND:20261124T113000Z", uid="2")
    past = event("DTSTART:20261120T110000Z", "DTEND:20261120T113000Z", uid="3")
    assert spans(event(*LONDON), later, past) == ["24 Nov 10.00-11.30"]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=1", "FREQ=DAILY;BYSECOND=0,1,2",
                                  "INTERVAL=1;FREQ=MINUTELY"])
def test_a_rule_that_would_never_end_is_not_followed(rule):
    assert spans(event("DTSTART:20261101T000000Z", "DTEND:20261101T000001Z", f"RRULE:{rule}")) == []
    assert spans(event("DTSTART:00010101T000000Z", "DTEND:00010101T010000Z", "RRULE:FREQ=DAILY")) == []


def test_a_rule_without_a_day_is_cut_off_in_its_own_process(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 20)
    endless = event("DTSTART:20000101T000000Z", "DTEND:20000101T010000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    try:
        assert reading.busy_apart(calendar(endless), NOW) == []
    except reading.NotRead as problem:
        assert "too long" in str(problem)


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
                                     b"<html>404</html>"])
def test_what_is_no_calendar_is_refused_in_a_sentence(content):
    with pytest.raises(reading.NotRead, match=r"\.$"):
        reading.busy(content, NOW)


def test_too_much_is_refused():
    with pytest.raises(reading.NotRead, match="larger than 2 MB"):
        reading.busy_apart(b" " * (reading.MOST_BYTES + 1), NOW)
    many = calendar(*(event(*LONDON, uid=str(number)) for number in range(reading.MOST_EVENTS + 1)))
    with pytest.raises(reading.NotRead, match="more than 5,000 events"):
        reading.busy(many, NOW)


PIECES = st.sampled_from([
    "DTSTART:20261124T100000Z", "DTSTART;VALUE=DATE:20261124", "DTSTART:99999999T999999", "DTEND:20261124T110000Z",
    "DTEND:19000101T000000Z", "DURATION:PT1H", "DURATION:-P9999999D", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;COUNT=5",
    "RRULE:FREQ=YEARLY;BYDAY=99MO", "RRULE:", "RDATE:20261125T100000Z,20261126", "EXDATE:x",
    "RECURRENCE-ID:20261124T100000Z",
    "DTSTART;TZID=Nowhere/Else:20261124T100000", "DTSTART;TZID=\x00:1", "BEGIN:VALARM", "END:VALARM", "END:VEVENT",
    "BEGIN:VEVENT", "TRANSP:OPAQUE", "SEQUENCE:x", "UID:1", "SUMMARY:" + "é" * 90, "\x00", ":", ";;;", " folded",
])


@settings(max_examples=150)
@given(st.lists(PIECES | st.text(max_size=40), max_size=12))
def test_whatever_is_in_the_file_it_is_read_or_refused(lines):
    try:
        found = reading.busy(calendar("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])), NOW)
    except reading.NotRead:
        return
    assert all(start < end and start >= NOW for start, end in found)


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    with suppress(reading.NotRead):
        assert reading.busy(content, NOW) == []


@pytest.mark.parametrize("address", [
    "http://calendar.example/a.ics", "ftp://calendar.example/", "https://user:word@calendar.example/",
    "https://localhost/",
    "https://calendar.example:8443/", "https://", "javascript:1", "https://calendar.example/a b", "https://[::1",
    "",
    "https://calendar.example/\r\nHost: other", "https://calendar.example/" + "a" * 3000, "file:///etc/passwd",
])
def test_only_https_on_the_usual_port_without_a_password_is_asked(address):
    with pytest.raises(fetching.NotFetched):
        fetching.check(address)


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255",
    "fe80::1%eth0",
])
def test_no_address_of_a_private_network_is_asked(monkeypatch, address):
    assert not fetching.is_open(address)
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)),
             (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(fetching.NotFetched, match="private network"):
        fetching.fetch(ADDRESS)


class Server:
    """What a calendar's server answers, without a network."""

    def __init__(self, monkeypatch, *answers):
        self.answers, self.asked = list(answers), []
        monkeypatch.setattr(fetching, "_open_address", lambda host: self.asked.append(host) or "93.184.215.14")
        monkeypatch.setattr(fetching._Pinned, "request", lambda *args, **kwargs: None)
        monkeypatch.setattr(fetching._Pinned, "getresponse", lambda connection: self.answers.pop(0))


class Answer:
    def __init__(self, status=200, content=b"", moved=""):
        self.status, self.content, self.moved = status, content, moved

    def getheader(self, name):
        return self.moved

    def read(self, size):
        piece, self.content = self.content[:size], self.content[size:]
        return piece


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"])
def test_a_server_that_drips_is_cut_off(monkeypatch, first):
    cut_off = threading.Event()

    def drip():
        asked, _ = server.accept()
        asked.recv(4096)
        asked.sendall(first)
        for _ in range(100):
            try:
                asked.sendall(b"x")
            except OSError:
                cut_off.set()
                break
            time_module.sleep(0.1)
        asked.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, daemon=True).start()
        monkeypatch.setattr(fetching, "SECONDS", 1)
        monkeypatch.setattr(fetching, "_open_address", lambda host: "127.0.0.1")
        monkeypatch.setattr(fetching._Pinned, "connect", lambda one: setattr(
            one, "sock", socket.create_connection(server.getsockname(), one.timeout)))
        with pytest.raises(fetching.NotFetched, match="took too long"):
            fetching.fetch(ADDRESS)
        assert cut_off.wait(8)


def test_what_is_there_is_fetched_and_a_redirection_is_checked_like_the_first(monkeypatch):
    server = Server(monkeypatch, Answer(302, moved="https://elsewhere.example/b.ics"), Answer(content=b"here"))
    assert fetching.fetch(ADDRESS) == b"here" and server.asked == ["calendar.example", "elsewhere.example"]
    Server(monkeypatch, Answer(302, moved="http://elsewhere.example/"))
    with pytest.raises(fetching.NotFetched, match="https"):
        fetching.fetch(ADDRESS)
    Server(monkeypatch, *(Answer(301, moved="/again") for _ in range(9)))
    with pytest.raises(fetching.NotFetched, match="leads on"):
        fetching.fetch(ADDRESS)


def test_too_large_too_slow_and_not_there_are_refused_without_saying_the_address(monkeypatch):
    Server(monkeypatch, Answer(content=b" " * (fetching.MOST_BYTES + 9)))
    for words in ("larger than 2 MB", "answered 404", "too long"):
        with pytest.raises(fetching.NotFetched, match=words) as refused:
            fetching.fetch(ADDRESS)
        assert "4711" not in str(refused.value)
        Server(monkeypatch, Answer(404))
        if words == "answered 404":
            monkeypatch.setattr(fetching, "SECONDS", -1)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    asked = []

    def connect(address, timeout):
        asked.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))])
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(fetching.NotFetched, match="could not be reached"):
        fetching.fetch(ADDRESS)
    assert asked == [("93.184.215.14", 443)]


@pytest.mark.django_db
def test_a_calendar_read_fills_the_workers_hours_and_a_reading_that_fails_leaves_them(monkeypatch):
    worker, day = front_door_worker(), open_day()
    hours(worker, day)
    found = actions.subscribe(worker=worker, address=ADDRESS)
    busy = event(f"DTSTART:{day:%Y%m%d}T101500Z", f"DTEND:{day:%Y%m%d}T110000Z")
    monkeypatch.setattr(fetching, "fetch", lambda address: calendar(busy))
    read = actions.read_calendar(calendar=found)
    assert read.read_at and not read.problem and BusyTime.objects.filter(worker=worker).count() == 1
    assert len(slots.free(way="place", place="mill_lane", now=timezone.now())) == 1

    def fails(address):
        raise fetching.NotFetched("The calendar’s server could not be reached.")

    monkeypatch.setattr(fetching, "fetch", fails)
    assert "could not be reached" in actions.read_calendar(calendar=found).problem
    assert BusyTime.objects.filter(worker=worker).count() == 1
    actions.stop_reading(worker=worker)
    assert not BusyTime.objects.exists() and not WorkCalendar.objects.exists()


@pytest.mark.django_db
def test_from_the_page_an_address_a_file_and_the_reasons_why_not(client):
    worker, day = front_door_worker(), open_day()
    client.force_login(worker)
    address = reverse("bookings:calendar")
    assert "one of the two" in client.post(address, {}).content.decode()
    assert "must begin with https" in client.post(address, {"address": "http://x.example/"}).content.decode()
    wrong = SimpleUploadedFile("holiday.ics", b"not a calendar")
    assert "not a calendar that we can read" in client.post(address, {"file": wrong}).content.decode()
    busy = event(f"DTSTART:{day:%Y%m%d}T101500Z", f"DTEND:{day:%Y%m%d}T110000Z")
    client.post(address, {"file": SimpleUploadedFile("mine.ics", calendar(busy))})
    shown = client.get(reverse("bookings:hours")).content.decode()
    assert "Read once from mine.ics" in shown and "knee" not in shown
    client.post(address, {"address": ADDRESS})
    assert WorkCalendar.objects.get().address == ADDRESS
    assert "4711" not in client.get(reverse("bookings:hours")).content.decode(), "the address is a secret"


@pytest.mark.django_db
def test_hours_are_published_and_taken_back_from_the_page(client):
    worker = front_door_worker()
    client.force_login(worker)
    said = {"which": "week", "weekday": "1", "starts": "9.30", "ends": "12.30", "way": "place", "place": "mill_lane",
            "minutes": "45", "pause": "15"}
    assert "end before" in client.post(reverse("bookings:hours"), {**said, "ends": "9.00"}).content.decode()
    client.post(reverse("bookings:hours"), said)
    row = worker.available_hours.get()
    assert (row.weekday, row.starts, row.on_day) == (1, time(9, 30), None)
    assert "Every Tuesday, 9.30 to 12.30, at Mill Lane hub" in client.get(reverse("bookings:hours")).content.decode()
    other = front_door_worker()
    client.force_login(other)
    assert client.post(reverse("bookings:take_back", args=[row.pk])).status_code == 404
    client.force_login(worker)
    client.post(reverse("bookings:take_back", args=[row.pk]))
    assert not worker.available_hours.exists()


@pytest.mark.django_db
def test_the_workers_feed_holds_times_and_no_name_and_a_new_address_closes_the_old(client):
    worker, day = front_door_worker(), open_day()
    hours(worker, day)
    session = booked(day)
    feed = actions.give_feed(worker=worker)
    old = reverse("bookings:feed", args=[feed.secret])
    text = client.get(old).content.decode()
    assert f"DTSTART:{session.starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" in text and "Mill Lane hub" in text
    assert "Edna" not in text and "Getting out" not in text
    actions.give_feed(worker=worker)
    assert client.get(old).status_code == 404
    User.objects.filter(pk=worker.pk).update(
        is_active=False, deactivated_at=timezone.now(), deactivated_because="Left")
    assert client.get(reverse("bookings:feed", args=[CalendarFeed.objects.get().secret])).status_code == 404


@pytest.mark.django_db
def test_each_subscribed_calendar_is_read_by_a_job_of_its_own_every_15_minutes_of_the_day(client, monkeypatch):
    from alongside.front_door.bookings import tasks

    asked, worker = [], front_door_worker()
    assert tasks.app.periodic_registry.periodic_tasks["bookings.read_calendars", ""].cron.startswith("*/15 6-19 ")
    found = actions.subscribe(worker=worker, address=ADDRESS)
    monkeypatch.setattr(tasks.read_one, "defer", lambda **said: asked.append(said))
    tasks.read_calendars(timestamp=0)
    assert asked == [{"calendar_id": WorkCalendar.objects.get().pk}]
    client.force_login(worker)
    assert "Not read yet" in client.get(reverse("bookings:hours")).content.decode()
    monkeypatch.setattr(fetching, "fetch", lambda address: calendar(""))
    actions.read_calendar(calendar=found)
    said = client.get(reverse("bookings:hours")).content.decode()
    assert "every 15 minutes in office hours" in said and "Last read" in said
    assert timedelta(weeks=reading.WEEKS).days >= 90, "as far as anybody may be allowed to book"
