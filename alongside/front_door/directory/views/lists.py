"""Lists that people save, print, send, and open again by a link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.limits.counting import allow
from alongside.foundation.limits.guard import HOUR, limited, too_often
from alongside.foundation.permissions import public
from alongside.rules import council

from .. import actions, pack, presenters, saved
from ..forms import SendForm
from ..models import Count, SavedList, Service
from .finding import and_count, published, qr_svg

SENT_TO_ONE_ADDRESS = 5


def _list(secret: str) -> SavedList:
    """Only the link opens it; a wrong one learns nothing."""
    found = SavedList.objects.by_secret(secret)
    if found is None:
        raise Http404("There is no list at this address. It may have been forgotten after a long time unused.")
    return actions.opened(saved_list=found)


def _pages(saved_list: SavedList) -> list[presenters.Page]:
    entries = Service.objects.published().for_page().filter(pk__in=saved_list.saved.values("service"))
    order = list(saved_list.saved.values_list("service_id", flat=True))
    return [presenters.page(entry, timezone.localdate())
            for entry in sorted(entries, key=lambda entry: order.index(entry.pk))]


def _back(request: HttpRequest, otherwise: str) -> str:
    """To the page that the button stood on."""
    to = request.POST.get("next", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else otherwise


@public
@limited("directory.save", per_minute=60)
@require_POST
def save(request: HttpRequest, uid: Any) -> HttpResponse:
    entry, kept = published(uid), saved.list_of(request)
    back = _back(request, reverse("directory:service", args=[entry.uid]))
    try:
        kept = actions.save_to_list(service=entry, saved_list=kept)
    except actions.ListIsFull as full:
        return render(request, "directory/full.jinja", {
            "not_saved": f"{entry.name} is not saved.", "back": back, "problem": str(full)}, status=409)
    answer = redirect(back)
    saved.keep(answer, kept, pack.current().home.keep_lists_days)
    return answer


@public
@limited("directory.save", per_minute=60)
@require_POST
def take_off(request: HttpRequest, uid: Any) -> HttpResponse:
    kept = saved.list_of(request)
    entry = Service.objects.with_uid(uid)
    if kept is not None and entry is not None:
        actions.take_off_list(service=entry, saved_list=kept)
    return redirect(_back(request, reverse("directory:my_list")))


@public
@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    kept = saved.list_of(request)
    return redirect("directory:list", kept.secret) if kept else render(request, "directory/no_list.jinja")


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """On a computer that others use: the list stays at its link, this browser no longer knows it."""
    answer = redirect("directory:my_list")
    saved.forget(answer)
    return answer


@public
@limited("directory.list", per_minute=60, methods=("GET",))
@require_safe
def saved_list(request: HttpRequest, secret: str) -> HttpResponse:
    kept = _list(secret)
    mine = saved.list_of(request)
    return and_count(render(request, "directory/list.jinja", {
        "pages": _pages(kept), "kept": kept, "mine": mine is not None and mine.pk == kept.pk,
        "address": _address(request, kept), "days": pack.current().home.keep_lists_days,
        "qr": qr_svg(_address(request, kept), "QR code of this list"),
    }), Count.What.LIST)


def _address(request: HttpRequest, kept: SavedList) -> str:
    return request.build_absolute_uri(reverse("directory:list", args=[kept.secret]))


@public
@limited("directory.list", per_minute=60, methods=("GET",))
@require_safe
def paper(request: HttpRequest, secret: str) -> HttpResponse:
    kept = _list(secret)
    return render(request, "directory/paper.jinja", {
        "pages": _pages(kept), "kept": kept, "address": _address(request, kept),
        "qr": qr_svg(_address(request, kept), "QR code of this list"), "today": timezone.localdate()})


@public
@limited("directory.send", per_hour=20)
def send(request: HttpRequest, secret: str) -> HttpResponse:
    """By email, to oneself or to somebody one helps. The message holds the list and its link, and nothing else."""
    kept = _list(secret)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not allow("directory.send.to", email, most=SENT_TO_ONE_ADDRESS, seconds=HOUR):
            return too_often(request, HOUR)
        name = council.load(settings.COUNCIL_PACK).name
        actions.send_list(saved_list=kept, address=email, title=f"Your list from {name}",
                          words=presenters.list_in_words(_pages(kept), _address(request, kept), name))
        actions.count(Count.What.SENT)
        return render(request, "directory/sent.jinja", {"kept": kept, "email": email})
    return render(request, "directory/send.jinja", {"kept": kept, "form": form, "pages": _pages(kept)})
