"""Organisations keep their own entries: a link by email, a code, then a form. A stranger learns nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from alongside.foundation.limits.counting import visitor
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import actions as codes
from alongside.foundation.one_time_codes import holding
from alongside.foundation.one_time_codes.forms import CodeForm
from alongside.foundation.permissions import public
from alongside.front_door.directory.models import Service

from .. import presenters
from ..actions import keeping
from ..forms import AddressForm, EntryForm
from ..models import Change, KeeperLink

PURPOSE = "directory_feed.keep"
ASKED, OPEN = "keep_your_entry_code", "keep_your_entry"
MINUTES = 60


@public
@limited("directory_feed.ask", per_hour=20)
def ask(request: HttpRequest) -> HttpResponse:
    """By the address that we hold. The answer is the same whether we hold it or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keeping.ask_for_link(address=form.cleaned_data["email"])
        return redirect("directory_feed:asked")
    return render(request, "directory_feed/ask.jinja", {"form": form, "open": opened(request) is not None})


@public
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "directory_feed/asked.jinja")


def _over(request: HttpRequest) -> HttpResponse:
    """Never there, used up or too old: nobody can tell which."""
    return render(request, "directory_feed/over.jinja", status=404)


@public
@limited("directory_feed.link", per_hour=60, methods=("GET", "POST"))
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The link alone opens nothing and says nothing of whose it is: a code goes to the same mailbox."""
    found = KeeperLink.objects.by_secret(secret)
    if found is None:
        return _over(request)
    if request.method == "POST":
        code = codes.ask_for(purpose=PURPOSE, channel="email", address=found.address,
                             visitor=visitor(request))
        request.session[ASKED] = {"handle": code.handle, "link": found.pk}
        return redirect("directory_feed:code", secret)
    return render(request, "directory_feed/link.jinja", {"held": holding.where(request, whose=found.address)})


@public
@limited("directory_feed.code", per_hour=60)
def code(request: HttpRequest, secret: str) -> HttpResponse:
    found, waiting = KeeperLink.objects.by_secret(secret), request.session.get(ASKED)
    if found is None:
        return _over(request)
    if not isinstance(waiting, dict) or waiting.get("link") != found.pk:
        return redirect("directory_feed:link", secret)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tried = codes.attempt(handle=waiting["handle"], purpose=PURPOSE, typed=form.cleaned_data["code"])
        if tried == codes.Tried.RIGHT:
            request.session.pop(ASKED)
            request.session.cycle_key()
            until = timezone.now() + timedelta(minutes=MINUTES)
            request.session[OPEN] = {"link": found.pk, "until": until.isoformat()}
            return redirect(holding.where(request, whose=found.address) or "directory_feed:mine")
        if tried == codes.Tried.OVER:
            request.session.pop(ASKED)
            return render(request, "directory_feed/code_over.jinja", {"again": reverse("directory_feed:link",
                                                                                    args=[secret])})
        form.add_error("code", "That is not the code we sent. Look at it again")
    return render(request, "directory_feed/code.jinja", {"form": form, "back": reverse("directory_feed:link",
                                                                                     args=[secret])})


def opened(request: HttpRequest) -> KeeperLink | None:
    """Who has shown that they read the mailbox, for an hour, in this browser."""
    shown: Any = request.session.get(OPEN)
    if not isinstance(shown, dict):
        return None
    until = parse_datetime(str(shown.get("until", "")))
    if until is None or until <= timezone.now():
        return None
    return KeeperLink.objects.open().exclude(address="").filter(pk=shown.get("link")).first()


def _again(request: HttpRequest) -> HttpResponse:
    """Their hour is over: what they had typed is held for their address, and they show again that they read it."""
    shown: Any = request.session.get(OPEN)
    before = KeeperLink.objects.with_pk(shown.get("link")) if isinstance(shown, dict) else None
    if before is None or not before.address or not holding.hold(
            request, request.path, EntryForm.base_fields, whose=before.address):
        return redirect("directory_feed:ask")
    still = KeeperLink.objects.by_secret(before.secret)
    return redirect("directory_feed:link", before.secret) if still else redirect("directory_feed:ask")


def _theirs(request: HttpRequest, uid: Any) -> tuple[KeeperLink, Service] | None:
    """One of their own entries. Of anybody else's, not even that there is one."""
    who = opened(request)
    if who is None:
        return None
    service = who.entries.filter(uid=uid).with_all().first()
    if service is None:
        raise Http404("You keep no entry at this address.")
    return who, service


@public
def mine(request: HttpRequest) -> HttpResponse:
    who = opened(request)
    if who is None:
        return redirect("directory_feed:ask")
    done = request.session.pop("keep_your_entry_done", "")
    entries = list(who.entries)
    waiting = set(Change.objects.waiting().filter(service__in=entries).values_list("service_id", flat=True))
    return render(request, "directory_feed/mine.jinja", {
        "entries": [presenters.own_entry(one, one.pk in waiting, timezone.localdate()) for one in entries],
        "done": done})


@public
@limited("directory_feed.change", per_hour=120)
def entry(request: HttpRequest, uid: Any) -> HttpResponse:
    found = _theirs(request, uid)
    if found is None:
        return _again(request) if request.method == "POST" else redirect("directory_feed:ask")
    who, service = found
    held = holding.give_back(request, request.path, whose=who.address) if request.method == "GET" else None
    waits = Change.objects.of_service(service)
    asked = {name: pair[1] for name, pair in waits.fields.items()} if waits else None
    form = EntryForm(service, request.POST if request.method == "POST" else held,
                     note=waits.note if waits else "", asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.propose(service=service, said=form.said, note=form.cleaned_data["note"], link=who)
            return redirect("directory_feed:thanks", uid)
        except keeping.NothingChanged:
            form.add_error(None, "Nothing is different yet. Change something, or go back and say that nothing has "
                                 "changed")
    return render(request, "directory_feed/entry.jinja", {
        "form": form, "service": service, "waits": waits, "held": held is not None})


@public
def thanks(request: HttpRequest, uid: Any) -> HttpResponse:
    found = _theirs(request, uid)
    if found is None:
        return redirect("directory_feed:ask")
    change = Change.objects.of_service(found[1])
    if change is None:
        return redirect("directory_feed:mine")
    return render(request, "directory_feed/thanks.jinja", {
        "service": found[1], "changes": presenters.side_by_side(change), "note": change.note})


@public
@limited("directory_feed.change", per_hour=120)
@require_POST
def same(request: HttpRequest, uid: Any) -> HttpResponse:
    """Nothing has changed: one press."""
    found = _theirs(request, uid)
    if found is None:
        return redirect("directory_feed:ask")
    who, service = found
    keeping.nothing_changed(service=service, link=who)
    request.session["keep_your_entry_done"] = service.name
    return redirect("directory_feed:mine")


@public
@limited("directory_feed.change", per_hour=120)
@require_POST
def take_back(request: HttpRequest, uid: Any) -> HttpResponse:
    found = _theirs(request, uid)
    if found is None:
        return redirect("directory_feed:ask")
    keeping.withdraw(service=found[1])
    return redirect("directory_feed:mine")


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    request.session.pop(OPEN, None)
    request.session.pop(ASKED, None)
    holding.let_go(request)
    return redirect("directory_feed:ask")
