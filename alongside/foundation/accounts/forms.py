"""What an administrator and a manager fill in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from alongside.foundation.design.forms import DayField, DesignForm, Words
from alongside.foundation.permissions import roles

from .models import Organisation, Qualification, Team, User

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")


def tidy_postcode(text: str) -> str:
    """"wm54rd" as "WM5 4RD"; what is no postcode is refused."""
    close = re.sub(r"\s", "", text).upper()
    if not close:
        return ""
    if not POSTCODE.fullmatch(close):
        raise ValidationError("Write the postcode in full, for example WM5 4RD")
    return f"{close[:-3]} {close[-3:]}"


class AccountForm(DesignForm):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="Work email address", max_length=254,
                             help_text="The council’s own sign-in finds the account by it")
    job_title = forms.CharField(label="Job title", max_length=200, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label="Works for", empty_label=None)
    telephone = forms.CharField(label="Work telephone", max_length=40, required=False)
    home_postcode = forms.CharField(
        label="Home postcode", max_length=10, required=False,
        help_text="Only the information governance lead uses it, to notice look-ups of neighbours and one’s own home")
    caseload_limit = forms.IntegerField(label="People on their list at most", min_value=1, max_value=200,
                                        required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        self.user = user
        if user is not None:
            kwargs.setdefault("initial", {name: getattr(user, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        there = User.objects.by_email(self.cleaned_data["email"])
        if there is not None and there != self.user:
            raise ValidationError(f"{there.name} has this address already")
        return self.cleaned_data["email"].lower()

    def clean_home_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["home_postcode"])


class PlaceForm(DesignForm):
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label="Choose a team")
    role = forms.ChoiceField(label="Role", choices=lambda: [("", "Choose a role"), *roles.choices()])
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Leave empty if there is no end yet")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.open()
        self.fields["starts_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if known.get("starts_on") and known.get("ends_on") and known["ends_on"] < known["starts_on"]:
            self.add_error("ends_on", "The last day cannot be before the first")
        return known


class EndForm(DesignForm):
    last_day = DayField(label="Last day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate()


class QualificationForm(DesignForm):
    kind = forms.ChoiceField(label="Registration or training", choices=Qualification.Kind.choices)
    number = forms.CharField(label="Registration number", max_length=60, required=False)
    expires_on = DayField(label="Runs out on", required=False, not_past=True)
    seen = forms.BooleanField(label="I have looked it up in the register, or seen the certificate", error_messages={
        "required": "It counts only once you have looked it up or seen it"})


class CloseForm(DesignForm):
    because = forms.CharField(label="Why is it closed?", max_length=300, help_text="For example: left on 31 May")


class TeamForm(DesignForm):
    name = forms.CharField(label="Name", max_length=200)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label="Part of", empty_label=None)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email address", required=False)

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any) -> None:
        self.team = team
        if team is not None:
            kwargs.setdefault("initial", {name: getattr(team, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        others = Team.objects.exclude(pk=self.team.pk) if self.team else Team.objects.all()
        if others.filter(name__iexact=name).exists():
            raise ValidationError("There is a team of this name already")
        if not slugify(name):
            raise ValidationError("The name needs letters")
        return name


class CoverForm(DesignForm):
    absent = forms.ModelChoiceField(User.objects.none(), label="Who is away?", empty_label="Choose a colleague")
    cover = forms.ModelChoiceField(User.objects.none(), label="Who does their work?", empty_label="Choose a colleague")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", not_past=True)
    note = forms.CharField(label="What the colleague should know", required=False, widget=Words(rows=3))

    def __init__(self, *args: Any, absent: Any, cover: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = absent
        self.fields["cover"].queryset = cover

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if known.get("absent") and known.get("absent") == known.get("cover"):
            self.add_error("cover", "Nobody can do their own work while away: choose another colleague")
        if known.get("starts_on") and known.get("ends_on") and known["ends_on"] < known["starts_on"]:
            self.add_error("ends_on", "The last day cannot be before the first")
        return known
