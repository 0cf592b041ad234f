"""Keys of the API: who has one, issuing, revoking."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.design import words
from alongside.foundation.permissions import needs

from . import actions
from .forms import IssueForm
from .models import ApiKey
from .scopes import SCOPES


@require_safe
@needs("api_keys.issue")
def index(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "api_keys/index.jinja",
        {
            "keys": [
                {
                    "key": key,
                    "scope": SCOPES.get(key.scope, key.scope),
                    "issued": f"{key.issued_by}, {words.date(key.issued_at)}",
                    "used": words.moment(key.used_at) if key.used_at else "Never",
                    "revoked": f"{key.revoked_by}, {words.moment(key.revoked_at)}" if key.revoked_at else "",
                }
                for key in ApiKey.objects.for_list()
            ]
        },
    )


@never_cache
@needs("api_keys.issue")
def issue(request: HttpRequest) -> HttpResponse:
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        key, secret = actions.issue(
            organisation=actions.organisation_named(said["organisation"]),
            name=said["name"],
            scope=said["scope"],
            by=request.user,
        )
        return render(request, "api_keys/issued.jinja", {"key": key, "secret": secret})
    return render(
        request,
        "api_keys/issue.jinja",
        {"form": form, "cancel": {"text": "Go back", "href": reverse("api_keys:index")}},
    )


@require_POST
@needs("api_keys.issue")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = actions.revoke(key=get_object_or_404(ApiKey, pk=pk), by=request.user)
    messages.success(request, f"The key of {key} opens nothing any more.")
    return redirect("api_keys:index")
