"""Page by page through the questions, without an account and without scripts."""

from __future__ import annotations

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.design import words
from alongside.foundation.design.reading import Reading
from alongside.foundation.limits.guard import limited
from alongside.foundation.permissions import public
from alongside.front_door import routes
from alongside.front_door.directory.actions import ListIsFull

from .. import actions, how_they_read, keeping, offers, pack, presenters
from ..engine import CHECK, FOUND, SEND, Conflict, Step, Way, base_of, page_sent
from ..models import Started
from ..offers import Offer
from ..presenters.standing import promised
from ..questionnaires.sending import PROFESSIONAL

# How long this browser shows what was just sent, in seconds.
SHOWN_FOR = 1800


def offer_at(slug: str) -> Offer:
    found = offers.by_slug(slug)
    if found is None:
        raise Http404("There is nothing to fill in at this address.")
    return found


def way_of(started: Started, offer: Offer) -> Way:
    return Way(offer, started.whole, started.answers)


def address_of(offer: Offer, step: Step) -> str:
    return reverse("self_assessment:step", args=[offer.slug, step.slug])


@public
@routes.open_by("self_assessment")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "self_assessment/home.jinja", {"offers": presenters.offer_lines(offers.offered())})


@public
@routes.open_by("self_assessment")
@limited("self_assessment.start", per_hour=60)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, and the button that begins it. Where this browser has begun already, it may go on."""
    offer = offer_at(slug)
    if request.method == "POST":
        started, secret = actions.start(offer=offer)
        answer = redirect(address_of(offer, way_of(started, offer).steps[0]))
        keeping.keep(answer, offer, secret)
        return answer
    started = keeping.started_of(request, offer)
    return render(request, "self_assessment/start.jinja", {
        "offer": offer, "days": pack.keep_days(), "gone": "gone" in request.GET and started is None,
        "go_on": address_of(offer, way_of(started, offer).first_open()) if started else ""})


def _gone(offer: Offer) -> HttpResponse:
    """This browser has nothing of it: it was thrown away, is too old, or was written elsewhere."""
    return redirect(reverse("self_assessment:start", args=[offer.slug]) + "?gone=1")


@public
@limited("self_assessment.step", per_minute=120)
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    offer = offer_at(slug)
    started = keeping.started_of(request, offer)
    secret = ""
    if started is None:
        # Sent already: a second press, or the page of before.
        if step == Step(SEND).slug and (request.method == "POST" or keeping.SENT in request.session):
            return redirect("self_assessment:sent", offer.slug)
        if request.method != "POST":
            return _gone(offer)
        # What was typed is kept, also where the cookie is gone: it begins anew with it.
        started, secret = actions.start(offer=offer)
    try:
        answer = _step(request, offer, started, step)
    except actions.AlreadySent:
        return redirect("self_assessment:sent", offer.slug)
    if secret:
        keeping.keep(answer, offer, secret)
    return answer


def _step(request: HttpRequest, offer: Offer, started: Started, slug: str) -> HttpResponse:
    way = way_of(started, offer)
    here = way.step(slug)
    if here is None:
        here = _step_of_old_page(request, way, slug)
        if here is None:
            return redirect(address_of(offer, way.first_open()))
    if here.section is None:
        return {CHECK: _check, FOUND: _found, SEND: _check_and_send}[here.key](request, offer, started, way, here)
    if request.method != "POST":
        return _page(request, offer, started, way, here)
    page = page_sent(started.whole, here.section.questions, request.POST)
    started, conflicts = actions.keep(started=started, page=page)
    way = way_of(started, offer)
    if "application/json" in request.headers.get("Accept", ""):
        return _autosaved(started, here, conflicts)
    do = request.POST.get("do", "next")
    if conflicts:
        return _page(request, offer, started, way, here, conflicts=conflicts)
    if do == "later":
        return redirect("self_assessment:later", offer.slug)
    if do.startswith("add-") or "remove" in request.POST:
        return redirect(f"{address_of(offer, here)}{'?add=1' if do.startswith('add-') else ''}#question-rows")
    problems = way.problems(of=[here.section.key])
    if started.answers.get("who") == PROFESSIONAL and here.key == "who_are_you":
        return redirect("self_assessment:for_work", offer.slug)
    if problems:
        return _page(request, offer, started, way, here, problems=problems)
    asked_now = {question.key for question in way.questions_of(here.section)}
    if asked_now - set(request.POST.get("keys", "").split(",")):  # an answer here brought another question here
        return redirect(address_of(offer, here))
    return redirect(address_of(offer, _next(request, way, here)))


def _step_of_old_page(request: HttpRequest, way: Way, slug: str) -> Step | None:
    """A page sent from another tab that is no longer asked: what was typed on it is kept all the same."""
    if request.method != "POST":
        return None
    return next((Step(one.key, one) for one in way.declared.sections if Step(one.key).slug == slug), None)


def _next(request: HttpRequest, way: Way, here: Step) -> Step:
    """The next page; back to where all answers stand, for whoever came from there and has nothing else to answer."""
    if here.key not in [one.key for one in way.steps]:
        return way.first_open()
    if (back := way.step(request.POST.get("back_to", ""))) and back.section is None:
        unanswered = [one for one in way.steps[:way.steps.index(back)] if one.section
                      and not any(question.key in way.answers for question in way.questions_of(one.section))
                      and way.steps.index(one) > way.steps.index(here)]
        brought = [one for one in unanswered if way.problems(of=[one.key]) or _follows(one, here)]
        return brought[0] if brought else back
    return way.after(here)


def _follows(step: Step, here: Step) -> bool:
    """Whether that page is asked because of an answer on this one."""
    asked = {question.key for question in here.section.questions} if here.section else set()
    condition = step.section.asked_if if step.section else None
    return condition is not None and bool(asked & set(presenters.named_in(condition)))


def _autosaved(started: Started, here: Step, conflicts: list[Conflict]) -> JsonResponse:
    assert here.section is not None
    return JsonResponse({
        "saved": words.clock(timezone.localtime(started.saved_at)), "base": base_of(
            here.section.questions, started.answers), "conflicts": [one.question.key for one in conflicts],
    }, status=409 if conflicts else 200)


def _page(request: HttpRequest, offer: Offer, started: Started, way: Way, here: Step, **more: Any) -> HttpResponse:
    return render(request, "self_assessment/step.jinja", {
        "page": presenters.page(offer, started, way, here, adding="add" in request.GET,
                                easy=Reading.of(request).easy, **more), "offer": offer,
        "back": _back(request, offer, way, here), "back_to": _back_to(request)})


def _back_to(request: HttpRequest) -> str:
    asked = request.POST.get("back_to") or request.GET.get("back_to", "")
    return asked if asked in (CHECK, SEND) else ""


def _back(request: HttpRequest, offer: Offer, way: Way, here: Step) -> str:
    if (to := _back_to(request)) and (step := way.step(to)):
        return address_of(offer, step)
    if here.key not in [one.key for one in way.steps]:
        return address_of(offer, way.first_open())
    before = way.before(here)
    return address_of(offer, before) if before else reverse("self_assessment:start", args=[offer.slug])


def _unanswered(offer: Offer, way: Way) -> HttpResponse | None:
    """The first page without which nothing can be shown."""
    problems = [one for one in way.problems() if one.section in way.telling_keys]
    first = next((one for one in way.steps if one.key in {problem.section for problem in problems}), None)
    return redirect(address_of(offer, first)) if first else None


def _check(request: HttpRequest, offer: Offer, started: Started, way: Way, here: Step) -> HttpResponse:
    if request.method == "POST":
        return redirect(address_of(offer, next(one for one in way.steps if one.key == FOUND)))
    if answer := _unanswered(offer, way):
        return answer
    return render(request, "self_assessment/check.jinja", {
        "offer": offer, "parts": presenters.checked(offer, way, CHECK, of=way.telling_keys,
                                                   easy=Reading.of(request).easy),
        "back": _back(request, offer, way, here), "next": address_of(offer, Step(FOUND)), "sending": False})


def _found(request: HttpRequest, offer: Offer, started: Started, way: Way, here: Step) -> HttpResponse:
    """What may help, and why. Nothing is decided here, and nobody is turned away."""
    if answer := _unanswered(offer, way):
        return answer
    if request.method == "POST":
        if request.POST.get("enough") in ("yes", "no"):
            actions.say_enough(started=started, enough=request.POST["enough"] == "yes")
        return redirect(address_of(offer, here) + "#enough")
    started = actions.finish(started=started)
    return render(request, "self_assessment/found.jinja", {
        **presenters.found(offer, started, way), "offer": offer, "started": started,
        "back": _back(request, offer, way, here), "check": address_of(offer, Step(CHECK)),
        "send": address_of(offer, way.after(here)), "here": address_of(offer, here)})


def _check_and_send(request: HttpRequest, offer: Offer, started: Started, way: Way, here: Step) -> HttpResponse:
    if first := next((one for one in way.steps if one.section and way.problems(of=[one.key])), None):
        return redirect(address_of(offer, first))
    if request.method == "POST":
        sent, link = actions.send(started=started, language=how_they_read.language(request),
                                  reads=how_they_read.needs(request))
        actions.acknowledge(sent=sent, address=request.build_absolute_uri(
            reverse("self_assessment:link", args=[link])), promise=promised(sent)[1])
        answer = redirect("self_assessment:sent", offer.slug)
        request.session[keeping.SENT] = {"number": sent.number, "email": bool(sent.email),
                                                   "code": bool(sent.addresses), "unsafe": sent.safe_now == "unsafe",
                                                   "promise": promised(sent)[1],
                                                   "until": time.time() + SHOWN_FOR}
        keeping.forget(answer, offer)
        return answer
    return render(request, "self_assessment/check.jinja", {
        "offer": offer, "parts": presenters.checked(offer, way, SEND, easy=Reading.of(request).easy), "sending": True,
        "back": _back(request, offer, way, here), "next": address_of(offer, here)})


@public
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    offer, done = offer_at(slug), request.session.get(keeping.SENT)
    if not isinstance(done, dict) or done.get("until", 0) < time.time():
        return redirect("self_assessment:mine")
    return render(request, "self_assessment/sent.jinja", {"offer": offer, "done": done})


@public
@require_safe
def for_work(request: HttpRequest, slug: str) -> HttpResponse:
    offer = offer_at(slug)
    return render(request, "self_assessment/for_work.jinja", {
        "offer": offer, "ways": routes.ways(),
        "back": reverse("self_assessment:step", args=[offer.slug, "who-are-you"])})


@public
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """To print, and take along or keep."""
    offer = offer_at(slug)
    started = keeping.started_of(request, offer)
    if started is None:
        return _gone(offer)
    way = way_of(started, offer)
    return render(request, "self_assessment/paper.jinja", {
        "offer": offer, "parts": presenters.checked(offer, way, CHECK, blanks=False), "today": timezone.localdate(),
        "back": address_of(offer, Step(FOUND)), **presenters.found(offer, started, way)})


@public
@limited("self_assessment.save", per_minute=30)
@require_POST
def save_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was found on one list, which can be printed, sent and shown."""
    offer = offer_at(slug)
    started = keeping.started_of(request, offer)
    if started is None:
        return _gone(offer)
    answer = redirect("directory:my_list")
    lines = presenters.found(offer, started, way_of(started, offer))["lines"]
    try:
        presenters.save_to_list(request, answer, lines)
    except ListIsFull as full:
        return render(request, "directory/full.jinja", {
            "not_saved": "Not everything is saved.", "back": address_of(offer, Step(FOUND)), "problem": str(full)},
            status=409)
    return answer


@public
@limited("self_assessment.forget", per_minute=30)
def throw_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing of it stays: asked once, done at once."""
    offer = offer_at(slug)
    started = keeping.started_of(request, offer)
    if request.method != "POST":
        return render(request, "self_assessment/throw_away.jinja", {
            "offer": offer, "there": started is not None,
            "back": address_of(offer, way_of(started, offer).first_open()) if started else ""})
    if started is not None:
        actions.delete(started=started)
    answer = render(request, "self_assessment/thrown_away.jinja", {"offer": offer})
    keeping.forget_session(request)
    keeping.forget(answer, offer)
    return answer
