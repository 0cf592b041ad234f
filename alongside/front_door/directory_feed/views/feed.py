"""The directory for programs: Open Referral UK 3.0, open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.foundation.permissions import public
from alongside.front_door.directory.models import Organisation, Service, ServiceAtLocation

from ..feed import asked, described, finding, shapes
from ..feed.answers import NotThere, open_data, page, told


def page_of(request: HttpRequest) -> Callable[[Any], str]:
    """The public page of an entry, as a whole address."""
    base = request.build_absolute_uri("/").rstrip("/")
    return lambda uid: base + reverse("directory:service", args=[uid])


def _one(found: Any, uid: str, what: str) -> Any:
    try:
        number = asked.number_of_its_own(uid)
    except ValueError as problem:
        raise NotThere(f"id: {problem}.") from None
    record = found.filter(uid=number).first()
    if record is None:
        raise NotThere(f"No {what} here has this id.")
    return record


@public
@open_data
def about(request: HttpRequest) -> HttpResponseBase:
    return told(request, {
        "version": described.VERSION, "profile": described.PROFILE,
        "openapi_url": request.build_absolute_uri(reverse("directory_feed:openapi"))})


@public
@open_data
def openapi(request: HttpRequest) -> HttpResponseBase:
    server = request.build_absolute_uri(reverse("directory_feed:feed")).rstrip("/")
    return told(request, described.openapi(server))


@public
@open_data
def services(request: HttpRequest) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_SERVICES)
    shown = page_of(request)

    def shaped(some: Any) -> Iterable[shapes.Json]:
        if said.get("minimal"):
            return (shapes.minimal(one) for one in some.only("uid", "last_modified"))
        if said.get("full"):
            return (shapes.full_service(one, shown) for one in some.with_all())
        return (shapes.service(one, shown) for one in some.select_related("organisation", "programme"))

    return page(request, finding.services(said), shaped, said, all_on_one=bool(said.get("minimal")))


@public
@open_data
def service(request: HttpRequest, uid: str) -> HttpResponseBase:
    one = _one(Service.objects.published().with_all(), uid, "service")
    return told(request, shapes.full_service(one, page_of(request)), changed=one.last_modified)


@public
@open_data
def places(request: HttpRequest) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_SERVICES)
    shown = page_of(request)

    def shaped(some: Any) -> Iterable[shapes.Json]:
        if said.get("minimal"):
            return (shapes.told(id=str(one.uid), last_modified=one.service.last_modified,
                                modified_date=one.service.last_modified) for one in some.select_related("service"))
        if said.get("full"):
            return (_whole(one, shown) for one in some.with_all())
        return (shapes.place(one, shown) for one in some.select_related(
            "location", "service__organisation", "service__programme"))

    return page(request, finding.places(said), shaped, said, all_on_one=bool(said.get("minimal")))


def _whole(one: ServiceAtLocation, shown: Callable[[Any], str]) -> shapes.Json:
    return {**shapes.place(one, shown), **shapes.full_place(one)}


@public
@open_data
def place(request: HttpRequest, uid: str) -> HttpResponseBase:
    one = _one(ServiceAtLocation.objects.public().with_all(), uid, "service at a location")
    whole = Service.objects.with_all().get(pk=one.service_id)
    return told(request, {**_whole(one, page_of(request)), "service": shapes.full_service(whole, page_of(request))},
                changed=whole.last_modified)


@public
@open_data
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_TAXONOMIES)
    return page(request, finding.taxonomies(said), lambda some: map(shapes.taxonomy, some), said)


@public
@open_data
def taxonomy(request: HttpRequest, uid: str) -> HttpResponseBase:
    one = _one(finding.taxonomies({}), uid, "taxonomy")
    terms = finding.terms({"taxonomy_id": [one.uid]})
    return told(request, {**shapes.taxonomy(one), "taxonomy_terms": [shapes.term(each) for each in terms]})


@public
@open_data
def terms(request: HttpRequest) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_TERMS)
    return page(request, finding.terms(said), lambda some: map(shapes.term, some), said)


@public
@open_data
def term(request: HttpRequest, uid: str) -> HttpResponseBase:
    return told(request, shapes.term(_one(finding.terms({}), uid, "taxonomy term")))


@public
@open_data
def organisations(request: HttpRequest) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_ORGANISATIONS)
    shown = page_of(request)

    def shaped(some: Any) -> Iterable[shapes.Json]:
        if said.get("full") or said.get("full_service"):
            some = list(some.with_all())
            theirs = _services_of([one.pk for one in some], shown, whole=bool(said.get("full_service")))
            return (shapes.full_organisation(one, theirs.get(one.pk, [])) for one in some)
        return map(shapes.organisation, some)

    return page(request, finding.organisations(said), shaped, said)


@public
@open_data
def organisation(request: HttpRequest, uid: str) -> HttpResponseBase:
    said = asked.understood(request.GET, asked.OF_ONE_ORGANISATION)
    one: Organisation = _one(finding.organisations({}).with_all(), uid, "organisation")
    theirs = _services_of([one.pk], page_of(request), whole=bool(said.get("full_service")))
    return told(request, shapes.full_organisation(one, theirs.get(one.pk, [])))


def _services_of(organisations: list[int], shown: Callable[[Any], str], *, whole: bool
                 ) -> dict[int, list[shapes.Json]]:
    published = Service.objects.published().filter(organisation__in=organisations).by_name()
    theirs: dict[int, list[shapes.Json]] = {}
    for one in published.with_all() if whole else published:
        said = shapes.full_service(one, shown) if whole else {"id": str(one.uid), "name": one.name}
        theirs.setdefault(one.organisation_id, []).append(said)
    return theirs
