"""What somebody fills in to record or change a fact."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios

from .kinds import Kind
from .models import Fact

# Longer lists than this are easier to read as a drop-down.
RADIOS_UP_TO = 8


class FactForm(DesignForm):
    code = forms.ChoiceField(label="", choices=[])
    words = forms.CharField(label="In a few words", max_length=200, required=False)
    since = DayField(label="Since when?", not_future=True)
    source = forms.ChoiceField(label="Who said so?", choices=Fact.Source.choices, widget=Radios(),
                               initial=Fact.Source.PERSON)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = codelists.options(kind.codelist)
        code = self.fields["code"]
        code.label = kind.question
        if len(options) <= RADIOS_UP_TO:
            code.widget = Radios()
            code.choices = options
        else:
            code.choices = [("", "Choose one"), *options]
        code.error_messages["required"] = f"Answer: {kind.question}"


class EndForm(DesignForm):
    on = DayField(label="From which day is it no longer so?", not_future=True)
