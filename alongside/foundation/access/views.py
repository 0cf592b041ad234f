"""Restricting a record and opening one in an emergency."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject

from . import actions, presenters
from .conditions import may_open
from .forms import BreakGlassForm, LiftForm, NamedForm, RestrictForm, ReviewForm
from .models import BreakGlass, Grant
from .opening import open_subject, restriction_on


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty post is a post too (nobody ticked)."""
    return request.POST if request.method == "POST" else None


def _home(subject_id: int) -> str:
    return presenters.person_page(subject_id)


@needs("access.restrict")
def restrict(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Close the record to all but the named, or say who is named now."""
    subject = open_subject(request, subject_id, "restriction")
    if subject.restricted:
        return _change_named(request, subject)
    form = RestrictForm(_sent(request), colleagues=User.objects.for_naming(besides=request.user))
    if request.method == "POST" and form.is_valid():
        actions.restrict(subject=subject, by=request.user, reason=form.cleaned_data["reason"],
                         named=list(form.cleaned_data["named"]))
        messages.success(request, "The record is restricted. Only the named can open it.")
        return HttpResponseRedirect(reverse("access:restrict", args=[subject_id]))
    return render(request, "access/restrict.jinja", {
        "form": form, "subject": subject, "back": _home(subject_id), "still": presenters.works_with(subject)})


def _change_named(request: HttpRequest, subject: Subject) -> HttpResponse:
    # You are always among them: neither asked nor compared.
    now = {"named": sorted(pk for pk in presenters.named_ids(subject) if pk != request.user.pk)}
    form = NamedForm(_sent(request), colleagues=User.objects.for_naming(besides=request.user), initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="who may open it", subject=subject, tables=(Grant,),
                                  back=reverse("access:restrict", args=[subject.pk]))
        actions.change_named(subject=subject, named=list(form.cleaned_data["named"]), by=request.user)
        messages.success(request, "Those named on the record are changed.")
        return HttpResponseRedirect(reverse("access:restrict", args=[subject.pk]))
    return render(request, "access/restriction.jinja", {
        "form": form, "subject": subject, "back": _home(subject.pk), "still": presenters.works_with(subject)})


@needs("access.restrict")
def lift(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "restriction")
    if not subject.restricted:
        raise Http404("This record is not restricted.")
    form = LiftForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        actions.lift_restriction(subject=subject, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The record is open again to all whose work needs it.")
        return HttpResponseRedirect(_home(subject_id))
    return render(request, "access/lift.jinja", {"form": form, "subject": subject,
                                                 "back": reverse("access:restrict", args=[subject_id])})


@needs("access.break_glass")
def break_glass(request: HttpRequest, subject_id: int) -> HttpResponse:
    """In an emergency: a reason, and the record opens until tomorrow. Somebody reads the reason."""
    if may_open(request.user, subject_id):
        return HttpResponseRedirect(_home(subject_id))
    restriction = restriction_on(subject_id) if request.user.may("people.know_restricted") else None
    if restriction is None:
        raise Http404("No record that you may open has this number.")
    form = BreakGlassForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        actions.break_glass(subject_id=subject_id, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The record is open to you until tomorrow night.")
        return HttpResponseRedirect(_home(subject_id))
    return render(request, "access/break_glass.jinja", {"form": form, "restriction": restriction})


@needs("access.review_break_glass")
def openings(request: HttpRequest) -> HttpResponse:
    """Emergency openings: those to review first."""
    return render(request, "access/openings.jinja", presenters.openings(BreakGlass.objects.newest_first()))


@needs("access.review_break_glass")
def review(request: HttpRequest, opening_id: int) -> HttpResponse:
    opening = get_object_or_404(BreakGlass.objects.newest_first(), pk=opening_id)
    form = ReviewForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_break_glass(opening=opening, by=request.user, **form.cleaned_data)
        except (actions.AlreadyReviewed, actions.OwnOpening) as problem:
            form.add_error(None, str(problem))
        else:
            return HttpResponseRedirect(reverse("access:openings"))
    return render(request, "access/review.jinja", {"form": form, "line": presenters.opening_line(opening)})
