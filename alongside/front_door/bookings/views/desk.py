"""Pages of planning sessions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

from .. import actions, hubs, offered, presenters
from ..forms.desk import BookForm, CancelForm
from ..models import PlanningSession

MOST = 100


def _session(request: HttpRequest, subject_id: int, pk: int, what: str) -> tuple[Subject, PlanningSession]:
    subject = open_subject(request, subject_id, what)
    found = PlanningSession.objects.of(subject).filter(pk=pk).select_related(
        "subject", "facilitator", "response__signed_by").first()
    if found is None:
        raise Http404("No planning session with this number on this record.")
    return subject, found


@needs("bookings.see")
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = PlanningSession.objects.visible_to(request.user).with_people()
    if request.GET.get("whose") == "mine":
        rows = rows.filter(facilitator=request.user)
    parts = {"to_come": rows.to_come(now), "to_write_up": rows.to_write_up(now)}
    to_come, to_write_up = (list(part[:MOST]) for part in parts.values())
    # Counted only where not all of them stand here.
    every = {name: len(here) if len(here) < MOST else parts[name].count()
             for name, here in (("to_come", to_come), ("to_write_up", to_write_up))}
    looked_at_list(request, [row.subject_id for row in (*to_come, *to_write_up) if row.subject_id], "planning sessions")
    return render(request, "bookings/index.jinja", {
        "to_come": [presenters.row(row, now) for row in to_come],
        "to_write_up": [presenters.row(row, now) for row in to_write_up],
        "most": MOST, "every": every,
        "whose": [{"text": text, "href": f"?whose={key}" if key else "?",
                   "current": request.GET.get("whose", "") == key}
                  for key, text in (("", "Everybody’s"), ("mine", "Mine"))],
    })


@needs("bookings.record")
def book(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "booking a planning session")
    today = timezone.localdate()
    point = hubs.access_point(request.GET.get("at", ""), today)
    form = BookForm(request.POST or None, initial={"facilitator": request.user.pk}, at=point)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            booked = actions.book(
                subject=subject, starts_at=form.starts_at, minutes=said["minutes"], place=form.where,
                facilitator=said["facilitator"], wants_to_talk_about=said["wants_to_talk_about"], by=request.user,
            )
        except actions.CannotBook as refused:
            form.add_error({"starts_at": "at"}.get(refused.where, refused.where), str(refused))
        else:
            messages.success(request, f"Booked for {presenters.when(booked)}.")
            return redirect("bookings:session", subject.pk, booked.pk)
    empty = point is not None and not form.fields["facilitator"].queryset.exists()
    return task_page(
        request, subject, form, tab="overview", title="Book a planning session", verb="Book the session",
        back=reverse("desk:person", args=[subject.pk]), template="bookings/book.jinja",
        places=presenters.places(hubs.access_points(today), point),
        nobody=hubs.nobody(hubs.PLANNING_SESSION, today, at=point) if empty else "",
        intro="Up to an hour on what they want and what is around them. It is not an assessment, and decides nothing "
              "about what the council may provide.",
    )


@needs("bookings.see")
def session(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _session(request, subject_id, pk, "planning session")
    now = timezone.now()
    return render(request, "bookings/session.jinja", {
        "frame": frame(subject, request.user), "subject": subject, "session": found,
        "facts": presenters.facts(found), "state": presenters.state_tag(found, now), "begun": found.starts_at <= now,
        "sections": check_answers(found.response) if found.response else [],
        "open": not (found.held_at or found.cancelled_at or found.missed_at), "given": presenters.given(found),
        "may_record": request.user.may("bookings.record"), "to_read": presenters.to_read(found),
        "may_offer": request.user.may(actions.MAY_OFFER), "offers": offered.because_of(found),
        "to_offer": presenters.still_to_offer(found),
    })


@needs("bookings.record")
def write_up(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _session(request, subject_id, pk, "wellbeing plan")
    here = reverse("bookings:session", args=[subject.pk, found.pk])
    if found.held_at or found.cancelled_at or found.missed_at or found.starts_at > timezone.now():
        messages.info(request, "A session is written up once, after it has begun.")
        return redirect(here)
    url = reverse("bookings:write_up", args=[subject.pk, found.pk])
    page = questionnaire_page(
        request, "wellbeing_plan", about=events.source_of(found), subject=subject, part=None, leave_url=here,
        title=f"Wellbeing plan with {subject}", sign_words="Sign the wellbeing plan",
        url=lambda part: f"{url}#part-{part}" if part else url,
    )
    if page.signing:
        actions.write_up(session=found, draft=page.draft, by=request.user)
        messages.success(request, "The wellbeing plan is signed. Print it for them.")
        return redirect(here)
    return page.answer or render(request, "bookings/write_up.jinja", {
        **page.context, "session": found, "facts": presenters.facts(found)})


@needs("bookings.record")
def cancel(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _session(request, subject_id, pk, "planning session")
    form = CancelForm(request.POST or None)
    here = reverse("bookings:session", args=[subject.pk, found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(session=found, because=form.cleaned_data["because"], by=request.user)
        except actions.NotAsItWas as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The session is cancelled.")
            return redirect(here)
    return task_page(request, subject, form, tab="overview", title="Cancel the planning session",
                     verb="Cancel the session", back=here, intro=presenters.when(found))


@needs("bookings.see")
def on_paper(request: HttpRequest, subject_id: int, pk: int) -> HttpResponse:
    subject, found = _session(request, subject_id, pk, "wellbeing plan on paper")
    if found.response is None:
        raise Http404("There is a wellbeing plan once the session is written up.")
    return render(request, "bookings/print.jinja", {
        "subject": subject, "session": found, "facts": presenters.facts(found),
        "sections": check_answers(found.response), "response": found.response,
    })
