"""Small forms around an assessment; the assessment itself is a questionnaire."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.foundation.subjects.models import Subject

from .models import Assessment

# Not reasons to end an assessment that was begun: those are outcomes of one that was signed.
NOT_HERE = ("support_in_place", "not_eligible", "transferred")


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.job_title}" if user.job_title else user.name


class StartForm(DesignForm):
    kind = forms.ChoiceField(
        label="What kind of assessment?",
        choices=Assessment.Kind.choices,
        initial=Assessment.Kind.NEEDS,
        widget=Radios(
            hints={
                "needs": "Care Act section 9: any adult who may need care and support, whatever their means",
                "child_transition": "Section 58: somebody under 18 who is likely to have needs as an adult",
                "occupational_therapy": "Daily living, equipment and adaptations",
                "sensory": "Sight and hearing, also somebody who is deafblind",
            }
        ),
    )
    depth = forms.ChoiceField(
        label="How full?",
        choices=Assessment.Depth.choices,
        initial=Assessment.Depth.FULL,
        widget=Radios(
            hints={
                "short": "The ten outcomes on one page. You can change to full at any time, and lose nothing",
                "full": "Each outcome on a page of its own, with special parts if needed",
            }
        ),
        help_text="In proportion to the person’s needs and wishes.",
    )
    mode = forms.ChoiceField(
        label="Who leads it?",
        choices=Assessment.Mode.choices,
        initial=Assessment.Mode.WORKER,
        widget=Radios(
            hints={
                "supported_self": "The person answers first; your view stands beside it",
                "combined": "With the assessment of somebody who cares for them; both must agree",
            },
            reveals={"combined": "combined_with"},
        ),
    )
    combined_with = forms.ModelChoiceField(
        label="With which carer?",
        queryset=Subject.objects.none(),
        empty_label="Choose the carer",
        error_messages={"required": "Choose the carer"},
        help_text="Carers with a record of their own among the people around them.",
    )
    combination_agreed = forms.CharField(
        label="How did both agree to one assessment?",
        widget=Words(rows=2, limit=500),
        required=False,
        help_text="Only for a combined assessment (section 12(5)).",
    )
    asked_for_on = DayField(
        label="When did it appear that they may need care and support?",
        not_future=True,
        help_text="The promised day counts from here.",
    )
    urgent = forms.BooleanField(label="Somebody may come to harm if this waits", required=False)
    who = forms.ChoiceField(
        label="Who carries it out?",
        choices=(("me", "I do"), ("team", "Put it on a team’s list")),
        initial="me",
        widget=Radios(reveals={"team": "team"}),
    )
    team = forms.ModelChoiceField(
        label="Which team?",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose a team"},
    )

    def __init__(self, *args: Any, carers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["combined_with"].queryset = carers
        if not carers.exists():  # nobody to combine it with
            self.fields["mode"].choices = [one for one in Assessment.Mode.choices if one[0] != Assessment.Mode.COMBINED]
            self.fields["mode"].widget.reveals = {}
            del self.fields["combined_with"], self.fields["combination_agreed"]
        self.fields["team"].queryset = Team.objects.open().filter(organisation__is_council=True).order_by("name")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        combined = given.get("mode") == Assessment.Mode.COMBINED
        if combined and not given.get("combination_agreed"):
            self.add_error("combination_agreed", "Say how both agreed to one assessment")
        if not combined:
            given["combined_with"], given["combination_agreed"] = None, ""
        return given


class GiveForm(DesignForm):
    assessor = ColleagueField(
        label="Who carries it out?", queryset=User.objects.none(), error_messages={"required": "Choose a colleague"}
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = User.objects.working().in_team(assessment.team).order_by("name", "pk")


class SignerForm(DesignForm):
    signer = ColleagueField(
        label="Ask whom to sign?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Whoever in the team is free first",
        help_text="Colleagues of the team who may sign this assessment.",
    )

    def __init__(self, *args: Any, signers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = User.objects.filter(pk__in=[user.pk for user in signers]).order_by("name")


class SendBackForm(DesignForm):
    note = forms.CharField(
        label="What is still to be done?",
        widget=Words(rows=4, limit=1000),
        error_messages={"required": "Say what is still to be done"},
    )


class CorrectForm(DesignForm):
    reason = forms.CharField(
        label="Why is it corrected?",
        widget=Words(rows=3, limit=500),
        error_messages={"required": "Say why what was signed is corrected"},
        help_text="What was signed stays readable. The corrected version stands beside it, with this reason.",
    )


class EndForm(DesignForm):
    reason = forms.ChoiceField(
        label="Why does it end without a signature?",
        widget=Radios(small=True),
        error_messages={"required": "Choose why it ends"},
    )
    words = forms.CharField(
        label="What was said, and what happens now?",
        widget=Words(rows=3, limit=1000),
        error_messages={"required": "Say what was said, and what happens now"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            pair for pair in codelists.options("closure_reason", timezone.localdate()) if pair[0] not in NOT_HERE
        ]


class ShareForm(DesignForm):
    on = DayField(label="On which day?", not_future=True)
    how = forms.ChoiceField(
        label="How?",
        choices=Assessment.Shared.choices,
        widget=Radios(small=True),
        error_messages={"required": "Say how it was shared"},
    )
    with_whom = forms.CharField(
        label="With whom?",
        max_length=300,
        initial="The person",
        help_text="The person themselves, and anybody they asked us to share it with.",
        error_messages={"required": "Say with whom it was shared"},
    )


class AdvocateForm(DesignForm):
    advocate = forms.CharField(
        label="Who is the advocate?",
        max_length=200,
        help_text="Name and organisation. Not somebody who is paid to care for them.",
        error_messages={"required": "Name the advocate"},
    )
    on = DayField(label="From which day?", not_future=True)
