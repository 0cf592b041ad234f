"""One's own account, and who covers for whom."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import actions, presenters
from alongside.foundation.accounts.forms import CoverForm
from alongside.foundation.accounts.models import AbsenceCover, User
from alongside.foundation.permissions import needs, signed_in


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty post is a post too (nobody ticked)."""
    return request.POST if request.method == "POST" else None


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/me.jinja", presenters.own_account(request.user))


@signed_in
def cover(request: HttpRequest) -> HttpResponse:
    rows = AbsenceCover.objects.not_ended().seen_by(request.user)
    return render(request, "accounts/cover.jinja", {
        "covers": presenters.covers(rows), "may_arrange": request.user.may("accounts.arrange_cover")})


@needs("accounts.arrange_cover")
def arrange_cover(request: HttpRequest) -> HttpResponse:
    everybody = User.objects.working().order_by("name", "pk")
    manages = request.user.may("accounts.manage")
    form = CoverForm(
        _sent(request), absent=everybody if manages else User.objects.colleagues_of(request.user),
        cover=everybody if manages else User.objects.of_organisation(request.user.organisation),
        initial={"absent": request.GET.get("absent")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.arrange_cover(by=request.user, **form.cleaned_data)
        except actions.CoversAlready as problem:
            form.add_error("cover", str(problem))
        else:
            messages.success(request, f"{made}.")
            return HttpResponseRedirect(reverse("accounts:cover"))
    return render(request, "accounts/arrange_cover.jinja", {"form": form})


@needs("accounts.arrange_cover")
@require_POST
def end_cover(request: HttpRequest, cover_id: int) -> HttpResponse:
    row = get_object_or_404(AbsenceCover.objects.not_ended().seen_by(request.user), pk=cover_id)
    actions.end_cover(cover=row, by=request.user)
    messages.success(request, f"{row.absent} is back; {row.cover} no longer covers.")
    return HttpResponseRedirect(reverse("accounts:cover"))
