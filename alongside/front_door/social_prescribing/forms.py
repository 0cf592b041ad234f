"""What is written down while somebody walks alongside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation.accounts.models import Membership, User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.foundation.permissions import roles
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import Conversation
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.search import Asked, find
from alongside.front_door.referrals.models import Referral

from . import measure
from .models import Goal, LinkWork, Tried

FOUND = 10
LATEST = 10


class AskForm(DesignForm):
    why = forms.CharField(label="What might a link worker help with?", widget=Words(rows=4), max_length=1000,
                          help_text="In the person’s words, if you can. They know that you ask.")
    came_from = forms.ChoiceField(label="Who brought it up?", choices=LinkWork.CameFrom.choices,
                                  widget=Radios(small=True))
    referral = forms.ModelChoiceField(label="Which referral, if there is one", queryset=Referral.objects.none(),
                                      empty_label="None")
    conversation = forms.ModelChoiceField(label="Which conversation, if there is one",
                                          queryset=Conversation.objects.none(), empty_label="None")

    def __init__(self, data: Any = None, *, subject: Subject, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, rows, permission in (
            ("referral", Referral.objects.visible_to(user).filter(subject=subject).newest_first(), "referrals.see"),
            ("conversation", Conversation.objects.filter(subject=subject, finished_at__isnull=False).order_by(
                "-began_at"), "conversations.see"),
        ):
            self.fields[name].required = False
            if user.may(permission) and rows.exists():
                self.fields[name].queryset = rows
            else:
                del self.fields[name]


class GiveForm(DesignForm):
    worker = forms.ModelChoiceField(label="Which link worker?", queryset=User.objects.none())

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["worker"].queryset = link_workers()


def link_workers() -> Any:
    """Colleagues whose role is to work with people so."""
    holding = [key for key, role in roles.ROLES.items() if "social_prescribing.record" in role.permissions
               and "social_prescribing.manage" not in role.permissions]
    places = Membership.objects.in_force(timezone.localdate()).filter(role__in=holding)
    return User.objects.working().filter(pk__in=places.values("user")).order_by("name", "pk")


class StartForm(DesignForm):
    on = DayField(label="When did you first meet or talk?", not_future=True)

    def __init__(self, data: Any = None, *, link_work: LinkWork, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["on"].earliest = link_work.asked_on


class GoalForm(DesignForm):
    words = forms.CharField(label="What do they want?", max_length=500, widget=Words(rows=3, limit=500),
                            help_text="In their own words: “I want to talk with somebody who is not paid to listen.”",
                            error_messages={"required": "Write what they want, in their own words"})


class AnswerGoalForm(DesignForm):
    reached = forms.ChoiceField(label="How far did they come?", choices=Goal.Reached.choices, widget=Radios(
        reveals={"yes": "reached_by"}))
    reached_by = forms.ModelChoiceField(label="What did it?", queryset=Tried.objects.none(),
                                        empty_label="Something else")

    def __init__(self, data: Any = None, *, goal: Goal, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["reached_by"].required = False
        self.fields["reached_by"].queryset = Tried.objects.filter(link_work=goal.link_work).order_by("name", "pk")


class TryForm(DesignForm):
    """Something of the directory, or by its name. `look` searches and keeps what was written."""

    looking_for = forms.CharField(label="What are you looking for?", required=False, max_length=200,
                                  help_text="In everyday words: walking, company, somebody to read with")
    service = forms.ChoiceField(label="Groups and services", required=False, widget=Radios(small=True))
    name = forms.CharField(label="Or its name, if it is not in the directory", required=False, max_length=300)
    goal = forms.ModelChoiceField(label="For which of their goals?", queryset=Goal.objects.none(),
                                  empty_label="None in particular")

    def __init__(self, data: Any = None, *, link_work: LinkWork, looking: bool = False, **kwargs: Any) -> None:
        asked = str((data or {}).get("looking_for") or "").strip()
        if looking and data is not None:
            kwargs["initial"], data = {name: data.get(name) for name in data}, None
        super().__init__(data, **kwargs)
        hits = find(Asked(words=asked), most=FOUND).hits if asked else []
        self.nothing_found = bool(asked) and not hits
        self.fields["service"].choices = [(str(hit.service_id), hit.card["name"]) for hit in hits]
        self.fields["service"].widget.hints = {
            str(hit.service_id): f"{hit.card['organisation']}. {hit.card['summary']}" for hit in hits}
        self.fields["goal"].required = False
        self.fields["goal"].queryset = Goal.objects.filter(link_work=link_work).order_by("pk")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("service") and not (said.get("name") or "").strip() and "service" not in self.errors:
            self.add_error("name", "Search and choose something, or write what it is called")
        return said

    @property
    def chosen(self) -> Service | None:
        pk = self.cleaned_data["service"]
        return Service.objects.published().filter(pk=pk).first() if pk else None


class WentForm(DesignForm):
    state = forms.ChoiceField(label="Did they go?", choices=Tried.State.choices, widget=Radios(reveals={
        "stopped": "why_not_gone"}))
    why_not_gone = forms.ChoiceField(label="Why not?", choices=Tried.WhyNot.choices, widget=Radios(small=True))
    first_on = DayField(label="When was the first time?", required=False)
    liked = forms.ChoiceField(label="Did they like it?", required=False, choices=[*Tried.Liked.choices],
                              widget=Radios(small=True, reveals={"no": "why_not_liked"}),
                              help_text="Leave it open if they have not been yet")
    why_not_liked = forms.ChoiceField(label="Why not liked?", choices=Tried.WhyNot.choices, widget=Radios(small=True))
    words = forms.CharField(label="Anything they said", required=False, max_length=1000, widget=Words(rows=3))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("liked") and said.get("state") not in ("went", "stopped"):
            self.add_error("liked", "They can only like it once they have been. Say whether they went")
        return said

    @property
    def why_not(self) -> str:
        return self.cleaned_data.get("why_not_gone") or self.cleaned_data.get("why_not_liked") or ""


class MeasureForm(DesignForm):
    """One box a question of the council's measure; a question may be left open."""

    on = DayField(label="Asked on", not_future=True)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.measure = measure.current()
        low, high = self.measure.low, self.measure.high
        wrong = f"Write a whole number from {low} to {high}, or leave it open"
        for one in self.measure.questions:
            self.fields[one.key] = forms.IntegerField(
                label=one.text, min_value=low, max_value=high, required=False,
                help_text=f"{low} to {high}. Leave it open if they would rather not say",
                widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
                error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong})
        self.order_fields([*(one.key for one in self.measure.questions), "on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and all(said.get(one.key) is None for one in self.measure.questions):
            self.add_error(self.measure.questions[0].key, "Write at least one answer")
        return said

    @property
    def answers(self) -> dict[str, int | None]:
        return {one.key: self.cleaned_data[one.key] for one in self.measure.questions}


class EndForm(DesignForm):
    because = forms.ChoiceField(label="Why does it end?", choices=LinkWork.Ended.choices, widget=Radios())
    words = forms.CharField(label="What do they take with them?", max_length=1000, widget=Words(rows=4),
                            help_text="In a few words, with them if you can",
                            error_messages={"required": "Write in a few words how it ended"})
    on = DayField(label="On which day?", not_future=True)

    def __init__(self, data: Any = None, *, link_work: LinkWork, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["on"].earliest = link_work.started_on or link_work.asked_on
