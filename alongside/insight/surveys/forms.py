from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm
from alongside.foundation.design.forms.widgets import Radios

from .frameworks import NoSuchYear, first_year
from .models import LoadedSurvey
from .questionnaires import SURVEYS
from .reading import CannotBeRead, read, read_populations_of
from .results import new_numbering, work_out
from .shapes import SurveyResults

# The whole country's survey of a year is about so large; a file of populations has a few hundred lines.
LARGEST, LARGEST_POPULATIONS = 20, 1  # megabytes
STRATA = {
    1: "Learning disability, any age",
    2: "Aged 18 to 64, without a learning disability",
    3: "65 and over, in a care or nursing home",
    4: "65 and over, at home",
}


class YearField(forms.CharField):
    def clean(self, value: Any) -> str:
        year = super().clean(value)
        try:
            first_year(year)
        except NoSuchYear as problem:
            raise forms.ValidationError(str(problem)) from problem
        return year


class LoadForm(DesignForm, forms.Form):
    """A survey's file, checked while it is asked for: what cannot be read is said beside the file."""

    file = forms.FileField(
        label="The survey’s file",
        help_text="CSV or Excel, one row a person asked, without names.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"},
    )
    kind = forms.ChoiceField(
        label="Which survey is it?", choices=LoadedSurvey.Kind.choices, widget=Radios, initial="users"
    )
    year = YearField(label="Year", help_text="Such as 2024-25", max_length=7)
    numbering = forms.ChoiceField(
        label="How are its questions numbered?",
        widget=Radios,
        initial="year",
        choices=[
            ("year", "As the year has it"),
            ("old", "To question 22, as before 2023-24"),
            ("new", "To question 23, as from 2023-24"),
        ],
    )
    populations = forms.FileField(
        label="How many could have been asked (if you have it)",
        required=False,
        help_text="CSV or Excel with the columns la_code, stratum, population. Not needed where the survey’s file has "
        "a column PopInStratum.",
    )

    results: SurveyResults

    def clean_file(self) -> Any:
        return _not_larger(self.cleaned_data["file"], LARGEST)

    def clean_populations(self) -> Any:
        return _not_larger(self.cleaned_data.get("populations"), LARGEST_POPULATIONS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not {"file", "kind", "year", "numbering", "populations"} <= data.keys():
            return data
        new = {"old": False, "new": True}.get(data["numbering"], new_numbering(data["year"]))
        populations: dict[tuple[str, int], int] = {}
        if data.get("populations"):
            try:
                populations = read_populations_of(data["populations"].read(), data["populations"].name)
            except CannotBeRead as problem:
                self.add_error("populations", str(problem))
                return data
        try:
            survey = read(data["file"], data["file"].name, SURVEYS[data["kind"]], new_numbering=new)
            self.results = work_out(survey, data["year"], populations)
        except CannotBeRead as problem:
            self.add_error("file", str(problem))
        return data


def _not_larger(file: Any, megabytes: int) -> Any:
    """Said before anything of it is read."""
    if file and file.size > megabytes * 1_000_000:
        raise forms.ValidationError(
            f"{file.name} is larger than {megabytes} MB. A larger file can be measured where it is, with the command "
            "“alongside measures survey”."
            if megabytes == LARGEST
            else f"{file.name} is larger than {megabytes} MB: that is no file of populations."
        )
    return file


class SampleForm(DesignForm, forms.Form):
    """How many to ask in each stratum; how many can be written to today is said beside it."""

    year = YearField(label="Year of the survey", help_text="Such as 2026-27", max_length=7)
    on = DayField(
        label="The day whose records count",
        not_future=True,
        error_messages={"required": "Enter the day whose records count"},
    )
    stratum_1 = forms.IntegerField(label=STRATA[1], min_value=0)
    stratum_2 = forms.IntegerField(label=STRATA[2], min_value=0)
    stratum_3 = forms.IntegerField(label=STRATA[3], min_value=0)
    stratum_4 = forms.IntegerField(label=STRATA[4], min_value=0)
    seed = forms.IntegerField(
        label="Seed",
        min_value=1,
        max_value=2_000_000_000,
        help_text="Any number. The same seed draws the same people again from the same records.",
    )

    def offer(self, sizes: Mapping[int, tuple[int, int]]) -> None:
        for number, (suggested, of) in sizes.items():
            self.initial[f"stratum_{number}"] = suggested
            self.fields[f"stratum_{number}"].help_text = f"{of:,} can be written to today"

    @property
    def sizes(self) -> dict[int, int]:
        return {number: self.cleaned_data[f"stratum_{number}"] for number in STRATA}
