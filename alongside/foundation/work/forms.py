"""What a worker says about a piece of work, one form an act. Each knows the act it leads to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words

from . import actions
from .models import Task

HOW_OFTEN = [("1", "Every day"), ("7", "Every week"), ("14", "Every two weeks"), ("28", "Every four weeks")]


def colleagues() -> Any:
    return User.objects.working().filter(memberships__isnull=False).distinct().order_by("name")


class ActForm(DesignForm):
    """`seen` is the version the page showed: a change made on an old page is noticed, not kept."""

    heading: ClassVar[str]
    verb: ClassVar[str]
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, user: User, **kwargs: Any) -> None:
        self.task, self.user = task, user
        kwargs.setdefault("initial", {}).setdefault("seen", task.version)
        super().__init__(*args, **kwargs)

    def apply(self) -> Task:
        raise NotImplementedError

    @property
    def common(self) -> dict[str, Any]:
        return {"task": self.task, "by": self.user, "seen": self.cleaned_data["seen"]}


class FinishForm(ActForm):
    heading, verb = "What came of it?", "Record that it is done"
    outcome = forms.CharField(
        label="What was done, and what came of it?", widget=Words(rows=4, limit=300), max_length=300,
        error_messages={"required": "Say what was done. One line is enough."},
    )

    def apply(self) -> Task:
        return actions.finish(outcome=self.cleaned_data["outcome"], **self.common)


class TouchForm(ActForm):
    heading, verb = "Log a call", "Save the call"
    on = DayField(label="Day of the call", not_future=True)
    words = forms.CharField(
        label="How are they, and what was said?", widget=Words(rows=4, limit=1000), max_length=1000, required=False,
        help_text="Has anything become more urgent while they wait?",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["on"] = timezone.localdate()
        super().__init__(*args, **kwargs)

    def apply(self) -> Task:
        return actions.touch(on=self.cleaned_data["on"], words=self.cleaned_data["words"], **self.common)


class WaitForm(ActForm):
    heading, verb = "Waiting on somebody else", "Save the wait"
    on = forms.CharField(label="Who or what are you waiting for?", max_length=200,
                         help_text="For example: the hospital’s letter on swallowing")
    since = DayField(label="Waiting since", not_future=True)
    keeper = forms.ModelChoiceField(
        label="Who keeps in touch meanwhile?", queryset=User.objects.none(), empty_label="Choose a colleague",
        help_text="Every wait has somebody keeping in touch.",
    )
    every = forms.ChoiceField(label="How often?", choices=HOW_OFTEN, widget=Radios(inline=True), initial="7")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).update(since=timezone.localdate(), keeper=kwargs["user"].pk)
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = colleagues()

    def apply(self) -> Task:
        data = self.cleaned_data
        return actions.wait_for(on=data["on"], since=data["since"], keeps_in_touch=data["keeper"],
                                every_days=int(data["every"]), **self.common)


class HoldForm(ActForm):
    heading, verb = "Put on hold", "Put it on hold"
    until = DayField(label="Until", help_text="It comes back to your list on this day.")
    reason = forms.CharField(label="Why?", max_length=300)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError("Choose a day after today", code="wrong_day")
        return until

    def apply(self) -> Task:
        return actions.hold(until=self.cleaned_data["until"], reason=self.cleaned_data["reason"], **self.common)


class DayForm(ActForm):
    heading, verb = "Change the day", "Save the new day"
    due_on = DayField(label="New day", not_past=True)
    why = forms.CharField(label="Why does it move?", max_length=300,
                          help_text="For a promise: tell the person first, and say here what they said.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["due_on"] = max(
            kwargs["task"].due_on or timezone.localdate(), timezone.localdate() + timedelta(days=1))
        super().__init__(*args, **kwargs)

    def apply(self) -> Task:
        return actions.change_day(due_on=self.cleaned_data["due_on"], why=self.cleaned_data["why"], **self.common)


class HandOverForm(DesignForm):
    """One or many pieces of work to a colleague, who accepts them, or back to a team's list."""

    tasks = forms.TypedMultipleChoiceField(
        label="Which work?", coerce=int, widget=Boxes(small=True),
        error_messages={
            "required": "Choose the work to hand over",
            "invalid_choice": "Somebody has moved or finished some of this since you opened the page. Choose again",
        },
    )
    to = forms.ChoiceField(
        label="To whom?", choices=[("colleague", "A colleague"), ("team", "A team’s list, for somebody to take")],
        widget=Radios(reveals={"colleague": "colleague", "team": "team"}), initial="colleague",
    )
    colleague = forms.ModelChoiceField(label="Colleague", queryset=User.objects.none(),
                                       empty_label="Choose a colleague")
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), empty_label="Choose a team")
    note = forms.CharField(
        label="Hand-over note", widget=Words(rows=4, limit=1000), max_length=1000,
        help_text="What has been promised, what is still open, and what they would want to know.",
        error_messages={"required": "Write a line for the colleague who takes it on"},
    )
    # Each task with the version the page showed: "12:3".
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, tasks: list[Task], labels: dict[int, str], **kwargs: Any) -> None:
        self.offered = {task.pk: task for task in tasks}
        kwargs.setdefault("initial", {})["seen"] = " ".join(f"{task.pk}:{task.version}" for task in tasks)
        super().__init__(*args, **kwargs)
        self.fields["tasks"].choices = [(task.pk, labels[task.pk]) for task in tasks]
        self.fields["colleague"].queryset = colleagues()
        self.fields["team"].queryset = Team.objects.filter(closed_on=None)

    def clean_seen(self) -> dict[int, int]:
        pairs = [pair.partition(":") for pair in self.cleaned_data["seen"].split()]
        return {int(pk): int(version) for pk, _, version in pairs if pk.isdecimal() and version.isdecimal()}

    def apply(self, by: User) -> list[Task]:
        data = self.cleaned_data
        to_team = data["to"] == "team"
        return actions.hand_over(
            tasks=[self.offered[pk] for pk in data["tasks"]], by=by, note=data["note"], seen=data["seen"],
            owner=None if to_team else data["colleague"], team=data["team"] if to_team else None,
        )
