"""What somebody fills in about sharing."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words

from .models import Agreement


class Names(forms.CharField):
    """One name a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Words(rows=3), required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return [line.strip()[:200] for line in super().clean(value).splitlines() if line.strip()]


class AgreementForm(DesignForm):
    purpose = forms.ChoiceField(label="What for?", choices=[], widget=Radios())
    what = forms.CharField(label="What may be shared?", widget=Words(rows=3))
    with_whom = Names(label="With whom, by name", help_text="One person or organisation a line")
    not_with = Names(label="Who is not to be told", help_text="One person or organisation a line")
    lawful_basis = forms.ChoiceField(label="On which lawful basis?", choices=[], widget=Radios(),
                                     help_text="Where the law asks us to share, agreement is not the basis")
    how_given = forms.ChoiceField(label="How was it given?", choices=Agreement.How.choices, widget=Radios())
    given_by = forms.ChoiceField(
        label="Who gave it?", choices=Agreement.GivenBy.choices, initial=Agreement.GivenBy.PERSON, widget=Radios())
    given_by_name = forms.CharField(label="Their name, if it was not the person", max_length=200, required=False)
    capacity_words = forms.CharField(
        label="Why the person could not decide this, if it was not them", widget=Words(rows=3), required=False,
        help_text="For this decision, at that time. Everybody is presumed able to decide")
    starts_on = DayField(label="From when?", not_future=True)
    review_on = DayField(label="Ask again by", not_past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = codelists.options("agreement_purpose")
        self.fields["lawful_basis"].choices = codelists.options("lawful_basis")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("with_whom") and not data.get("not_with"):
            self.add_error("with_whom", "Name at least one person or organisation, to be told or not to be told")
        both = {name.casefold() for name in data.get("with_whom", [])} & {
            name.casefold() for name in data.get("not_with", [])}
        if both:
            self.add_error("not_with", f"{', '.join(sorted(both)).title()} cannot be both told and not told")
        by_another = data.get("given_by") not in (None, Agreement.GivenBy.PERSON)
        for field, words in (("given_by_name", "Enter the name of who gave it"),
                             ("capacity_words", "Say why the person could not decide this")):
            if by_another and not data.get(field):
                self.add_error(field, words)
            elif not by_another:
                data[field] = ""
        return data


class WithdrawForm(DesignForm):
    on = DayField(label="From when?", not_future=True)
    effect = forms.CharField(label="What does that mean for their support?", widget=Words(rows=3),
                             help_text="Tell the person. Sharing that the law asks for goes on")


class EffectForm(DesignForm):
    effect = forms.CharField(
        label="What does that mean for their support?", widget=Words(rows=3),
        help_text="They read this in My plan. Tell those named today that nothing more is shared")


class AskForm(DesignForm):
    recipient = forms.CharField(label="Whom would you tell?", max_length=200)
    purpose = forms.ChoiceField(label="What for?", choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [("", "Choose a purpose"), *codelists.options("agreement_purpose")]
