"""Coming back: an email address or a mobile number, then a code sent there. Whoever cannot read it learns nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from alongside.foundation.limits.counting import visitor
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import actions as codes
from alongside.foundation.one_time_codes import holding
from alongside.foundation.one_time_codes.forms import CodeForm
from alongside.foundation.permissions import public

from .. import actions, addresses, keeping, offers, pack, selectors
from ..forms import AddressForm
from ..tasks import send_link
from .steps import address_of, offer_at, way_of

PURPOSE = "self_assessment"
ASKED, SHOWN = keeping.ASKED, keeping.SHOWN
# How long a code lets somebody read what is theirs, in this browser.
MINUTES = 30


@public
@limited("self_assessment.later", per_hour=20)
def later(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep it for another day: the address is not kept so that it could be read."""
    offer = offer_at(slug)
    started = keeping.started_of(request, offer)
    if started is None:
        return redirect(reverse("self_assessment:start", args=[offer.slug]) + "?gone=1")
    form = AddressForm(request.POST if request.method == "POST" else None)
    here = address_of(offer, way_of(started, offer).first_open())
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        try:
            link = actions.keep_for_later(started=started, address=address)
        except actions.AlreadySent:
            return redirect("self_assessment:sent", offer.slug)
        send_link(address, request.build_absolute_uri(reverse("self_assessment:link", args=[link])), pack.keep_days())
        return render(request, "self_assessment/kept.jinja", {
            "offer": offer, "channel": addresses.channel_of(address), "days": pack.keep_days(), "go_on": here})
    return render(request, "self_assessment/later.jinja", {
        "offer": offer, "form": form, "back": here, "days": pack.keep_days()})


@public
@limited("self_assessment.leave", per_minute=30)
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """On a computer that others use: this browser forgets it, and what was kept for later stays."""
    offer = offer_at(slug)
    answer = redirect("self_assessment:home")
    if request.method == "POST":
        keeping.forget(answer, offer)
        keeping.forget_session(request)
    return answer


@public
@limited("self_assessment.mine", per_hour=30)
def mine(request: HttpRequest, link: str = "") -> HttpResponse:
    """Something begun or sent: where shall the code go? The answer is the same whether there is anything or not."""
    if request.method == "GET" and shown_to(request):
        return redirect("self_assessment:list")
    form = AddressForm(request.POST if request.method == "POST" else None, coming_back=True)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        code = codes.ask_for(purpose=PURPOSE, channel=addresses.channel_of(address), address=addresses.to_send(address),
                             visitor=visitor(request), known=selectors.anything_for(addresses.digest(address), link))
        request.session[ASKED] = {"handle": code.handle, "digest": addresses.digest(address),
                                  "channel": code.channel}
        return redirect("self_assessment:code")
    return render(request, "self_assessment/mine.jinja", {"form": form})


@public
@limited("self_assessment.code", per_hour=60)
def code(request: HttpRequest) -> HttpResponse:
    asked: Any = request.session.get(ASKED)
    if not isinstance(asked, dict):
        return redirect("self_assessment:mine")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tried = codes.attempt(handle=asked["handle"], purpose=PURPOSE, typed=form.cleaned_data["code"])
        if tried == codes.Tried.RIGHT:
            request.session.pop(ASKED)
            until = timezone.now() + timedelta(minutes=MINUTES)
            request.session[SHOWN] = {"digest": asked["digest"], "until": until.isoformat()}
            request.session.cycle_key()
            return redirect(_where_they_were(request, asked["digest"]) or reverse("self_assessment:list"))
        if tried == codes.Tried.OVER:
            request.session.pop(ASKED)
            return render(request, "self_assessment/code_over.jinja", {})
        form.add_error("code", "That is not the code we sent. Look at it again")
    return render(request, "self_assessment/code.jinja", {"form": form, "channel": asked["channel"]})


def _where_they_were(request: HttpRequest, digest: str) -> str:
    """The page where they were adding something when their time was up."""
    return next((place for key in selectors.keys_of(digest) if (place := holding.where(request, whose=key))), "")


def shown_to(request: HttpRequest) -> str:
    """The digest of the address they have shown that they read, while that holds."""
    shown: Any = request.session.get(SHOWN)
    if not isinstance(shown, dict):
        return ""
    until = parse_datetime(str(shown.get("until", "")))
    return str(shown.get("digest", "")) if until is not None and until > timezone.now() else ""


@public
@limited("self_assessment.go_on", per_hour=60)
def go_on(request: HttpRequest, number: int) -> HttpResponse:
    """Something saved for later, in this browser from now on."""
    digest = shown_to(request)
    started = selectors.kept(digest, number) if request.method == "POST" and digest else None
    offer = offers.open_now(started.offer) if started else None
    if started is None or offer is None:
        return redirect("self_assessment:list" if digest else "self_assessment:mine")
    try:
        secret = actions.open_again(started=started)
    except actions.AlreadySent:
        return redirect("self_assessment:list")
    answer = redirect(address_of(offer, way_of(started, offer).first_open()))
    keeping.keep(answer, offer, secret)
    return answer
