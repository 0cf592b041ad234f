"""Sets of measures, and asking for a pack."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DesignForm

from .. import change, measures, places, selectors, sets, years


class MeasureSetForm(DesignForm):
    name = forms.CharField(label="What is the set called?", max_length=80)
    framework = forms.ChoiceField(
        label="Whose codes are they?",
        choices=[(measures.NEW, "Codes in use since 2023-24"), (measures.OLD, "Codes of 2022-23 and before")],
    )
    written = forms.CharField(
        label="Codes of its measures",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="A comma or a line between them, as you write them: 2C(2), 2Cii and 2c2 are the same.",
    )
    source = forms.CharField(
        label="Where was it agreed?", max_length=200, help_text="Such as “Regional network, May 2026”."
    )

    notes: list[str] = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("written") and given.get("framework"):
            try:
                given["codes"], self.notes = sets.read_codes(given["framework"], given["written"])
            except sets.BadSet as problem:
                self.add_error("written", str(problem))
        return given


class PackForm(DesignForm):
    group = forms.CharField(max_length=80)
    year = forms.CharField(max_length=9)
    baseline = forms.CharField(max_length=9, required=False)
    tolerance = forms.CharField(max_length=10, required=False)

    def clean_group(self) -> str:
        try:
            return places.find_group(self.cleaned_data["group"], selectors.groups()).name
        except places.NoSuchPlace as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean_year(self) -> str:
        return _year(self.cleaned_data["year"])

    def clean_baseline(self) -> str:
        given = self.cleaned_data["baseline"].strip()
        return _year(given) if given else ""

    def clean_tolerance(self) -> str:
        given = self.cleaned_data["tolerance"].strip()
        try:
            change.Rules.of(given or "0")
        except change.BadTolerance as problem:
            raise forms.ValidationError(str(problem)) from None
        return given


def _year(written: str) -> str:
    try:
        return years.year(written)
    except years.NotAYear:
        raise forms.ValidationError("Write the year as 2020-21.") from None
