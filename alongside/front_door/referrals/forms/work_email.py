"""An address at work, and the code that was sent there."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm

from .. import pack

EMAIL = {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}


class WorkEmailForm(DesignForm):
    email = forms.EmailField(
        label="Your email address at work",
        max_length=254,
        widget=forms.EmailInput(EMAIL),
        help_text="We send a code there. It is how we know that you are at work.",
        error_messages={
            "required": "Write your email address at work",
            "invalid": "Write an email address like name@practice.example",
        },
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).casefold()
        said = pack.current()
        if not said.takes(email):
            raise forms.ValidationError(
                "Use an address of an organisation we know, or ring us"
                if said.only_trusted
                else "This is a private address. Use your address at work, or ring us"
            )
        return email
