"""What a prescriber writes, and what somebody says came of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words
from alongside.foundation.design.forms.widgets import DayBoxes
from alongside.foundation.design.telephones import is_mobile
from alongside.foundation.notifications.contact import Contact
from alongside.foundation.subjects.models import Subject
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.search import Asked, find
from alongside.people.people.normal import NotAnNHSNumber, nhs_number

from . import pack
from .actions import ForWhom
from .models import Came, Giving, Line, Prescription

FOUND = 10
MOST = 12
EMAIL = {"invalid": "Write an email address like name@post.example"}
WHY = "They read this. Write it to them, in plain words, and leave out anything that others should not read."


class PrescribeForm(DesignForm):
    """What may help and why. `look` searches the directory and keeps all that was chosen and written."""

    looking_for = forms.CharField(label="What would help them?", required=False, max_length=200,
                                  help_text="In everyday words: company, bereavement, a bit of gardening")
    services = forms.MultipleChoiceField(label="Groups and services", required=False, widget=Boxes(small=True))
    information = forms.MultipleChoiceField(label="Information to read", required=False, widget=Boxes(small=True))
    why = forms.CharField(label="Why, in a few words to them", widget=Words(rows=4, limit=1000), max_length=1000,
                          help_text=WHY, error_messages={"required": "Write to them why this may help"})

    def __init__(self, data: Any = None, *, looking: bool = False, **kwargs: Any) -> None:
        given = {name: data.getlist(name) if name in ("services", "information") else data.get(name)
                 for name in data} if data is not None else {}
        if looking:  # searching is no sending: nothing is missing yet
            kwargs["initial"] = {**kwargs.get("initial", {}), **given, **_days_of(given)}
            data = None
        super().__init__(data, **kwargs)
        chosen = [one for one in given.get("services", []) if one.isdecimal() and len(one) < 19]
        asked = str(given.get("looking_for") or "").strip()
        hits = find(Asked(words=asked), most=FOUND).hits if asked else []
        there = {str(row.pk): (row.name, row.organisation.name) for row in
                 Service.objects.published().for_list().filter(pk__in=chosen)}
        hints = {pk: said for pk, (_, said) in there.items()}
        choices = [(pk, name) for pk, (name, _) in there.items()]
        for hit in hits:
            if str(hit.service_id) not in there:
                choices.append((str(hit.service_id), hit.card["name"]))
                hints[str(hit.service_id)] = f"{hit.card['organisation']}. {hit.card['summary']}"
        self.nothing_found = bool(asked) and not hits
        self.fields["services"].choices, self.fields["services"].widget.hints = choices, hints
        pages = pack.current().pages.values()
        self.fields["information"].choices = [(page.key, page.title) for page in pages]
        self.fields["information"].widget.hints = {page.key: page.words[0] for page in pages}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        chosen = len(said.get("services") or []) + len(said.get("information") or [])
        if not chosen and "services" not in self.errors:
            self.add_error("looking_for", "Search, and choose at least one group or page of information")
        if chosen > MOST:
            self.add_error("services", f"Choose up to {MOST}: more than that nobody reads")
        return said

    @property
    def chosen_services(self) -> list[Service]:
        return list(Service.objects.published().filter(pk__in=self.cleaned_data["services"]).order_by("name", "pk"))


def _days_of(given: dict[str, Any]) -> dict[str, Any]:
    """A day half typed stays in its boxes while somebody searches."""
    return {"born": tuple(given.get(f"born_{part}") or "" for part in DayBoxes.PARTS)}


class ForRecordForm(PrescribeForm):
    """For somebody with a record: the ways that reach them are known."""

    how = forms.ChoiceField(label="How do they get it?", widget=Radios(small=True))

    def __init__(self, data: Any = None, *, contact: Contact, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["how"].choices = ways_for(contact)


def ways_for(contact: Contact) -> list[tuple[str, str]]:
    ways = [(Giving.How.TEXT, f"A text message to {contact.mobile}") if contact.mobile else None,
            (Giving.How.EMAIL, f"An email to {contact.email}") if contact.email else None,
            (Giving.How.POST, f"A letter to {contact.address[0]}") if contact.address else None]
    open_ways = [way for way in ways if way and not contact.refusal_of(way[0])]
    return [*((str(how), words) for how, words in open_ways),
            (str(Giving.How.PAPER), "On paper: I print it and hand it over")]


class ForSomebodyForm(PrescribeForm):
    """For somebody the prescriber sees: without a record, or without looking at it."""

    name = forms.CharField(label="Their name", max_length=200)
    born = DayField(label="Their date of birth", widget=DayBoxes(birthday=True), not_future=True,
                    help_text="It opens their page, so that nobody else can read it")
    nhs_number = forms.CharField(label="NHS number, if you know it", required=False, max_length=20)
    postcode = forms.CharField(label="Postcode, if you know it", required=False, max_length=10)
    agrees = forms.BooleanField(label="They agree that the council keeps this and tells me how far it is",
                                error_messages={"required": "Ask them first. Tick the box when they agree"})
    how = forms.ChoiceField(label="How do they get it?", widget=Radios(small=True, reveals={
        "text": "mobile", "email": "email"}), choices=[
            ("text", "A text message"), ("email", "An email"), ("paper", "On paper: I print it and hand it over")])
    mobile = forms.CharField(label="Their mobile number", max_length=40)
    email = forms.EmailField(label="Their email address", error_messages=EMAIL)

    def clean_nhs_number(self) -> str:
        typed = str(self.cleaned_data["nhs_number"])
        try:
            return nhs_number(typed) if typed else ""
        except NotAnNHSNumber as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_mobile(self) -> str:
        typed = str(self.cleaned_data["mobile"] or "")
        if typed and not is_mobile(typed):
            raise forms.ValidationError("Write a mobile number, like 07700 900456")
        return typed

    @property
    def whom(self) -> ForWhom:
        said = self.cleaned_data
        return ForWhom(name=said["name"], date_of_birth=said["born"], nhs_number=said["nhs_number"],
                       postcode=said["postcode"].upper(), email=said["email"], mobile=said["mobile"])


class CameForm(DesignForm):
    """What came of one line. Whoever speaks by the link says who they are."""

    what = forms.ChoiceField(label="What came of it?", widget=Radios(),
                             error_messages={"required": "Choose what came of it"})
    words = forms.CharField(label="Anything to add?", required=False, max_length=1000, widget=Words(rows=3))

    def __init__(self, data: Any = None, *, line: Line, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        not_asked = ("read",) if line.service_id else ("asked", "waiting_list", "went", "full", "not_reached")
        self.fields["what"].choices = [(key, label) for key, label in Came.What.choices if key not in not_asked]


class CameByLinkForm(CameForm):
    filled_by = forms.ChoiceField(label="Who are you?", initial="person", choices=[
        ("person", "The person it is for"), ("family", "Family or a friend"),
        ("volunteer", "A volunteer who helps them"), ("organisation", "The group or service itself")],
        widget=Radios(small=True, reveals={"volunteer": "volunteer", "organisation": "organisation"}))
    volunteer = forms.CharField(label="Your name", max_length=200)
    organisation = forms.CharField(label="The name of the group or service", max_length=200)

    @property
    def filler_name(self) -> str:
        return self.cleaned_data["volunteer"] or self.cleaned_data["organisation"] or ""


class CameByColleagueForm(CameForm):
    filled_by = forms.ChoiceField(label="Who saw to it?", initial="worker", choices=Came.Filler.choices,
                                  widget=Radios(small=True, reveals={"volunteer": "volunteer",
                                                                     "organisation": "organisation"}))
    volunteer = forms.CharField(label="Name of the volunteer", max_length=200)
    organisation = forms.CharField(label="Name of the organisation", max_length=200)

    filler_name = CameByLinkForm.filler_name


class GiveForm(DesignForm):
    how = forms.ChoiceField(label="How do they get it?", widget=Radios())

    def __init__(self, data: Any = None, *, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["how"].choices = ways


def ways_of(prescription: Prescription) -> list[tuple[str, str]]:
    """For one that is on nobody's record: as the prescriber said."""
    ways = [("text", f"A text message to {prescription.for_mobile}") if prescription.for_mobile else None,
            ("email", f"An email to {prescription.for_email}") if prescription.for_email else None,
            ("paper", "On paper: I print it and hand it over")]
    return [way for way in ways if way]


class SessionForm(DesignForm):
    session = forms.ModelChoiceField(label="Which planning session?", queryset=PlanningSession.objects.none(),
                                     empty_label="None")

    def __init__(self, data: Any = None, *, subject: Subject, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["session"].required = False
        self.fields["session"].queryset = PlanningSession.objects.visible_to(user).of(subject).filter(
            cancelled_at=None).order_by("-starts_at")


class WithdrawForm(DesignForm):
    because = forms.CharField(label="Why is it taken back?", max_length=300,
                              error_messages={"required": "Say why it is taken back"})


class BirthdayForm(DesignForm):
    """What a stranger with the link does not know."""

    day = forms.IntegerField(label="Day", min_value=1, max_value=31, error_messages={
        "required": "Write the day you were born, like 27", "invalid": "Write the day in numbers, like 27",
        "min_value": "Write a day from 1 to 31", "max_value": "Write a day from 1 to 31"},
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}))
    month = forms.IntegerField(label="Month", min_value=1, max_value=12, error_messages={
        "required": "Write the month in numbers, like 3 for March",
        "invalid": "Write the month in numbers, like 3 for March",
        "min_value": "Write a month from 1 to 12", "max_value": "Write a month from 1 to 12"},
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}))


class StatusForm(DesignForm):
    reference = forms.CharField(label="The reference", max_length=30, help_text="Like P26-00012",
                                widget=forms.TextInput({"class": "govuk-input--width-10", "spellcheck": "false"}))
    email = forms.EmailField(label="Your work email address", error_messages=EMAIL,
                             help_text="The one you prescribed it with")

    def clean_reference(self) -> str:
        said = "".join(self.cleaned_data["reference"].split()).upper()
        if not re.fullmatch(r"P\d{2}-\d{5,9}", said, re.ASCII):
            raise forms.ValidationError("Write the reference as it was given, like P26-00012")
        return said
