"""What somebody writes in My plan: a message, words of their own, that they see something differently."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words
from alongside.foundation.uploads.cleaning import Clean, NotTaken, cleaned
from alongside.people.about_me.models import SeenDifferently

LONGEST = 5000


class _Writing(DesignForm):
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0


class MessageForm(_Writing):
    words = forms.CharField(label="What do you want to say?", max_length=LONGEST, widget=Words(rows=8),
                            error_messages={"required": "Write your message"})
    gives = forms.ChoiceField(label="Is this what they asked you for?", choices=[("yes", "Yes"), ("no", "No")],
                              widget=Radios(inline=True), error_messages={"required": "Say yes or no"})
    file = forms.FileField(label="Add a photo or a paper, if you like", required=False,
                           help_text="A photo, a PDF or plain text. Up to 10 MB",
                           widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png,.txt"}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["gives"]

    def clean_file(self) -> Clean | None:
        """Made safe here: what cannot be is said beside the box, and the words stay."""
        given = self.cleaned_data.get("file")
        if not given:
            return None
        try:
            return cleaned(given, given.name)
        except NotTaken as why:
            raise forms.ValidationError(str(why)) from why


class AddForm(_Writing):
    words = forms.CharField(label="Your words", max_length=LONGEST, widget=Words(rows=7),
                            error_messages={"required": "Write what you want to add"})


class DifferentlyForm(_Writing):
    words = forms.CharField(label="How do you see it?", max_length=LONGEST, widget=Words(rows=6),
                            error_messages={"required": "Write how you see it"})
    wants = forms.ChoiceField(
        label="What do you want us to do?", choices=SeenDifferently.Wants.choices, initial="beside",
        widget=Radios(hints={
            "beside": "Everybody who reads it reads your words too",
            "right": "If it is wrong. You get an answer within a month",
            "stop": "If we should not use it about you. You get an answer within a month",
        }), error_messages={"required": "Choose what you want us to do"})
