"""A worker's own hours for planning sessions, and their calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.limits.counting import allow
from alongside.foundation.limits.guard import HOUR, too_often
from alongside.foundation.permissions import needs

from .. import actions, fetching, presenters, reading, slots
from ..forms.desk import CalendarForm, HoursForm
from ..models import AvailableHours, CalendarFeed, WorkCalendar

# How often one colleague may have a calendar read: each reading asks somebody else's server.
READINGS = 20


@needs("bookings.record")
def hours(request: HttpRequest) -> HttpResponse:
    form = HoursForm(request.POST or None, initial={"which": "week"})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        once = said.pop("which") == "once"
        said["on_day" if not once else "weekday"] = None
        try:
            actions.publish(worker=request.user, **said)
        except actions.NotThen as problem:
            form.add_error(problem.where, str(problem))
        else:
            messages.success(request, "Published. People can book in these hours now.")
            return redirect("bookings:hours")
    now = timezone.now()
    mine = list(AvailableHours.objects.of(request.user))
    return render(request, "bookings/hours.jinja", {
        "form": form, "lines": [(row, presenters.hours_line(row)) for row in mine],
        "calendar": WorkCalendar.objects.of(request.user), "feed": CalendarFeed.objects.of(request.user),
        "free": presenters.free_lines(mine, request.user, now), "until": slots.days_ahead(now)[1],
        "feed_address": presenters.feed_address(request, CalendarFeed.objects.of(request.user))})


@require_POST
@needs("bookings.record")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = AvailableHours.objects.of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404("No hours of yours with this number.")
    actions.take_back(hours=found)
    messages.success(request, "Taken back. What was booked in them stays booked.")
    return redirect("bookings:hours")


@needs("bookings.record")
def calendar(request: HttpRequest) -> HttpResponse:
    form = CalendarForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        if not allow("bookings.read_calendar", str(request.user.pk), most=READINGS, seconds=HOUR):
            return too_often(request, HOUR)
        said = form.cleaned_data
        try:
            if said.get("file"):
                actions.upload(worker=request.user, content=said["file"].read(reading.MOST_BYTES + 1),
                               file_name=said["file"].name)
            else:
                actions.subscribe(worker=request.user, address=said["address"].strip())
        except fetching.NotFetched as problem:
            form.add_error("address", str(problem))
        except reading.NotRead as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Your calendar is read. Nobody can book you while it says that you are busy.")
            return redirect("bookings:hours")
    return render(request, "bookings/task.jinja", {
        "form": form, "title": "Give us your calendar", "verb": "Read my calendar",
        "words": "From it we keep only from when to when you are busy: no titles, places or names.",
        "back": reverse("bookings:hours")})


@require_POST
@needs("bookings.record")
def read_now(request: HttpRequest) -> HttpResponse:
    found = WorkCalendar.objects.of(request.user)
    if found is None or not found.address:
        raise Http404("No calendar of yours is read from an address.")
    if not allow("bookings.read_calendar", str(request.user.pk), most=READINGS, seconds=HOUR):
        return too_often(request, HOUR)
    actions.subscribe(worker=request.user, address=found.address)
    messages.success(request, "It is being read. Open this page again in a minute.")
    return redirect("bookings:hours")


@require_POST
@needs("bookings.record")
def stop_reading(request: HttpRequest) -> HttpResponse:
    actions.stop_reading(worker=request.user)
    messages.success(request, "Your calendar is no longer read, and what it said is forgotten.")
    return redirect("bookings:hours")


@require_POST
@needs("bookings.record")
def feed(request: HttpRequest) -> HttpResponse:
    actions.give_feed(worker=request.user)
    messages.success(request, "Copy the address below into your calendar. An earlier address works no longer.")
    return redirect("bookings:hours")
