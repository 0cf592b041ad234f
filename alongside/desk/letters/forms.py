"""Writing a letter from a template, choosing how it goes, and saying that it came back."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.design.forms import DesignForm, Radios, Words
from alongside.foundation.documents.models import Document, Format
from alongside.foundation.documents.templates import Template
from alongside.people.people.reach import READ_AS_IT_IS


class LetterForm(DesignForm):
    """What the template asks for, then to whom and in which form."""

    to_the_person = forms.ChoiceField(
        label="To whom?", choices=[("yes", "To them"), ("no", "To somebody else about them")],
        widget=Radios(small=True),
    )
    addressee = forms.CharField(label="Name on the envelope", max_length=200)
    address = forms.CharField(label="Address", widget=Words(rows=4), required=False, help_text="A line for each")
    format = forms.ChoiceField(
        label="In which form?", choices=Format.choices,
        help_text="What they asked for is chosen already. Large print is printed here. Easy read is laid out "
                  "here; its words and pictures, and every other form, become a task of yours, with a day.")

    put_into = forms.ChoiceField(label="In another language?", required=False, choices=[],
                                 help_text="They get it as written here, and you arrange it in their language.")

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        self.template = template
        super().__init__(*args, **kwargs)
        self.fields["put_into"].choices = [("", "No, in English"), *(  # type: ignore[attr-defined]
            option for option in codelists.options("language") if option[0] not in READ_AS_IT_IS)]
        asked: dict[str, forms.Field] = {}
        for ask in template.asks:
            widget = forms.TextInput() if ask.kind == "line" else Words(rows=6 if ask.kind == "words" else 5)
            asked[f"ask_{ask.key}"] = forms.CharField(label=ask.label, help_text=ask.hint, widget=widget,
                                                      max_length=6000,
                                                      error_messages={"required": f"Fill in “{ask.label}”"})
        self.fields = {**asked, **self.fields}

    @property
    def answers(self) -> dict[str, str]:
        return {ask.key: self.cleaned_data[f"ask_{ask.key}"] for ask in self.template.asks}

    @property
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip()]


class SendForm(DesignForm):
    how = forms.ChoiceField(
        label="How does it go?", choices=Document.How.choices, initial="post",
        widget=Radios(hints={"post": "The print room posts it",
                             "handed": "You give it to them; it is only written down"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            ("post", "Print and post"), ("email", "Email"), ("handed", "Hand it over")]


class CameBackForm(DesignForm):
    why = forms.CharField(label="What did the envelope or the message say?", max_length=300,
                          help_text="For example: gone away, no such address")
