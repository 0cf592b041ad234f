"""The community book: what each network has, who knows about what, and what is missing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.permissions import needs

from .. import actions, desk
from ..forms import NoteForm, SettleForm
from ..models import BookNote
from .desk import NotHere, standing_at


def _page_of(network: str) -> str:
    return f"{reverse('access_points:book')}?{urlencode({'network': network})}"


def _network(request: HttpRequest) -> str:
    """The one that is asked for, else that of the desk they stand at, else the first."""
    known = desk.networks(timezone.localdate())
    if (asked := request.GET.get("network", "")) in known:
        return asked
    try:
        at = standing_at(request).network
    except NotHere:
        at = ""
    return at if at in known else next(iter(known), "")


@needs("access_points.book")
def book(request: HttpRequest) -> HttpResponse:
    network, known = _network(request), desk.networks(timezone.localdate())
    form = NoteForm(request.POST or None)
    here = _page_of(network)
    if request.method == "POST" and network and form.is_valid():
        actions.write_note(by=request.user, network=network, **form.cleaned_data)
        messages.success(request, "It is in the book.")
        return redirect(here)
    notes = list(BookNote.objects.of_network(network))
    return render(request, "access_points/book.jinja", {
        "network": network, "form": form, "points": known.get(network, []),
        "networks": [{"text": one, "href": _page_of(one), "current": one == network} for one in known],
        "parts": [(label, [note for note in notes if note.kind == kind]) for kind, label in BookNote.Kind.choices]})


@needs("access_points.book")
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    note = BookNote.objects.by_number(pk)
    if note is None:
        raise Http404("There is no such note.")
    form = SettleForm(request.POST or None)
    back = _page_of(note.network)
    if request.method == "POST" and form.is_valid():
        actions.settle_note(note=note, settled=form.cleaned_data["settled"], by=request.user)
        return redirect(back)
    return render(request, "access_points/task.jinja", {
        "form": form, "title": "What became of it?", "verb": "Write it down", "words": note.words, "back": back})
