"""Small forms around an assessment of capacity."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm, Words


class StartForm(DesignForm):
    the_decision = forms.CharField(
        label="Which decision?",
        max_length=300,
        help_text="One decision at one time: “whether to move to Elm House when leaving hospital”.",
        error_messages={"required": "Name the decision: capacity is always about one decision"},
    )
    why_doubted = forms.CharField(
        label="Why is there a doubt?",
        widget=Words(rows=3, limit=1000),
        help_text="What was said or done. Not an age, a diagnosis, or a decision that seems unwise.",
        error_messages={"required": "Say why there is a doubt"},
    )


class EndForm(DesignForm):
    words = forms.CharField(
        label="Why is it not needed any more?",
        widget=Words(rows=3, limit=1000),
        error_messages={"required": "Say why it is not needed any more"},
    )
