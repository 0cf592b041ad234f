"""What colleagues fill in about each part of an entry: times, costs, places and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words

from ..models import (
    Accessibility,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
)
from ..occurrences import DAYS
from ..presenters import weekday_choices
from ..search import spot_of
from .messages import CLOCK, EMAIL, WEB


class PartForm(DesignForm):
    """A part of an entry. `now` is what the form shows of a row, `particulars` what the row is given."""

    WORD = ""

    @classmethod
    def now(cls, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}

    @property
    def particulars(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class TimeForm(PartForm):
    often = forms.ChoiceField(
        label="How often is it on?",
        widget=Radios(small=True),
        choices=[
            ("1", "Every week"),
            ("2", "Every other week"),
            ("month", "Once a month"),
            ("daily", "Every day"),
            ("once", "On one day"),
            ("words", "Other: I say it in words"),
        ],
    )
    days = forms.MultipleChoiceField(
        label="On which days?",
        required=False,
        widget=Boxes(small=True),
        choices=[(DAYS[day], name) for day, name in weekday_choices()],
    )
    which = forms.ChoiceField(
        label="Once a month: which one?",
        required=False,
        choices=[
            ("", "Choose one"),
            ("1", "The first"),
            ("2", "The second"),
            ("3", "The third"),
            ("4", "The fourth"),
            ("-1", "The last"),
        ],
    )
    dtstart = DayField(label="On which day, or from which day?", required=False)
    until = DayField(label="Until which day, if it ends?", required=False)
    opens_at = forms.TimeField(
        label="From",
        required=False,
        error_messages=CLOCK,
        widget=forms.TimeInput({"class": "govuk-input--width-5"}, format="%H:%M"),
        help_text="Like 10:00",
    )
    closes_at = forms.TimeField(
        label="To",
        required=False,
        error_messages=CLOCK,
        widget=forms.TimeInput({"class": "govuk-input--width-5"}, format="%H:%M"),
    )
    description = forms.CharField(
        label="Anything else about when", required=False, max_length=300, help_text="Not in school holidays"
    )
    schedule_link = forms.URLField(
        label="Where times are booked, if online", required=False, assume_scheme="https", error_messages=WEB
    )

    @classmethod
    def now(cls, row: Schedule) -> dict[str, Any]:
        often = {"DAILY": "daily", "MONTHLY": "month"}.get(row.freq) or (
            ("2" if row.interval == 2 else "1") if row.freq else "once" if row.dtstart else "words"
        )
        days = [part.strip("+-0123456789 ") for part in row.byday.split(",") if part]
        nth = row.byday.split(",")[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if row.freq == "MONTHLY" else ""
        return {
            "often": often,
            "days": days,
            "which": nth,
            **{
                name: getattr(row, name)
                for name in ("dtstart", "until", "opens_at", "closes_at", "description", "schedule_link")
            },
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        often = said.get("often")
        if often in ("1", "2", "month") and not said.get("days") and "days" not in self.errors:
            self.add_error("days", "Choose the day")
        if often in ("2", "once") and not said.get("dtstart") and "dtstart" not in self.errors:
            self.add_error(
                "dtstart", "Write the day" if often == "once" else "Write the first day, so that we know which weeks"
            )
        if often == "month" and not said.get("which"):
            self.add_error("which", "Say which one of the month")
        if often == "words" and not said.get("description"):
            self.add_error("description", "Say when it is on")
        if said.get("until") and said.get("dtstart") and said["until"] < said["dtstart"]:
            self.add_error("until", "It ends after it begins")
        return said

    @property
    def particulars(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        often, days, which = said.pop("often"), said.pop("days"), said.pop("which")
        freq = {"1": "WEEKLY", "2": "WEEKLY", "month": "MONTHLY", "daily": "DAILY"}.get(often, "")
        byday = (
            ",".join(f"{which}{day}" if often == "month" else day for day in days)
            if freq in ("WEEKLY", "MONTHLY")
            else ""
        )
        return {**said, "freq": freq, "byday": byday, "interval": 2 if often == "2" else 1}


class CostForm(PartForm):
    amount = forms.DecimalField(
        label="How much, in pounds?",
        min_value=0,
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text="0 if it is free",
        error_messages={"invalid": "Write pounds and pence, like 2.50"},
        widget=forms.TextInput({"class": "govuk-input--width-5", "prefix": "£", "inputmode": "decimal"}),
    )
    amount_description = forms.CharField(
        label="For what?", required=False, max_length=300, help_text="a session, a month"
    )
    valid_to = DayField(label="Until which day, if this price ends?", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("amount") is None and not said.get("amount_description") and "amount" not in self.errors:
            self.add_error("amount", "Write the price, or say it in words below")
        return said


class PhoneForm(PartForm):
    number = forms.CharField(label="Telephone number", max_length=40)
    extension = forms.CharField(label="Extension", required=False, max_length=10)
    description = forms.CharField(label="Who answers, and when?", required=False, max_length=200)

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if sum(letter.isdigit() for letter in number) < 3 or not set(number) <= set("+0123456789 ()-"):
            raise forms.ValidationError("Write the number in figures, like 01632 960 100")
        return number


class ContactForm(PartForm):
    name = forms.CharField(
        label="Name", max_length=120, help_text="Only with their agreement: it is shown to everybody"
    )
    title = forms.CharField(label="What they do there", required=False, max_length=120)
    email = forms.EmailField(label="Email", required=False, error_messages=EMAIL)


class LanguageForm(PartForm):
    name = forms.CharField(label="Language", max_length=100)
    code = forms.CharField(label="Its code", required=False, max_length=10, help_text="pl for Polish, ur for Urdu")
    note = forms.CharField(label="Anything to add", required=False, max_length=300)


class AreaForm(PartForm):
    name = forms.CharField(label="For people who live where?", max_length=200)


class DocumentForm(PartForm):
    document = forms.CharField(label="What must people bring?", max_length=300)


class PlaceForm(PartForm):
    """A place of this entry's own, or one that others use too."""

    name = forms.CharField(label="Name of the place", max_length=200)
    address_1 = forms.CharField(label="Building and street", required=False, max_length=200)
    city = forms.CharField(label="Town", required=False, max_length=100)
    postal_code = forms.CharField(
        label="Postcode",
        max_length=10,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
        error_messages={"required": "Write the postcode, so that people see how far it is"},
    )
    features = forms.MultipleChoiceField(
        label="What is there?", required=False, widget=Boxes(small=True), choices=Accessibility.Feature.choices
    )
    transportation = forms.CharField(label="How does one get there?", required=False, widget=Words(rows=2))
    description = forms.CharField(label="Where in the building, which door?", required=False, widget=Words(rows=2))

    @classmethod
    def now(cls, row: Any) -> dict[str, Any]:
        there = row.location
        address = there.addresses.filter(address_type="physical").first()
        return {
            "name": there.name,
            "transportation": there.transportation,
            "description": row.description,
            "features": sorted(there.accessibility.exclude(feature="").values_list("feature", flat=True)),
            **{name: getattr(address, name) if address else "" for name in ("address_1", "city", "postal_code")},
        }

    def clean_postal_code(self) -> str:
        typed = " ".join(self.cleaned_data["postal_code"].upper().split())
        self.spot = spot_of(typed)
        if self.spot is None:
            raise forms.ValidationError("We do not know where this postcode lies. Check it")
        return typed

    @property
    def location(self) -> Mapping[str, Any]:
        said = self.cleaned_data
        return {
            "name": said["name"],
            "transportation": said["transportation"],
            "latitude": self.spot.latitude,
            "longitude": self.spot.longitude,
        }

    @property
    def address(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in ("address_1", "city", "postal_code")}


class KnownPlaceForm(DesignForm):
    location = forms.ModelChoiceField(Location.objects.none(), label="A place we know already")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = Location.objects.by_name()


# The word of the address: its row, its form, and what it is called.
PARTS: dict[str, tuple[Any, type[PartForm], str]] = {
    "times": (Schedule, TimeForm, "time"),
    "costs": (CostOption, CostForm, "cost"),
    "phones": (Phone, PhoneForm, "telephone number"),
    "contacts": (Contact, ContactForm, "contact"),
    "languages": (Language, LanguageForm, "language"),
    "areas": (ServiceArea, AreaForm, "area"),
    "documents": (RequiredDocument, DocumentForm, "document"),
}
