"""What somebody fills in to warn colleagues, and to look at a warning again."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words


class WarningForm(DesignForm):
    kind = forms.ChoiceField(label="What kind of risk is it?", choices=[])
    headline = forms.CharField(label="Headline", max_length=120,
                               help_text="Stands first on every page about them, for example: Ring before you visit")
    advice = forms.CharField(label="What should staff do?", max_length=300)
    evidence = forms.CharField(label="What is it based on?", widget=Words(rows=4),
                               help_text="What happened, when, and who saw it. No guesses, no labels")
    review_on = DayField(label="Look at it again by", not_past=True)
    told = forms.ChoiceField(
        label="Has the person been told of this warning?", choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(reveals={"yes": "informed_on", "no": "not_informed_reason"}),
    )
    informed_on = DayField(label="Told on", not_future=True)
    not_informed_reason = forms.CharField(label="Why not?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose a kind"), *codelists.options("warning_kind")]


class KeepForm(DesignForm):
    why = forms.CharField(label="Why is it still needed?", max_length=300)
    next_review_on = DayField(label="Look at it again by", not_past=True)


class EndForm(DesignForm):
    reason = forms.CharField(label="Why is it no longer needed?", max_length=300)


class SupportFailureForm(DesignForm):
    if_what_fails = forms.CharField(label="If what fails?", max_length=200,
                                    help_text="For example: the morning call, the oxygen, her son’s visits")
    then = forms.CharField(label="What happens then?", max_length=300)
    within_hours = forms.IntegerField(label="How many hours until it is dangerous?", min_value=0, max_value=240,
                                      error_messages={"invalid": "Write the hours as a number, for example 4"})
    ring_first = forms.CharField(label="Whom to ring first?", max_length=200, help_text="Name and number")
    review_on = DayField(label="Look at it again by", not_past=True)
