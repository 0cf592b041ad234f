"""Where colleagues keep the directory: the list, an entry, publishing it and taking it away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs

from .. import actions, pack, presenters, staff_presenters
from ..models import Count, Organisation, Service, Suggestion, TaxonomyTerm
from ..staff_forms import HeadingsForm, OrganisationForm, ServiceForm, WithdrawForm

PER_PAGE = 50
STATES = {"": "All", "published": "Published", "due": "To check", "draft": "Drafts", "withdrawn": "Withdrawn"}
FIGURE_DAYS = 365


def the_service(pk: int) -> Service:
    found = Service.objects.with_all().filter(pk=pk).first()
    if found is None:
        raise Http404("No entry of the directory has this number.")
    return found


@needs("directory.see")
def index(request: HttpRequest) -> HttpResponse:
    state, kind, typed = (request.GET.get(name, "") for name in ("state", "kind", "q"))
    rows = Service.objects.for_list().by_name().like(typed[:100])
    rows = rows.stale(timezone.localdate()) if state == "due" else rows.in_status(state if state in STATES else "")
    rows = rows.of_kind(kind if kind in Service.Kind.values else "")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    chips = []
    for key, text in STATES.items():
        query["state"] = key
        chips.append({"text": text, "href": f"?{query.urlencode()}", "current": key == state})
    query["state"] = state
    return render(request, "directory/staff/index.jinja", {
        "page": page, "rows": [staff_presenters.row(one, timezone.localdate()) for one in page], "q": typed,
        "kind": kind, "kinds": Service.Kind.choices, "states": chips, "state": state, "query": query.urlencode(),
        "may_edit": request.user.may("directory.edit"), "suggestions": Suggestion.objects.unread().count(),
    })


@needs("directory.see")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    service = the_service(pk)
    return render(request, "directory/staff/entry.jinja", {
        "service": service, "about": staff_presenters.about(service, linked=request.user.may("directory.edit")),
        "keeping": staff_presenters.keeping(service),
        "parts": staff_presenters.parts(service), "state": presenters.STATUS_TAGS[service.status],
        "headings": [one.term.name for one in service.attributes.all() if not one.link_type],
        "lacks": actions.lacking(service) if service.status == Service.Status.DRAFT else [],
        "suggestions": Suggestion.objects.unread().filter(service=service).for_list(), "may": request.user.may,
        "due": service.public and (service.review_on is None or service.review_on <= timezone.localdate()),
    })


@needs("directory.edit")
def add(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST if request.method == "POST" else None, initial={"kind": "group", "paused": "no",
                                                      "organisation": request.GET.get("organisation")})
    if request.method == "POST" and form.is_valid():
        service = actions.save_service(service=None, fields=form.particulars, by=request.user)
        messages.success(request, "Kept as a draft. Now say when, where and what it costs.")
        return redirect("directory:entry", service.pk)
    return render(request, "directory/staff/form.jinja", {
        "form": form, "heading": "Add an entry", "verb": "Keep it as a draft", "back": reverse("directory:index"),
        "note": "Is the organisation not in the list? Add it first.",
        "note_href": reverse("directory:add_organisation"),
    })


@needs("directory.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    service, back = the_service(pk), reverse("directory:entry", args=[pk])
    now = ServiceForm.now(service)
    form = ServiceForm(request.POST if request.method == "POST" else None, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="this entry", tables=(Service,), row=pk, back=back)
        actions.save_service(service=service, fields=form.particulars, by=request.user)
        messages.success(request, "Saved.")
        return redirect(back)
    return render(request, "directory/staff/form.jinja", {
        "form": form, "heading": service.name, "verb": "Save the entry", "back": back})


@needs("directory.edit")
def headings(request: HttpRequest, pk: int) -> HttpResponse:
    service, back = the_service(pk), reverse("directory:entry", args=[pk])
    now = {"terms": sorted(one.term_id for one in service.attributes.all()
                           if not one.link_type and one.term.taxonomy.key == TaxonomyTerm.NEEDS)}
    form = HeadingsForm(request.POST if request.method == "POST" else None, initial=now)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the headings", tables=(Service,), row=pk, back=back)
        actions.set_terms(service=service, terms=form.cleaned_data["terms"], by=request.user)
        messages.success(request, "Saved.")
        return redirect(back)
    return render(request, "directory/staff/form.jinja", {
        "form": form, "heading": f"What {service.name} is about", "verb": "Save the headings", "back": back})


@require_POST
@needs("directory.publish")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.publish(service=the_service(pk), by=request.user)
        messages.success(request, "Published. Anybody can find it now.")
    except actions.NotReady as problem:
        messages.error(request, str(problem))
    return redirect("directory:entry", pk)


@require_POST
@needs("directory.edit")
def checked(request: HttpRequest, pk: int) -> HttpResponse:
    service = actions.assure(service=the_service(pk), by=request.user)
    messages.success(request, f"Noted that it is right. It is due again on {service.review_on:%-d %B %Y}.")
    return redirect("directory:entry", pk)


@require_POST
@needs("directory.edit")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever presses it keeps this entry right from now on."""
    actions.save_service(service=the_service(pk), fields={"kept_by": request.user}, by=request.user)
    messages.success(request, "You keep this entry now.")
    return redirect("directory:entry", pk)


@needs("directory.publish")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    service, back = the_service(pk), reverse("directory:entry", args=[pk])
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(service=service, because=form.cleaned_data["because"], by=request.user)
        messages.success(request, "Withdrawn. Nobody finds it any more.")
        return redirect(back)
    return render(request, "directory/staff/form.jinja", {
        "form": form, "heading": f"Withdraw {service.name}", "verb": "Withdraw it", "back": back})


@require_POST
@needs("directory.edit")
def back_to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    actions.back_to_draft(service=the_service(pk), by=request.user)
    messages.success(request, "It is a draft again. Publish it when it is right.")
    return redirect("directory:entry", pk)


@needs("directory.see")
def organisations(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    page = Paginator(Organisation.objects.by_name().like(typed[:100]).counted(), PER_PAGE).get_page(
        request.GET.get("page"))
    return render(request, "directory/staff/organisations.jinja", {
        "page": page, "q": typed,
        "rows": [staff_presenters.organisation_row(one, linked=request.user.may("directory.edit")) for one in page],
        "query": f"q={typed}" if typed else "", "may_edit": request.user.may("directory.edit")})


@needs("directory.edit")
def add_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.save_organisation(organisation=None, fields=form.cleaned_data, by=request.user)
        messages.success(request, f"{made.name} is kept. Add what it offers.")
        return redirect("directory:organisation", made.pk)
    return render(request, "directory/staff/form.jinja", {
        "form": form, "heading": "Add an organisation", "verb": "Save the organisation",
        "back": reverse("directory:organisations")})


@needs("directory.edit")
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    found = Organisation.objects.with_all().filter(pk=pk).first()
    if found is None:
        raise Http404("No organisation of the directory has this number.")
    now: dict[str, Any] = {name: getattr(found, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=now)
    meanwhile.watch(form, now)
    back = reverse("directory:organisation", args=[pk])
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="this organisation", tables=(Organisation,), row=pk,
                                  back=back)
        actions.save_organisation(organisation=found, fields=form.cleaned_data, by=request.user)
        messages.success(request, "Saved.")
        return redirect(back)
    return render(request, "directory/staff/organisation.jinja", {
        "form": form, "organisation": found,
        "rows": [staff_presenters.row(one, timezone.localdate())
                 for one in found.services.for_list().by_name()]})


@needs("directory.see")
def figures(request: HttpRequest) -> HttpResponse:
    """Visits and searches of a year by month, what was asked for most, and what nothing was found for."""
    today = timezone.localdate()
    counts = Count.objects.between(today - timedelta(days=FIGURE_DAYS), today)
    return render(request, "directory/staff/figures.jinja",
                  staff_presenters.figures(counts, pack.current(), today))
