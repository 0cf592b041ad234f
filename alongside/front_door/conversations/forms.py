"""What somebody fills in when support starts at once, and when a night is handed over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DayField, DesignForm, Words

from . import colleagues


class UrgentSupportForm(DesignForm):
    why = forms.CharField(label="Why can it not wait?", widget=Words(rows=3),
                          error_messages={"required": "Say why it cannot wait"})
    support = forms.CharField(label="What support starts now?", widget=Words(rows=3),
                              error_messages={"required": "Say what support starts now"})
    provided_by = forms.CharField(label="Who gives it?", max_length=200,
                                  error_messages={"required": "Say who gives the support"})
    look_again_on = DayField(label="Which day do we look at it again?", not_past=True,
                             error_messages={"required": "Give the day on which the support is looked at again"})


class HandOverForm(DesignForm):
    what_happened = forms.CharField(label="What happened?", widget=Words(rows=4),
                                    error_messages={"required": "Say what happened"})
    what_was_done = forms.CharField(label="What was done?", widget=Words(rows=4),
                                    error_messages={"required": "Say what was done"})
    still_to_do = forms.CharField(label="What must be done now?", widget=Words(rows=3),
                                  error_messages={"required": "Say what must be done now"})
    by_day = DayField(label="By which day?", not_past=True, error_messages={"required": "Give the day"})
    by_hour = forms.TimeField(label="By what time?", help_text="For example 9.30", initial="9.30",
                              input_formats=["%H.%M", "%H:%M"],
                              widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
                              error_messages={"invalid": "Write the time like 9.30 or 14.00",
                                              "required": "Give the time"})
    team = forms.ModelChoiceField(label="Which team?", queryset=Team.objects.none(),
                                  error_messages={"required": "Choose the team that goes on with it"})
    owner = forms.CharField(label="Who of them, if you know?", required=False, max_length=200)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["team"].queryset = Team.objects.open()

    def clean_owner(self) -> User | None:
        words = self.cleaned_data["owner"]
        if not words:
            return None
        try:
            return colleagues.named(words, self.by)
        except colleagues.NoSuchColleague as problem:
            raise forms.ValidationError(str(problem)) from None

    @property
    def by_when(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["by_day"], self.cleaned_data["by_hour"]))


def next_morning(now: datetime) -> dict[str, Any]:
    """Where nobody says otherwise, a night is handed to the front door by half past nine."""
    today = timezone.localtime(now)
    day = today.date() if today.time() < time(9) else today.date() + timedelta(days=1)
    return {"by_day": day, "by_hour": "9.30"}
