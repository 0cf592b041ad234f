"""The person's own page, behind the secret in its address and, where it is known, the day they were born.

Nobody is signed in here. The prescription is found, read and answered as the service itself, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.foundation.audit.context import acting
from alongside.foundation.design.errors import not_found
from alongside.foundation.limits.counting import allow, used_up
from alongside.foundation.limits.guard import HOUR, limited, too_often
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import public
from alongside.front_door.directory.views.finding import qr_svg

from .. import actions, paper, presenters
from ..forms import BirthdayForm, CameByLinkForm
from ..models import Prescription

COOKIE, KEPT_OPEN = "prescription", 3600
TRIES_AN_HOUR = 5
# There are only 366 days to try, and a link lives for months: after so many wrong ones it opens nothing more, and
# whoever gave it gives another. Counted for longer than any link lives.
WRONG_IN_ALL, LONG = 15, 400 * 24 * HOUR
WRONG = "prescriptions.wrong_birthday"


def by_its_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The prescription of this secret, or the same page for every other one; then the birthday, where it is known."""

    @wraps(view)
    def found(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting(why="An information prescription opened by its link"):
            prescription = Prescription.objects.by_secret(secret)
            if prescription is None or not prescription.opens:
                return render(request, "prescriptions/gone.jinja", status=404)
            if prescription.for_date_of_birth and not _shown_to_be_theirs(request, prescription):
                if request.method == "POST" and "line" in kwargs:
                    holding.hold(request, _place(kwargs["line"]), CameByLinkForm.base_fields,
                                 whose=prescription.link_digest)
                return _ask(request, prescription)
            return view(request, actions.open_by_link(prescription=prescription), *args, **kwargs)

    return found


def _place(line: int) -> str:
    """Where they were typing. Not the page's own address: the secret in it is kept nowhere."""
    return f"prescriptions.line:{line}"


def _on_to(request: HttpRequest, prescription: Prescription) -> str:
    """The line they were writing about when their hour was over, or the page itself."""
    line = holding.where(request, whose=prescription.link_digest).partition(":")[2]
    if line:
        return reverse("prescriptions:opened_say", args=[prescription.secret, int(line)])
    return reverse("prescriptions:opened", args=[prescription.secret])


def _shown_to_be_theirs(request: HttpRequest, prescription: Prescription) -> bool:
    kept = request.get_signed_cookie(COOKIE, default="", salt=prescription.link_digest, max_age=KEPT_OPEN)
    return bool(kept == prescription.link_digest)


def _ask(request: HttpRequest, prescription: Prescription) -> HttpResponse:
    """Nothing of it is shown before. Few tries: there are only so many birthdays."""
    if used_up(WRONG, prescription.link_digest, most=WRONG_IN_ALL, seconds=LONG):
        return render(request, "prescriptions/gone.jinja", status=404)
    here = reverse("prescriptions:opened", args=[prescription.secret])
    form = BirthdayForm(request.POST if "month" in request.POST else None)
    if form.is_bound and form.is_valid():
        if not allow("prescriptions.birthday", prescription.link_digest, most=TRIES_AN_HOUR, seconds=HOUR):
            return too_often(request, HOUR)
        born = prescription.for_date_of_birth
        if born and (form.cleaned_data["day"], form.cleaned_data["month"]) == (born.day, born.month):
            answer = redirect(_on_to(request, prescription))
            answer.set_signed_cookie(
                COOKIE, prescription.link_digest, salt=prescription.link_digest, max_age=KEPT_OPEN, path=here,
                httponly=True, samesite="Lax", secure=getattr(settings, "SESSION_COOKIE_SECURE", False))
            return answer
        allow(WRONG, prescription.link_digest, most=WRONG_IN_ALL, seconds=LONG)
        form.add_error("day", "That is not the day we were given. Check it, or ring us.")
    return render(request, "prescriptions/birthday.jinja", {"form": form, "action": here})


@public
@limited("prescriptions.open", per_minute=60, methods=("GET", "POST"))
@by_its_link
def opened(request: HttpRequest, prescription: Prescription) -> HttpResponse:
    whole = Prescription.objects.with_lines().get(pk=prescription.pk)
    return render(request, "prescriptions/opened.jinja", {
        "prescription": whole, "lines": presenters.shown(whole), "from_whom": paper.from_whom(whole),
        "said": request.GET.get("said", ""), "qr": qr_svg(prescription.address, "QR code of this page")})


@public
@limited("prescriptions.open", per_minute=60, methods=("GET",))
@require_safe
@by_its_link
def paper_page(request: HttpRequest, prescription: Prescription) -> HttpResponse:
    whole = Prescription.objects.with_lines().get(pk=prescription.pk)
    return render(request, "prescriptions/paper.jinja", {
        "letter": paper.letter_of(whole), "back": reverse("prescriptions:opened", args=[prescription.secret])})


@public
@limited("prescriptions.say", per_hour=60)
@by_its_link
def say(request: HttpRequest, prescription: Prescription, line: int) -> HttpResponse:
    found = prescription.lines.filter(pk=line).select_related("prescription").first()
    if found is None:
        return not_found(request, None)
    held = holding.give_back(request, _place(line), whose=prescription.link_digest)
    form = CameByLinkForm(request.POST if request.method == "POST" else None, line=found, initial=held and held.dict())
    back = reverse("prescriptions:opened", args=[prescription.secret])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.said_by_link(line=found, what=said["what"], words=said["words"].strip(), filled_by=said["filled_by"],
                             filler_name=form.filler_name)
        return redirect(f"{back}?said={found.pk}#line-{found.pk}")
    return render(request, "prescriptions/say.jinja", {
        "form": form, "line": found, "back": back, "kept": held is not None,
        "prescriber": prescription.prescriber_name if prescription.from_outside else ""})
