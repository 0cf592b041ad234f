"""Pages of the people around a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.people.pages import part_page, task_page
from alongside.people.people import results
from alongside.people.people.search.find import find

from . import actions, presenters, selectors
from .forms import AuthorityForm, CareForm, EndAuthorityForm, EndForm, RelationshipForm, SeenForm
from .models import Authority, Relationship, UnpaidCare

TAB = "people"


def _home(subject_id: int) -> str:
    return reverse("relationships:index", args=[subject_id])


def _row(request: HttpRequest, pk: int) -> Relationship:
    row = (Relationship.objects.visible_to(request.user).saying_whether_open_to(request.user)
           .select_related("subject", "other").filter(pk=pk).first())
    if row is None:
        raise Http404("Nobody with this number is on a record that you may open.")
    open_subject(request, row.subject_id, "people around them")
    return row


def _authority(request: HttpRequest, pk: int) -> Authority:
    """One power in force; to somebody who saves a page about it, also one that a colleague has ended meanwhile."""
    power = Authority.objects.select_related("relationship__other", "subject").filter(pk=pk).first()
    if power is None or (power.ended_on and request.method != "POST"):
        raise Http404("No power with this number is in force.")
    open_subject(request, power.subject_id, "people around them")
    return power


@needs("people.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "people around them")
    today = timezone.localdate()
    around = selectors.seen_around(subject, request.user)
    shown = [(one, presenters.line(one), presenters.told_tag(one.row), presenters.dates(one.row, today))
             for one in around]
    return part_page(
        request, subject, "relationships/index.jinja", tab=TAB, here="relationships:index",
        title="People around them",
        now=[row for row in shown if not row[0].row.ended_on or row[0].row.ended_on >= today],
        before=[row for row in shown if row[0].row.ended_on and row[0].row.ended_on < today],
        powers=[(power, one.name, presenters.authority_lines(power)) for one in around for power in one.authorities],
    )


@needs("relationships.edit")
def add(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Whoever has a record here is searched for and chosen first; anybody else is written down by name."""
    subject = open_subject(request, subject_id, "people around them")
    chosen, typed = request.GET.get("other", ""), request.GET.get("q", "").strip()
    other = open_subject(request, int(chosen), "somebody around another person") if chosen.isdecimal() else None
    hits = [hit for hit in find(typed, request.user).hits if hit.subject_id != subject.pk]
    looked_at_list(request, [hit.subject_id for hit in hits], "search results", detail=typed)
    form = RelationshipForm(request.POST or None, subject=subject, user=request.user, other=other)
    if request.method == "POST" and form.is_valid():
        row = actions.record(subject=subject, by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.who} is recorded.")
        return redirect(_home(subject.pk))
    return task_page(request, subject, form, tab=TAB, title="Add somebody", verb="Save who they are",
                     back=_home(subject.pk), template="relationships/add.jinja", other=other, q=typed,
                     results=[results.line(hit) for hit in hits])


@needs("relationships.edit")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    now = {name: getattr(row, name) for name in (
        "name", "kind", "words", "organisation", "telephone", "email", "where", "next_of_kin", "same_household",
        "may_be_told", "may_be_told_what", "emergency_order", "starts_on")}
    form = RelationshipForm(request.POST or None, subject=row.subject, user=request.user, row=row, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"what is known of {row.who}", subject=row.subject,
                                  tables=(Relationship,), back=_home(row.subject_id))
        actions.change(relationship=row, by=request.user, **form.cleaned_data)
        messages.success(request, "What is known has been put right.")
        return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"Change: {row.who}", verb="Save the change",
                     back=_home(row.subject_id))


@needs("relationships.edit")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    now = {"on": row.ended_on}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"until when {row.who} was around them", subject=row.subject,
                                  tables=(Relationship,), back=_home(row.subject_id))
        if row.starts_on and form.cleaned_data["on"] < row.starts_on:
            form.add_error("on", f"It began on {row.starts_on:%-d %B %Y}, so it cannot have ended before")
        else:
            actions.end(relationship=row, by=request.user, **form.cleaned_data)
            messages.success(request, f"{row.who} is kept below, as somebody who was around them.")
            return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"No longer: {row.who}", verb="Save the last day",
                     back=_home(row.subject_id))


@needs("relationships.edit")
def care(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = CareForm(request.POST or None)
    cares = row.care_now()
    now = {name: getattr(cares, name, None) for name in ("hours", "what_they_do", "starts_on")}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"the care {row.who} gives", subject=row.subject,
                                  tables=(UnpaidCare,), back=_home(row.subject_id))
        actions.record_care(relationship=row, by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.who} is recorded as an unpaid carer. Offer a carer’s assessment.")
        return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"{row.who} cares for them", verb="Save the care",
                     back=_home(row.subject_id), intro="Anybody who helps and is not paid for it counts, whether or "
                     "not they call themselves a carer.")


@needs("relationships.edit")
def authority(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = AuthorityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        actions.record_authority(relationship=row, by=request.user, **given)
        messages.success(request, "The power is recorded.")
        return redirect(_home(row.subject_id))
    return task_page(request, row.subject, form, tab=TAB, title=f"{row.who} may act for them", verb="Save the power",
                     back=_home(row.subject_id), intro=presenters.WHILE_CAPACITY_IS_LACKING)


@needs("relationships.edit")
def see_paper(request: HttpRequest, pk: int) -> HttpResponse:
    power = _authority(request, pk)
    form = SeenForm(request.POST or None, initial={"on": timezone.localdate(), "reference": power.reference})
    now = {"on": power.seen_on, "reference": power.reference}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="who saw the paper", subject=power.subject,
                                  tables=(Authority,), back=_home(power.subject_id))
        actions.see_paper(authority=power, by=request.user, **form.cleaned_data)
        messages.success(request, "It is recorded that you have seen the paper.")
        return redirect(_home(power.subject_id))
    return task_page(request, power.subject, form, tab=TAB, title="You have seen the paper",
                     verb="Save that I saw it", back=_home(power.subject_id), intro=str(power))


@needs("relationships.edit")
def end_authority(request: HttpRequest, pk: int) -> HttpResponse:
    power = _authority(request, pk)
    form = EndAuthorityForm(request.POST or None)
    now = {"on": power.ended_on, "reason": power.end_reason}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="how the power ended", subject=power.subject,
                                  tables=(Authority,), back=_home(power.subject_id))
        actions.end_authority(authority=power, by=request.user, **form.cleaned_data)
        messages.success(request, "The power has ended.")
        return redirect(_home(power.subject_id))
    return task_page(request, power.subject, form, tab=TAB, title="The power has ended", verb="Save that it ended",
                     back=_home(power.subject_id), intro=str(power))
