"""What somebody fills in to sign in."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words
from alongside.people.own_access.forms import check_way


class SignInForm(DesignForm):
    how = forms.ChoiceField(
        label="How shall we give you a code?",
        choices=[("email", "By email"), ("text", "By text message"), ("spoken", "By telephone: I ring you")],
        widget=Radios(reveals={"email": "email", "text": "mobile", "spoken": "number"}),
        error_messages={"required": "Choose email, text message or telephone"},
    )
    email = forms.CharField(label="Your email address", max_length=254, error_messages={
        "required": "Type your email address"},
        widget=forms.TextInput({"type": "email", "autocomplete": "email", "spellcheck": "false"}))
    mobile = forms.CharField(label="Your mobile number", max_length=40, error_messages={
        "required": "Type your mobile number"},
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}))
    number = forms.CharField(label="Your telephone number", max_length=40, error_messages={
        "required": "Type your telephone number"}, help_text="The one you gave your worker",
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}))

    FIELDS = {"email": "email", "text": "mobile", "spoken": "number"}

    def clean_email(self) -> str:
        return self._checked("email", "email")

    def clean_mobile(self) -> str:
        return self._checked("text", "mobile")

    def clean_number(self) -> str:
        return self._checked("spoken", "number")

    def _checked(self, channel: str, field: str) -> str:
        typed: str = self.cleaned_data.get(field, "")
        if self.data.get("how") == channel and typed:
            check_way(channel, typed)
        return typed

    @property
    def address(self) -> str:
        found: str = self.cleaned_data[self.FIELDS[self.cleaned_data["how"]]]
        return found


class TakeBackForm(DesignForm):
    words = forms.CharField(label="Is there anything you want to say about it?", required=False, max_length=2000,
                            widget=Words(rows=3), help_text="You need not give a reason")
