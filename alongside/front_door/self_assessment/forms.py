"""The few forms that are no questionnaire: an address, a code, something more, an answer."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words

from .addresses import channel_of
from .models import Sent


class AddressForm(DesignForm):
    address = forms.CharField(
        label="Your email address or mobile number", max_length=254,
        help_text="We send a code there when you come back.",
        error_messages={"required": "Write your email address or mobile number"},
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "email", "spellcheck": "false"}))

    def __init__(self, *args: Any, coming_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if coming_back:
            self.fields["address"].help_text = "The one you gave us. We send a code there."

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip()
        if not channel_of(typed):
            raise forms.ValidationError(
                "Write an email address like name@example.com, or a mobile number like 07700 900123")
        return typed


class AddForm(DesignForm):
    words = forms.CharField(label="Add to what you told us", widget=Words(rows=4), max_length=4000,
                            help_text="Something that has changed, or that you forgot. It goes to whoever has it.",
                            error_messages={"required": "Write what you want to add"})


class AnswerForm(DesignForm):
    how = forms.ChoiceField(label="How do they hear?", choices=Sent.How.choices, widget=Radios(small=True))
    words = forms.CharField(label="What you tell them", widget=Words(rows=7),
                            help_text="They read these words on the page where they follow what they sent.",
                            error_messages={"required": "Write what you tell them"})
