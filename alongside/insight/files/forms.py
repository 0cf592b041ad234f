from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alongside.foundation.design.forms import DesignForm
from alongside.foundation.design.forms.widgets import Radios
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.population import BadPopulation, read_population

from .actions import short_name

LARGEST = 500 * 1024 * 1024
LARGEST_POPULATION = 1024 * 1024
SIZE_IN_WORDS = "At most 500 MB: about a million rows as CSV, ten million as Parquet"


class GiveForm(DesignForm, forms.Form):
    file = forms.FileField(
        label="The file of events",
        help_text=f"CSV or Parquet with the column names of the national return. {SIZE_IN_WORDS}.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"},
    )
    purpose = forms.CharField(
        label="Whose file is it, and what is it checked for?",
        help_text="Such as: Brackenshire’s return to September, checked at their request before it is sent.",
        max_length=300,
    )
    release = forms.ChoiceField(
        label="Which release is it held to?",
        choices=[("2", "Release 2, as everything since October 2025"), ("1", "Release 1")],
        initial="2",
        widget=Radios,
    )
    year = forms.CharField(
        label="Year of the measures (if you want them)", help_text="Such as 2024-25", max_length=7, required=False
    )
    population = forms.FileField(
        label="Residents (if you have them)",
        required=False,
        help_text="CSV with the columns la_code, age_band, population. Without it, admissions have no rate.",
        error_messages={"empty": "The file of residents is empty"},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"{file.name} is larger than 500 MB. Save it as Parquet, or check it where it is with the command "
                "alongside cld check, which has no limit."
            )
        return file

    def clean_year(self) -> str:
        year = self.cleaned_data["year"].strip()
        if year:
            try:
                Year(year)
            except ValueError as problem:
                raise forms.ValidationError("Write the year as 2024-25: from April to March") from problem
        return year

    def clean_population(self) -> UploadedFile | None:
        file = self.cleaned_data["population"]
        if not file:
            return None
        if not file.name.lower().endswith(".csv"):
            raise forms.ValidationError(f"{file.name} is no CSV file.")
        if file.size > LARGEST_POPULATION:
            raise forms.ValidationError(f"{file.name} is larger than 1 MB: that is no file of residents.")
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / short_name(file.name)
            copy.write_bytes(file.read())
            file.seek(0)
            try:
                read_population(copy)
            except BadPopulation as problem:
                raise forms.ValidationError(str(problem)) from problem
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("population") and not data.get("year") and "year" in data:
            self.add_error("year", "Enter the year that the residents are for")
        return data
