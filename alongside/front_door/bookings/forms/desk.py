"""What somebody fills in to book a session or to cancel it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.rules.council_limits import AccessPoint

from .. import hubs
from ..models import PlanningSession, Way

CLOCK = ["%H.%M", "%H:%M"]
SHORT = {"class": "govuk-input--width-5"}
NO_TIME = {"invalid": "Write the time like 10.30 or 14.00"}


class BookForm(DesignForm):
    on = DayField(label="Which day?", not_past=True)
    at = forms.TimeField(label="What time?", help_text="For example 10.30", input_formats=["%H.%M", "%H:%M"],
                         widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
                         error_messages={"invalid": "Write the time like 10.30 or 14.00"})
    minutes = forms.IntegerField(label="How many minutes?", initial=45, help_text="Up to 60",
                                 widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
                                 error_messages={"invalid": "Write how many minutes as a whole number, up to 60"})
    place = forms.CharField(label="In which place?", max_length=200)
    facilitator = forms.ModelChoiceField(label="Who with?", queryset=User.objects.none())
    wants_to_talk_about = forms.CharField(label="What do they want to talk about?", required=False,
                                          widget=Words(rows=3))

    def __init__(self, *args: Any, at: AccessPoint | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if at is not None:
            del self.fields["place"]
        self.fields["facilitator"].queryset = hubs.who_may_hold(
            hubs.PLANNING_SESSION, timezone.localdate(), at=at, anywhere=at is None)

    @property
    def where(self) -> str:
        return self.at.label if self.at else self.cleaned_data["place"]

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"]))


class CancelForm(DesignForm):
    because = forms.CharField(label="Why is it cancelled?", max_length=300,
                              error_messages={"required": "Say why it is cancelled"})


class MissedForm(DesignForm):
    then = forms.ChoiceField(
        label="What is done about it?", choices=PlanningSession.Missed.choices,
        widget=Radios(reveals={"rings": "ring_on"}), error_messages={"required": "Say what is done about it"})
    ring_on = DayField(label="Which day do we ring?", not_past=True)
    note = forms.CharField(label="In a sentence", required=False, max_length=500, widget=Words(rows=3))


class HoursForm(DesignForm):
    which = forms.ChoiceField(
        label="When do you have time?", choices=[("week", "Every week on a day"), ("once", "On one day")],
        widget=Radios(reveals={"week": "weekday", "once": "on_day"}), initial="week",
        error_messages={"required": "Say whether it is every week"})
    weekday = forms.TypedChoiceField(label="Which day of the week?", coerce=int, widget=Radios(small=True),
                                     choices=list(enumerate(words.WEEKDAYS)),
                                     error_messages={"required": "Choose the day"})
    on_day = DayField(label="Which day?", not_past=True)
    starts = forms.TimeField(label="From", input_formats=CLOCK, widget=forms.TextInput(SHORT), error_messages=NO_TIME,
                             help_text="For example 9.30")
    ends = forms.TimeField(label="Until", input_formats=CLOCK, widget=forms.TextInput(SHORT), error_messages=NO_TIME)
    way = forms.ChoiceField(label="How do you meet people then?", choices=Way.choices,
                            widget=Radios(reveals={"place": "place"}),
                            error_messages={"required": "Say how you meet people"})
    place = forms.ChoiceField(label="At which access point?", error_messages={"required": "Choose the access point"})
    minutes = forms.TypedChoiceField(label="How long is a session?", coerce=int, initial=45,
                                     choices=[(30, "30 minutes"), (45, "45 minutes"), (60, "An hour")],
                                     widget=Radios(small=True, inline=True))
    pause = forms.IntegerField(label="Minutes between two sessions", initial=15, min_value=0, max_value=120,
                               widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
                               error_messages={"invalid": "Write the minutes in numbers, like 15",
                                               "max_value": "Two hours is the most between two sessions"})
    until_day = DayField(label="Until which day, if it ends?", required=False, not_past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            ("", "Choose one"), *((point.key, point.label) for point in hubs.access_points(timezone.localdate()))]


class CalendarForm(DesignForm):
    address = forms.CharField(
        label="Address of your calendar", required=False, max_length=2000,
        help_text="Begins with https:// and often ends with .ics. Read every 15 minutes in office hours; kept is only "
                  "when you are busy.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))
    file = forms.FileField(label="Or a calendar file", required=False, help_text="An .ics file, read once",
                           widget=forms.ClearableFileInput({"accept": ".ics,text/calendar"}))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if bool(said.get("address")) == bool(said.get("file")) and not self.errors:
            self.add_error("address", "Give the address of your calendar, or a file: one of the two")
        return said
