"""What a council says itself: figures for anybody to read, entries, and the words of its profile."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm, Words

from .. import measures
from ..models import Entry
from ..profile import Profile, unknown_tokens

WITH_A_MEASURE = {Entry.Kind.TARGET, Entry.Kind.PROVISIONAL, Entry.Kind.EXPLANATION}


class FigureForm(DesignForm):
    title = forms.CharField(label="What is it a figure of?", max_length=120)
    value = forms.CharField(
        label="The figure", max_length=60, help_text="With its unit, such as 68.6% or 531.6 per 100,000."
    )
    period = forms.CharField(label="Of which year or months?", max_length=40, required=False)
    words = forms.CharField(
        label="What it means, and what it leaves out",
        required=False,
        max_length=500,
        widget=Words(rows=3, limit=500),
        help_text="For a reader who is no analyst.",
    )
    on = DayField(label="Of which day is it?", not_future=True)
    source = forms.CharField(label="Source", max_length=200, help_text="Where anybody could check it.")


class EntryForm(DesignForm):
    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose one"), *Entry.Kind.choices])
    words = forms.CharField(
        label="What is to be said?",
        max_length=300,
        widget=Words(rows=2, limit=300),
        help_text="As it should be read, without the number.",
    )
    amount = forms.DecimalField(
        label="Number, if there is one",
        required=False,
        max_digits=16,
        decimal_places=3,
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    before = forms.DecimalField(
        label="Number before, or the total it is of",
        required=False,
        max_digits=16,
        decimal_places=3,
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    unit = forms.CharField(
        label="Unit",
        required=False,
        max_length=60,
        help_text="Such as “people”.",
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )
    measure = forms.CharField(
        label="Measure it speaks of",
        required=False,
        max_length=10,
        help_text="Its code, such as 2C: for a target, an explanation or a figure for part of a year.",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
    )
    on = DayField(label="Of which day?", not_future=True)
    source = forms.CharField(label="Source", max_length=200, help_text="Where anybody could check it.")

    def __init__(self, *args: Any, year: str, **kwargs: Any) -> None:
        self.year = year
        super().__init__(*args, **kwargs)

    def clean_measure(self) -> str:
        given = self.cleaned_data["measure"].strip()
        if not given:
            return ""
        problem = ""
        for framework in (measures.framework_of(self.year), measures.NEW):
            try:
                found = measures.resolve(framework, given, self.data.get("words", ""))
            except measures.NoSuchMeasure as nobody:
                problem = problem or str(nobody)
                continue
            self._warning = found.warning
            return found.measure.code
        raise forms.ValidationError(f"There is no measure {given} in {self.year}. {problem}")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        if kind in WITH_A_MEASURE and not given.get("measure") and "measure" not in self.errors:
            self.add_error("measure", "Say which measure it speaks of.")
        if (
            kind in {Entry.Kind.TARGET, Entry.Kind.PROVISIONAL}
            and given.get("amount") is None
            and "amount" not in self.errors
        ):
            self.add_error("amount", "Give the number.")
        return given

    @property
    def warning(self) -> str:
        """What the code was read as, where that is not what was written."""
        return getattr(self, "_warning", "")


class NarrativeForm(DesignForm):
    words = forms.CharField(
        label="In our own words",
        max_length=8000,
        widget=Words(rows=14, limit=8000),
        help_text="A figure in double brackets stays right by itself: [[1D value]], [[1D rank]], "
        "[[1D england]], [[1D region]], [[1D before]]. Leave an empty line between "
        "paragraphs; a line of its own that begins with # is a heading.",
    )
    note = forms.CharField(label="Why this version?", max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        self.profile = profile
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        words = self.cleaned_data["words"].replace("\r\n", "\n")
        if wrong := unknown_tokens(words, self.profile):
            raise forms.ValidationError(f"{wrong[0]} is no figure of this profile. Write, for example, [[1D value]].")
        return words
