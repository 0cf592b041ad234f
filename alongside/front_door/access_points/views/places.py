"""What anybody reads: where the access points are, whether they are open now, and what one can do there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.limits.guard import limited
from alongside.foundation.permissions import public
from alongside.front_door import routes
from alongside.front_door.bookings import hubs

from .. import desk, presenters


@public
@routes.open_by("access_points")
@limited("access_points.look", per_minute=240, methods=("GET",))
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    return render(request, "access_points/public/places.jinja", {
        "ways": routes.ways(),
        "networks": [(network, [presenters.place(point, now) for point in points])
                     for network, points in desk.networks(now.date()).items()]})


@public
@routes.open_by("access_points")
@limited("access_points.look", per_minute=240, methods=("GET",))
@require_safe
def place(request: HttpRequest, key: str) -> HttpResponse:
    now = timezone.localtime()
    point = hubs.access_point(key, now.date())
    if point is None:
        raise Http404("There is no access point of this name.")
    return render(request, "access_points/public/place.jinja", {
        "place": presenters.place(point, now), "week": presenters.week(point, now.date()),
        "items": [item.label for item in desk.may_give(now.date()).values()],
        "here_now": presenters.offers(routes.ways())})
