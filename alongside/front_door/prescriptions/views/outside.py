"""A professional without an account: prescribes by a work email that was shown to be theirs, and learns how far it is.

They see what they gave and what came of it, never a record; an address that is not theirs looks like none at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from alongside.foundation.audit.context import acting
from alongside.foundation.design.forms.widgets import DayBoxes
from alongside.foundation.documents.typeset import CannotBePrinted, pdf
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import public
from alongside.front_door import routes
from alongside.front_door.referrals import pack as referrers
from alongside.front_door.referrals import verified

from .. import actions, paper, presenters
from ..forms import CameForm, ForSomebodyForm, StatusForm
from ..models import Prescription

ABOUT_YOU = "prescriptions.about_you"
NOBODY = "nobody"
WRITER = "prescriptions.writer"


class OutsideForm(ForSomebodyForm):
    """With who prescribes, as it stands on the letter."""

    your_name = forms.CharField(label="Your name", max_length=200)
    your_role = forms.CharField(label="What you are", max_length=120, help_text="Pharmacist, practice nurse")
    your_organisation = forms.CharField(label="Where you work", max_length=200)

    @classmethod
    def boxes(cls) -> list[str]:
        """What each is called where it is typed: a day has three."""
        return [*cls.base_fields, *(f"born_{part}" for part in DayBoxes.PARTS)]


def site_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


@public
@routes.open_by("prescriptions")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "prescriptions/home.jinja", {"ways": routes.ways()})


@public
@routes.open_by("prescriptions")
@limited("prescriptions.prescribe", per_hour=60)
def new(request: HttpRequest) -> HttpResponse:
    email = verified.email_of(request)
    if not email:
        if request.method == "POST":
            holding.hold(request, request.path, OutsideForm.boxes(), whose=_writer(request))
        return verified.ask_first(request)
    held = holding.give_back(request, request.path, whose=email) if request.method == "GET" else None
    looking = "look" in request.POST or held is not None
    known = request.session.get(ABOUT_YOU) or {"your_organisation": referrers.current().known_as(email)}
    form = OutsideForm(request.POST if request.method == "POST" else held, looking=looking, initial=known)
    if request.method == "POST" and not looking and form.is_valid():
        said = form.cleaned_data
        with acting(why="A prescription by somebody outside"):
            made = actions.prescribe(
                by=None, site=site_of(request), whom=form.whom, why=said["why"], how=said["how"],
                services=form.chosen_services, information=said["information"], outside=actions.Outside(
                    email=email, name=said["your_name"], role=said["your_role"],
                    organisation=said["your_organisation"]))
        request.session[ABOUT_YOU] = {name: said[name] for name in ("your_name", "your_role", "your_organisation")}
        return redirect(reverse("prescriptions:given", args=[made.reference]) + "?new=1")
    return render(request, "prescriptions/new_outside.jinja", {
        "form": form, "email": email, "ways": routes.ways(), "kept": held is not None,
        "writer": signing.dumps(email, salt=WRITER)})


def _writer(request: HttpRequest) -> str:
    """Whose page it was: their session is over and knows nothing of them, but the page they wrote on came from us."""
    try:
        return str(signing.loads(request.POST.get("writer", ""), salt=WRITER, max_age=timedelta(days=1)))
    except signing.BadSignature:
        return ""


@public
@limited("prescriptions.status", per_hour=30)
def status(request: HttpRequest) -> HttpResponse:
    """Reference and work email. Whether they belong together, only whoever reads that mailbox learns."""
    form = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reference = said["reference"]
        with acting(why="Somebody outside asks how far a prescription is"):
            found = Prescription.objects.by_reference(reference)
        theirs = found is not None and _same(found.prescriber_email, said["email"])
        to = reverse("prescriptions:given", args=[reference])
        typing = holding.where(request, whose=said["email"])
        verified.send_code(request, said["email"], to=typing if typing.startswith(to) else to, known=theirs)
        return redirect("referrals:code")
    return render(request, "prescriptions/status.jinja", {"form": form})


def _same(one: str, other: str) -> bool:
    return bool(one) and constant_time_compare(one.casefold(), other.strip().casefold())


def of_mine(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The prescription of this reference, where this work email gave it. Any other is not there."""

    @wraps(view)
    def found(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
        email = verified.shown(request)
        with acting(why="Whoever prescribed it asks how far it is"):
            mine = Prescription.objects.with_lines().filter(reference=reference.upper()).first()
            if not email:
                if request.method == "POST":
                    # Also where there is none: who guesses references is answered alike.
                    whose = mine.prescriber_email if mine is not None else ""
                    holding.hold(request, request.path, CameForm.base_fields, whose=whose or NOBODY)
                return redirect("prescriptions:status")
            if mine is None or not _same(mine.prescriber_email, email):
                return render(request, "prescriptions/not_yours.jinja", status=404)
            return view(request, mine, *args, **kwargs)

    return found


@public
@limited("prescriptions.given", per_minute=60, methods=("GET",))
@of_mine
def given(request: HttpRequest, mine: Prescription) -> HttpResponse:
    return render(request, "prescriptions/given.jinja", {
        "prescription": mine, "state": presenters.state_tag(mine), "how_far": presenters.how_far(mine),
        "lines": [(line, presenters.line_tag(line), presenters.last(line)) for line in mine.lines.all()],
        "new": request.GET.get("new"), "printed": any(one.how == "paper" for one in mine.givings.all()),
        "open": mine.opens})


@public
@limited("prescriptions.letter", per_minute=30, methods=("GET",))
@of_mine
def letter(request: HttpRequest, mine: Prescription) -> HttpResponse:
    return as_pdf(request, mine) if mine.opens else render(request, "prescriptions/not_yours.jinja", status=404)


@public
@limited("prescriptions.say", per_hour=60)
@of_mine
def say(request: HttpRequest, mine: Prescription, line: int) -> HttpResponse:
    found = mine.lines.filter(pk=line).select_related("prescription").first()
    if found is None or mine.withdrawn_at:
        return render(request, "prescriptions/not_yours.jinja", status=404)
    held = holding.give_back(request, request.path, whose=mine.prescriber_email)
    form = CameForm(request.POST if request.method == "POST" else None, line=found, initial=held and held.dict())
    back = reverse("prescriptions:given", args=[mine.reference])
    if request.method == "POST" and form.is_valid():
        actions.said_by_prescriber(line=found, what=form.cleaned_data["what"], words=form.cleaned_data["words"].strip())
        return redirect(back)
    return render(request, "prescriptions/say.jinja", {
        "form": form, "line": found, "back": back, "prescriber": "", "kept": held is not None})


def as_pdf(request: HttpRequest, prescription: Prescription) -> HttpResponse:
    """The letter, set now. Where a character has no letter on paper, the page says which."""
    try:
        content = pdf(paper.letter_of(prescription))
    except CannotBePrinted as problem:
        return render(request, "prescriptions/no_paper.jinja", {"problem": str(problem)}, status=409)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="prescription-{prescription.reference}.pdf"'
    return answer
