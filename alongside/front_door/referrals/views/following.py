"""A referrer follows what they sent: where it is, who has it, what came of it; adds to it or takes it back.

A stranger's reference and one that nobody has are answered by the same page, on the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import needs, public
from alongside.front_door import routes

from .. import actions, public_presenters, receipts, verified
from ..forms.following import AddForm, FindForm, WithdrawForm
from ..receipts import Receipt
from .sending import GONE, account

View = Callable[..., HttpResponse]
WANTED = "referral_wanted"
NONE_FOUND = "We have no referral with this reference from your address. Look at the reference again"


@public
@limited("referrals.find", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    email = verified.shown(request)
    form = FindForm(request.POST if request.method == "POST" else None, initial={"email": email})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        request.session[WANTED] = said["reference"].upper()
        if email != said["email"].casefold():
            verified.send_code(request, said["email"], to=reverse("referrals:wanted"))
            return redirect("referrals:code")
        return redirect("referrals:wanted")
    return render(request, "referrals/public/find.jinja", {"form": form})


@public
@limited("referrals.follow", per_minute=60, methods=("GET",))
@require_safe
def wanted(request: HttpRequest) -> HttpResponse:
    """Once the code was right: the one they asked for, if it is theirs."""
    email, reference = verified.shown(request), request.session.get(WANTED, "")
    if not email or not reference:
        return redirect("referrals:find")
    found = receipts.with_reference(reference, email)
    if found is None:
        form = FindForm({"reference": reference, "email": email})
        form.is_valid()
        form.add_error("reference", NONE_FOUND)
        return render(request, "referrals/public/find.jinja", {"form": form})
    del request.session[WANTED]
    return redirect("referrals:follow", found.key)


def of_referrer(view: View) -> View:
    """Gives the view what its referrer may know of the referral at this address."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        email = verified.shown(request)
        if not email:
            if request.method == "POST":
                holding.hold(request, request.path, ("words", "because"), whose=receipts.sender_at(key))
            return verified.ask_first(request)
        user = account(request)
        found = receipts.at_address(key, email) or (receipts.of_user_at(key, user) if user else None)
        if found is None:
            raise Http404(GONE)
        return view(request, found, *args, **kwargs)

    return guarded


def _held(request: HttpRequest, receipt: Receipt) -> dict[str, Any]:
    """What they had typed on this page when their time was up."""
    held = holding.give_back(request, request.path, whose=receipts.sender_at(receipt.key))
    return held.dict() if held is not None else {}


@public
@limited("referrals.follow", per_minute=60, methods=("GET",))
@never_cache
@require_safe
@of_referrer
def follow(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    if receipt.feedback_id:
        actions.answer_was_read(feedback_id=receipt.feedback_id)
    return render(
        request,
        "referrals/public/follow.jinja",
        {
            "receipt": receipt,
            "way": public_presenters.way(receipt),
            "just_sent": "sent" in request.GET,
            "mine": account(request) is not None,
        },
    )


@public
@limited("referrals.add", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
@of_referrer
def add(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    held = _held(request, receipt)
    form = AddForm(request.POST if request.method == "POST" else None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_words(referral_id=receipt.pk, words=form.cleaned_data["words"])
        except actions.AlreadyDone as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("referrals:follow", receipt.key)
    return render(
        request,
        "referrals/public/act.jinja",
        {
            "form": form,
            "receipt": receipt,
            "kept": bool(held),
            "title": "Add to your referral",
            "verb": "Send what I add",
            "intro": "Whoever has your referral reads it. In danger, ring 999.",
        },
    )


@public
@limited("referrals.add", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
@of_referrer
def withdraw(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    held = _held(request, receipt)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(referral_id=receipt.pk, because=form.cleaned_data["because"])
        except actions.AlreadyDone as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("referrals:follow", receipt.key)
    return render(
        request,
        "referrals/public/act.jinja",
        {
            "form": form,
            "receipt": receipt,
            "kept": bool(held),
            "title": "Take your referral back",
            "verb": "Take it back",
            "intro": "Somebody still reads it and tells you what they do. If somebody may be at risk, we go on.",
        },
    )


@require_safe
@needs(verified.PERMISSION)
def mine(request: HttpRequest) -> HttpResponse:
    """Those that this account has sent."""
    found: Any = receipts.of_user(request.user)  # type: ignore[arg-type]
    return render(request, "referrals/mine.jinja", {
        "rows": [public_presenters.own_row(one) for one in found], "ways": routes.ways()})
