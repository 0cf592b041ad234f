"""Everything known about who a person is, with its history, and the way to put each part right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.permissions import needs
from alongside.people.people import presenters, selectors
from alongside.people.people.opening import open_person


@needs("people.see")
def details(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return render(request, "people/details.jinja", {
        "frame": presenters.frame(person.subject, request.user, tab="details"), "person": person,
        "parts": presenters.details(person, selectors.details_of(person.subject)),
        "may_edit": request.user.may("people.edit"),
        "may_put_right": request.user.may("people.put_right"), "may_join": request.user.may("people.merge"),
        "joined": selectors.has_been_joined(person.subject),
    })
