"""What somebody answers to book time to talk: one thing a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation.design import telephones, words
from alongside.foundation.design.forms import DesignForm, Radios, Words

from .. import hubs, messages, presenters
from ..models import Way
from ..slots import Slot


class Step(DesignForm):
    """One page of the booking: what it asks, and what it keeps of the answer."""

    def __init__(self, *args: Any, said: dict[str, Any], free: list[Slot] | None = None, **kwargs: Any) -> None:
        self.said, self.free = said, free or []
        super().__init__(*args, **kwargs)

    def kept(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class About(Step):
    wants = forms.CharField(
        label="What would you like to talk about?", max_length=1000, widget=Words(rows=4, limit=1000),
        help_text="A few words are enough. For example: I would like to get out more.",
        error_messages={"required": "Write a few words about what you would like to talk about"})


class How(Step):
    way = forms.ChoiceField(
        label="How would you like to talk?", choices=Way.choices, error_messages={"required": "Choose how to talk"},
        widget=Radios(hints={"place": "You come to us. There is a room to talk.", "telephone": "We ring you.",
                             "home": "We come to you."}))


class Where(Step):
    place = forms.ChoiceField(label="Which place is best for you?", widget=Radios(),
                              error_messages={"required": "Choose a place"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = hubs.access_points(timezone.localdate())
        self.fields["place"].choices = [(point.key, point.label) for point in points]
        self.fields["place"].widget.hints = {point.key: f"{point.address}, {point.postcode}" for point in points}


class Day(Step):
    day = forms.ChoiceField(label="Which day?", widget=Radios(), error_messages={
        "required": "Choose a day", "invalid_choice": "That day is full now. Choose another"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = [(day.isoformat(), words.full_date(day)) for day in days_of(self.free)]


class Time(Step):
    starts_at = forms.ChoiceField(label="What time?", widget=Radios(), error_messages={
        "required": "Choose a time", "invalid_choice": "Somebody else has that time now. Choose another"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.said.get("day", "")
        times = {slot.starts_at: slot for slot in self.free if slot.day.isoformat() == day}
        self.fields["starts_at"].choices = [
            (moment.isoformat(), f"{words.clock(slot.starts_at)} to {words.clock(slot.ends_at)}")
            for moment, slot in sorted(times.items())]


class Contact(Step):
    name = forms.CharField(label="Your name", max_length=200, error_messages={"required": "Write your name"},
                           widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}))
    email = forms.EmailField(
        label="Email address", required=False, max_length=254, help_text="We send you what you booked.",
        error_messages={"invalid": "Write an email address like name@example.com"},
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}))
    telephone = forms.CharField(
        label="Telephone number", required=False, max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "class": "govuk-input--width-20"}))
    address = forms.CharField(label="Where do we come to?", required=False, max_length=400, widget=Words(rows=3),
                              error_messages={"required": "Write the address we come to"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.said.get("way") == Way.HOME:
            self.fields["address"].required = True
        else:
            del self.fields["address"]
        if self.said.get("way") == Way.TELEPHONE:
            self.fields["telephone"].help_text = "The number we ring."

    def clean_telephone(self) -> str:
        typed = str(self.cleaned_data["telephone"]).strip()
        if typed and not telephones.is_whole(typed):
            raise forms.ValidationError("Write a telephone number like 01632 960001")
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.errors:
            return said
        if missing := presenters.about_of(said).missing(self.said.get("way", "")):
            self.add_error(*missing)
        elif not said.get("email") and not said.get("telephone"):
            self.add_error("email", "Write an email address or a telephone number")
        return said


class Needs(Step):
    interpreter = forms.CharField(
        label="Do you need an interpreter? Which language?", required=False, max_length=80,
        help_text="For example: Polish, or British Sign Language. Leave it empty if you do not.",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}))
    access_needs = forms.CharField(
        label="Is there anything that makes it easier for you to take part?", required=False, max_length=500,
        help_text="For example: a quiet room, no stairs, somebody with me, more time.",
        widget=Words(rows=3, limit=500))


STEPS: dict[str, type[Step]] = {
    "about": About, "how": How, "where": Where, "day": Day, "time": Time, "contact": Contact, "needs": Needs,
}
# Asked only where it is answered by nothing else.
KEEPS = {"about": "wants", "how": "way", "where": "place", "day": "day", "time": "starts_at", "contact": "name",
         "needs": "interpreter"}


def days_of(free: Iterable[Slot]) -> list[date]:
    return sorted({slot.day for slot in free})


def steps_for(said: dict[str, Any]) -> list[str]:
    return [step for step in STEPS if step != "where" or said.get("way", Way.PLACE) == Way.PLACE]


def first_open(said: dict[str, Any]) -> str:
    """The first page that is not answered yet; empty where all are."""
    return next((step for step in steps_for(said) if KEEPS[step] not in said
                 or step == "contact" and presenters.about_of(said).missing(said["way"])), "")


class MoveForm(DesignForm):
    starts_at = forms.ChoiceField(label="Which time is better?", widget=Radios(), error_messages={
        "required": "Choose a time", "invalid_choice": "Somebody else has that time now. Choose another"})

    def __init__(self, *args: Any, free: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        times = {slot.starts_at: slot for slot in free}
        self.fields["starts_at"].choices = [(moment.isoformat(), messages.at(moment)) for moment in sorted(times)]

    @property
    def chosen(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["starts_at"])


class StopForm(DesignForm):
    because = forms.CharField(label="Would you like to say why?", required=False, max_length=200,
                              help_text="You do not have to.", widget=Words(rows=2))
