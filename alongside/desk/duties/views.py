"""The map of the council's duties under the Care Act."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.foundation.permissions import needs
from alongside.front_door import routes
from alongside.rules import council

from . import composed


@require_safe
@needs("work.see")
def duties(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/duties.jinja", {
        "lines": composed.lines(request.user, timezone.localdate()),  # type: ignore[arg-type]
        "routes": routes.chosen(),
        "before": routes.before(),
        "decided": council.load(settings.COUNCIL_PACK).decided("duties.met_by"),
    })
