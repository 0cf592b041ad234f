"""What is asked before a key is issued."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios

from .scopes import SCOPES


class IssueForm(DesignForm):
    organisation = forms.CharField(
        label="Whose system is it?", max_length=200, help_text="The organisation, as its letterhead has it"
    )
    name = forms.CharField(label="Which system?", max_length=120, help_text="So that you know later which key this is")
    scope = forms.ChoiceField(label="What may it do?", choices=list(SCOPES.items()), widget=Radios(small=True))
