from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words


class ReviewForm(DesignForm):
    in_order = forms.TypedChoiceField(
        label="Was this look part of the work?", widget=Radios(), coerce=lambda word: word == "yes",
        choices=[("yes", "Yes, it was part of the work"), ("no", "No, or nobody can say: take it up")])
    note = forms.CharField(label="What you found, and what was done", widget=Words(rows=3), max_length=2000,
                           required=False)

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if known.get("in_order") is False and not known.get("note"):
            self.add_error("note", "Say what you found and who takes it up")
        return known
