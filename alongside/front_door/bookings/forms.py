"""What somebody fills in to book a session or to cancel it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import DayField, DesignForm, Words
from alongside.rules.council_limits import AccessPoint

from . import hubs


class BookForm(DesignForm):
    on = DayField(label="Which day?", not_past=True)
    at = forms.TimeField(label="What time?", help_text="For example 10.30", input_formats=["%H.%M", "%H:%M"],
                         widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
                         error_messages={"invalid": "Write the time like 10.30 or 14.00"})
    minutes = forms.IntegerField(label="How many minutes?", initial=45, help_text="Up to 60",
                                 widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
                                 error_messages={"invalid": "Write how many minutes as a whole number, up to 60"})
    place = forms.CharField(label="Where?", max_length=200)
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
