"""Referring somebody without an account, one thing a page. A draft is its writer's, whom a code has shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import public
from alongside.foundation.uploads.cleaning import NotTaken
from alongside.front_door import routes

from .. import actions, pack, public_presenters, receipts, verified
from ..forms import sending as steps
from ..forms.sending import FileForm
from ..models import Draft
from ..verified import with_work_email

View = Callable[..., HttpResponse]
GONE = "There is nothing here that you may open. A referral that was not sent is forgotten after a while."


@public
@routes.open_by("referrals")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    email = verified.email_of(request)
    return render(
        request,
        "referrals/public/home.jinja",
        {
            "days": pack.current().drafts_kept_days,
            "email": email,
            "ways": routes.ways(),
            "drafts": [public_presenters.draft_line(draft) for draft in Draft.objects.of(email)] if email else [],
        },
    )


@public
@routes.open_by("referrals")
@limited("referrals.begin", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
@with_work_email
def begin(request: HttpRequest) -> HttpResponse:
    """A new one; or, where some are half written, which to go on with."""
    mine = Draft.objects.of(request.work_email)  # type: ignore[attr-defined]
    if request.method != "POST" and mine.exists():
        return redirect(f"{reverse('referrals:home')}#drafts")
    try:
        draft = actions.begin(email=request.work_email)  # type: ignore[attr-defined]
    except actions.TooMany as problem:
        return render(request, "referrals/public/stop.jinja", {"words": str(problem)}, status=409)
    return redirect("referrals:step", draft.key, steps.STEPS[0].key)


def of_writer(view: View) -> View:
    """Gives the view the draft at this address, if it is the visitor's own; else all looks as if nothing were there."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        email = verified.email_of(request)
        if not email:
            if request.method == "POST":
                _hold(request, key, kwargs.get("step", ""))
            return verified.ask_first(request)
        draft = Draft.objects.of(email).filter(key=key).first()
        if draft is None:
            if receipts.at_address(key, email):
                return redirect("referrals:follow", key)
            raise Http404(GONE)
        return view(request, draft, *args, **kwargs)

    return guarded


def _hold(request: HttpRequest, key: str, step: str) -> None:
    """For the writer of the draft at this address; at one that is nobody's, nothing is kept."""
    found = next((one for one in steps.STEPS if one.key == step), None)
    draft = Draft.objects.at(key).first()
    if found is not None and draft is not None:
        holding.hold(request, request.path, found.form.base_fields, whose=draft.email)


def _typed(posted: QueryDict, step: steps.Step) -> dict[str, Any]:
    """What was written into the boxes of this step, and nothing else of what was sent."""
    return {
        name: posted.getlist(name) if name == "needs" else posted.get(name, "") for name in step.form.base_fields
    }


@public
@limited("referrals.step", per_minute=60)
@require_http_methods(["GET", "HEAD", "POST"])
@of_writer
def step(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    here = next((one for one in steps.asked(draft.answers) if one.key == step), None)
    if here is None:
        raise Http404(GONE)
    held = holding.give_back(request, request.path, whose=draft.email)
    if held is not None:
        draft = actions.put_answers(draft=draft, step=step, answers=_typed(held, here))
    if request.method == "POST":
        draft = actions.put_answers(draft=draft, step=step, answers=_typed(request.POST, here))
        form = steps.filled(here, draft.answers)
        if form.is_valid():
            return redirect(_after(draft, here, back_to_check="check" in request.GET))
    else:
        form = here.form(initial=draft.answers.get(step, {}))
    return render(
        request,
        "referrals/public/step.jinja",
        {
            "form": form,
            "step": here,
            "draft": draft,
            "kept": held is not None,
            **_place(draft, step),
            "note": f"referrals/public/notes/{step}.jinja",
            "checking": "check" in request.GET,
        },
    )


def _after(draft: Draft, here: steps.Step, *, back_to_check: bool) -> str:
    if here.key == "danger" and draft.answers["danger"]["danger"] == "yes":
        return reverse("referrals:ring", args=[draft.key])
    if back_to_check and steps.first_open(draft.answers) is None:
        return reverse("referrals:check", args=[draft.key])
    keys = [one.key for one in steps.asked(draft.answers)]
    place = keys.index(here.key) + 1
    if place < len(keys):
        return reverse("referrals:step", args=[draft.key, keys[place]])
    return reverse("referrals:files", args=[draft.key])


def _place(draft: Draft, step: str) -> dict[str, Any]:
    """Where one is among the steps, and what was before."""
    keys = [one.key for one in steps.asked(draft.answers)] + [steps.FILES]
    number = keys.index(step)
    before = reverse("referrals:step", args=[draft.key, keys[number - 1]]) if number else reverse("referrals:home")
    return {"number": number + 1, "count": len(keys), "back": before}


@public
@require_safe
@of_writer
def ring(request: HttpRequest, draft: Draft) -> HttpResponse:
    return render(
        request,
        "referrals/public/ring.jinja",
        {
            "draft": draft,
            "next": reverse("referrals:step", args=[draft.key, steps.STEPS[1].key]),
            "back": reverse("referrals:step", args=[draft.key, steps.STEPS[0].key]),
        },
    )


@public
@limited("referrals.files", per_hour=60)
@require_http_methods(["GET", "HEAD", "POST"])
@of_writer
def files(request: HttpRequest, draft: Draft) -> HttpResponse:
    most = pack.current().most_files
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            actions.add_file(draft=draft, file=given, name=given.name, most=most)
        except NotTaken as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("referrals:files", draft.key)
    return render(
        request,
        "referrals/public/files.jinja",
        {
            "form": form,
            "draft": draft,
            "files": public_presenters.files(draft.files.in_order()),
            "most": most,
            **_place(draft, steps.FILES),
        },
    )


@public
@limited("referrals.files", per_hour=60)
@require_POST
@of_writer
def take_off(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    actions.take_off(draft=draft, pk=pk)
    return redirect("referrals:files", draft.key)


@public
@limited("referrals.send", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
@of_writer
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything once more, then it goes."""
    missing = steps.first_open(draft.answers)
    if missing is not None:
        return redirect(f"{reverse('referrals:step', args=[draft.key, missing.key])}?check")
    if request.method == "POST":
        try:
            referral = actions.send(
                draft=draft,
                said=steps.particulars(draft.answers),
                by=account(request),
                where=request.build_absolute_uri(reverse("referrals:find")),
            )
        except actions.AlreadyDone:
            return redirect("referrals:follow", draft.key)
        return redirect(f"{reverse('referrals:follow', args=[referral.key])}?sent")
    return render(
        request,
        "referrals/public/check.jinja",
        {
            "draft": draft,
            "parts": public_presenters.to_check(draft),
            "email": draft.email,
            "files": public_presenters.files(draft.files.in_order()),
            "back": reverse("referrals:files", args=[draft.key]),
        },
    )


def account(request: HttpRequest) -> Any:
    """Whoever is signed in with an account for referring."""
    return request.user if request.user.is_authenticated and request.user.may(verified.PERMISSION) else None


@public
@require_POST
@of_writer
def throw_away(request: HttpRequest, draft: Draft) -> HttpResponse:
    actions.throw_away(draft=draft)
    return redirect("referrals:home")
