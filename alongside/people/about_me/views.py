"""Pages of what matters to a person."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation import events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import AnswerForm, NetworkForm, StrengthForm, TakeUpForm, WordsForm
from .models import Words

ENTRIES = ("strength", "network")


def _home(subject_id: int) -> str:
    return reverse("about_me:index", args=[subject_id])


@needs("people.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "what matters to them")
    by_topic: dict[str, list[Words]] = {}
    every = list(subject.words.newest_first())
    for said in every:
        by_topic.setdefault(said.topic, []).append(said)
    strengths = list(subject.strengths.select_related("recorded_by"))
    networks = list(subject.networks.select_related("recorded_by"))
    return part_page(
        request, subject, "about_me/index.jinja", tab="overview", here="about_me:index", title="In their words",
        topics=[(topic, by_topic.get(topic.value, [])) for topic in Words.Topic], present=presenters,
        strengths=strengths, networks=networks, source_of=events.source_of,
        beside=presenters.beside([*every, *strengths, *networks]),
        differing=list(subject.seen_differently.unanswered()),
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


@needs("about_me.edit")
def take_up(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    """What comes of words they added themselves. There is no page to change them."""
    subject = open_subject(request, subject_id, "what matters to them")
    said = subject.words.added_from_outside().filter(pk=pk).first()
    if said is None:
        raise Http404("They added no words with this number.")
    form = TakeUpForm(request.POST or None, may_write=request.user.may("messages.write"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_up(words=said, by=request.user, **form.cleaned_data)
        except actions.Untouchable as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept. Their words stay as they wrote them.")
            return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title=said.get_topic_display(),
                     verb="Save what comes of it", back=_home(subject.pk), template="about_me/take_up.jinja", said=said,
                     note=presenters.written_note(said))


@needs("people.see")
def differently(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    """What somebody sees differently, and the answer they are owed."""
    subject = open_subject(request, subject_id, "what they see differently")
    said = subject.seen_differently.of(subject).filter(pk=pk).first()
    if said is None:
        raise Http404("Nothing with this number was seen differently.")
    may_answer = request.user.may("about_me.edit") and said.answered_at is None
    form = AnswerForm(request.POST or None) if may_answer or request.method == "POST" else None
    if request.method == "POST" and not request.user.may("about_me.edit"):
        raise PermissionDenied
    if request.method == "POST" and form and form.is_valid():
        try:
            actions.answer(said=said, by=request.user, **form.cleaned_data)
        except actions.AnsweredAlready as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Answered. They read it in My plan.")
            return redirect(_home(subject.pk))
    title = f"Seen differently: {said.called_for(request.user)}"
    context = {"said": said, "note": presenters.differs_note(said), "answer": presenters.answer_note(said)}
    if form is None:
        return part_page(request, subject, "about_me/differently_read.jinja", tab="overview", here="about_me:index",
                         title=title, **context)
    return task_page(request, subject, form, tab="overview", title=title,
                     verb="Send the answer", back=_home(subject.pk), template="about_me/differently.jinja", **context)
