"""Pages of notes, the chronology, decisions and supervision."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import QuestionnairePage, questionnaire_page
from alongside.people.pages import part_page, task_page
from alongside.people.people.presenters import frame

from . import actions, drafts, presenters, selectors
from . import supervision as bringing
from .forms import AskForm, DecideForm, RecordDecisionForm
from .models import ManagementDecision, Note

PER_PAGE = 25
TAB = "notes"


def _home(subject_id: int) -> str:
    return reverse("case_notes:index", args=[subject_id])


@needs("case_notes.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "notes")
    kind, sought = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    every = subject.case_notes.latest_versions()
    readable = every.readable_by(request.user)
    page = Paginator(readable.of_kind(kind).saying(sought).newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return part_page(
        request, subject, "case_notes/index.jinja", tab=TAB, here="case_notes:index", title="Notes", page=page,
        query=query.urlencode(), sought=sought, kind=kind, present=presenters,
        kinds=[("", "Every kind"), *codelists.options("note_kind")],
        hidden=0 if request.user.may("case_notes.see_sensitive") else every.hidden_from(request.user).count(),
    )


def _refuse_a_wrong_time(page: QuestionnairePage) -> None:
    try:
        drafts.time_of(page.draft.answers.get("at", ""))
    except drafts.NotATime as problem:
        page.refuse("at", str(problem))


@needs("case_notes.write")
def write(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "notes")
    page = questionnaire_page(
        request, "case_note", about=events.source_of(subject), subject=subject, title=f"Note about {subject}",
        url=lambda part: reverse("case_notes:write", args=[subject.pk]), part=None, sign_words="Save the note",
        leave_url=_home(subject.pk), answers={"kind": "case_note", "on": timezone.localdate().isoformat()},
    )
    if page.signing:
        _refuse_a_wrong_time(page)
    if page.signing:
        actions.write_from(draft=page.draft, by=request.user)
        messages.success(request, "The note is saved.")
        return redirect(_home(subject.pk))
    return page.answer or render(request, "case_notes/write.jinja", {
        **page.context, "subject": subject, "frame": frame(subject, request.user)})


def _note(request: HttpRequest, pk: int) -> Note:
    """The version that stands now of the note with this number, where the user may read it."""
    found = Note.objects.visible_to(request.user).readable_by(request.user).select_related(
        "subject", "written_by").filter(pk=pk).first()
    # What was marked sensitive in a correction is closed by its earlier number too.
    newest = found.newest() if found else None
    if newest is None or not newest.is_readable_by(request.user):
        raise Http404("No note that you may read has this number.")
    open_subject(request, newest.subject_id, "a note")
    return newest


@needs("case_notes.see")
def note(request: HttpRequest, pk: int) -> HttpResponse:
    newest = _note(request, pk)
    versions = newest.versions()
    return part_page(
        request, newest.subject, "case_notes/note.jinja", tab=TAB, here="case_notes:index",
        title=presenters.title(newest), newest=newest, present=presenters,
        earlier=[version for version in versions[1:] if version.is_readable_by(request.user)],
        first_source=events.source_of(versions[-1]),
    )


@needs("case_notes.write")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = _note(request, pk)
    begun = drafts.begun_before(found, request.user)
    page = questionnaire_page(
        request, "case_note_correction", about=begun.about if begun else events.source_of(found), subject=found.subject,
        title=f"Correcting a note about {found.subject}", part=None, sign_words="Save the correction",
        url=lambda part: reverse("case_notes:correct", args=[found.pk]),
        leave_url=reverse("case_notes:note", args=[found.pk]), answers=drafts.answers_of(found),
    )
    if page.signing:
        _refuse_a_wrong_time(page)
    if page.signing and begun:
        actions.bring_over(draft=page.draft, to=found, by=request.user)
        page.refuse("words", f"{found.written_by} corrected this note meanwhile. Read their version above, put into "
                             "yours what is to stay of it, and save again.")
    if page.signing:
        try:
            version = actions.correct_from(draft=page.draft, note=found, by=request.user)
        except actions.Superseded as problem:
            page.refuse("words", str(problem))
        else:
            messages.success(request, "Corrected. The version before stays readable.")
            return redirect("case_notes:note", version.pk)
    return page.answer or render(request, "case_notes/write.jinja", {
        **page.context, "subject": found.subject, "frame": frame(found.subject, request.user),
        "theirs": found if begun else None, "when": presenters.when})


@needs("case_notes.see")
def chronology(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "significant events")
    page = Paginator(selectors.chronology(subject, request.user), 100).get_page(request.GET.get("page"))
    return part_page(
        request, subject, "case_notes/chronology.jinja", tab=TAB, here="case_notes:chronology",
        title="Significant events", page=page, lines=[presenters.happening(event) for event in page],
    )


@needs("case_notes.see")
def chronology_print(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "significant events, printed")
    lines = [presenters.happening(event) for event in selectors.chronology(subject, request.user)]
    return render(request, "case_notes/chronology_print.jinja",
                  {"subject": subject, "lines": lines, "printed_at": timezone.now()})


@needs("case_notes.see")
def decisions(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "management decisions")
    rows = list(subject.management_decisions.newest_first())
    return part_page(request, subject, "case_notes/decisions.jinja", tab=TAB, here="case_notes:decisions",
                     title="Management decisions", rows=rows, tag_of=presenters.decision_tag)


@needs("case_notes.write")
def ask(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "management decisions")
    form = AskForm(request.POST or None)
    back = reverse("case_notes:decisions", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        actions.ask_for_decision(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['asked_of'].name} has been asked.")
        return redirect(back)
    return task_page(request, subject, form, tab=TAB, title="Ask for a decision", verb="Ask", back=back)


@needs("decisions.record")
def record_decision(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "management decisions")
    form = RecordDecisionForm(request.POST or None)
    back = reverse("case_notes:decisions", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        actions.record_decision(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, "The decision is recorded with its reasons.")
        return redirect(back)
    return task_page(request, subject, form, tab=TAB, title="Record a decision", verb="Save the decision", back=back)


@needs("decisions.record")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    asked = ManagementDecision.objects.visible_to(request.user).select_related("subject", "asked_by").filter(
        pk=pk).first()
    if asked is None or (asked.decided_on and request.method != "POST"):
        raise Http404("No question with this number waits for a decision.")
    open_subject(request, asked.subject_id, "management decisions")
    form = DecideForm(request.POST or None)
    back = reverse("case_notes:decisions", args=[asked.subject_id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(asked=asked, by=request.user, **form.cleaned_data)
        except actions.Superseded as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Decided, with your reasons.")
            return redirect(back)
    return task_page(request, asked.subject, form, tab=TAB, title="Decide", verb="Save the decision", back=back,
                     intro=f"{asked.asked_by.name} asked: {asked.question}")


@needs("work.see")
def supervision(request: HttpRequest) -> HttpResponse:
    return _supervision(request, request.user)


@needs("work.see_team")
def supervision_of(request: HttpRequest, user_id: int) -> HttpResponse:
    worker = User.objects.working().filter(
        pk=user_id, memberships__team__in=request.user.team_ids()).distinct().first()
    if worker is None:
        raise Http404("Nobody with this number works in your teams.")
    return _supervision(request, worker)


def _supervision(request: HttpRequest, worker: User) -> HttpResponse:
    today = timezone.localdate()
    found = bringing.summary(worker, request.user, today)
    looked_at_list(request, [line.involvement.subject_id for line in found.lines], "supervision summary")
    template = "case_notes/supervision_print.jinja" if "print" in request.GET else "case_notes/supervision.jinja"
    return render(request, template, {"summary": found, "today": today, "printed_at": timezone.now()})
