"""Behind the pages: calendars are read, people are reminded, and bookings that nobody finished are forgotten."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions
from .models import WorkCalendar


@app.task(name="bookings.read_one")
def read_one(calendar_id: int) -> None:
    calendar = WorkCalendar.objects.select_related("worker").filter(pk=calendar_id).first()
    if calendar is not None and calendar.address:
        with acting(why="Reading a worker’s calendar"):
            actions.read_calendar(calendar=calendar)


# What a worker puts into it at nine is not to be booked over at ten. The hours are UTC.
@app.periodic(cron="*/15 6-19 * * *")
@app.task(name="bookings.read_calendars", queueing_lock="bookings.read_calendars")
def read_calendars(timestamp: int) -> None:
    """One job each, so that a server that does not answer keeps nobody else's waiting."""
    for calendar in WorkCalendar.objects.subscribed():
        read_one.defer(calendar_id=calendar.pk)


@app.periodic(cron="5 9 * * *")
@app.task(name="bookings.remind", queueing_lock="bookings.remind")
def remind(timestamp: int) -> None:
    with acting(why="Reminding people of their planning sessions"):
        actions.remind(now=timezone.now())


@app.periodic(cron="30 2 * * *")
@app.task(name="bookings.forget_drafts", queueing_lock="bookings.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    actions.forget_drafts(now=timezone.now())


@app.periodic(cron="50 2 * * *")
@app.task(name="bookings.forget_unmatched", queueing_lock="bookings.forget_unmatched")
def forget_unmatched(timestamp: int) -> None:
    with acting(why="Forgetting planning sessions that are on nobody’s record"):
        actions.forget_unmatched()
