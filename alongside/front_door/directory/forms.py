"""What the public fills in: how to narrow a search, a suggestion, where to send a list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Radios, Words

from . import pack, presenters
from .models import Service, TaxonomyTerm
from .search import Asked, languages_spoken

PARTS = [("0", "Morning"), ("1", "Afternoon"), ("2", "Evening")]
WITHIN = [("any", "Any distance"), ("1", "1 mile"), ("3", "3 miles"), ("5", "5 miles"), ("10", "10 miles")]
COSTS = [("any", "Any cost"), ("0", "Free"), ("5", "£5 or less"), ("10", "£10 or less")]
SORTS = [("best", "What fits best"), ("near", "What is nearest"), ("name", "By name")]
SHOWN_FEATURES = ("step_free", "accessible_toilet", "hearing_loop", "sign_language", "quiet_space",
                  "dementia_friendly", "autism_friendly", "parking", "near_a_bus", "at_home", "by_telephone", "online")


class NarrowForm(DesignForm):
    """Read from the address. What cannot be understood is named, and the rest still counts."""

    sort = forms.ChoiceField(label="What comes first?", choices=SORTS, required=False, widget=Radios(small=True))
    within = forms.ChoiceField(label="How far?", choices=WITHIN, required=False, widget=Radios(small=True))
    day = forms.TypedMultipleChoiceField(label="Which day?", choices=presenters.weekday_choices(), coerce=int,
                                         required=False, widget=Boxes(small=True))
    part = forms.TypedMultipleChoiceField(label="Which time of day?", choices=PARTS, coerce=int, required=False,
                                          widget=Boxes(small=True))
    cost = forms.ChoiceField(label="What does it cost?", choices=COSTS, required=False, widget=Radios(small=True))
    age = forms.IntegerField(label="How old is the person?", min_value=0, max_value=120, required=False,
                             widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
                             error_messages={"invalid": "Write the age in numbers, like 72",
                                             "min_value": "Write an age between 0 and 120",
                                             "max_value": "Write an age between 0 and 120"})
    feature = forms.MultipleChoiceField(label="What do you need there?", required=False, widget=Boxes(small=True),
                                        choices=[(code, presenters.FEATURES[code]) for code in SHOWN_FEATURES])
    kind = forms.MultipleChoiceField(label="What kind of thing?", choices=Service.Kind.choices, required=False,
                                     widget=Boxes(small=True))

    language = forms.ChoiceField(label="Which language is spoken there?", required=False)

    # What holds where nothing else is chosen.
    PLAIN = {"sort": "best", "within": "any", "cost": "any"}

    def __init__(self, data: Any) -> None:
        filled = data.copy()
        for name, value in self.PLAIN.items():
            filled.setdefault(name, value)
        super().__init__(filled)
        self.fields["language"].choices = [("", "Any language"), *((name, name) for name in languages_spoken())]

    def asked(self, words: str, postcode: str, terms: tuple[str, ...]) -> Asked:
        self.full_clean()
        said = self.cleaned_data
        within, cost = (said.get(name, "any") or "any" for name in ("within", "cost"))
        return Asked(
            words=words, terms=terms, postcode=postcode, within=None if within == "any" else int(within),
            kinds=tuple(said.get("kind") or ()), days=tuple(said.get("day") or ()), parts=tuple(said.get("part") or ()),
            age=said.get("age"), cost=None if cost == "any" else Decimal(cost),
            features=tuple(said.get("feature") or ()),
            language=said.get("language") or "", sort=said.get("sort") or "best",
        )


class SuggestForm(DesignForm):
    term = forms.ModelChoiceField(
        TaxonomyTerm.objects.none(), label="Which heading should it stand under?", required=False,
        empty_label="None of these")
    words = forms.CharField(label="Or is something wrong or missing? Tell us", required=False, max_length=500,
                            widget=Words(rows=4, limit=500), help_text="Please leave out names and anything private.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = TaxonomyTerm.objects.of_needs().by_name()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("term") and not (said.get("words") or "").strip() and not self.errors:
            self.add_error("words", "Choose a heading, or tell us what is wrong")
        return said


class SendForm(DesignForm):
    email = forms.EmailField(label="Email address", max_length=254, error_messages={
        "required": "Write the email address to send it to",
        "invalid": "Write an email address like name@example.com"},
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}))


def terms_asked(codes: list[str]) -> tuple[str, ...]:
    """Those of the council's terms that an address names."""
    known = pack.current().terms
    return tuple(code for code in dict.fromkeys(codes) if code in known)
