"""The box for the code, the same wherever one is asked for."""

from __future__ import annotations

import unicodedata

from django import forms

from alongside.foundation.design.forms import DesignForm

from .models import DIGITS


class CodeForm(DesignForm):
    """Typed with spaces, or in the digits of another script, it is the same code."""

    code = forms.CharField(
        label="The six digits", max_length=20, error_messages={"required": "Type the six digits"},
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "numeric",
                                "autocomplete": "one-time-code", "spellcheck": "false"}))

    def clean_code(self) -> str:
        typed = "".join(str(unicodedata.decimal(sign)) for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(typed) != DIGITS:
            raise forms.ValidationError("The code has six digits, like 123456")
        return typed
