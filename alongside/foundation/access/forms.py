"""Restricting a record, naming who may open it, lifting it; opening one in an emergency and reviewing that."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import Boxes, DesignForm, Radios, Words


class _NamedForm(DesignForm):
    named = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who may open it?", required=False, widget=Boxes(small=True),
        help_text="You are always among them")

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].queryset = colleagues
        self.fields["named"].label_from_instance = (
            lambda user: f"{user.name}, {user.job_title}" if user.job_title else user.name)


class RestrictForm(_NamedForm):
    reason = forms.CharField(label="Why is it restricted?", widget=Words(rows=3), max_length=2000,
                             help_text="For example: a relative works for the council. Only the named read this")
    field_order = ["reason", "named"]


class NamedForm(_NamedForm):
    pass


class LiftForm(DesignForm):
    reason = forms.CharField(label="Why is it opened again?", widget=Words(rows=3), max_length=2000)


class BreakGlassForm(DesignForm):
    reason = forms.CharField(
        label="What has happened, and why can it not wait for somebody who is named?", max_length=2000,
        widget=Words(rows=4), min_length=15,
        error_messages={"min_length": "Say in a sentence what has happened: the reason is read by somebody tomorrow"})


class ReviewForm(DesignForm):
    justified = forms.TypedChoiceField(
        label="Was it right to open the record?", widget=Radios(), coerce=lambda word: word == "yes",
        choices=[("yes", "Yes, it was needed"), ("no", "No, this must be taken up")])
    note = forms.CharField(label="What you found, and what was done", widget=Words(rows=3), max_length=2000)
