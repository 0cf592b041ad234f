"""What a colleague fills in to close a thread."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm, Words


class CloseForm(DesignForm):
    because = forms.CharField(
        label="Why is it over?", max_length=300, widget=Words(rows=3, limit=300),
        help_text="They read this as the last word. For example: the ramp is in, and you have nothing more to ask")
