from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm

from .reading import CannotBeRead, ProjectionRead, fitting, read
from .settings import ages


class LoadForm(DesignForm, forms.Form):
    """The file is read while the form is checked: what is wrong in it is said beside it."""

    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel with the columns area, sex, age, year and people; or a column for each year.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"},
    )
    title = forms.CharField(label="What is it called?", max_length=120, help_text="Such as: 2022-based, migration high")
    source = forms.CharField(label="Who published it, and where?", max_length=300)
    published_on = DayField(
        label="The day it was published", not_future=True,
        error_messages={"required": "Enter the day it was published"},
    )

    read: ProjectionRead

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            found = fitting(read(file, file.name), ages())
        except CannotBeRead as problem:
            raise forms.ValidationError(str(problem)) from problem
        self.read = found
        return file
