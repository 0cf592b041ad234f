"""Recording a death, and undoing one recorded in error."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.permissions import needs
from alongside.people.people import actions, presenters
from alongside.people.people.forms import DeathForm, ReasonForm
from alongside.people.people.opening import open_person


@needs("people.record_death")
def death(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    form = DeathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_death(subject=person.subject, by=request.user, **form.cleaned_data)
        except actions.AlreadyRecorded as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The death is recorded. Letters and reviews have stopped, and those who work "
                                      "with the person are told.")
            return redirect("desk:person", person.pk)
    return render(request, "people/death.jinja", {
        "form": form, "person": person, "frame": presenters.frame(person.subject, request.user)})


@needs("people.record_death")
def undo(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    if not person.date_of_death:
        return redirect("people:death", person.pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How did the mistake happen?"
    if request.method == "POST" and form.is_valid():
        actions.undo_death(subject=person.subject, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The death is undone. What it stopped is open again, and those who were told are "
                                  "told of the mistake.")
        return redirect("desk:person", person.pk)
    return render(request, "people/undo_death.jinja", {
        "form": form, "person": person, "frame": presenters.frame(person.subject, request.user)})
