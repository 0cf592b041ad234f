from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios

from .common.year import Year
from .kept.months import year_of

YEARS = 3


def years(today: date) -> list[Year]:
    """This one and the two before it."""
    first = year_of(today).first.year
    return [Year(f"{start}-{(start + 1) % 100:02}") for start in range(first, first - YEARS, -1)]


class RunForm(DesignForm, forms.Form):
    year = forms.ChoiceField(label="Which year, from April to March?", widget=Radios(inline=True))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(one.name, one.name) for one in years(today)]
        self.fields["year"].initial = years(today)[0].name
        self.fields["year"].error_messages["invalid_choice"] = "Choose one of the years"


class TargetForm(DesignForm, forms.Form):
    value = forms.DecimalField(
        label="What is it to reach?", required=False, min_value=Decimal(0), max_digits=12, decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
        help_text="In the unit of the figure. Leave it empty to have no target any more.",
        error_messages={"invalid": "Enter a number, such as 82.5", "min_value": "Enter nought or more"},
    )
    source = forms.CharField(
        label="Where was that decided?", max_length=200,
        help_text="For example: Adult social care scorecard 2026-27, indicator 4",
        error_messages={"required": "Say where the target was decided"},
    )

    def __init__(self, *args, most: Decimal | None, **kwargs):
        super().__init__(*args, **kwargs)
        self._most = most

    def clean_value(self) -> Decimal | None:
        value = self.cleaned_data["value"]
        if value is not None and self._most is not None and value > self._most:
            raise forms.ValidationError(f"A percentage is {self._most} at most")
        return value
