"""Booking time to talk, one thing a page. What is answered waits in a draft that only this browser knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.foundation.limits.guard import limited
from alongside.foundation.permissions import public
from alongside.front_door import routes
from alongside.rules import council

from .. import actions, presenters, slots
from ..forms import public as forms
from ..models import BookingDraft
from .own import let_in

COOKIE = "booking"
A_DAY = 24 * 3600


def draft_of(request: HttpRequest) -> BookingDraft | None:
    return BookingDraft.objects.by_secret(request.COOKIES.get(COOKIE, "")[:40])


def keep(answer: HttpResponse, draft: BookingDraft) -> HttpResponse:
    days = int(council.load(settings.COUNCIL_PACK).policy("front_door.booking_draft_days", timezone.localdate()))
    answer.set_cookie(COOKIE, draft.secret, max_age=days * A_DAY, httponly=True, samesite="Lax",
                      path=reverse("bookings:start"), secure=getattr(settings, "SESSION_COOKIE_SECURE", False))
    return answer


def free_for(said: dict[str, Any]) -> list[slots.Slot]:
    return slots.free(way=said.get("way", ""), place=said.get("place", ""), now=timezone.now())


@public
@routes.open_by("planning_sessions")
@never_cache
@limited("bookings.look", per_minute=240, methods=("GET",))
def start(request: HttpRequest) -> HttpResponse:
    """What it is, before anything is asked."""
    draft = draft_of(request)
    return render(request, "bookings/public/start.jinja", {
        "begun": bool(draft and draft.answers), "first": reverse("bookings:step", args=["about"]),
        "ways": routes.ways()})


@public
@routes.open_by("planning_sessions")
@never_cache
@limited("bookings.look", per_minute=240, methods=("GET",))
@limited("bookings.answer", per_minute=120)
def step(request: HttpRequest, step: str) -> HttpResponse:
    draft = draft_of(request) or BookingDraft(touched_at=timezone.now())
    said = draft.answers
    if step not in forms.steps_for(said):
        return redirect("bookings:start")
    # Nobody is asked for a day before it is known where: they are brought to what comes first.
    before = forms.first_open(said)
    order = forms.steps_for(said)
    if before and order.index(before) < order.index(step):
        return redirect("bookings:step", before)
    free = free_for(said) if step in ("day", "time") else []
    form = forms.STEPS[step](request.POST if request.method == "POST" else None, said=said, free=free,
                             initial={key: value for key, value in said.items() if isinstance(value, str)})
    if request.method == "POST" and form.is_valid():
        draft.answers = _answered(said, step, form.kept())
        draft.touched_at = timezone.now()
        draft.save()
        return keep(redirect(_next(draft.answers, step, request.GET.get("then") == "check")), draft)
    return render(request, "bookings/public/step.jinja", {
        "form": form, "step": step, "back": _back(order, step, request),
        "nothing": step in ("day", "time") and not free,
        "number": order.index(step) + 1, "steps": len(order)})


def _answered(said: dict[str, Any], step: str, kept: dict[str, Any]) -> dict[str, Any]:
    """With this answer; what hung on another one falls away."""
    now = {**said, **kept}
    changed = any(said.get(key) != value for key, value in kept.items())
    gone = {"how": ("place", "day", "starts_at", "address"), "where": ("day", "starts_at"), "day": ("starts_at",)}
    if changed:
        for key in gone.get(step, ()):
            now.pop(key, None)
    if now.get("way") != "place":
        now.pop("place", None)
    return now


def _next(said: dict[str, Any], step: str, to_check: bool) -> str:
    order = forms.steps_for(said)
    first = forms.first_open(said)
    if not first and (to_check or step == order[-1]):
        return reverse("bookings:check")
    after = order[order.index(step) + 1:] if step in order else order
    following = first if to_check and first else (after[0] if after else first)
    return reverse("bookings:step", args=[following]) if following else reverse("bookings:check")


def _back(order: list[str], step: str, request: HttpRequest) -> str:
    if request.GET.get("then") == "check":
        return reverse("bookings:check")
    place = order.index(step)
    return reverse("bookings:step", args=[order[place - 1]]) if place else reverse("bookings:start")


@public
@routes.open_by("planning_sessions")
@never_cache
@limited("bookings.look", per_minute=240, methods=("GET",))
@limited("bookings.book", per_hour=20)
def check(request: HttpRequest) -> HttpResponse:
    """Everything they said, to read once more; then it is booked, or they are told what is free near it."""
    draft = draft_of(request)
    if draft is None or not draft.answers:
        return redirect("bookings:start")
    said = draft.answers
    if first := forms.first_open(said):
        return redirect("bookings:step", first)
    starts_at = datetime.fromisoformat(said["starts_at"])
    if request.method == "POST":
        link = request.build_absolute_uri(reverse("bookings:own", args=["SECRET"])).replace("SECRET", "{secret}")
        try:
            booked = actions.book_time(
                starts_at=starts_at, way=said["way"], place=said.get("place", ""), link=link,
                about=presenters.about_of(said))
        except actions.Taken as gone:
            return render(request, "bookings/public/taken.jinja", {
                "when": starts_at, "near": [(slot.starts_at.isoformat(), slot) for slot in gone.nearest]}, status=409)
        draft.delete()
        answer = redirect("bookings:own", booked.secret)
        answer.delete_cookie(COOKIE, path=reverse("bookings:start"), samesite="Lax")
        let_in(request, booked, just_booked=True, told=actions.was_told(booked))
        return answer
    return render(request, "bookings/public/check.jinja", {
        "lines": presenters.to_check(said), "back": reverse("bookings:step", args=["needs"])})


@public
@routes.open_by("planning_sessions")
@never_cache
@limited("bookings.answer", per_minute=120)
def instead(request: HttpRequest) -> HttpResponse:
    """One of the times that were free near the one that was gone."""
    draft = draft_of(request)
    if request.method != "POST":
        raise Http404("Choose a time on the page before.")
    if draft is None:
        return redirect("bookings:start")
    free = {slot.starts_at.isoformat(): slot for slot in free_for(draft.answers)}
    chosen = free.get(request.POST.get("starts_at", ""))
    if chosen is None:
        draft.answers = {key: value for key, value in draft.answers.items() if key not in ("day", "starts_at")}
        draft.save(update_fields=["answers"])
        return redirect("bookings:step", "day")
    draft.answers |= {"day": chosen.day.isoformat(), "starts_at": chosen.starts_at.isoformat()}
    draft.touched_at = timezone.now()
    draft.save()
    return redirect("bookings:check")


@public
@limited("bookings.answer", per_minute=120)
def forget(request: HttpRequest) -> HttpResponse:
    """Stop, and keep nothing: on a computer that others use."""
    if request.method == "POST" and (draft := draft_of(request)):
        draft.delete()
    answer = redirect("bookings:start")
    answer.delete_cookie(COOKIE, path=reverse("bookings:start"), samesite="Lax")
    return answer
