"""The public pages that find something: the question, what was found, the map, what is on this week, one entry."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import segno
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.limits.guard import limited
from alongside.foundation.permissions import public

from .. import actions, mapping, pack, presenters, saved
from ..forms import NarrowForm, SuggestForm, terms_asked
from ..models import Count, Service
from ..sealed import seal, unsealed
from ..search import Results, find, near_this_week, spot_of
from ..search.find import ON_A_PAGE

QR = {"scale": 4, "border": 4, "dark": "#1c2b2e", "light": "#ffffff"}
FURTHEST_PAGE = 250
ON_A_MAP = 40
ON_THIS_WEEK = 24
WEEK_AT_HOME = 3


def published(uid: Any) -> Service:
    found = Service.objects.published().for_page().filter(uid=uid).first()
    if found is None:
        raise Http404("No entry with this address is in the directory.")
    return found


def what_home_shows(postcode: str = "") -> dict[str, Any]:
    """The parts of the first page: the public home may show the same."""
    home = pack.current().home
    spot = spot_of(postcode) if postcode else None
    centre = spot or (spot_of(home.centre) if home.centre else None)
    return {
        "people_say": [{"words": said, "href": f"{reverse('directory:results')}?s={seal(said, postcode)}"}
                       for said in home.people_say],
        "tiles": [{"label": tile.label, "icon": tile.icon, "href": reverse("directory:results") + "?" + urlencode(
            {"term": tile.terms, **({"s": seal("", postcode)} if postcode else {})}, doseq=True)}
            for tile in home.often_asked],
        "soon": [presenters.soon(one, timezone.localdate(), from_here=spot is not None)
                 for one in near_this_week(centre, timezone.now(), most=WEEK_AT_HOME)],
        "postcode": postcode, "postcode_unknown": bool(postcode) and spot is None,
    }


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    _, postcode = unsealed(request.GET.get("s", ""))
    return and_count(
        render(request, "directory/home.jinja", {**what_home_shows(postcode), "my_list": saved.list_of(request)}),
        Count.What.HOME)


def and_count(answer: HttpResponse, *things: str | tuple[str, str]) -> HttpResponse:
    """After the page is made: from here to the end of the transaction, whoever opens the same page waits."""
    actions.count(*things, looked=True)
    return answer


@public
@csrf_exempt  # it only makes an address out of what was typed, and so the question needs no cookie
@limited("directory.search", per_minute=240)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """From what was typed to an address that does not say it."""
    sealed = seal(request.POST.get("words", ""), request.POST.get("postcode", ""))
    to = {"week": "directory:this_week", "home": "directory:home"}.get(request.POST.get("to", ""), "directory:results")
    kept = {"term": terms_asked(request.POST.getlist("term"))}
    query = urlencode({**({"s": sealed} if sealed else {}), **kept}, doseq=True)
    return redirect(f"{reverse(to)}?{query}" if query else reverse(to))


def _found(request: HttpRequest, *, start: int = 0, most: int = ON_A_PAGE) -> tuple[NarrowForm, Results]:
    words, postcode = unsealed(request.GET.get("s", ""))
    form = NarrowForm(request.GET)
    asked = form.asked(words, postcode, terms_asked(request.GET.getlist("term")))
    return form, find(asked, start=start, most=most)


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return min(max(int(typed), 1), FURTHEST_PAGE) if typed.isdecimal() and len(typed) < 6 else 1


def _said(request: HttpRequest, without: tuple[str, ...] = ("page",)) -> str:
    """The address's own query, for links that keep it."""
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return query.urlencode()


@public
@limited("directory.results", per_minute=600, methods=("GET",))
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    number = _page_number(request)
    form, found = _found(request, start=(number - 1) * ON_A_PAGE)
    page = Paginator(range(found.total), ON_A_PAGE).get_page(number)
    council = pack.current()
    needs = dict.fromkeys((*found.asked.terms, *found.understood.needs))
    answer = render(request, "directory/results.jinja", {
        "form": form, "found": found, "page": page, "lines": [presenters.line(hit, found) for hit in found.hits],
        "title": presenters.title_of(found), "query": _said(request), "sealed": request.GET.get("s", ""),
        "without_narrowing": urlencode({"s": request.GET.get("s", ""), "term": found.asked.terms}, doseq=True),
        "urgent": council.home.urgent_terms & set(needs),
        "needs": [presenters.lower_first(council.name_of(code)) for code in needs],
        "my_list": saved.list_of(request),
    })
    return and_count(answer, *_counted(found)) if number == 1 else answer


def _counted(found: Results) -> list[str | tuple[str, str]]:
    """How many searches, and for which needs; and which needs nothing was found for."""
    needs = {*found.asked.terms, *found.understood.needs}
    nothing = needs if not found.total and not found.asked.narrowed else ()
    return [Count.What.SEARCH, *((Count.What.NEED, code) for code in needs),
            *((Count.What.NOTHING, code) for code in nothing)]


@public
@limited("directory.results", per_minute=600, methods=("GET",))
@require_safe
def results_map(request: HttpRequest) -> HttpResponse:
    _, found = _found(request, most=ON_A_MAP)
    return render(request, "directory/map.jinja", {
        "found": found, "map": mapping.drawn(found.hits, found.spot), "title": presenters.title_of(found),
        "lines": [presenters.line(hit, found) for hit in found.hits], "query": _said(request),
    })


@public
@limited("directory.results", per_minute=600, methods=("GET",))
@require_safe
def this_week(request: HttpRequest) -> HttpResponse:
    home = pack.current().home
    _, postcode = unsealed(request.GET.get("s", ""))
    spot = spot_of(postcode) if postcode else None
    soon = near_this_week(spot or (spot_of(home.centre) if home.centre else None), timezone.now(), most=ON_THIS_WEEK)
    return render(request, "directory/this_week.jinja", {
        "soon": [presenters.soon(one, timezone.localdate(), from_here=spot is not None) for one in soon],
        "postcode": postcode, "postcode_unknown": bool(postcode) and spot is None,
    })


@public
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    council = pack.current()
    return render(request, "directory/topics.jinja", {
        "topics": [(term, council.below(term.code)) for term in council.tops()]})


@public
@require_safe
def service(request: HttpRequest, uid: Any) -> HttpResponse:
    entry = published(uid)
    kept = saved.list_of(request)
    return and_count(render(request, "directory/service.jinja", {
        "page": presenters.page(entry, timezone.localdate()), "entry": entry, "my_list": kept,
        "on_my_list": kept is not None and kept.saved.filter(service=entry).exists(),
        "back": f"{reverse('directory:results')}?{_said(request)}" if request.GET else reverse("directory:home"),
        "query": _said(request),
    }), (Count.What.VIEW, str(entry.uid)))


@public
@limited("directory.qr", per_minute=120, methods=("GET",))
@require_safe
def qr(request: HttpRequest, uid: Any) -> HttpResponse:
    entry = published(uid)
    address = request.build_absolute_uri(reverse("directory:service", args=[entry.uid]))
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", title=f"QR code of {entry.name}", **QR)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def qr_svg(address: str, title: str) -> str:
    """Of an address, to stand in a page; read by a telephone's camera, and from paper."""
    return segno.make(address, error="m").svg_inline(title=title, svgclass="di-qr", lineclass=None, **QR)


@public
@limited("directory.suggest", per_hour=30)
def suggest(request: HttpRequest, uid: Any) -> HttpResponse:
    """Anybody may suggest a heading, and nobody but a colleague sets one."""
    entry = published(uid)
    form = SuggestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.suggest(service=entry, term=form.cleaned_data["term"], words=form.cleaned_data["words"].strip())
        return render(request, "directory/suggested.jinja", {"entry": entry})
    return render(request, "directory/suggest.jinja", {"entry": entry, "form": form})
