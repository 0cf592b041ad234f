"""The desk of an access point: for those whose training is seen, and of what is done there only what they entered."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.permissions import needs
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings import hubs, slots
from alongside.front_door.bookings.messages import at
from alongside.front_door.bookings.models import PlanningSession, Way
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import presenters as entries
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.search import Asked, find
from alongside.rules.council_limits import AccessPoint

from .. import actions, presenters
from .. import desk as rules
from ..forms import (
    AskForm,
    EndHelpForm,
    HelpForm,
    LookForm,
    PointForm,
    SessionForm,
)
from ..models import Accompaniment, EquipmentLent, HelpGiven, Question

SHOWN = 12
FOUND = 10
MOST_TIMES = 40


class NotHere(Exception):
    """Something comes first: the page to show instead."""

    def __init__(self, page: HttpResponse, *, untrained: bool = False) -> None:
        self.page, self.untrained = page, untrained
        super().__init__()


def standing_at(request: HttpRequest) -> AccessPoint:
    """The access point they stand at; first their training, then where they are today."""
    today = timezone.localdate()
    if why := rules.why_not(request.user, today):
        raise NotHere(render(request, "access_points/untrained.jinja", {"why": why}), untrained=True)
    point = hubs.access_point(request.session.get(rules.KEPT, ""), today)
    if point is None:
        raise NotHere(redirect("access_points:where"))
    return point


def at_desk(view: Any) -> Any:
    """Below `@needs`: the view is given the access point, or says what comes first."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            point = standing_at(request)
        except NotHere as first:
            if first.untrained and "pk" in kwargs:  # what was entered at a desk is there for nobody who stands at none
                raise Http404("You have entered nothing with this number.") from None
            return first.page
        return view(request, point, *args, **kwargs)

    return guarded


def task(request: HttpRequest, point: AccessPoint, form: Any, *, title: str, verb: str, back: str, **context: Any
         ) -> HttpResponse:
    return render(request, context.pop("template", "access_points/task.jinja"), {
        "form": form, "title": title, "verb": verb, "back": back, "point": point, **context})


@needs("access_points.help")
def where(request: HttpRequest) -> HttpResponse:
    if why := rules.why_not(request.user, timezone.localdate()):
        return render(request, "access_points/untrained.jinja", {"why": why})
    form = PointForm(request.POST or None, initial={"point": request.session.get(rules.KEPT, "")})
    if request.method == "POST" and form.is_valid():
        request.session[rules.KEPT] = form.cleaned_data["point"]
        return redirect("access_points:desk")
    return render(request, "access_points/where.jinja", {"form": form})


@needs("access_points.help")
@at_desk
def desk(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    user: Any = request.user
    today = timezone.localdate()
    return render(request, "access_points/desk.jinja", {
        "point": point, "place": presenters.place(point, timezone.localtime()), "lends": user.may("access_points.lend"),
        "questions": [presenters.own_question(one) for one in
                      Question.objects.entered(user).select_related("answered_by").newest_first()[:SHOWN]],
        "company": [presenters.accompaniment_row(one, today) for one in
                    Accompaniment.objects.of_desk(user).standing().with_people().soonest_first()[:SHOWN]],
        "out": [presenters.lent_row(one, today) for one in
                EquipmentLent.objects.entered(user).out().with_people().order_by("return_by", "pk")[:SHOWN]],
        "helped": list(HelpGiven.objects.entered(user).newest_first()[:SHOWN]),
        "sessions": list(PlanningSession.objects.entered(user)[:SHOWN]),
    })


@needs("access_points.help")
@at_desk
def begin(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.begin_help(by=request.user, point=point, **form.cleaned_data)
        return redirect("access_points:look", made.pk)
    return task(request, point, form, title="Help somebody look", verb="Begin to look",
                back=reverse("access_points:desk"))


def _help(request: HttpRequest, pk: int) -> HelpGiven:
    found = HelpGiven.objects.entered(request.user).select_related("saved_list").filter(pk=pk).first()
    if found is None:
        raise Http404("You have entered nothing with this number.")
    return found


@needs("access_points.help")
@at_desk
def look(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    """Search with them; what they like goes onto a list they take home."""
    helping = _help(request, pk)
    form = LookForm(request.POST if request.method == "POST" else None,
                    initial={"words": helping.wanted[:200], "postcode": point.postcode})
    words, postcode = helping.wanted[:200], point.postcode
    if request.method == "POST" and form.is_valid():
        words, postcode = form.cleaned_data["words"], form.cleaned_data["postcode"]
    found = find(Asked(words=words, postcode=postcode), most=FOUND)
    on_list = list(helping.saved_list.services.by_name()) if helping.saved_list else []
    return render(request, "access_points/look.jinja", {
        "helping": helping, "form": form, "found": found, "point": point, "on_list": on_list,
        "lines": [(hit, entries.line(hit, found)) for hit in found.hits], "listed": {one.uid for one in on_list},
        "end": EndHelpForm()})


@require_POST
@needs("access_points.help")
@at_desk
def put_on_list(request: HttpRequest, point: AccessPoint, pk: int, uid: Any) -> HttpResponse:
    helping, service = _help(request, pk), Service.objects.with_uid(uid)
    if service is None or helping.saved_list is None:
        raise Http404("There is no such entry or list.")
    try:
        directory.save_to_list(service=service, saved_list=helping.saved_list)
    except directory.ListIsFull as full:
        messages.error(request, f"{service.name} is not on their list. {full}")
    else:
        messages.success(request, f"{service.name} is on their list.")
    return redirect("access_points:look", helping.pk)


@require_POST
@needs("access_points.help")
@at_desk
def end(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    helping, form = _help(request, pk), EndHelpForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what came of it.")
        return redirect("access_points:look", helping.pk)
    actions.end_help(help_given=helping, outcome=form.cleaned_data["outcome"], by=request.user)
    messages.success(request, "Written down.")
    following = {"session": "access_points:session", "asked": "access_points:ask"}
    return redirect(following.get(form.cleaned_data["outcome"], "access_points:desk"))


@needs("access_points.help")
@at_desk
def session(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    """Book time to talk with them: here, at another access point, by telephone or at home."""
    way, place = request.GET.get("way", Way.PLACE), request.GET.get("place", point.key)
    if way not in Way.values:
        way = str(Way.PLACE)
    chosen = hubs.access_point(place, timezone.localdate()) if way == Way.PLACE else None
    if way == Way.PLACE and chosen is None:
        chosen = point
    key = chosen.key if chosen else ""
    free = slots.free(way=way, place=key, now=timezone.now(), notice=False)
    times = [slot for day in slots.by_day(free).values() for slot in day][:MOST_TIMES]
    form = SessionForm(request.POST if request.method == "POST" else None, way=way, free=times)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = bookings.About(
            name=said["name"], email=said["email"], telephone=said["telephone"], address=said.get("address", ""),
            wants=said["wants"], interpreter=said["interpreter"], access_needs=said["access_needs"])
        link = request.build_absolute_uri(reverse("bookings:own", args=["SECRET"])).replace("SECRET", "{secret}")
        try:
            booked = bookings.book_time(starts_at=form.chosen, way=way, place=key, about=about, link=link,
                                        by=request.user)
        except bookings.Taken as gone:
            near = ", ".join(at(slot.starts_at) for slot in gone.nearest)
            form.add_error("starts_at", f"Somebody else has just booked that time. Free near it: {near or 'none'}.")
        else:
            messages.success(request, f"Booked for {at(booked.starts_at)}, {booked.place}. The front door has it.")
            return redirect("access_points:desk")
    return task(request, point, form, title="Book time to talk", verb="Book this time", nothing=not times,
                back=reverse("access_points:desk"), template="access_points/session.jinja",
                ways=[{"text": f"At {one.label}", "href": f"?way=place&place={one.key}", "current": one.key == key}
                      for one in hubs.access_points(timezone.localdate())]
                + [{"text": label, "href": f"?way={value}", "current": way == value}
                   for value, label in Way.choices if value != Way.PLACE])


@needs("access_points.help")
@at_desk
def ask(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.ask(by=request.user, point=point, whom=said["whom"], words=said["words"],
                    about_name=said["about_name"], is_waiting=said["waits"] == "yes")
        messages.success(request, "Asked. The answer stands on your desk when it comes.")
        return redirect("access_points:desk")
    return task(request, point, form, title="Ask a professional", verb="Ask", back=reverse("access_points:desk"),
                words="Is somebody in danger now? Do not ask here. Ring 999.")


@needs("access_points.help")
@at_desk
def asked(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    """What one asked oneself, and the answer once it is there."""
    found = Question.objects.entered(request.user).with_people().select_related("answered_by").filter(pk=pk).first()
    if found is None:
        raise Http404("You have asked nothing with this number.")
    actions.read_answer(question=found, by=request.user)
    return render(request, "access_points/question.jinja", {
        "question": found, "form": None, "tag": presenters.question_tag(found), "at_desk": True})
