"""What somebody fills in to plan a visit, and to say what came of it."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words


class ClockField(forms.CharField):
    """A time somebody types: 10.30, 10:30 or 9.05."""

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", text.strip())
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise forms.ValidationError("Write the time as hours and minutes, for example 10.30")
        return time(int(found[1]), int(found[2]))


class PlanForm(DesignForm):
    kind = forms.ChoiceField(label="What kind of visit?", choices=[])
    on = DayField(label="On which day?", not_past=True)
    starts = ClockField(label="At what time are you there?", help_text="For example 10.30")
    where = forms.CharField(label="Where?", max_length=200)
    why = forms.CharField(label="What for?", max_length=300)
    alone = forms.ChoiceField(
        label="Do you go alone?", choices=[("yes", "Yes"), ("no", "No, with a colleague")],
        widget=Radios(reveals={"yes": "safe_by", "no": "with_worker"}),
    )
    safe_by = ClockField(label="By what time will you have said that you are safe?",
                         help_text="If you have not, the team’s duty desk looks for you")
    with_worker = forms.ModelChoiceField(label="With whom?", queryset=User.objects.none())
    leaves = ClockField(label="When do you leave?", required=False)
    team = forms.ModelChoiceField(label="Which team looks out for you?", queryset=Team.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose a kind"), *codelists.options("visit_kind")]
        teams = Team.objects.open().filter(pk__in=user.team_ids())
        self.fields["team"].queryset = teams
        if not self.is_bound:
            self.initial.setdefault("team", teams.first())
        self.fields["with_worker"].queryset = User.objects.working().exclude(pk=user.pk).filter(
            memberships__team__in=user.team_ids()).distinct().order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        alone = data["alone"] == "yes"
        starts_at = _at(data["on"], data["starts"])
        safe_by = _at(data["on"], data["safe_by"]) if alone else None
        leaves_at = _at(data["on"], data["leaves"]) if data["leaves"] else None
        if safe_by and safe_by <= starts_at:
            self.add_error("safe_by", "The time to be safe by must be after the visit begins")
        if leaves_at and leaves_at > starts_at:
            self.add_error("leaves", "You cannot leave after the visit begins")
        return {
            "kind": data["kind"], "where": data["where"], "why": data["why"], "team": data["team"],
            "starts_at": starts_at, "safe_by": safe_by, "leaves_at": leaves_at,
            "with_worker": None if alone else data["with_worker"],
        }


def _at(day: Any, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


class OutcomeForm(DesignForm):
    outcome = forms.ChoiceField(label="What came of it?", choices=[], widget=Radios())
    words = forms.CharField(label="In a few words", widget=Words(rows=4), required=False,
                            help_text="What happened goes into a note; this is for the list of visits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = codelists.options("visit_outcome")
