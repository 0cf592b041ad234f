"""Adding a person: only after a search, with likely duplicates in sight while typing and again at save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people import actions, results
from alongside.people.people.duplicates import likely_duplicates, typed_into_fields
from alongside.people.people.forms import AddPersonForm


@needs("people.create")
def add(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _save(request, AddPersonForm(request.POST))
    typed = request.GET.get("q", "").strip()
    if not typed:
        messages.info(request, "Search first: the person may be here already.")
        return redirect("people:search")
    return _page(request, AddPersonForm(initial={**typed_into_fields(typed, timezone.localdate()), "q": typed}))


def _save(request: HttpRequest, form: AddPersonForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form)
    alike = likely_duplicates(form.cleaned_data, request.user)
    strong = [one for one in alike if one.strong]
    if strong and not form.cleaned_data["why_not_duplicate"]:
        # Seen before saving: open the one who is here, or say why this is somebody else.
        form.add_error("why_not_duplicate", "Somebody very like this is here already. Open their record, or say why "
                                            "this is somebody else")
        return _page(request, form, alike)
    try:
        person = actions.add_person(by=request.user, **form.person())
    except actions.AlreadyKnown:
        form.add_error("nhs_number", "Another record has this NHS number. It may be restricted: ask your manager")
        return _page(request, form, alike)
    messages.success(request, f"{person.name} now has a record.")
    return redirect("desk:person", person.pk)


def _page(request: HttpRequest, form: AddPersonForm, alike: list[results.Line] | None = None) -> HttpResponse:
    shown = likely_duplicates(_values(form), request.user) if alike is None else alike
    looked_at_list(request, [one.subject_id for one in shown], "likely duplicates", detail=form["q"].value() or "")
    return render(request, "people/add.jinja", {"form": form, "alike": shown, "q": form["q"].value() or "",
                  "ask_why": bool(form.errors.get("why_not_duplicate")) or bool(form["why_not_duplicate"].value())})


def _values(form: AddPersonForm) -> dict[str, Any]:
    """What the form holds so far, right or not."""
    if not form.is_bound:
        return dict(form.initial)
    form.is_valid()
    return form.cleaned_data


@needs("people.create")
def duplicates(request: HttpRequest) -> HttpResponse:
    """People very like the one being added, as far as the form is filled in; asked for while typing."""
    alike = likely_duplicates(_values(AddPersonForm(request.GET)), request.user)
    looked_at_list(request, [one.subject_id for one in alike], "likely duplicates")
    return render(request, "people/alike.jinja", {"alike": alike})
