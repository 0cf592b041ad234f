from __future__ import annotations

from datetime import date

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
