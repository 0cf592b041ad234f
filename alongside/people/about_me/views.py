"""Pages of what matters to a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import NetworkForm, StrengthForm, WordsForm
from .models import Words

ENTRIES = ("strength", "network")


def _home(subject_id: int) -> str:
    return reverse("about_me:index", args=[subject_id])


@needs("people.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    by_topic: dict[str, list[Words]] = {}
    for said in subject.words.newest_first():
        by_topic.setdefault(said.topic, []).append(said)
    return part_page(
        request, subject, "about_me/index.jinja", tab="overview", here="about_me:index", title="In their words",
        topics=[(topic, by_topic.get(topic.value, [])) for topic in Words.Topic], note=presenters.written_note,
        strengths=list(subject.strengths.select_related("recorded_by")),
        networks=list(subject.networks.select_related("recorded_by")),
    )


@needs("about_me.edit")
def write(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    form = WordsForm(request.POST or None, initial={
        "said_on": timezone.localdate(), "topic": request.GET.get("topic", Words.Topic.MATTERS)})
    if request.method == "POST" and form.is_valid():
        actions.write_down(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "Written down. Earlier words stay readable.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title="Write down their words", verb="Save their words",
                     back=_home(subject.pk))


@needs("about_me.edit")
def strength(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    form = StrengthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_strength(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "The strength is recorded.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title="Add a strength", verb="Save the strength",
                     back=_home(subject.pk))


@needs("about_me.edit")
def network(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_network(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "It is recorded as part of their life.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title="Add a group or place",
                     verb="Save the group or place", back=_home(subject.pk))


@require_POST
@needs("about_me.edit")
def no_longer(request: HttpRequest, subject_id: int, kind: str, pk: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    entry = getattr(subject, f"{kind}s").still_so().filter(pk=pk).first() if kind in ENTRIES else None
    if entry is None:
        raise Http404("Nothing with this number is still so.")
    actions.no_longer_so(entry=entry, by=request.user)
    messages.success(request, "Kept, as something that was so.")
    return redirect(_home(subject.pk))
