"""Something recorded on the wrong person: say what, find the right one, say why."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people import actions, presenters, results, selectors
from alongside.people.people.forms import ReasonForm
from alongside.people.people.opening import open_person
from alongside.people.people.search.find import find


@needs("people.move_entry")
def move(request: HttpRequest, subject_id: int, entry: str) -> HttpResponse:
    """`entry` names the record as events do ("case_notes.casenote:12"); `to` is the person it belongs to."""
    person = open_person(request, subject_id, "details")
    record = selectors.entry_on(person.subject, entry)
    if record is None:
        raise Http404("Nothing of that kind is recorded on this person.")
    chosen = request.GET.get("to", "")
    page = {"person": person, "entry": presenters.entry_in_words(record),
            "frame": presenters.frame(person.subject, request.user)}
    if chosen.isdecimal():
        right = open_person(request, int(chosen), "details")
        form = ReasonForm(request.POST or None)
        form.fields["reason"].label = "What went wrong?"
        if request.method == "POST" and form.is_valid():
            try:
                actions.move_entry(record=record, to_subject=right.subject, by=request.user,
                                   reason=form.cleaned_data["reason"])
            except actions.CannotMove as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, f"Moved to the record of {right.name}, with its trail on both.")
                return redirect("desk:person", right.pk)
        return render(request, "people/move.jinja", {**page, "form": form, "right": right,
                      "line": presenters.in_one_line(right)})
    typed = request.GET.get("q", "").strip()
    hits = [hit for hit in find(typed, request.user).hits if hit.subject_id != person.pk]
    looked_at_list(request, [hit.subject_id for hit in hits], "search results", detail=typed)
    return render(request, "people/move.jinja", {**page, "q": typed, "results": [results.line(hit) for hit in hits]})
