"""Pages of how a person lives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import NotAllowed, needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import EndForm, FactForm
from .kinds import KINDS, OF_THE_RETURN
from .models import Fact


def _may_record(request: HttpRequest) -> frozenset[str]:
    user: Any = request.user
    if user.may("circumstances.edit"):
        return frozenset(KINDS)
    return OF_THE_RETURN if user.may("people.put_right") else frozenset()


def _home(subject_id: int) -> str:
    return reverse("circumstances:index", args=[subject_id])


@needs("people.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "how they live")
    today = timezone.localdate()
    rows = list(subject.circumstances.select_related("recorded_by", "confirmed_by"))
    return part_page(
        request, subject, "circumstances/index.jinja", tab="overview", here="circumstances:index",
        title="How they live", kinds=presenters.by_kind(rows), today=today, from_words=presenters.from_words,
        needs_check=presenters.needs_check, history=presenters.history, may_record=_may_record(request),
    )


@needs("people.put_right")
def record(request: HttpRequest, subject_id: int, kind: str) -> HttpResponse:
    """A fact of the national return by whoever puts those right; any other by whoever records how people live."""
    if kind not in KINDS:
        raise Http404("There is no fact of this kind.")
    if kind not in _may_record(request):
        raise NotAllowed("circumstances.edit")
    subject = open_subject(request, subject_id, "how they live")
    of_kind = KINDS[kind]
    form = FactForm(request.POST or None, kind=of_kind, initial={"since": timezone.localdate()})
    # Of most kinds one fact is true at a time, and this one takes its place.
    standing = None if of_kind.many else subject.circumstances.current().of_kind(kind).first()
    now = {name: getattr(standing, name, None) for name in ("code", "words", "since", "source")}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=of_kind.label[:1].lower() + of_kind.label[1:],
                                  tables=(Fact,), subject=subject, back=_home(subject.pk))
        fact = actions.record(subject=subject, kind=kind, by=request.user, **form.cleaned_data)
        messages.success(request, f"{fact}. Recorded.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab="overview", title=of_kind.label, verb="Save the fact",
                     back=_home(subject.pk))


def _fact(request: HttpRequest, pk: int, *, ended_too: bool = False) -> Fact:
    fact = Fact.objects.visible_to(request.user).select_related("subject").filter(pk=pk).first()
    if fact is None or (fact.until and not ended_too):
        raise Http404("No fact with this number is true now on a record that you may open.")
    open_subject(request, fact.subject_id, "how they live")
    return fact


@require_POST
@needs("circumstances.edit")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    fact = actions.confirm(fact=_fact(request, pk), by=request.user)
    messages.success(request, f"Still true: {fact}.")
    return redirect(_home(fact.subject_id))


@needs("circumstances.edit")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    fact = _fact(request, pk, ended_too=request.method == "POST")
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    now = {"on": fact.until}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"until when it was so: {fact}", subject=fact.subject,
                                  tables=(Fact,), back=_home(fact.subject_id))
        try:
            actions.end(fact=fact, by=request.user, **form.cleaned_data)
        except actions.NotThen as problem:
            form.add_error("on", str(problem))
        else:
            messages.success(request, f"No longer so: {fact}.")
            return redirect(_home(fact.subject_id))
    return task_page(request, fact.subject, form, tab="overview", title=f"No longer so: {fact}", verb="Save the day",
                     back=_home(fact.subject_id))
