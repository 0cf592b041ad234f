"""What colleagues fill in about an entry and its organisation."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Radios, Words

from ..models import Organisation, Service, TaxonomyTerm
from .messages import AGES, EMAIL, SHORT, WEB


class OrganisationForm(DesignForm):
    name = forms.CharField(label="Name", max_length=200)
    description = forms.CharField(label="What it is", required=False, widget=Words(rows=3))
    email = forms.EmailField(label="Email", required=False, error_messages=EMAIL)
    website = forms.URLField(label="Website", required=False, assume_scheme="https", error_messages=WEB)
    legal_status = forms.CharField(label="Legal form", required=False, max_length=100, help_text="Charity, company")
    keeper_name = forms.CharField(label="Who there keeps its entries right?", required=False, max_length=120)
    keeper_email = forms.EmailField(
        label="Their email",
        required=False,
        error_messages=EMAIL,
        help_text="Never shown. We write there when an entry is due.",
    )


class ServiceForm(DesignForm):
    kind = forms.ChoiceField(label="What is it?", choices=Service.Kind.choices, widget=Radios(small=True))
    name = forms.CharField(label="Name", max_length=200)
    alternate_name = forms.CharField(label="Also called", required=False, max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Whose is it?")
    summary = forms.CharField(
        label="In one sentence",
        required=False,
        max_length=300,
        help_text="Short words. This stands in the list of results.",
    )
    description = forms.CharField(
        label="What happens there, and what is it like?", required=False, widget=Words(rows=6)
    )
    easy_read = forms.CharField(
        label="In easy read",
        required=False,
        widget=Words(rows=4),
        help_text="Short words, a line for each thing. One idea in a line.",
    )
    eligibility = forms.CharField(label="Who is it for?", required=False, widget=Words(rows=2))
    minimum_age = forms.IntegerField(
        label="From which age?",
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.TextInput(SHORT),
        error_messages=AGES,
    )
    maximum_age = forms.IntegerField(
        label="Up to which age?",
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.TextInput(SHORT),
        error_messages=AGES,
    )
    application_process = forms.CharField(label="How does somebody join?", required=False, widget=Words(rows=2))
    ways = forms.MultipleChoiceField(
        label="How does it reach people, beside a place?",
        required=False,
        widget=Boxes(),
        choices=[
            ("at_home", "It comes to people’s homes"),
            ("by_telephone", "By telephone"),
            ("online", "Online"),
            ("goes_with_you", "Somebody can go along the first time"),
        ],
    )
    email = forms.EmailField(label="Email", required=False, error_messages=EMAIL)
    url = forms.URLField(label="Web page", required=False, assume_scheme="https", error_messages=WEB)
    fees = forms.CharField(label="Anything to say about cost, beside the prices", required=False, max_length=500)
    accreditations = forms.CharField(
        label="Who has checked it?",
        required=False,
        max_length=500,
        help_text="The Care Quality Commission, a quality mark",
    )
    paused = forms.TypedChoiceField(
        label="Is it closed for now?",
        choices=[("no", "No"), ("yes", "Yes")],
        coerce=lambda said: said == "yes",
        initial="no",
        required=False,
        widget=Radios(inline=True, small=True),
    )
    alert = forms.CharField(label="What is different just now?", required=False, widget=Words(rows=2))
    keeper_name = forms.CharField(
        label="Who keeps this entry right, if not the organisation’s keeper?", required=False, max_length=120
    )
    keeper_email = forms.EmailField(label="Their email", required=False, error_messages=EMAIL)

    WAYS = ("at_home", "by_telephone", "online", "goes_with_you")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.by_name()

    @classmethod
    def now(cls, service: Service) -> dict[str, Any]:
        """The entry as this form shows it."""
        plain = set(cls.base_fields) - {"ways", "organisation", "paused"}
        return {
            **{name: getattr(service, name) for name in plain},
            "organisation": service.organisation_id,
            "ways": [way for way in cls.WAYS if getattr(service, way)],
            "paused": "yes" if service.paused else "no",
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        low, high = said.get("minimum_age"), said.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", "The upper age comes after the lower one")
        return said

    @property
    def particulars(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        ways = said.pop("ways")
        return {**said, "paused": bool(said["paused"]), **{way: way in ways for way in self.WAYS}}


class HeadingsForm(DesignForm):
    terms = forms.ModelMultipleChoiceField(
        TaxonomyTerm.objects.none(), label="What is it about?", required=False, widget=Boxes(small=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].queryset = TaxonomyTerm.objects.of_needs().by_name()


class WithdrawForm(DesignForm):
    because = forms.CharField(
        label="Why is it withdrawn?", max_length=300, help_text="It closed, it moved away, the organisation asked"
    )
