"""What somebody fills in to keep a person's words, strengths and networks."""

from __future__ import annotations

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm, Radios
from alongside.foundation.design.forms import Words as WordsBox

from .models import Network, Words


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
