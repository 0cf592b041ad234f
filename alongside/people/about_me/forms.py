"""What somebody fills in to keep a person's words, strengths and networks."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm, Radios
from alongside.foundation.design.forms import Words as WordsBox

from .models import Network, SeenDifferently, TakenUp, Words


class WordsForm(DesignForm):
    topic = forms.ChoiceField(label="What is it about?", choices=Words.Topic.choices, widget=Radios())
    words = forms.CharField(label="Their words", widget=WordsBox(rows=6),
                            help_text="As they said it. Theirs, not ours")
    whose = forms.ChoiceField(label="Whose words are these?", choices=Words.Whose.choices, initial=Words.Whose.OWN,
                              widget=Radios(reveals={"told": "told_by"}))
    told_by = forms.CharField(label="Who told you?", max_length=200)
    said_on = DayField(label="When was it said?", not_future=True)


class StrengthForm(DesignForm):
    words = forms.CharField(label="What do they do, know or have going for them?", max_length=200,
                            help_text="For example: cooks most days, and for her neighbour on Fridays")


class NetworkForm(DesignForm):
    kind = forms.ChoiceField(label="What kind?", choices=Network.Kind.choices, widget=Radios(inline=True))
    name = forms.CharField(label="Group or place", max_length=200)
    words = forms.CharField(label="In a few words", max_length=200, required=False,
                            help_text="For example: every Tuesday, runs the knitting table")


class TakeUpForm(DesignForm):
    how = forms.ChoiceField(
        label="What comes of it?", choices=TakenUp.How.choices,
        widget=Radios(hints={
            "plan": "It comes up when the plan is next written, in their words, and stands on your list until then",
            "talk": "A message to them begins, with their words in it",
        }, reveals={"talk": "note"}))
    note = forms.CharField(label="What do you write to them about it?", max_length=300, widget=WordsBox(rows=3),
                           error_messages={"required": "Write to them what you want to talk about"})

    def __init__(self, *args: Any, may_write: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_write:
            self.fields["how"].choices = [one for one in TakenUp.How.choices if one[0] != TakenUp.How.TALK]
            del self.fields["note"]


class AnswerForm(DesignForm):
    outcome = forms.ChoiceField(label="What was done?", choices=SeenDifferently.Outcome.choices, widget=Radios())
    words = forms.CharField(
        label="What do you tell them?", widget=WordsBox(rows=5), max_length=2000,
        help_text="They read this in My plan. If it stays, say why, and that they can ask the council to look again or "
                  "complain to the Information Commissioner")
