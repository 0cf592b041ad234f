"""Files that somebody brings: an official table, a list of councils."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm

from .. import years
from ..official.sheets import LARGEST

# A list of every council with its neighbours is some 100 kB.
LARGEST_LIST = 1024 * 1024


def _no_larger(upload: Any, most: int, what: str) -> Any:
    if upload and upload.size > most:
        raise forms.ValidationError(f"The file is larger than any {what} ({most // 1024 // 1024} MB).")
    return upload


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

    def clean_file(self) -> Any:
        return _no_larger(self.cleaned_data["file"], LARGEST, "official table")

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

    def clean_file(self) -> Any:
        return _no_larger(self.cleaned_data["file"], LARGEST_LIST, "list of councils")

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
