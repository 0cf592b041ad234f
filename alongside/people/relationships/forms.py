"""What somebody fills in about the people around a person."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.foundation.subjects.models import Subject

from .models import Authority, Relationship

# Powers in law are recorded as an authority, with the paper; care as unpaid care, with its hours.
RECORDED_ELSEWHERE = ("legal", "care")


class RelationshipForm(DesignForm):
    # Chosen from a search before the form is filled in; empty for somebody who has no record here.
    record = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=200, required=False)
    kind = forms.ChoiceField(label="Who are they to the person?", choices=[])
    words = forms.CharField(label="In a few words", max_length=200, required=False,
                            help_text="For example: next door, has a key")
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email", required=False)
    where = forms.CharField(label="Where they are", max_length=200, required=False)
    next_of_kin = forms.BooleanField(label="Next of kin", required=False)
    same_household = forms.BooleanField(label="Lives in the same household", required=False)
    may_be_told = forms.ChoiceField(
        label="May they be told about the person?", choices=Relationship.MayBeTold.choices,
        widget=Radios(reveals={"some": "may_be_told_what"}), initial=Relationship.MayBeTold.ASK,
    )
    may_be_told_what = forms.CharField(label="What may they be told?", max_length=300)
    emergency_order = forms.IntegerField(
        label="Place in the emergency order", required=False, min_value=1, max_value=20,
        help_text="1 is rung first", error_messages={"invalid": "Write the place as a number, for example 1"},
    )
    starts_on = DayField(label="Since when", required=False, not_future=True)

    def __init__(self, *args: Any, subject: Subject, user: User, row: Relationship | None = None,
                 other: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.user, self.row = subject, user, row
        self.fields["kind"].choices = [("", "Choose who they are"), *(
            (code.code, code.label) for code in codelists.codes("relationship_kind")
            if code.extra["group"] not in RECORDED_ELSEWHERE or (row and row.kind == code.code))]
        if row is not None:
            del self.fields["record"]
        if other is not None:
            self.fields["record"].initial = other.pk
        if other is not None or (row and row.other_id):
            del self.fields["name"]

    def clean_record(self) -> Subject | None:
        number = self.cleaned_data["record"]
        if number is None:
            return None
        other = visible_subjects(self.user).filter(pk=number, merged_into=None).first()
        if other is None:
            raise forms.ValidationError("Nobody with this record is open to you. Search for them again")
        if other.pk == self.subject.pk:
            raise forms.ValidationError("This is the person’s own record")
        return other

    def clean_emergency_order(self) -> int | None:
        place = self.cleaned_data["emergency_order"]
        taken = Relationship.objects.filter(subject=self.subject, ended_on=None, emergency_order=place)
        if self.row is not None:
            taken = taken.exclude(pk=self.row.pk)
        other = taken.first() if place else None
        if other is not None:
            raise forms.ValidationError(f"{other.who} has this place already. Give another, or change theirs first")
        return place

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.row is None:
            data["other"] = data.pop("record", None)
            if not data["other"] and not data.get("name") and "record" not in self.errors:
                self.add_error("name", "Enter their name, or search for their record")
            if data["other"]:
                data["name"] = ""
        elif not self.row.other_id and not data.get("name"):
            self.add_error("name", "Enter their name")
        return data


class EndForm(DesignForm):
    on = DayField(label="Until when?", not_future=True)


class CareForm(DesignForm):
    hours = forms.ChoiceField(label="How many hours a week do they care?", widget=Radios())
    what_they_do = forms.CharField(label="What do they do?", max_length=300)
    starts_on = DayField(label="Since when?", not_future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].choices = codelists.options("hours_caring")


class AuthorityForm(DesignForm):
    kind = forms.ChoiceField(label="Which power?", choices=Authority.Kind.choices, widget=Radios(hints={
        Authority.Kind.LPA_WELFARE: "Only while the person lacks capacity for the decision in hand",
        Authority.Kind.DEPUTY_WELFARE: "Only while the person lacks capacity for the decision in hand",
    }))
    how = forms.ChoiceField(label="How do they act?", choices=Authority.How.choices, widget=Radios(),
                            initial=Authority.How.SOLE)
    scope = forms.CharField(label="Limits or wishes written into it", widget=Words(rows=3), required=False)
    reference = forms.CharField(label="Reference of the registration or order", max_length=60, required=False)
    seen = forms.ChoiceField(label="Have you seen the registered paper?", choices=[("yes", "Yes"), ("no", "Not yet")],
                             widget=Radios(reveals={"yes": "seen_on"}))
    seen_on = DayField(label="Seen on", not_future=True)
    starts_on = DayField(label="In force since", required=False, not_future=True)


class SeenForm(DesignForm):
    on = DayField(label="When did you see it?", not_future=True)
    reference = forms.CharField(label="Reference", max_length=60, required=False)


class EndAuthorityForm(DesignForm):
    on = DayField(label="When did it end?", not_future=True)
    reason = forms.CharField(label="Why did it end?", max_length=300)
