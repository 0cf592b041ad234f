"""Signing in by code, choosing whose record, signing out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.limits.counting import visitor
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import asked as waiting
from alongside.foundation.one_time_codes.actions import Tried, attempt
from alongside.foundation.one_time_codes.forms import CodeForm
from alongside.foundation.permissions import public
from alongside.people.own_access import actions
from alongside.people.own_access.actions.signing_in import PURPOSE, opens_at
from alongside.portal import opening
from alongside.rules import council

from .. import guard, presenters
from ..forms import SignInForm

# In the visitor's session while a code is on its way: never in an address.
ASKED = "my_plan_asked"


def _hours() -> list[opening.Line]:
    return opening.lines(council.load(settings.COUNCIL_PACK).opening_hours)


@public
@never_cache
@limited("my_plan.ask", per_hour=20)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code. The answer is one and the same for an address that we know and one that we do not."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        channel, address = form.cleaned_data["how"], form.address
        code = actions.ask_for_code(channel=channel, address=address, visitor=visitor(request))
        waiting.remember(request, ASKED, handle=code.handle, channel=channel, address=address)
        return redirect("my_plan:code")
    return render(request, "my_plan/sign_in.jinja", {"form": form, "hours": _hours(), "wrote": "wrote" in request.GET},
                  status=422 if form.is_bound else 200)


@public
@never_cache
@limited("my_plan.code", per_hour=60)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The six digits. Wrong, too old and never sent are one answer, which says what to do."""
    asked = waiting.asked(request, ASKED)
    if asked is not None and "forget" in request.POST:
        waiting.forget(request, ASKED)
        asked = None
    if asked is None:
        return redirect("my_plan:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tried = attempt(handle=asked["handle"], purpose=PURPOSE, typed=form.cleaned_data["code"])
        open_now = opens_at(asked["channel"], actions.comparable(asked["channel"], asked["address"]))
        if tried is Tried.RIGHT and open_now:
            secret = actions.sign_in(channel=asked["channel"], address=asked["address"])
            request.session.cycle_key()  # a session that somebody set up for them beforehand knows nothing of it
            waiting.forget(request, ASKED)
            answer = redirect((guard.held_at(request, open_now[0]) if len(open_now) == 1 else "") or "my_plan:home")
            guard.keep(answer, secret)
            return answer
        form.add_error("code", "That is not the code. Look at it again"
                       if tried is Tried.WRONG else "That code is over. Ask for a new one")
    return render(request, "my_plan/code.jinja", {
        "form": form, "channel": asked["channel"], "sent_to": waiting.shown_once(request, ASKED, asked["address"]),
        "hours": _hours()}, status=422 if form.is_bound else 200)


@public
@never_cache
@limited("my_plan.choose", per_hour=120)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which of several people's records."""
    visit = guard.visit_of(request)
    open_now = opens_at(visit.channel, visit.normal) if visit else []
    if visit is None or not open_now:
        return guard.forget(redirect("my_plan:sign_in"))
    if request.method == "POST":
        chosen = next((one for one in open_now if str(one.pk) == request.POST.get("whose")), None)
        if chosen is not None:
            actions.choose(visit=visit, access=chosen)
            return redirect(guard.held_at(request, chosen) or "my_plan:home")
    return render(request, "my_plan/choose.jinja", {"lines": presenters.whose(open_now),
                                                    "problem": request.method == "POST"},
                  status=422 if request.method == "POST" else 200)


@public
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    return guard.leave(request)


@public
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "my_plan/signed_out.jinja")
