"""What somebody fills in about a plan beside writing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words

from .models import Copy, Plan

# Reasons that only the product itself gives.
GIVEN_BY_THE_PRODUCT = ("replaced",)


class SendBackForm(DesignForm):
    note = forms.CharField(label="What is to be put right?", widget=Words(rows=3),
                           error_messages={"required": "Say what is to be put right"})


class CopyForm(DesignForm):
    whom = forms.ChoiceField(label="Who was given a copy?", widget=Radios(reveals={"other": "name"}), choices=[
        ("person", "The person"), ("other", "Somebody else, with the person’s agreement")])
    name = forms.CharField(label="Who?", max_length=200)
    version = forms.ChoiceField(label="Which version?", widget=Radios(inline=True),
                                choices=[("full", "The plan"), ("easy", "The easy-read version")], initial="full")
    how = forms.ChoiceField(label="How?", choices=Copy.How.choices, widget=Radios())
    given_on = DayField(label="On which day?", not_future=True)


class EndForm(DesignForm):
    reason = forms.ChoiceField(label="Why does it end?", widget=Radios(), choices=[])
    on = DayField(label="From which day?")
    note = forms.CharField(label="Anything to explain", widget=Words(rows=3), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        kept = [(code, words) for code, words in codelists.options("plan_end_reason", on=timezone.localdate())
                if code not in GIVEN_BY_THE_PRODUCT and (code != "set_aside") == (plan.signed_off_at is not None)]
        self.fields["reason"].choices = kept
        if len(kept) == 1:
            self.fields["reason"].initial = kept[0][0]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        on = data.get("on")
        if on and self.plan.stands and on < self.plan.starts_on:
            self.add_error("on", "The plan cannot end before it starts")
        if data.get("reason") == "other" and not data.get("note"):
            self.add_error("note", "Say why the plan ends")
        return data
