"""Small pages, each putting one part of a person's details right. No help desk is needed for any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.design import meanwhile
from alongside.foundation.design.forms import DesignForm
from alongside.foundation.permissions import needs
from alongside.people.people import actions, forms, presenters, selectors
from alongside.people.people.models import Address, Contact, GPPractice, InformationNeed, Name, Person
from alongside.people.people.opening import open_person


def _one_form(request: HttpRequest, person: Person, form_class: type[DesignForm], *, heading: str, verb: str,
              save: Callable[[Any], object], said: str, initial: dict[str, Any] | None = None,
              kept_in: tuple[type[Model], ...] = (), now: dict[str, Any] | None = None) -> HttpResponse:
    """Show a form, or save what it holds and go back to the details.

    `kept_in` is where what the form changes is kept, and `now` how that stands (else what the form begins with): if
    somebody changes it meanwhile, whoever saves second chooses between the two.
    """
    form = form_class(request.POST or None, initial=initial)
    now = now or initial or {}
    if kept_in:
        meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if kept_in and meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=heading[:1].lower() + heading[1:], tables=kept_in,
                                  subject=person.subject, back=reverse("people:details", args=[person.pk]))
        try:
            save(form)
        except actions.AlreadyKnown:
            form.add_error("value", "Another record has this NHS number. One of the two is wrong, or they are one "
                                    "person: ask your manager")
        else:
            messages.success(request, said)
            return redirect("people:details", person.pk)
    return render(request, "people/change.jinja", {
        "form": form, "heading": heading, "verb": verb, "person": person,
        "frame": presenters.frame(person.subject, request.user, tab="details"),
    })


@needs("people.edit")
def name(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    now = selectors.legal_name(person.subject)

    def save(form: Any) -> None:
        data = form.cleaned_data
        values = {key: data[key] for key in ("given", "family", "known_as", "family_first")}
        if data["what"] == "changed":
            actions.change_name(subject=person.subject, from_day=data["from_day"], by=request.user, **values)
        else:
            actions.correct_name(subject=person.subject, by=request.user, **values)

    initial = {"given": now.given, "family": now.family, "known_as": now.known_as, "family_first": now.family_first}
    return _one_form(request, person, forms.NameForm, heading="Name", verb="Save the name", save=save, initial=initial,
                     said="The name is put right.", kept_in=(Name,))


@needs("people.edit")
def other_name(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return _one_form(
        request, person, forms.OtherNameForm, heading="Another name", verb="Save the other name",
        said="The other name is recorded, and finds the person in search.",
        save=lambda form: actions.record_other_name(subject=person.subject, by=request.user, **form.cleaned_data),
    )


@needs("people.edit")
@require_POST
def end_name(request: HttpRequest, subject_id: int, name_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    other = get_object_or_404(selectors.other_names(person.subject), pk=name_id)
    actions.end_name(name=other, on=timezone.localdate(), by=request.user)
    messages.success(request, "That name is no longer used. It is kept in the history.")
    return redirect("people:details", person.pk)


@needs("people.edit")
def move_home(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return _one_form(
        request, person, forms.MoveHomeForm, heading="A new address", verb="Save the new address",
        said="The new address is saved. The old one is kept with its days.", initial={"kind": "home"},
        kept_in=(Address,), now=selectors.lives_at(person.subject),
        save=lambda form: actions.move_home(
            subject=person.subject, details=form.address(form.cleaned_data["kind"]),
            from_day=form.cleaned_data["from_day"], by=request.user),
    )


@needs("people.edit")
def address(request: HttpRequest, subject_id: int, address_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    wrong = get_object_or_404(selectors.addresses_of(person.subject), pk=address_id)
    return _one_form(
        request, person, forms.AddressForm, heading="Correct the address", verb="Save the address",
        said="The address is put right.", kept_in=(Address,),
        initial={key: getattr(wrong, key) for key in ("line_1", "line_2", "town", "postcode", "uprn")},
        save=lambda form: actions.correct_address(address=wrong, details=form.address(wrong.kind), by=request.user),
    )


@needs("people.edit")
def add_contact(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return _one_form(
        request, person, forms.ContactForm, heading="A way to get in touch", verb="Save the contact",
        said="The way to get in touch is saved.", initial={"safe": ""},
        save=lambda form: actions.add_contact(subject=person.subject, by=request.user, **form.contact()),
    )


@needs("people.edit")
def contact(request: HttpRequest, subject_id: int, contact_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    wrong = get_object_or_404(selectors.contacts_of(person.subject), pk=contact_id)
    safe = {True: "yes", False: "no", None: ""}[wrong.safe_to_leave_message]
    return _one_form(
        request, person, forms.ContactForm, heading="Change how to get in touch", verb="Save the contact",
        said="The way to get in touch is put right.", kept_in=(Contact,),
        initial={key: getattr(wrong, key) for key in ("kind", "value", "preferred", "no_texts", "note")}
        | {"safe": safe},
        save=lambda form: actions.change_contact(contact=wrong, by=request.user, **form.contact()),
    )


@needs("people.edit")
@require_POST
def end_contact(request: HttpRequest, subject_id: int, contact_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    wrong = get_object_or_404(selectors.contacts_of(person.subject), pk=contact_id)
    actions.end_contact(contact=wrong, by=request.user)
    messages.success(request, "That is no longer used to get in touch. It is kept in the history.")
    return redirect("people:details", person.pk)


@needs("people.put_right")
def identity(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    fields = ("date_of_birth", "date_of_birth_estimated", "gender", "pronouns", "ethnicity")
    return _one_form(
        request, person, forms.IdentityForm, heading="Who they are", verb="Save these details",
        said="The details are put right.", initial={key: getattr(person, key) for key in fields}, kept_in=(Person,),
        save=lambda form: actions.change_identity(person=person, by=request.user, **form.cleaned_data),
    )


@needs("people.edit")
def communication(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    now = {need.need: need for need in selectors.needs_now(person.subject)}

    def save(form: Any) -> None:
        data = form.cleaned_data
        actions.change_identity(
            person=person, by=request.user, first_language=data["first_language"], interpreter=data["interpreter"],
            interpreter_language=data["interpreter_language"],
        )
        for need in now.values():
            if need.need not in data["needs"]:
                actions.end_information_need(need=need, by=request.user)
        for number, code in enumerate(data["needs"]):
            # What was added in words stands with the first need, where the top of the page shows it.
            actions.record_information_need(subject=person.subject, need=code, by=request.user,
                                            detail=data["detail"] if number == 0 else "")

    initial = {"first_language": person.first_language, "interpreter": person.interpreter,
               "interpreter_language": person.interpreter_language, "needs": list(now),
               "detail": next((need.detail for need in now.values() if need.detail), "")}
    return _one_form(request, person, forms.CommunicationForm, heading="How to communicate",
                     verb="Save how to communicate", said="How to communicate is saved.", save=save, initial=initial,
                     kept_in=(Person, InformationNeed))


@needs("people.edit")
def identifier(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return _one_form(
        request, person, forms.IdentifierForm, heading="A number others know them by", verb="Save the number",
        said="The number is saved.", initial={"kind": "nhs_number"},
        save=lambda form: actions.record_identifier(subject=person.subject, by=request.user, **form.cleaned_data),
    )


@needs("people.edit")
def gp_practice(request: HttpRequest, subject_id: int) -> HttpResponse:
    person = open_person(request, subject_id, "details")
    return _one_form(
        request, person, forms.GPPracticeForm, heading="GP practice", verb="Save the GP practice",
        said="The GP practice is saved.", kept_in=(GPPractice,), now=selectors.practice_now(person.subject),
        save=lambda form: actions.record_gp_practice(subject=person.subject, by=request.user, **form.cleaned_data),
    )
