"""What keepers and colleagues fill in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Radios, Words
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.occurrences import DAYS
from alongside.front_door.directory.presenters import weekday_choices
from alongside.front_door.directory.staff_forms.messages import AGES, CLOCK, EMAIL, SHORT, WEB

from . import keeping
from .models import Change, ColumnMapping
from .reading import sheet

EMAIL_BOX = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
HOURS = {"class": "govuk-input--width-5"}


class AddressForm(DesignForm):
    email = forms.EmailField(label="Your email address", max_length=254, widget=EMAIL_BOX, error_messages={
        "required": "Write the email address we write to about your entries",
        "invalid": "Write an email address like name@club.example"})


class EntryForm(DesignForm):
    """An entry as its organisation may change it. Whatever a few boxes cannot say, they tell in words."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Write what it is called"})
    summary = forms.CharField(label="In one sentence", required=False, max_length=300,
                              help_text="Short words. This stands in the list of what is found.")
    description = forms.CharField(label="What happens there, and what is it like?", required=False, max_length=10_000,
                                  widget=Words(rows=6))
    easy_read = forms.CharField(label="In easy read", required=False, max_length=5_000, widget=Words(rows=4),
                                help_text="Short words, a line for each thing.")
    eligibility = forms.CharField(label="Who is it for?", required=False, max_length=2_000, widget=Words(rows=2))
    minimum_age = forms.IntegerField(label="From which age?", min_value=0, max_value=120, required=False,
                                     widget=forms.TextInput(SHORT), error_messages=AGES)
    maximum_age = forms.IntegerField(label="Up to which age?", min_value=0, max_value=120, required=False,
                                     widget=forms.TextInput(SHORT), error_messages=AGES)
    application_process = forms.CharField(label="How does somebody join?", required=False, max_length=2_000,
                                          widget=Words(rows=2))
    days = forms.MultipleChoiceField(label="On which days is it on, every week?", required=False,
                                     choices=[(DAYS[day], name) for day, name in weekday_choices()],
                                     widget=Boxes(small=True))
    opens_at = forms.TimeField(label="From", required=False, error_messages=CLOCK, help_text="Like 10:00",
                               widget=forms.TimeInput(HOURS, format="%H:%M"))
    closes_at = forms.TimeField(label="To", required=False, error_messages=CLOCK,
                                widget=forms.TimeInput(HOURS, format="%H:%M"))
    cost = forms.DecimalField(label="How much, in pounds?", min_value=0, max_digits=10, decimal_places=2,
                              required=False, help_text="0 if it is free",
                              widget=forms.TextInput({"class": "govuk-input--width-5", "prefix": "£",
                                                      "inputmode": "decimal"}),
                              error_messages={"invalid": "Write pounds and pence, like 2.50"})
    cost_for = forms.CharField(label="For what?", required=False, max_length=300, help_text="a session, a month")
    fees = forms.CharField(label="Anything to say about cost", required=False, max_length=500)
    telephone = forms.CharField(label="Telephone number", required=False, max_length=40,
                                widget=forms.TextInput({"class": "govuk-input--width-20", "inputmode": "tel"}))
    email = forms.EmailField(label="Email that everybody sees", required=False, error_messages=EMAIL)
    url = forms.URLField(label="Web page", required=False, assume_scheme="https", error_messages=WEB)
    paused = forms.ChoiceField(label="Is it closed for now?", choices=[("no", "No"), ("yes", "Yes")],
                               widget=Radios(inline=True, small=True))
    alert = forms.CharField(label="What is different just now?", required=False, max_length=1_000,
                            widget=Words(rows=2))
    note = forms.CharField(
        label="Is anything else wrong? Tell us", required=False, max_length=1000, widget=Words(rows=3, limit=1000),
        help_text="Places, other times, other prices: a colleague puts them right.")

    def __init__(self, service: Service, data: Any = None, *, note: str = "", asked: dict[str, Any] | None = None
                 ) -> None:
        there = {**keeping.now(service), **(asked or {})}
        initial = {**there, "note": note, "days": [day for day in str(there.get("days", "")).split(",") if day]}
        super().__init__(data, initial=initial)
        for name in set(self.fields) - set(there) - {"note"}:
            del self.fields[name]  # more times or prices than a few boxes can say

    def clean_telephone(self) -> str:
        number: str = self.cleaned_data["telephone"].strip()
        if number and (sum(letter.isdigit() for letter in number) < 3 or not set(number) <= set("+0123456789 ()-")):
            raise forms.ValidationError("Write the number in figures, like 01632 960 100")
        return number

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        low, high = said.get("minimum_age"), said.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", "The upper age comes after the lower one")
        if (said.get("opens_at") or said.get("closes_at")) and "days" in self.fields and not said.get("days"):
            self.add_error("days", "Choose the day, or leave the times empty")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """As plain text, like `keeping.now`."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name == "note":
                continue
            if name == "days":
                found[name] = ",".join(value)
            elif name in ("opens_at", "closes_at"):
                found[name] = f"{value:%H:%M}" if value else ""
            elif name == "cost":
                found[name] = "" if value is None else f"{Decimal(value):.2f}"
            else:
                found[name] = "" if value is None else str(value)
        return found


class AnswerForm(DesignForm):
    take = forms.MultipleChoiceField(label="Which of these do you take up?", required=False, widget=Boxes(small=True))
    done = forms.ChoiceField(label="Have you put right what they wrote?", widget=Radios(inline=True), choices=[
        ("yes", "Yes"), ("no", "No, the entry stays as it is")], error_messages={
            "required": "Say whether you have put it right"})
    because = forms.CharField(label="What do you say to them?", required=False, max_length=500,
                              widget=Words(rows=3, limit=500),
                              help_text="They read it in the email that tells them what became of it.")

    def __init__(self, change: Change, data: Any = None) -> None:
        super().__init__(data, initial={"take": list(change.fields)})
        self.fields["take"].choices = [
            (name, keeping.LABELS[name]) for name, _, _ in change.in_order(keeping.LABELS)]
        # Of a note alone nothing is ticked: what became of it is said.
        del self.fields["done" if change.fields else "take"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if "take" in self.fields and not said.get("take") and not (said.get("because") or "").strip():
            self.add_error("because", "Say why none of it is taken up")
        if said.get("done") == "no" and not (said.get("because") or "").strip():
            self.add_error("because", "Say why the entry stays as it is")
        return said


class UploadForm(DesignForm):
    file = forms.FileField(label="The list", help_text="CSV, XLSX or ODS with a row that names its columns, or "
                           "another directory’s Open Referral UK file (JSON or NDJSON). Up to 20 MB. You see what we "
                           "would read before anything is kept.",
                           error_messages={"required": "Choose the file"})

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > sheet.MOST_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB")
        return file


class KeptColumnsForm(DesignForm):
    mapping = forms.ModelChoiceField(ColumnMapping.objects.none(), label="Use columns that are kept", required=False,
                                     empty_label="As guessed from their names")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mapping"].queryset = ColumnMapping.objects.all()


class OriginForm(DesignForm):
    """Whose list it is, and whether what is complete is published."""

    origin = forms.CharField(
        label="Whose list is it?", max_length=300, error_messages={"required": "Say whose list it is"},
        help_text="Write it the same each time: its entries are found again by it.")
    publish = forms.BooleanField(label="Publish what is complete; the rest stays a draft", required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, may_publish: bool = False) -> None:
        super().__init__(data, initial=initial)
        if not may_publish:
            del self.fields["publish"]


class ColumnsForm(OriginForm):
    """Which column says what; and under which name that is kept."""

    keep_as = forms.CharField(label="Keep these columns under a name", required=False, max_length=100,
                              help_text="For the next time.")

    def __init__(self, headings: list[str], data: Any = None, *, initial: dict[str, Any] | None = None,
                 may_publish: bool = False) -> None:
        super().__init__(data, initial=initial, may_publish=may_publish)
        choices = [("", "None"), *((heading, heading) for heading in headings)]
        for one in sheet.COLUMNS:
            self.fields[one.key] = forms.ChoiceField(
                label=one.label, choices=choices, required=one.required, help_text=one.hint,
                widget=forms.Select({"always_asked": True}),
                error_messages={"required": f"Say which column is “{one.label}”",
                                "invalid_choice": f"The file has no such column for “{one.label}”"})
        self.order_fields([one.key for one in sheet.COLUMNS])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        chosen: dict[str, str] = {}
        for one in sheet.COLUMNS:
            heading = said.get(one.key)
            if heading and heading in chosen:
                self.add_error(one.key, f"“{heading}” is chosen already for “{sheet.BY_KEY[chosen[heading]].label}”")
            elif heading:
                chosen[heading] = one.key
        return said

    @property
    def columns(self) -> dict[str, str]:
        return {one.key: self.cleaned_data[one.key] for one in sheet.COLUMNS if self.cleaned_data.get(one.key)}
