"""Small forms around a carer's assessment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.care_management.assessments.forms import ColleagueField
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.foundation.subjects.models import Subject

from . import actions
from .models import CarersAssessment, SaidBy


class TeamField(forms.ModelChoiceField):
    def label_from_instance(self, team: Team) -> str:
        return str(team) if team.organisation.is_council else f"{team} ({team.organisation}, for the council)"


class StartForm(DesignForm):
    cared_for = forms.ModelChoiceField(
        label="Whom do they care for?",
        queryset=Subject.objects.none(),
        required=False,
        empty_label="Somebody without a record here",
        help_text="People around them who have a record of their own.",
    )
    cared_for_name = forms.CharField(label="Their name, if they have no record here", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="What kind of assessment?",
        choices=CarersAssessment.Kind.choices,
        initial=CarersAssessment.Kind.ADULT_CARER,
        widget=Radios(
            hints={
                "carer": "Section 10: an adult who cares for another adult, whatever they do and however much",
                "child_carer_transition": "Section 60: the adult carer of a child who will be 18",
                "young_carer_transition": "Section 63: a carer under 18 who is likely to have needs as an adult",
            }
        ),
    )
    complex = forms.ChoiceField(
        label="Is this highly complex?",
        choices=(("no", "No"), ("yes", "Yes: the council keeps it")),
        initial="no",
        widget=Radios(inline=True),
    )
    team = TeamField(
        label="Who carries it out?",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose who carries it out"},
        help_text="Another organisation sees this carer’s record from now on, and no other.",
    )
    myself = forms.BooleanField(label="I carry it out myself", required=False)
    asked_for_on = DayField(label="When did they ask, or accept?", not_future=True)
    urgent = forms.BooleanField(label="Somebody may come to harm if this waits", required=False)

    def __init__(self, *args: Any, cared_for: QuerySet[Subject], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["cared_for"].queryset = cared_for
        teams = Team.objects.open().select_related("organisation").order_by("-organisation__is_council", "name")
        self.fields["team"].queryset = teams

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("cared_for"):
            given["cared_for_name"] = ""
        elif not given.get("cared_for_name"):
            self.add_error("cared_for_name", "Choose whom they care for, or write the name")
        team = given.get("team")
        if team and given.get("complex") == "yes" and not team.organisation.is_council:
            self.add_error("team", actions.COMPLEX_STAYS)
        if team and given.get("myself") and team.pk not in self.user.team_ids():
            self.add_error("team", "You are not in that team, so somebody there carries it out")
        return given


class GiveForm(DesignForm):
    assessor = ColleagueField(
        label="Who carries it out?", queryset=User.objects.none(), error_messages={"required": "Choose a colleague"}
    )

    def __init__(self, *args: Any, assessment: CarersAssessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = User.objects.working().in_team(assessment.team).order_by("name", "pk")


class BringBackForm(DesignForm):
    reason = forms.CharField(
        label="Why is it for the council?",
        widget=Words(rows=3, limit=250),
        error_messages={"required": "Say why it is for the council"},
    )
    team = forms.ModelChoiceField(
        label="Which team?",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose a team of the council"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.open().filter(organisation__is_council=True).order_by("name")


class CorrectForm(DesignForm):
    said_by = forms.ChoiceField(
        label="Who says it is wrong?",
        choices=[
            (SaidBy.CARER, "The carer"),
            (SaidBy.WORKER, "The worker who wrote it"),
            (SaidBy.OTHER, "Somebody else"),
        ],
        widget=Radios(),
        error_messages={"required": "Say who says it is wrong"},
    )
    reason = forms.CharField(
        label="What is wrong, and what is right instead?",
        widget=Words(rows=4, limit=500),
        help_text="In their words where they are theirs. What was signed stays readable, with the corrected version "
        "beside it.",
        error_messages={"required": "Say what is wrong"},
    )


class LeaveForm(DesignForm):
    why = forms.CharField(
        label="Why does it stay as it was signed?",
        widget=Words(rows=3, limit=500),
        help_text="Telling the carer this, and how to complain, becomes a task of yours. What they say is wrong stays "
        "on the timeline.",
        error_messages={"required": "Say why it stays as it was signed"},
    )
