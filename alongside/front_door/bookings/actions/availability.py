"""When a worker has time, what their own calendar fills, and the calendar they are given."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.secret_links import new_seed

from .. import fetching, reading
from ..models import AvailableHours, BusyTime, CalendarFeed, Way, WorkCalendar

PROBLEM_LENGTH = 300


class NotThen(ValueError):
    """These hours cannot be published: (field, sentence)."""

    def __init__(self, where: str, words: str) -> None:
        self.where = where
        super().__init__(words)


@transaction.atomic
def publish(*, worker: User, starts: time, ends: time, way: str, place: str = "", minutes: int = 45, pause: int = 15,
            weekday: int | None = None, on_day: date | None = None, from_day: date | None = None,
            until_day: date | None = None) -> AvailableHours:
    """Say that one has time: every week on a day, or on one day. The same hours are not given twice."""
    today = timezone.localdate()
    begin = on_day or max(from_day or today, today)
    if datetime.combine(begin, starts) >= datetime.combine(begin, ends):
        raise NotThen("ends", "The hours end before they begin.")
    if (datetime.combine(begin, ends) - datetime.combine(begin, starts)).total_seconds() < minutes * 60:
        raise NotThen("ends", f"There is no room for a session of {minutes} minutes.")
    if on_day and on_day < today:
        raise NotThen("on_day", "That day has gone.")
    # One at a time for each worker, so that the look and the row are of the same moment.
    User.objects.select_for_update().filter(pk=worker.pk).first()
    same_day = AvailableHours.objects.of(worker).filter(weekday=weekday, on_day=on_day).exclude(until_day__lt=begin)
    if there := same_day.filter(starts__lt=ends, ends__gt=starts).first():
        raise NotThen("starts", f"You have published {there.starts:%-H.%M} to {there.ends:%-H.%M} for that day.")
    return AvailableHours.objects.create(
        worker=worker, weekday=weekday, on_day=on_day, starts=starts, ends=ends, way=way,
        place=place if way == Way.PLACE else "", minutes=minutes, pause=pause, from_day=begin, until_day=until_day)


@transaction.atomic
def take_back(*, hours: AvailableHours) -> None:
    """No longer. What is booked in them stays booked."""
    hours.delete()


@transaction.atomic
def subscribe(*, worker: User, address: str) -> WorkCalendar:
    """Keep the address of one's calendar, which is read at once and then all through office hours."""
    fetching.check(address)
    calendar, _ = WorkCalendar.objects.update_or_create(
        worker=worker, defaults={"address": address, "file_name": "", "problem": "", "read_at": None})
    from ..tasks import read_one

    read_one.defer(calendar_id=calendar.pk)
    return calendar


@transaction.atomic
def upload(*, worker: User, content: bytes, file_name: str) -> WorkCalendar:
    """A calendar as a file: read once, and replaced by the next. Refused whole where it cannot be read."""
    busy = reading.busy_apart(content, timezone.now())
    calendar, _ = WorkCalendar.objects.update_or_create(
        worker=worker, defaults={"address": "", "file_name": file_name[:200], "problem": "", "read_at": timezone.now()})
    _fill(worker, busy)
    return calendar


def read_calendar(*, calendar: WorkCalendar) -> WorkCalendar:
    """Read a subscribed calendar again. Where that fails, what was read before holds, and the worker sees why."""
    try:
        busy = reading.busy_apart(fetching.fetch(calendar.address), timezone.now())
    except (fetching.NotFetched, reading.NotRead) as problem:
        WorkCalendar.objects.filter(pk=calendar.pk).update(problem=str(problem)[:PROBLEM_LENGTH])
    else:
        with transaction.atomic():
            # Changed or taken away while it was read: then this reading is of no calendar any more.
            still = WorkCalendar.objects.select_for_update().filter(pk=calendar.pk, address=calendar.address)
            if still.update(read_at=timezone.now(), problem=""):
                _fill(calendar.worker, busy)
    return WorkCalendar.objects.filter(pk=calendar.pk).first() or calendar


@transaction.atomic
def stop_reading(*, worker: User) -> None:
    WorkCalendar.objects.filter(worker=worker).delete()
    BusyTime.objects.filter(worker=worker).delete()


@transaction.atomic
def give_feed(*, worker: User) -> CalendarFeed:
    """The worker's sessions as a calendar to subscribe to. Asked for again, its address is a new one."""
    feed, made = CalendarFeed.objects.get_or_create(worker=worker)
    if not made:
        feed.link_seed, feed.made_at = new_seed(), timezone.now()
        feed.save(update_fields=["link_seed", "link_digest", "made_at"])
    return feed


def _fill(worker: User, busy: list[tuple[datetime, datetime]]) -> None:
    BusyTime.objects.filter(worker=worker).delete()
    BusyTime.objects.bulk_create([BusyTime(worker=worker, starts_at=starts, ends_at=ends) for starts, ends in busy])
