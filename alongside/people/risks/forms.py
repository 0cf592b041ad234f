"""What somebody fills in to assess a risk with a person."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words

from .models import RiskAssessment


class RiskForm(DesignForm):
    area = forms.ChoiceField(label="What is it about?", choices=[])
    wishes = forms.CharField(label="What does the person want?", widget=Words(rows=3),
                             help_text="In their words where you can")
    gains = forms.CharField(label="What do they gain by it?", widget=Words(rows=3),
                            help_text="The good of taking the risk comes before what could go wrong")
    could_happen = forms.CharField(label="What could happen?", widget=Words(rows=3))
    likelihood = forms.ChoiceField(label="How likely is it?", choices=RiskAssessment.Likelihood.choices,
                                   widget=Radios())
    impact = forms.ChoiceField(label="How bad would it be?", choices=RiskAssessment.Impact.choices, widget=Radios())
    level = forms.ChoiceField(label="Taken together, how do you judge the risk?", choices=[], widget=Radios())
    what_helps = forms.CharField(label="What helps already, and what will be done?", widget=Words(rows=3))
    contingency = forms.CharField(label="What happens if it goes wrong?", widget=Words(rows=3),
                                  help_text="Who does what, and whom to ring")
    choice = forms.ChoiceField(
        label="What does the person decide?", choices=RiskAssessment.Choice.choices,
        widget=Radios(reveals={RiskAssessment.Choice.CANNOT_DECIDE: "best_interests_words"}),
        help_text="Able to decide unless shown otherwise for this decision. An unwise choice is still theirs",
    )
    best_interests_words = forms.CharField(
        label="Why they cannot decide this now, and what was decided in their best interests", widget=Words(rows=3))
    talked_through_on = DayField(label="When were risks and benefits talked through with them?", required=False,
                                 not_future=True)
    agreed_by = forms.CharField(label="Who agreed this?", max_length=300)
    review_on = DayField(label="Look at it again by", not_past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *codelists.options("risk_area")]
        self.fields["level"].choices = codelists.options("risk_level")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        accepts = data.get("choice") == RiskAssessment.Choice.ACCEPTS
        if accepts and not data.get("talked_through_on") and "talked_through_on" not in self.errors:
            self.add_error("talked_through_on", "Enter the day it was talked through: a risk is taken knowingly")
        return data


class LookAgainForm(RiskForm):
    why = forms.CharField(label="Why do you look at it again?", max_length=300)
    field_order = ["why"]


class EndForm(DesignForm):
    reason = forms.CharField(label="Why does it end?", max_length=300)
