from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm
from alongside.rules.national_return.row import Period


class PeriodForm(DesignForm, forms.Form):
    start = DayField(
        label="First day", not_future=True, error_messages={"required": "Enter the first day of the period"}
    )
    end = DayField(label="Last day", not_future=True, error_messages={"required": "Enter the last day of the period"})

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", "The last day must not be before the first")
        return data

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])
