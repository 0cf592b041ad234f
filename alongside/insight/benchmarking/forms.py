"""Loading a table or a list of groups, an entry, the words of a profile."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm, Words

from . import change, measures, places, selectors, sets, years
from .models import Entry
from .profile import Profile, unknown_tokens

WITH_A_MEASURE = {Entry.Kind.TARGET, Entry.Kind.PROVISIONAL, Entry.Kind.EXPLANATION}


class TableForm(DesignForm):
    file = forms.FileField(
        label="Official table", help_text="ODS, XLSX or CSV, as published. It is loaded wholly or not at all."
    )
    year = forms.CharField(
        label="Year, if the file names none",
        required=False,
        max_length=9,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
        help_text="Such as 2020-21.",
    )

    def clean_year(self) -> str:
        given = self.cleaned_data["year"].strip()
        try:
            return years.year(given) if given else ""
        except years.NotAYear:
            raise forms.ValidationError("Write the year as 2020-21.") from None


class GroupsForm(DesignForm):
    name = forms.CharField(
        label="What is the group called?",
        required=False,
        max_length=80,
        help_text="For names pasted below. A file of groups says it itself.",
    )
    whose = forms.CharField(
        label="Whose nearest neighbours are they?",
        required=False,
        max_length=80,
        help_text="A council, which is then ranked among them and nobody else is. Leave it "
        "empty for a group of equals.",
    )
    pasted = forms.CharField(
        label="Councils, a line each",
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Names or codes, as you have them. CIPFA’s list is not public: paste the one you were given.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="CSV with the columns group and council, and if you like first_year, last_year and source; or with "
        "council and neighbour, for everybody’s nearest neighbours.",
    )
    source = forms.CharField(
        label="Where does the list come from?", max_length=300, help_text="Such as “CIPFA nearest neighbours”."
    )
    as_of = DayField(label="Of which day is the list?", not_future=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        upload = given.get("file")
        if not upload and not (given.get("pasted") or "").strip() and "file" not in self.errors:
            self.add_error("pasted", "Paste the councils, or choose a file.")
            return given
        given["text"] = _text_of(upload) if upload else given.get("pasted", "")
        return given


def _text_of(upload: Any) -> str:
    """UTF-8, or what an older spreadsheet saves; that never fails, and a name it spoils is not found on the map."""
    content = upload.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


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
