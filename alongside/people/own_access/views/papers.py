"""Which papers are read in My plan: released and taken back, one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from alongside.foundation.access.opening import open_subject
from alongside.foundation.documents.models import Document
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import part_page, task_page

from .. import actions, presenters
from ..forms import ReleaseForm, TakeBackForm
from ..models import Release

TAB = "people"
WHAT = "papers in My plan"


def _back(subject: Subject) -> str:
    return reverse("own_access:papers", args=[subject.pk])


@needs("own_access.release")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    rows = list(Release.objects.of(subject))
    standing = {row.document_id for row in rows if row.taken_back_at is None}
    to_release: list[Any] = [one for one in Document.objects.of(subject).sent()
                             if one.pk not in standing and one.to_the_person and one.status == Document.Status.SENT]
    return part_page(request, subject, "own_access/papers.jinja", tab=TAB, here="own_access:index",
                     title="Papers in My plan", released=[row for row in rows if row.taken_back_at is None],
                     taken_back=[row for row in rows if row.taken_back_at], to_release=to_release,
                     back=presenters.back(subject.pk))


@needs("own_access.release")
def release(request: HttpRequest, subject_id: int, document_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    document = get_object_or_404(Document.objects.of(subject), pk=document_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.release(document=document, part=said["part"], about_others=said["about_others"],
                            harm_words=said["harm_words"], by=request.user)  # type: ignore[arg-type]
        except actions.CannotRelease as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Released: they can read it in My plan.")
            return redirect(_back(subject))
    return task_page(request, subject, form, tab=TAB, title=f"Release: {document.title}", verb="Release it",
                     back=_back(subject), template="own_access/release.jinja", document=document)


@needs("own_access.release")
def take_back(request: HttpRequest, subject_id: int, release_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    row = Release.objects.of(subject).filter(pk=release_id).first()
    if row is None or (row.taken_back_at and request.method != "POST"):
        raise Http404("No released paper with this number stands.")
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(release=row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except actions.CannotRelease as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "It is no longer read in My plan.")
            return redirect(_back(subject))
    return task_page(request, subject, form, tab=TAB, title=f"Take back: {row.document.title}", verb="Take it back",
                     back=_back(subject), intro="What they have read or printed stays with them.")
