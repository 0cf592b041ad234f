"""What colleagues fill in about an entry and each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words

from .models import (
    Accessibility,
    Contact,
    CostOption,
    Language,
    Location,
    Organisation,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    TaxonomyTerm,
)
from .occurrences import DAYS
from .presenters import weekday_choices
from .search import spot_of

WEB = {"invalid": "Write a whole web address, like https://www.club.example"}
EMAIL = {"invalid": "Write an email address like name@club.example"}
AGES = {
    "invalid": "Write the age in numbers, like 18",
    "min_value": "Write an age between 0 and 120",
    "max_value": "Write an age between 0 and 120",
}
SHORT = {"class": "govuk-input--width-3", "inputmode": "numeric"}
CLOCK = {"invalid": "Write the time like 10:00 or 14:30"}


class OrganisationForm(DesignForm):
    name = forms.CharField(label="Name", max_length=200)
    description = forms.CharField(label="What it is", required=False, widget=Words(rows=3))
    email = forms.EmailField(label="Email", required=False, error_messages=EMAIL)
    website = forms.URLField(label="Website", required=False, assume_scheme="https", error_messages=WEB)
    legal_status = forms.CharField(label="Legal form", required=False, max_length=100, help_text="Charity, company")
    keeper_name = forms.CharField(label="Who there keeps its entries right?", required=False, max_length=120)
    keeper_email = forms.EmailField(
        label="Their email",
        required=False,
        error_messages=EMAIL,
        help_text="Never shown. We write there when an entry is due.",
    )


class ServiceForm(DesignForm):
    kind = forms.ChoiceField(label="What is it?", choices=Service.Kind.choices, widget=Radios(small=True))
    name = forms.CharField(label="Name", max_length=200)
    alternate_name = forms.CharField(label="Also called", required=False, max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Whose is it?")
    summary = forms.CharField(
        label="In one sentence",
        required=False,
        max_length=300,
        help_text="Short words. This stands in the list of results.",
    )
    description = forms.CharField(
        label="What happens there, and what is it like?", required=False, widget=Words(rows=6)
    )
    eligibility = forms.CharField(label="Who is it for?", required=False, widget=Words(rows=2))
    minimum_age = forms.IntegerField(
        label="From which age?",
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.TextInput(SHORT),
        error_messages=AGES,
    )
    maximum_age = forms.IntegerField(
        label="Up to which age?",
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.TextInput(SHORT),
        error_messages=AGES,
    )
    application_process = forms.CharField(label="How does somebody join?", required=False, widget=Words(rows=2))
    ways = forms.MultipleChoiceField(
        label="How does it reach people, beside a place?",
        required=False,
        widget=Boxes(),
        choices=[
            ("at_home", "It comes to people’s homes"),
            ("by_telephone", "By telephone"),
            ("online", "Online"),
            ("goes_with_you", "Somebody can go along the first time"),
        ],
    )
    email = forms.EmailField(label="Email", required=False, error_messages=EMAIL)
    url = forms.URLField(label="Web page", required=False, assume_scheme="https", error_messages=WEB)
    fees = forms.CharField(label="Anything to say about cost, beside the prices", required=False, max_length=500)
    accreditations = forms.CharField(
        label="Who has checked it?",
        required=False,
        max_length=500,
        help_text="The Care Quality Commission, a quality mark",
    )
    paused = forms.TypedChoiceField(
        label="Is it closed for now?",
        choices=[("no", "No"), ("yes", "Yes")],
        coerce=lambda said: said == "yes",
        initial="no",
        required=False,
        widget=Radios(inline=True, small=True),
    )
    alert = forms.CharField(label="What is different just now?", required=False, widget=Words(rows=2))
    keeper_name = forms.CharField(
        label="Who keeps this entry right, if not the organisation’s keeper?", required=False, max_length=120
    )
    keeper_email = forms.EmailField(label="Their email", required=False, error_messages=EMAIL)

    WAYS = ("at_home", "by_telephone", "online", "goes_with_you")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.by_name()

    @classmethod
    def now(cls, service: Service) -> dict[str, Any]:
        """The entry as this form shows it."""
        plain = set(cls.base_fields) - {"ways", "organisation", "paused"}
        return {
            **{name: getattr(service, name) for name in plain},
            "organisation": service.organisation_id,
            "ways": [way for way in cls.WAYS if getattr(service, way)],
            "paused": "yes" if service.paused else "no",
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        low, high = said.get("minimum_age"), said.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", "The upper age comes after the lower one")
        return said

    @property
    def particulars(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        ways = said.pop("ways")
        return {**said, "paused": bool(said["paused"]), **{way: way in ways for way in self.WAYS}}


class HeadingsForm(DesignForm):
    terms = forms.ModelMultipleChoiceField(
        TaxonomyTerm.objects.none(), label="What is it about?", required=False, widget=Boxes(small=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].queryset = TaxonomyTerm.objects.of_needs().by_name()


class WithdrawForm(DesignForm):
    because = forms.CharField(
        label="Why is it withdrawn?", max_length=300, help_text="It closed, it moved away, the organisation asked"
    )


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
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        help_text="Like 10:00",
    )
    closes_at = forms.TimeField(
        label="To", required=False, error_messages=CLOCK, widget=forms.TextInput({"class": "govuk-input--width-5"})
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
