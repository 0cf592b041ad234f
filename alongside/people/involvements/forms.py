"""What somebody fills in to ask, judge, allocate, hand over and close."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation import codelists
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words

from .models import Involvement


class AskForm(DesignForm):
    team = forms.ModelChoiceField(label="Which team?", queryset=Team.objects.none())
    role = forms.ChoiceField(label="As what?", choices=Involvement.Role.choices, widget=Radios(),
                             initial=Involvement.Role.LEAD)
    reason = forms.CharField(label="What for?", max_length=300, help_text="One line that the team will see on its list")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.open()


class AskToBeNamedForm(DesignForm):
    why = forms.CharField(label="What do you need it for?", max_length=300, widget=Words(rows=3),
                          help_text="They decide by this. Do not write anybody’s name")


class RiskForm(DesignForm):
    risk = forms.ChoiceField(label="What is the risk while they wait?", widget=Radios())
    why = forms.CharField(label="Why do you judge it so?", widget=Words(rows=4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risk"].choices = list(reversed(codelists.options("risk_level")))


class TouchForm(DesignForm):
    on = DayField(label="When were you in touch?", not_future=True)
    words = forms.CharField(label="What did they say?", widget=Words(rows=3))


class KeeperForm(DesignForm):
    keeper = forms.ModelChoiceField(label="Who keeps in touch while they wait?", queryset=User.objects.none())

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = User.objects.working().in_team(team)


class AllocateForm(DesignForm):
    worker = forms.ModelChoiceField(label="To whom?", queryset=User.objects.none(), widget=Radios(), empty_label=None)

    def __init__(self, *args: Any, team: Team, hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = User.objects.working().in_team(team)
        self.fields["worker"].widget.hints = hints


class TransferForm(DesignForm):
    to_team = forms.ModelChoiceField(label="To which team?", queryset=Team.objects.none())
    to_worker = forms.ModelChoiceField(label="To whom by name?", queryset=User.objects.none(), required=False,
                                       help_text="Leave empty for the team to decide")
    note = forms.CharField(label="What do they need to know?", widget=Words(rows=5),
                           help_text="Where things stand, what was promised, what to watch for")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_team"].queryset = Team.objects.open()
        self.fields["to_worker"].queryset = User.objects.working().filter(
            memberships__isnull=False).distinct().order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        team, worker = data.get("to_team"), data.get("to_worker")
        if team and worker and not User.objects.in_team(team).filter(pk=worker.pk).exists():
            self.add_error("to_worker",
                           f"{worker.name} does not work in {team.name}. Choose another, or leave it empty.")
        return data


class SendBackForm(DesignForm):
    note = forms.CharField(label="Why do you send it back?", widget=Words(rows=4))


class CloseForm(DesignForm):
    reason = forms.ChoiceField(label="Why does this work end?", choices=[])
    left_agreed = forms.CharField(label="What was left agreed?", widget=Words(rows=5),
                                  help_text="Who does what from here, and whom the person rings if things change")
    on = DayField(label="Last day", not_future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "Choose a reason"), *(
            option for option in codelists.options("closure_reason") if option[0] != "transferred")]
