"""What organisations would change of their entries, read and answered; and whom to chase about what is due."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.permissions import needs
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.views.keeping import the_service

from .. import presenters, selectors
from ..actions import keeping
from ..forms import AnswerForm
from ..models import Change

PER_PAGE = 50


@needs("directory.see")
def index(request: HttpRequest) -> HttpResponse:
    page = Paginator(Change.objects.waiting().for_list(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory_feed/staff/changes.jinja", {
        "page": page, "rows": [presenters.change_row(one, timezone.localdate(), may=request.user.may("directory.edit"))
                               for one in page]})


@needs("directory.edit")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = Change.objects.with_pk(pk)
    if found is None:
        raise Http404("No change has this number.")
    form = AnswerForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and found.answered_at is None and form.is_valid():
        done = keeping.answer(change=found, take=form.cleaned_data.get("take", ()), by=request.user,
                              because=form.cleaned_data["because"], done=form.cleaned_data.get("done") == "yes")
        if done.answered_by != request.user:
            messages.error(request, f"{done.answered_by.name} answered this a moment ago.")
            return redirect("directory_feed:change", pk)
        told = f" {done.name or 'Its keeper'} is told by email." if done.address else ""
        messages.success(request, f"{done.get_answer_display()}.{told}")
        return redirect("directory_feed:changes")
    whole = the_service(found.service_id)
    return render(request, "directory_feed/staff/change.jinja", {
        "change": found, "form": form, "service": whole,
        "changes": presenters.side_by_side(found, whole if found.answered_at is None else None)})


@needs("directory.see")
def chase(request: HttpRequest) -> HttpResponse:
    """Published, and its review day is here: the longest due first."""
    today = timezone.localdate()
    page = Paginator(selectors.to_chase(today), PER_PAGE).get_page(request.GET.get("page"))
    waiting = selectors.with_changes_waiting([one.pk for one in page])
    return render(request, "directory_feed/staff/chase.jinja", {
        "page": page, "rows": [
            presenters.stale_row(one, list(one.reminders.all()), one.pk in waiting, today,
                                 may=request.user.may("directory.edit")) for one in page]})


@require_POST
@needs("directory.edit")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    service: Service = the_service(pk)
    name, address = service.keeper
    if keeping.write_to_keeper(service=service):
        messages.success(request, f"A message to {name or address} about {service.name} is on its way.")
    else:
        messages.error(request, f"Nobody of its organisation keeps {service.name}. Say first who does.")
    return redirect("directory_feed:chase")
