"""One's own booking by its secret link: nothing is said of it before a code has shown whose mailbox reads."""

from __future__ import annotations

import time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.foundation.audit.context import acting
from alongside.foundation.limits.counting import visitor
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import actions as codes
from alongside.foundation.one_time_codes.actions import Tried
from alongside.foundation.one_time_codes.forms import CodeForm
from alongside.foundation.permissions import public
from alongside.foundation.secret_links import digest_of
from alongside.front_door import routes

from .. import actions, messages, presenters, slots, writing
from ..forms.public import MoveForm, StopForm
from ..models import CalendarFeed, PlanningSession

PURPOSE = "planning session"
OPEN, ASKED = "booking_open", "booking_code"
HALF_AN_HOUR = 1800
MOST_TIMES = 60


def let_in(request: HttpRequest, session: PlanningSession, *, just_booked: bool = False,
           told: bool = False) -> None:
    """This browser may open it for half an hour: it has just been booked here, or the code was right."""
    request.session[OPEN] = {"link": session.link_digest, "until": time.time() + HALF_AN_HOUR, "new": just_booked,
                             "told": told}


def _session(secret: str) -> PlanningSession | None:
    """Read past the wall by its link alone, and nothing with it: neither the record it belongs to, nor any other."""
    with acting(why="Somebody opens their own booking by its link"):
        return PlanningSession.objects.by_secret(secret)


def _open(request: HttpRequest, secret: str) -> PlanningSession | None:
    """The session, where this browser may see it."""
    kept = request.session.get(OPEN) or {}
    if kept.get("link") != digest_of(secret) or kept.get("until", 0) < time.time():
        return None
    return _session(secret)


@public
@never_cache
@limited("bookings.own", per_minute=60, methods=("GET",))
def own(request: HttpRequest, secret: str) -> HttpResponse:
    session = _open(request, secret)
    if session is None:
        # The same for every link there could be: a stranger does not even learn whether there is such a booking.
        return render(request, "bookings/public/closed.jinja", {"secret": secret})
    return render(request, "bookings/public/own.jinja", {
        "session": session, "secret": secret, "facts": presenters.own_facts(session), "where": messages.where(session),
        "new": request.session[OPEN].get("new"), "to_come": presenters.to_come(session, timezone.now()),
        "told_by": presenters.told_by(session, request.session[OPEN].get("told", False)), "ways": routes.ways()})


@public
@never_cache
@limited("bookings.code", per_hour=20)
def ask_code(request: HttpRequest, secret: str) -> HttpResponse:
    """Send a code to where the booking says. Nothing on the page tells whether there is a booking."""
    if request.method != "POST":
        return redirect("bookings:own", secret)
    session = _session(secret)
    channel, address = presenters.where_codes_go(session) if session else ("email", "")
    code = codes.ask_for(purpose=PURPOSE, channel=channel, address=address, visitor=visitor(request),
                         known=bool(address))
    request.session[ASKED] = {"link": digest_of(secret), "handle": code.handle}
    return redirect("bookings:code", secret)


@public
@never_cache
@limited("bookings.code", per_hour=40)
def code(request: HttpRequest, secret: str) -> HttpResponse:
    asked = request.session.get(ASKED) or {}
    if asked.get("link") != digest_of(secret):
        return redirect("bookings:own", secret)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tried = codes.attempt(handle=asked["handle"], purpose=PURPOSE, typed=form.cleaned_data["code"])
        if tried is Tried.RIGHT and (session := _session(secret)):
            del request.session[ASKED]
            request.session.cycle_key()
            let_in(request, session)
            return redirect("bookings:own", secret)
        form.add_error("code", "That is not the code. Look at the message again." if tried is Tried.WRONG else
                       "That code works no longer. Go back and ask for another.")
    return render(request, "bookings/public/code.jinja", {"form": form, "secret": secret})


@public
@never_cache
@limited("bookings.own", per_minute=60, methods=("GET",))
@limited("bookings.change", per_hour=20)
def change(request: HttpRequest, secret: str) -> HttpResponse:
    session = _open(request, secret)
    if session is None or not presenters.to_come(session, timezone.now()):
        return redirect("bookings:own", secret)
    free = slots.free(way=session.way, place=slots.key_of(session), now=timezone.now(), besides=session)
    free = slots.nearest([slot for slot in free if slot.starts_at != session.starts_at], session.starts_at, MOST_TIMES)
    form = MoveForm(request.POST if request.method == "POST" else None, free=free)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(session=session, starts_at=form.chosen,
                         link=request.build_absolute_uri(reverse("bookings:own", args=[secret])))
        except actions.Taken:
            form.add_error("starts_at", "Somebody else has just booked that time. Choose another.")
        except actions.NotAsItWas as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("bookings:own", secret)
    return render(request, "bookings/public/change.jinja", {
        "form": form, "secret": secret, "now": messages.at(session.starts_at), "nothing": not free})


@public
@never_cache
@limited("bookings.own", per_minute=60, methods=("GET",))
@limited("bookings.change", per_hour=20)
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    session = _open(request, secret)
    if session is None or not presenters.to_come(session, timezone.now()):
        return redirect("bookings:own", secret)
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_by_themselves(session=session, because=form.cleaned_data["because"])
        except actions.NotAsItWas as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("bookings:own", secret)
    return render(request, "bookings/public/stop.jinja", {
        "form": form, "secret": secret, "now": messages.at(session.starts_at)})


@public
@never_cache
@limited("bookings.own", per_minute=60, methods=("GET",))
def calendar_file(request: HttpRequest, secret: str) -> HttpResponse:
    session = _open(request, secret)
    if session is None:
        return redirect("bookings:own", secret)
    answer = HttpResponse(writing.for_the_person(session), content_type=writing.TYPE)
    answer["Content-Disposition"] = 'attachment; filename="time-to-talk.ics"'
    return answer


@public
@never_cache
@limited("bookings.feed", per_minute=60, methods=("GET",))
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A worker's own sessions, for the calendar program they use. Whoever has the address learns times and places."""
    found = CalendarFeed.objects.by_secret(secret)
    if found is None:
        raise Http404("There is no calendar at this address.")
    with acting(why="A worker’s calendar is asked for"):
        rows = list(PlanningSession.objects.for_feed(found.worker, timezone.now()))
    return HttpResponse(writing.for_the_worker(rows), content_type=writing.TYPE)


@public
@limited("bookings.change", per_hour=60)
def close(request: HttpRequest, secret: str) -> HttpResponse:
    """On a computer that others use: nobody who comes after opens it without a code."""
    if request.method == "POST":
        for key in (OPEN, ASKED):
            request.session.pop(key, None)
    return redirect("bookings:own", secret)
