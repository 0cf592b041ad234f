from __future__ import annotations

import tempfile
from pathlib import Path

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alongside.foundation.design.forms import DayField, DesignForm
from alongside.rules.national_return.mapping import BadMapping
from alongside.rules.national_return.row import Period

from . import official


class PeriodForm(DesignForm, forms.Form):
    start = DayField(
        label="First day", not_future=True, error_messages={"required": "Enter the first day of the period"}
    )
    end = DayField(label="Last day", not_future=True, error_messages={"required": "Enter the last day of the period"})

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", "The last day must not be before the first")
        return data

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])


class MappingForm(DesignForm, forms.Form):
    file = forms.FileField(
        label="The published spreadsheet",
        help_text="The mapping of values between Release 1 and Release 2, as published: XLSX or ODS.",
        error_messages={"required": "Choose the spreadsheet"},
    )

    def clean_file(self) -> UploadedFile:
        sent = self.cleaned_data["file"]
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "mapping"
            copy.write_bytes(sent.read(official.LARGEST + 1))
            try:
                self.official = official.read_file(copy, sent.name)
            except BadMapping as problem:
                raise forms.ValidationError(str(problem)) from problem
        return sent
