"""What somebody fills in to ask for a decision, and to decide."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import DesignForm, Words

from . import selectors


class AskForm(DesignForm):
    question = forms.CharField(label="What needs deciding?", widget=Words(rows=4),
                               help_text="What you recommend, and what happens if nobody decides")
    asked_of = forms.ModelChoiceField(label="Whom do you ask?", queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].queryset = selectors.deciders()


class DecideForm(DesignForm):
    decision = forms.CharField(label="What is decided?", widget=Words(rows=3))
    reasons = forms.CharField(label="Why?", widget=Words(rows=4), help_text="As you would say it to the person")


class RecordDecisionForm(DecideForm):
    field_order = ["question", "decision", "reasons"]
    question = forms.CharField(label="What was the question?", widget=Words(rows=3))
