"""Finding a referral again, adding to it, taking it back."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DesignForm

from .sending import line, words
from .work_email import EMAIL


class FindForm(DesignForm):
    reference = line(
        "Its reference",
        most=20,
        missing="Write the reference, like R26-00123",
        help_text="It stands in the email we sent you, like R26-00123",
    )
    email = forms.EmailField(
        label="The email address you sent it from",
        max_length=254,
        widget=forms.EmailInput(EMAIL),
        help_text="We send a code there, so that nobody else reads it",
        error_messages={
            "required": "Write the email address you sent it from",
            "invalid": "Write an email address like name@practice.example",
        },
    )


class AddForm(DesignForm):
    words = words("What do you want to add?", rows=5, missing="Write what you want to add")


class WithdrawForm(DesignForm):
    because = words("Why do you take it back?", rows=3, required=False)
