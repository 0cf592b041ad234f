"""Two records of one person: choose, compare side by side, join; and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.people.people import actions, presenters, results, selectors
from alongside.people.people.forms import JoinForm, ReasonForm
from alongside.people.people.opening import open_person
from alongside.people.people.search.find import find


@needs("people.merge")
def choose(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Find the other record."""
    person = open_person(request, subject_id, "details")
    typed = request.GET.get("q", "").strip() or selectors.legal_name(person.subject).in_full
    found = find(typed, request.user)
    hits = [hit for hit in found.hits if hit.subject_id != person.pk]
    looked_at_list(request, [hit.subject_id for hit in hits], "search results", detail=typed)
    return render(request, "people/choose.jinja", {
        "frame": presenters.frame(person.subject, request.user, tab="details"), "person": person, "q": typed,
        "results": [results.line(hit) for hit in hits], "to": "people:join_with",
    })


@needs("people.merge")
def join(request: HttpRequest, subject_id: int, other_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    other = open_person(request, other_id, "details")
    both = {str(one.pk): one for one in (person, other)}
    form = JoinForm(request.POST or None, choices=[
        (key, presenters.in_one_line(one)) for key, one in both.items()])
    if request.method == "POST" and form.is_valid():
        survivor = both[form.cleaned_data["survivor"]]
        given_up = other if survivor is person else person
        try:
            actions.join_records(survivor=survivor.subject, other=given_up.subject, by=request.user,
                                 reason=form.cleaned_data["reason"])
        except actions.CannotJoin as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The two records are now one. They can be parted again.")
            return redirect("desk:person", survivor.pk)
    return render(request, "people/join.jinja", {
        "form": form, "person": person, "other": other, "changes": presenters.side_by_side(person, other)})


@needs("people.merge")
def joins(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Records joined to this one, and the way to part them."""
    person = open_person(request, subject_id, "details")
    return render(request, "people/joins.jinja", {
        "frame": presenters.frame(person.subject, request.user, tab="details"), "person": person,
        "joins": [presenters.join_line(one) for one in selectors.joins_of(person.subject)],
    })


@needs("people.merge")
def part(request: HttpRequest, subject_id: int, join_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    standing = get_object_or_404(selectors.joins_of(person.subject), pk=join_id)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How do you know they are two people?"
    if request.method == "POST" and form.is_valid():
        try:
            actions.part_records(join=standing, reason=form.cleaned_data["reason"], by=request.user)
        except actions.CannotPart as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The records are two again, as they were.")
            return redirect("people:joins", person.pk)
    return render(request, "people/part.jinja", {
        "form": form, "person": person, "join": presenters.join_line(standing),
        "frame": presenters.frame(person.subject, request.user, tab="details"),
    })
