"""What somebody fills in about support that is in place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios

from . import national
from .models import ShortTermSupport, Support

DELIVERIES = {
    "direct_payment": "A direct payment: the person holds the money",
    "managed_personal_budget": "A personal budget that we manage",
    "commissioned_support": "Commissioned by us, outside a personal budget",
}


def _money(label: str, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=hint, required=False, min_value=Decimal(0), max_value=Decimal("9999999"),
        decimal_places=2, widget=forms.TextInput(attrs={
            "inputmode": "decimal", "prefix": "£", "class": "govuk-input--width-10"}),
    )


def _number(label: str, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=hint, required=False, min_value=Decimal("0.01"), max_value=Decimal(9999),
        decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )


class KindForm(DesignForm):
    """What a line of a plan counts as in the national return."""

    service = forms.ChoiceField(label="What kind of service is it?", widget=forms.Select(),
                                error_messages={"required": "Choose what kind of service it is"})
    delivery = forms.ChoiceField(label="How is it given?", widget=Radios(), choices=list(DELIVERIES.items()),
                                 error_messages={"required": "Choose how it is given"})
    unit_cost = _money("What does one unit cost?", "The planned price, before what the person pays towards it.")
    cost_frequency = forms.ChoiceField(label="One unit is", required=False, widget=forms.Select())
    planned_units = _number("How many units a week?", "One, where it is charged by the week or the month.")

    def __init__(self, *args: Any, support: Support, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = "carer" if support.plan.of_a_carer else "adult"
        self.fields["service"].choices = [("", "Choose one"), *national.options(whose)]
        self.fields["cost_frequency"].choices = [("", "Choose one"), *codelists.options("cost_frequency")]

    @staticmethod
    def known(support: Support) -> dict[str, Any]:
        names = ("service", "delivery", "unit_cost", "cost_frequency", "planned_units")
        return {name: getattr(support, name) for name in names}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("unit_cost") is None:
            data |= {"unit_cost": None, "cost_frequency": "", "planned_units": None}
        elif not data.get("cost_frequency") and "cost_frequency" not in self.errors:
            self.add_error("cost_frequency", "Say what one unit is: an hour, a week")
        elif data.get("planned_units") is None and "planned_units" not in self.errors:
            if data["cost_frequency"] in national.BY_UNITS:
                self.add_error("planned_units", "Say how many units a week")
            else:
                data["planned_units"] = Decimal(1)
        return data


class EndSupportForm(DesignForm):
    last_day = DayField(label="Which was its last day?", not_future=True,
                        error_messages={"required": "Enter its last day"})
    reason = forms.ChoiceField(label="What came of it?", widget=Radios(),
                               error_messages={"required": "Choose what came of it"})

    def __init__(self, *args: Any, first_day: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first_day = first_day
        self.fields["reason"].choices = codelists.options("support_end_reason", on=timezone.localdate())

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        if self._first_day and last < self._first_day:
            raise forms.ValidationError("It cannot have ended before it began")
        return last


class ShortTermForm(DesignForm):
    service = forms.ChoiceField(label="What kind of support is it?", widget=Radios(),
                                error_messages={"required": "Choose what kind of support it is"})
    what = forms.CharField(label="What is done, in your own words", max_length=300,
                           error_messages={"required": "Say what is done"})
    who = forms.CharField(label="Who does it?", max_length=200, error_messages={"required": "Say who does it"})
    first_day = DayField(label="From which day?", not_future=True, error_messages={"required": "Enter its first day"})
    weekly_cost = _money("Cost a week", "If it is known.")
    hours = _number("Hours a week", "If it is given by the hour.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = list(national.options("adult", ShortTermSupport.LASTING))
