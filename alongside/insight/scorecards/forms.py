from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm
from alongside.foundation.design.forms.widgets import Radios, Words
from alongside.foundation.design.words import plural

from .definition.shapes import PLAN, Indicator, ScorecardSet
from .loading import MOST_BYTES, CannotBeLoaded, Typed, changes, read
from .models import Feedback, Override, TypedValue

SHORTEST_REASON = 10


class Figure(forms.DecimalField):
    """A figure as people write it: 8,959 or £12 or 99.4%. A box for numbers alone would drop what it is not given."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> Decimal | None:
        bare = "".join(sign for sign in value if sign not in ",£% ") if isinstance(value, str) else value
        return super().to_python(bare)


class FigureForm(DesignForm, forms.Form):
    """Each input of the formula, where it comes from, and why it is corrected where something stands already."""

    def __init__(self, *args: Any, indicator: Indicator, inputs: dict[str, str], ranked: bool, corrects: bool,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.inputs, self.ranked, self.corrects = indicator, inputs, ranked, corrects
        for name, label in inputs.items():
            self.fields[f"input_{name}"] = self._input(label, asked=not corrects and name != PLAN)
        if ranked:
            self.fields["rank"] = forms.IntegerField(
                label="Rank among councils, 1 the best", min_value=1, max_value=400, required=False)
            self.fields["out_of"] = forms.IntegerField(
                label="Of how many councils", min_value=1, max_value=400, required=False)
        self.fields["evidence"] = forms.CharField(
            label="Where the figure comes from", max_length=500, widget=Words(rows=2),
            help_text="The report, the page or the system and the day, so that somebody else finds it again.",
            error_messages={"required": "Say where the figure comes from"})
        if corrects:
            self.fields["reason"] = forms.CharField(
                label="Why it is corrected", max_length=500, widget=Words(rows=2),
                error_messages={"required": "Say why it is corrected"})

    def _input(self, label: str, *, asked: bool) -> forms.Field:
        empty = "Leave it empty to take the figure back." if self.corrects else ""
        if self.indicator.unit == "yes_no" and len(self.inputs) == 1:
            return forms.TypedChoiceField(
                label=label, choices=[("1", "Yes"), ("0", "No")], widget=Radios, coerce=Decimal, empty_value=None,
                required=asked, help_text=empty)
        return Figure(label=label, max_digits=18, decimal_places=4, min_value=Decimal(0),
                      max_value=self.indicator.highest if len(self.indicator.inputs) == 1 else None,
                      required=asked, help_text=empty,
                      error_messages={"required": f"Enter a figure: {label[:1].lower()}{label[1:]}"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        rank, out_of = data.get("rank"), data.get("out_of")
        if self.ranked and "rank" in data and "out_of" in data:
            if (rank is None) != (out_of is None):
                self.add_error("out_of" if out_of is None else "rank", "Enter both the rank and of how many")
            elif rank is not None and rank > out_of:
                self.add_error("rank", "The rank cannot be beyond the number of councils")
        return data

    def values(self) -> dict[str, Decimal | None]:
        return {name: self.cleaned_data.get(f"input_{name}") for name in self.inputs}


class LoadForm(DesignForm, forms.Form):
    """A file of figures: it is read while the form is checked, and what is wrong in it is said beside it."""

    file = forms.FileField(
        label="The file", help_text="CSV with the columns code, period and value; place, input and evidence as needed.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"})
    evidence = forms.CharField(
        label="Where the figures come from", max_length=500, required=False, widget=Words(rows=2),
        help_text="For every row that has no evidence of its own.")
    reason = forms.CharField(
        label="Why figures that stand are corrected", max_length=500, required=False, widget=Words(rows=2),
        help_text="Only if the file corrects some.")

    typed: list[Typed]

    def __init__(self, *args: Any, group: ScorecardSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if file is None:
            return data
        try:
            there = read(file.read(MOST_BYTES + 1), file.name, self.group, evidence=data.get("evidence", ""))
        except CannotBeLoaded as problem:
            self.add_error("file", str(problem))
        else:
            self.typed, corrected = changes(there, TypedValue.objects.of_set(self.group.key).as_they_stand())
            if corrected and not data.get("reason"):
                self.add_error("reason", f"The file corrects {plural(corrected, 'figure')}: say why")
        return data


class FeedbackForm(DesignForm, forms.Form):
    place = forms.ChoiceField(label="Which place is it about?", error_messages={"required": "Choose the place"})
    heard_on = DayField(label="The day it was heard", not_future=True,
                        error_messages={"required": "Enter the day it was heard"})
    source = forms.ChoiceField(label="Who said it?", choices=Feedback.Source.choices, widget=Radios,
                               error_messages={"required": "Choose who said it"})
    about = forms.ChoiceField(label="What is it about?", choices=Feedback.About.choices, widget=Radios,
                              error_messages={"required": "Choose what it is about"})
    words = forms.CharField(
        label="What they said", max_length=2000, widget=Words(rows=5, limit=2000),
        help_text="In their words. Name nobody, and leave out what would tell who they are.",
        error_messages={"required": "Write what they said"})
    done = forms.CharField(label="What is done about it", max_length=2000, required=False,
                           widget=Words(rows=3, limit=2000))

    def __init__(self, *args: Any, group: ScorecardSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", ""), *((one.key, one.name) for one in group.places)]


class WordsForm(DesignForm, forms.Form):
    narrative = forms.CharField(
        label="What the figure means", required=False, widget=Words(rows=6, limit=2000), max_length=2000)
    action = forms.CharField(
        label="What is done about it", required=False, widget=Words(rows=4, limit=2000), max_length=2000,
        help_text="Who does what, by when.")


class OverrideForm(DesignForm, forms.Form):
    colour = forms.ChoiceField(
        label="How do you rate it?", widget=Radios,
        choices=[*Override.Colour.choices, ("rule", "As the rule does")],
        error_messages={"required": "Choose a rating"})
    reason = forms.CharField(
        label="Why", widget=Words(rows=4, limit=1000), max_length=1000, min_length=SHORTEST_REASON,
        help_text="It is shown beside the rating, with your name and the day.",
        error_messages={"required": "Say why", "min_length": "Say why in a sentence"})
