"""Colleagues' pages of information prescriptions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.context import acting
from alongside.foundation.audit.looks import look, looked_at_list
from alongside.foundation.design.shapes import Row
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.notifications.contact import contact_of
from alongside.foundation.permissions import needs
from alongside.people.pages import task_page
from alongside.people.people import results
from alongside.people.people.opening import open_person
from alongside.people.people.presenters import frame
from alongside.people.people.search.find import find, workers_of

from .. import actions, presenters
from ..forms import (
    CameByColleagueForm,
    ForRecordForm,
    ForSomebodyForm,
    GiveForm,
    SessionForm,
    WithdrawForm,
    ways_for,
    ways_of,
)
from ..models import Prescription
from .outside import as_pdf, site_of

PER_PAGE, FOUND = 50, 12
OWN = "How far is what they prescribed"
STATES = {"": "Running", "unopened": "Not opened", "filled": "Ended", "unmatched": "On nobody’s record", "mine": "Mine"}


def _prescription(request: HttpRequest, pk: int, what: str = "information prescription") -> Prescription:
    """One the user may see; where it is on a record, the look is written down."""
    found = Prescription.objects.visible_to(request.user).with_lines().filter(pk=pk).first()
    if found is None:
        raise Http404("No prescription with this number that you may read.")
    if found.subject_id:
        open_subject(request, found.subject_id, what)
    return found


@needs("prescriptions.see")
def index(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    rows = Prescription.objects.visible_to(request.user)
    rows = {"unopened": rows.unopened, "filled": rows.filled, "unmatched": rows.unmatched}.get(chosen, rows.running)()
    if chosen == "mine":
        return _mine(request)
    page = Paginator(rows.with_lines().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    looked_at_list(request, [row.subject_id for row in page if row.subject_id], "information prescriptions")
    return _index(request, page, [presenters.row(row) for row in page], chosen)


def _index(request: HttpRequest, page: Page, rows: list[Row], chosen: str) -> HttpResponse:
    return render(request, "prescriptions/index.jinja", {
        "page": page, "rows": rows, "query": f"state={chosen}" if chosen else "",
        "states": [{"text": text, "href": f"?state={key}" if key else "?", "current": key == chosen}
                   for key, text in STATES.items() if key != "unmatched" or request.user.may("prescriptions.match")],
        "may_give": request.user.may("prescriptions.give")})


def _mine(request: HttpRequest) -> HttpResponse:
    """What they gave themselves and how far it is: no record is opened for that."""
    with acting(user=request.user, why=OWN):
        given = Prescription.objects.given_by(request.user).with_lines().newest_first()
        page = Paginator(given, PER_PAGE).get_page(request.GET.get("page"))
        looked_at_list(request, [row.subject_id for row in page if row.subject_id], "own prescriptions")
        return _index(request, page, [presenters.row(row, as_given=True) for row in page], "mine")


def _my_own(request: HttpRequest, pk: int) -> HttpResponse | None:
    """How far one is that they gave, on a record that is not theirs to open."""
    with acting(user=request.user, why=OWN):
        found = Prescription.objects.given_by(request.user).with_lines().filter(pk=pk).first()
        if found is None:
            return None
        if found.subject is not None:
            look(request, found.subject, "own prescription")
        return render(request, "prescriptions/own.jinja", {
            "prescription": found, "state": presenters.state_tag(found), "how_far": presenters.how_far(found),
            "lines": [(line, presenters.line_tag(line), presenters.last(line)) for line in found.lines.all()]})


@needs("prescriptions.see")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    if not Prescription.objects.visible_to(request.user).filter(pk=pk).exists() and (own := _my_own(request, pk)):
        return own
    found = _prescription(request, pk)
    return render(request, "prescriptions/read.jinja", {
        "prescription": found, "state": presenters.state_tag(found), "lines": presenters.shown(found),
        "about": presenters.about(found), "came_from": presenters.came_from(found), "may": request.user.may,
        "how_far": presenters.how_far(found), "givings": list(found.givings.all())})


@needs("prescriptions.give")
def new(request: HttpRequest) -> HttpResponse:
    """For somebody who stands before a colleague: at a hub, without opening a record."""
    looking = "look" in request.POST
    form = ForSomebodyForm(request.POST if request.method == "POST" else None, looking=looking)
    if request.method == "POST" and not looking and form.is_valid():
        said = form.cleaned_data
        made = actions.prescribe(
            by=request.user, site=site_of(request), whom=form.whom, why=said["why"], how=said["how"],
            services=form.chosen_services, information=said["information"])
        messages.success(request, f"Given as {made.reference}.")
        return redirect("prescriptions:read", made.pk)
    return render(request, "prescriptions/new.jinja", {"form": form})


@needs("prescriptions.give")
def new_for(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "prescribing information")
    subject, contact, looking = person.subject, contact_of(person.subject), "look" in request.POST
    form = ForRecordForm(request.POST if request.method == "POST" else None, looking=looking, contact=contact)
    if request.method == "POST" and not looking and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.prescribe(
                by=request.user, site=site_of(request), subject=subject, why=said["why"], how=said["how"],
                services=form.chosen_services, information=said["information"],
                whom=actions.ForWhom(name=contact.name, date_of_birth=person.date_of_birth))
        except CannotBePrinted as problem:
            form.add_error("why", str(problem))
        except actions.CannotGive as problem:
            form.add_error("how", str(problem))
        else:
            messages.success(request, f"Given as {made.reference}.")
            return redirect("prescriptions:read", made.pk)
    return task_page(request, subject, form, tab="overview", title="Prescribe information", verb="Give it to them",
                     back=reverse("desk:person", args=[subject.pk]), template="prescriptions/new_for.jinja")


@needs("prescriptions.match")
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Search before anything: whose record it goes on."""
    found = _prescription(request, pk)
    if found.subject_id:
        messages.info(request, f"It is on the record of {found.subject}.")
        return redirect("prescriptions:read", found.pk)
    typed = request.GET.get("q", "").strip() or presenters.sought(found)
    people = find(typed, request.user, most=FOUND)
    ids = [hit.subject_id for hit in people.hits]
    workers = workers_of(ids)
    if request.method == "POST":
        chosen = request.POST.get("subject", "")
        if chosen.isdecimal():
            subject = open_subject(request, int(chosen), "matching a prescription")
            try:
                actions.match(prescription=found, subject=subject, by=request.user)
            except actions.MatchedMeanwhile as problem:  # on a record that may not be theirs to open
                messages.error(request, str(problem))
                return redirect("prescriptions:index")
            messages.success(request, f"This prescription is for {subject}.")
            return redirect("prescriptions:read", found.pk)
        messages.error(request, "Choose the person it is for.")
    looked_at_list(request, ids, "search results", detail=typed)
    return render(request, "prescriptions/match.jinja", {
        "prescription": found, "about": presenters.about(found), "q": typed, "restricted": people.restricted,
        "lines": [results.line(hit, workers.get(hit.subject_id, [])) for hit in people.hits]})


@needs("prescriptions.give")
def say(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    found = _prescription(request, pk, "what came of a prescription")
    one = found.lines.filter(pk=line).select_related("prescription").first()
    if one is None:
        raise Http404("No such line on this prescription.")
    form = CameByColleagueForm(request.POST if request.method == "POST" else None, line=one)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.said_by_colleague(line=one, what=said["what"], words=said["words"].strip(), by=request.user,
                                  filled_by=said["filled_by"], filler_name=form.filler_name)
        messages.success(request, "Written down.")
        return redirect("prescriptions:read", found.pk)
    return _task(request, found, form, f"What came of {one.name}?", "Save what came of it")


@needs("prescriptions.give")
def give_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prescription(request, pk)
    ways = ways_for(contact_of(found.subject)) if found.subject else ways_of(found)
    form = GiveForm(request.POST if request.method == "POST" else None, ways=ways)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(prescription=found, how=form.cleaned_data["how"], by=request.user)
        except actions.CannotGive as problem:
            form.add_error("how", str(problem))
        else:
            messages.success(request, "Given again.")
            return redirect("prescriptions:read", found.pk)
    return _task(request, found, form, "Give it again", "Give it to them")


@require_POST
@needs("prescriptions.give")
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prescription(request, pk)
    try:
        actions.new_link(prescription=found, by=request.user)
    except actions.CannotGive as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The old address opens nothing any more. Give it to them again.")
    return redirect("prescriptions:read", found.pk)


@needs("prescriptions.give")
def session(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prescription(request, pk)
    if found.subject is None:
        messages.info(request, "Find the person first: a planning session is booked on their record.")
        return redirect("prescriptions:read", found.pk)
    form = SessionForm(request.POST if request.method == "POST" else None, subject=found.subject, user=request.user,
                       initial={"session": found.session_id})
    if request.method == "POST" and form.is_valid():
        actions.through_session(prescription=found, session=form.cleaned_data["session"], by=request.user)
        messages.success(request, "Saved.")
        return redirect("prescriptions:read", found.pk)
    return _task(request, found, form, "Go through it in a planning session", "Save the session",
                 book=reverse("bookings:book", args=[found.subject_id]) if request.user.may("bookings.record") else "")


@needs("prescriptions.give")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prescription(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(prescription=found, because=form.cleaned_data["because"], by=request.user)
        messages.success(request, "The prescription is withdrawn, and its link opens nothing any more.")
        return redirect("prescriptions:read", found.pk)
    return _task(request, found, form, "Withdraw the prescription", "Withdraw it")


@require_safe
@needs("prescriptions.see")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prescription(request, pk, "information prescription on paper")
    return as_pdf(request, found)


def _task(request: HttpRequest, found: Prescription, form: object, title: str, verb: str, **context: object
          ) -> HttpResponse:
    return render(request, "prescriptions/task.jinja", {
        "prescription": found, "form": form, "title": title, "verb": verb,
        "frame": frame(found.subject, request.user) if found.subject else None, **context,
        "cancel": {"text": "Go back without saving", "href": reverse("prescriptions:read", args=[found.pk])}})
