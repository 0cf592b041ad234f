"""Pages of who works with a person, and of the waiting list."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject, restriction_on
from alongside.foundation.accounts.models import Team
from alongside.foundation.audit.looks import looked_at_list, turned_away
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters, workload
from .closed import closed_rows, closed_waits
from .forms import (
    AllocateForm,
    AskForm,
    AskToBeNamedForm,
    CloseForm,
    KeeperForm,
    RiskForm,
    SendBackForm,
    TouchForm,
    TransferForm,
)
from .models import Involvement, Transfer, Triage

PER_PAGE = 50


def _row(request: HttpRequest, pk: int, what: str) -> Involvement:
    """One open piece of work on a record the user may open, with the look written down. To somebody who saves a page
    about it, also one that a colleague has closed meanwhile: the action says who did."""
    row = Involvement.objects.visible_to(request.user).with_people().with_last_touch().filter(pk=pk).first()
    if row is None or (row.ended_on and request.method != "POST"):
        raise Http404("No open work with this number on a record that you may open.")
    open_subject(request, row.subject_id, what)
    return row


def _home(row: Involvement) -> str:
    return reverse("involvements:index", args=[row.subject_id])


def _refused(request: HttpRequest, problem: actions.NotNow, back: str) -> HttpResponse:
    messages.error(request, str(problem))
    return redirect(back)


@needs("involvements.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "who works with them")
    rows = list(Involvement.objects.history_of(subject))
    today = timezone.localdate()
    handed = [transfer for row in rows for transfer in row.transfers.all() if transfer.answered_at is None]
    return part_page(
        request, subject, "involvements/index.jinja", tab="people", here="involvements:index",
        title="Who works with them", today=today, open_rows=[row for row in rows if not row.ended_on],
        closed_rows=[row for row in rows if row.ended_on], state_tag=presenters.state_tag, risk_tag=presenters.risk_tag,
        handed=[(transfer, presenters.transfer_words(transfer)) for transfer in handed],
    )


@needs("involvements.ask")
def ask(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "asking a team")
    form = AskForm(request.POST or None)
    back = reverse("involvements:index", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.ask(subject=subject, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error("team", str(problem))
        else:
            messages.success(request, f"{row.team.name} has been asked. They are on its waiting list now.")
            return redirect(back)
    return task_page(request, subject, form, tab="people", title="Ask a team to work with them",
                     verb="Ask the team", back=back)


@needs("involvements.waiting_list")
def waiting_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen, risk = request.GET.get("team", "mine"), request.GET.get("risk", "")
    rows = Involvement.objects.waiting().visible_to(request.user).with_people().with_last_touch()
    own = list(Team.objects.open().filter(pk__in=request.user.team_ids()))
    if chosen == "mine":
        rows = rows.of_teams(request.user.team_ids())
    elif chosen.isdecimal():
        rows = rows.of_teams([int(chosen)])
    if risk in ("immediate", "high", "medium", "low"):
        rows = rows.filter(risk=risk)
    page = Paginator(rows.riskiest_and_longest_first(today), PER_PAGE).get_page(request.GET.get("page"))
    teams = {"mine": request.user.team_ids(), "all": request.user.team_ids()}.get(
        chosen, [int(chosen)] if chosen.isdecimal() else [])
    closed = closed_waits(request.user, teams, today) if page.number == 1 and not risk else []
    looked_at_list(request, [*(row.subject_id for row in page), *(one["subject"] for one in closed)], "waiting list")
    may_allocate = request.user.may("involvements.allocate")
    return render(request, "involvements/waiting_list.jinja", {
        "rows": [presenters.waiting_row(row, today, may_allocate=may_allocate) for row in page], "page": page,
        "closed": closed_rows(closed, today),
        "teams": [{"text": "My teams", "href": f"?team=mine&risk={risk}", "current": chosen == "mine"},
                  *[{"text": team.name, "href": f"?team={team.pk}&risk={risk}", "current": chosen == str(team.pk)}
                    for team in own if len(own) > 1],
                  {"text": "Every team", "href": f"?team=all&risk={risk}", "current": chosen == "all"}],
        "risks": [{"text": text, "href": f"?team={chosen}&risk={key}", "current": risk == key}
                  for key, text in (("", "Every risk"), ("immediate", "Immediate"), ("high", "High"),
                                    ("medium", "Medium"), ("low", "Low"))],
        "query": f"team={chosen}&risk={risk}",
    })


@needs("people.know_restricted")
def ask_to_be_named(request: HttpRequest, subject_id: int) -> HttpResponse:
    """For whoever may know that a restricted record is there, and needs it for their work."""
    restriction = restriction_on(subject_id)
    if restriction is None:
        raise Http404("No restricted record has this number.")
    turned_away(request, subject_id)
    form = AskToBeNamedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_be_named(subject_id=subject_id, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{restriction.by.name} has been asked.")
            return redirect("involvements:waiting_list" if request.user.may("involvements.waiting_list") else "/desk/")
    return render(request, "involvements/ask_to_be_named.jinja", {"form": form, "restriction": restriction})


@needs("involvements.waiting_list")
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "waiting list")
    today = timezone.localdate()
    return part_page(
        request, row.subject, "involvements/wait.jinja", tab="people", here="involvements:index",
        title=f"Waiting for {row.team.name}", row=row, today=today, risk_tag=presenters.risk_tag(row),
        look_again=presenters.look_again_words(row, today), touch_by=presenters.soonest_touch(row),
        next_step=presenters.next_for(row, today), triages=list(row.triages.select_related("by")),
        touches=list(row.touches.select_related("by")),
    )


@needs("involvements.waiting_list")
def judge_risk(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "waiting list")
    form = RiskForm(request.POST or None)
    back = reverse("involvements:wait", args=[row.pk])
    last = row.triages.order_by("-pk").first()
    now = {"risk": row.risk, "why": last.why if last else ""}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if not row.ended_on and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the risk while they wait", subject=row.subject,
                                  tables=(Triage,), back=back)
        form.cleaned_data.pop(meanwhile.SEEN, None)
        try:
            actions.judge_risk(involvement=row, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The risk is recorded, and the day it is looked at again is set.")
            return redirect(back)
    return task_page(request, row.subject, form, tab="people", title="Judge the risk while they wait",
                     verb="Save the risk", back=back)


@needs("involvements.waiting_list")
def touch(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "waiting list")
    form = TouchForm(request.POST or None, initial={"on": timezone.localdate()})
    back = reverse("involvements:wait", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        actions.touch(involvement=row, by=request.user, **form.cleaned_data)
        messages.success(request, "It is recorded that you were in touch.")
        return redirect(back)
    return task_page(request, row.subject, form, tab="people", title="Somebody was in touch",
                     verb="Save what they said", back=back)


@needs("involvements.waiting_list")
def keeper(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "waiting list")
    form = KeeperForm(request.POST or None, team=row.team, initial={"keeper": row.keeps_in_touch_id})
    back = reverse("involvements:wait", args=[row.pk])
    now = {"keeper": row.keeps_in_touch, "number": row.keeps_in_touch_id}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if not row.ended_on and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="who keeps in touch", subject=row.subject,
                                  tables=(Involvement,), back=back)
        form.cleaned_data.pop(meanwhile.SEEN, None)
        try:
            actions.name_keeper(involvement=row, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['keeper'].name} keeps in touch while they wait.")
            return redirect(back)
    return task_page(request, row.subject, form, tab="people", title="Who keeps in touch?", verb="Save who",
                     back=back)


@needs("involvements.allocate")
def allocate(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "allocating")
    loads = workload.of_team(row.team, timezone.localdate())
    hints = {str(load.worker.pk): presenters.load_words(load) for load in loads}
    form = AllocateForm(request.POST or None, team=row.team, hints=hints)
    now = {"worker": row.worker, "number": row.worker_id}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        taken = row.ended_on or row.accepted_at  # the action says by whom
        if not taken and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="who it is allocated to", subject=row.subject,
                                  tables=(Involvement,), back=_home(row))
        form.cleaned_data.pop(meanwhile.SEEN, None)
        try:
            actions.allocate(involvement=row, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Allocated to {form.cleaned_data['worker'].name}, who is asked to accept.")
            return redirect(_home(row))
    return task_page(request, row.subject, form, tab="people", title=f"Allocate: {row.reason}", verb="Allocate",
                     back=_home(row), template="involvements/allocate.jinja", row=row,
                     loads=[(load, presenters.load_words(load)) for load in loads],
                     risk_tag=presenters.risk_tag(row))


@require_POST
@needs("involvements.see")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "accepting")
    try:
        actions.accept(involvement=row, by=request.user)
    except actions.NotNow as problem:
        return _refused(request, problem, _home(row))
    messages.success(request, "You work with them now.")
    return redirect(_home(row))


@needs("involvements.ask")
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "handing over")
    form = TransferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.transfer(involvement=row, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Handed over. It stays with you until they accept.")
            return redirect(_home(row))
    return task_page(request, row.subject, form, tab="people", title=f"Hand over: {row.reason}", verb="Hand over",
                     back=_home(row))


def _transfer(request: HttpRequest, pk: int) -> Transfer:
    found = Transfer.objects.unanswered().for_user(request.user).select_related(
        "involvement__team", "to_team", "handed_by").filter(pk=pk).first()
    if found is None:
        raise Http404("Nothing with this number waits for your answer.")
    open_subject(request, found.subject_id, "answering a hand-over")
    return found


@require_POST
@needs("involvements.see")
def accept_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    handed = _transfer(request, pk)
    try:
        after = actions.accept_transfer(transfer=handed, by=request.user)
    except actions.NotNow as problem:
        return _refused(request, problem, reverse("involvements:index", args=[handed.subject_id]))
    messages.success(request, "You work with them now.")
    return redirect(_home(after))


@needs("involvements.see")
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    handed = _transfer(request, pk)
    form = SendBackForm(request.POST or None)
    back = reverse("involvements:index", args=[handed.subject_id])
    if request.method == "POST" and form.is_valid():
        actions.send_back_transfer(transfer=handed, by=request.user, **form.cleaned_data)
        messages.success(request, f"Sent back to {handed.handed_by.name}.")
        return redirect(back if request.user.may("people.see_all") else "/desk/")
    return task_page(request, handed.subject, form, tab="people", title="Send it back", verb="Send back", back=back)


@needs("involvements.close")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk, "closing")
    form = CloseForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["on"] < row.asked_on:
            form.add_error("on", f"The last day cannot be before it began on {row.asked_on:%-d %B %Y}")
        else:
            try:
                actions.close(involvement=row, by=request.user, **form.cleaned_data)
            except actions.NotNow as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "Closed, with what was left agreed.")
                return redirect(_home(row))
    return task_page(request, row.subject, form, tab="people", title=f"Close: {row.reason}", verb="Close this work",
                     back=_home(row))
