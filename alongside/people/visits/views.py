"""Pages of visits."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page

from . import actions, presenters
from .forms import OutcomeForm, PlanForm
from .models import Visit

TAB = "notes"


def _home(subject_id: int) -> str:
    return reverse("visits:index", args=[subject_id])


def _visit(request: HttpRequest, pk: int) -> Visit:
    visit = Visit.objects.visible_to(request.user).select_related("subject", "worker").filter(pk=pk).first()
    if visit is None:
        raise Http404("No visit with this number on a record that you may open.")
    open_subject(request, visit.subject_id, "visits")
    return visit


@needs("visits.record")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "visits")
    now = timezone.now()
    rows = [(visit, presenters.who(visit), presenters.times(visit), presenters.state_tag(visit, now))
            for visit in subject.visits.newest_first()[:200]]
    return part_page(
        request, subject, "visits/index.jinja", tab=TAB, here="visits:index", title="Visits",
        open_rows=[row for row in rows if not row[0].outcome or row[0].awaits_safe],
        done_rows=[row for row in rows if row[0].outcome and not row[0].awaits_safe],
    )


@needs("visits.record")
def plan(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "visits")
    today = timezone.localdate()
    form = PlanForm(request.POST or None, user=request.user, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        actions.plan(subject=subject, worker=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, "The visit is planned.")
        return redirect(_home(subject.pk))
    return task_page(
        request, subject, form, tab=TAB, title="Plan a visit", verb="Plan the visit", back=_home(subject.pk),
        template="visits/plan.jinja", warnings=list(subject.warnings.in_force(today)),
    )


@require_POST
@needs("visits.record")
def safe(request: HttpRequest, pk: int) -> HttpResponse:
    visit = actions.say_safe(visit=_visit(request, pk), by=request.user)
    own = visit.worker_id == request.user.pk
    messages.success(request, "You are safe." if own else f"{visit.worker.name} is safe, on your word.")
    return redirect(_home(visit.subject_id))


@needs("visits.record")
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_outcome(visit=visit, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "What came of the visit is recorded.")
            return redirect(_home(visit.subject_id))
    return task_page(request, visit.subject, form, tab=TAB, title="What came of the visit?",
                     verb="Save what came of it", back=_home(visit.subject_id), intro=presenters.times(visit))


@needs("visits.record")
def today(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    visits = Visit.objects.visible_to(request.user).of_teams(request.user.team_ids()).select_related(
        "subject", "worker", "with_worker")
    late = list(visits.unsafe_since(now).order_by("safe_by", "pk"))
    of_today = [visit for visit in visits.of_day(timezone.localdate(now)) if visit not in late]
    looked_at_list(request, {visit.subject_id for visit in [*late, *of_today]}, "today’s visits")
    return render(request, "visits/today.jinja", {
        "late": [presenters.row(visit, now) for visit in late],
        "rows": [presenters.row(visit, now) for visit in of_today],
    })
