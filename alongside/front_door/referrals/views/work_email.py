"""Showing, by a code, that an address at work is one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes.actions import Tried
from alongside.foundation.one_time_codes.forms import CodeForm
from alongside.foundation.permissions import public

from .. import verified
from ..forms.work_email import WorkEmailForm

WRONG = "That is not the code we sent. Look again, or ask for another"
OVER = "That code is over. Ask for another"


@public
@limited("referrals.code", per_hour=60)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    to = verified.local(request.POST.get("next") or request.GET.get("next") or "")
    if verified.email_of(request) and request.method != "POST":
        return redirect(to)
    form = WorkEmailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verified.send_code(request, form.cleaned_data["email"], to=to)
        return redirect("referrals:code")
    return render(request, "referrals/public/email.jinja", {"form": form, "to": to})


@public
@limited("referrals.try", per_hour=60)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    waiting = verified.asked(request)
    if waiting is None:
        return redirect("referrals:home")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tried, to = verified.try_code(request, form.cleaned_data["code"])
        if tried is Tried.RIGHT:
            return redirect(to)
        form.add_error("code", WRONG if tried is Tried.WRONG else OVER)
    return render(
        request,
        "referrals/public/code.jinja",
        {
            "form": form,
            "email": verified.sent_to(request, waiting["email"]),
            "to": waiting["to"],
            "again": reverse("referrals:work_email"),
        },
    )


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    verified.forget(request)
    return redirect("referrals:home")
