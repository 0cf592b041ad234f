"""The three-part test and the decision, as a safeguarding lead fills them in."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words

from .models import Concern

KNOWN = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known yet")]
READ = {"yes": True, "no": False, "not_known": None}


class DecideForm(DesignForm):
    needs_care_and_support = forms.ChoiceField(
        label="Does the adult have needs for care and support?", choices=KNOWN, widget=Radios(inline=True),
        help_text="Section 42(1)(a): whether or not the council meets any of them")
    at_risk_of_abuse = forms.ChoiceField(
        label="Are they experiencing, or at risk of, abuse or neglect?", choices=KNOWN, widget=Radios(inline=True),
        help_text="Section 42(1)(b): reasonable cause to suspect it is enough")
    cannot_protect_themselves = forms.ChoiceField(
        label="Are they unable to protect themselves because of those needs?", choices=KNOWN,
        widget=Radios(inline=True), help_text="Section 42(1)(c)")
    wishes = forms.CharField(label="What does the adult want to happen?", required=False, widget=Words(rows=3),
                             help_text="In their words. If nobody could ask yet, say so in the reasons.")
    decision = forms.ChoiceField(label="What do you decide?", choices=Concern.Decision.choices,
                                 widget=Radios(reveals={"not_safeguarding": "passed_to"}))
    passed_to = forms.CharField(label="Who helps with it instead?", max_length=200,
                                error_messages={"required": "Say who helps with it instead"})
    reasons = forms.CharField(label="Why?", widget=Words(rows=5),
                              error_messages={"required": "Write the reasons for your decision"})
    override_reason = forms.CharField(
        label="If the three-part test says something else, why do you decide otherwise?", required=False,
        widget=Words(rows=3))

    @property
    def said(self) -> dict[str, object]:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        for part in ("needs_care_and_support", "at_risk_of_abuse", "cannot_protect_themselves"):
            said[part] = READ[said[part]]
        return said


class KeepCloseForm(DesignForm):
    reason = forms.CharField(label="Why only named people?", widget=Words(rows=3),
                             error_messages={"required": "Say why the record is restricted"})
