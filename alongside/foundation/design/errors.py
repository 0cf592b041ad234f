"""Pages for when something is in the way. Each says what happened, that nothing was lost, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Version:
    """One of two versions of a record that two people changed at once."""

    who: str
    when: str
    values: dict[str, str]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/errors/400.jinja", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says what is needed in the words of the permission, and whom to ask."""
    return render(request, "design/errors/403.jinja", {"needed": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/errors/404.jinja", status=404)


def forged_or_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the token of its page: from another site, or from a page left open past its cookie."""
    return render(request, "design/errors/400.jinja", status=403)


def changed_meanwhile(
    request: HttpRequest, *, what: str, theirs: Version, yours: Version, back: str,
    hidden: Mapping[str, str | list[str]] | None = None,
) -> HttpResponse:
    """Somebody saved first. Both versions are shown; `hidden` posts yours again over theirs if the worker says so."""
    lines = [
        {"label": label, "before": theirs.values.get(label, ""), "after": yours.values.get(label, "")}
        for label in dict.fromkeys([*theirs.values, *yours.values])
    ]
    return render(
        request,
        "design/errors/409.jinja",
        {"what": what, "theirs": theirs, "yours": yours, "lines": lines, "back": back, "hidden": hidden or {}},
        status=409,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Stands alone: whatever broke may have broken the database or the session as well."""
    return HttpResponse(_standing_alone("500.html"), status=500)


def closed(request: HttpRequest) -> HttpResponse:
    """While the service is being worked on."""
    answer = HttpResponse(_standing_alone("503.html"), status=503)
    answer["Retry-After"] = "120"
    return answer


def _standing_alone(name: str) -> str:
    from django.template.loader import get_template

    return get_template(f"design/errors/{name.replace('.html', '.jinja')}").render({"asset_only": True})
