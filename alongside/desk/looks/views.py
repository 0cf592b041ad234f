"""Who looked, what changed, and the review of looks at one's own circle."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.actions import AlreadyReviewed, OwnLook, review_look
from alongside.foundation.audit.models import Change, Look
from alongside.foundation.permissions import needs
from alongside.people.people.presenters import frame

from . import changes, circles, presenters
from .forms import ReviewForm

PAGE = 40
# Longer ago, people no longer remember why they looked.
REVIEW_DAYS = 60


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty post is a post too (nobody ticked)."""
    return request.POST if request.method == "POST" else None


@needs("audit.see_looks")
def looks(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Everybody who opened this record, the viewer too, and everybody to whom a list showed the name."""
    subject = open_subject(request, subject_id, "who looked")
    in_lists = request.GET.get("show") == "lists"
    chosen = Look.objects.at_lists_with(subject.pk) if in_lists else Look.objects.at_record(subject.pk)
    page = Paginator(chosen.newest_first(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/looks/looks.jinja", {
        "frame": frame(subject, request.user, tab="looks"), "subject": subject, "page": page, "in_lists": in_lists,
        "lines": presenters.looks(page.object_list, request.user)})


@needs("audit.see_looks")
def changed(request: HttpRequest, subject_id: int) -> HttpResponse:
    """What was changed in this record, by whom and from what to what."""
    subject = open_subject(request, subject_id, "what changed")
    page = Paginator(Change.objects.of(subject.pk).newest_first(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/looks/changed.jinja", {
        "frame": frame(subject, request.user, tab="looks"), "subject": subject, "page": page,
        "lines": changes.shown(page.object_list, request.user)})


def _flagged(request: HttpRequest, also: int | None = None) -> list[circles.Flagged]:
    return circles.flagged(since=timezone.now() - timedelta(days=REVIEW_DAYS), reviewer=request.user, also=also)


@needs("audit.review")
def review(request: HttpRequest) -> HttpResponse:
    """Looks that seem to be at one's own name, household, neighbours or colleagues."""
    lines = [presenters.flag_line(one) for one in _flagged(request)]
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/looks/review.jinja", {"page": page, "days": REVIEW_DAYS})


@needs("audit.review")
def review_one(request: HttpRequest, look_id: int) -> HttpResponse:
    # Whoever sends a review second is told who was first, with their note still in the form.
    also = look_id if request.method == "POST" else None
    one = next((one for one in _flagged(request, also) if one.look.pk == look_id), None)
    if one is None:
        raise Http404("This look is not to review, or somebody has reviewed it.")
    form = ReviewForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            review_look(look=one.look, by=request.user, **form.cleaned_data)
        except (OwnLook, AlreadyReviewed) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The review is kept.")
            return HttpResponseRedirect(reverse("desk:looks_review"))
    return render(request, "desk/looks/review_one.jinja", {"form": form, "line": presenters.flag_line(one)})
