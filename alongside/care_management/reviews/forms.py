"""What somebody fills in about a review beside holding it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DesignForm, Radios, Words

from .models import Review


class AskForm(DesignForm):
    asked_by = forms.ChoiceField(label="Who asks for it?", choices=Review.AskedBy.choices, widget=Radios())
    reason = forms.ChoiceField(label="Why?", choices=[], widget=Radios())
    because = forms.CharField(label="What has happened, in their words", widget=Words(rows=3),
                              error_messages={"required": "Say what has happened"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            (code, words.removeprefix("Unplanned: ").capitalize())
            for code, words in codelists.options("review_reason", on=timezone.localdate())
            if code.startswith("unplanned")
        ]


class LateForm(DesignForm):
    reason = forms.ChoiceField(label="Why is it late?", choices=[], widget=Radios())
    note = forms.CharField(label="Anything to explain", widget=Words(rows=3), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = codelists.options("review_overdue_reason", on=timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("reason") == "other" and not data.get("note"):
            self.add_error("note", "Say why the review is late")
        return data


class GiveForm(DesignForm):
    worker = forms.ModelChoiceField(label="Give the ticked reviews to", queryset=User.objects.none(),
                                    empty_label="Choose a colleague",
                                    error_messages={"required": "Choose the colleague who holds them"})

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = User.objects.working().filter(
            memberships__team__in=teams).distinct().order_by("name", "pk")


class OverForm(DesignForm):
    over = forms.DecimalField(label="More hours a week than", min_value=Decimal(0), max_value=Decimal(336),
                              max_digits=5, decimal_places=2,
                              widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "decimal"}))
