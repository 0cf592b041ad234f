from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Words

from .marks import CHOICES


class CopyForm(DesignForm):
    identity = forms.CharField(
        label="How do you know who is asking?", max_length=300,
        help_text="What you saw, and their authority if they ask for somebody else",
        error_messages={"required": "Say how you know who is asking"})
    include = forms.MultipleChoiceField(
        label="What is usually left out, to put in", choices=CHOICES, widget=Boxes(), required=False,
        help_text="Nothing ticked: all of it stays out")
    reason = forms.CharField(
        label="Why it may go in", widget=Words(rows=3), max_length=1000, required=False,
        help_text="Who agreed to it, or why it is right without their agreement")

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if known.get("include") and not (known.get("reason") or "").strip():
            self.add_error("reason", "Say why what is usually left out goes into this copy")
        return known
