"""What a worker fills in before somebody is let in, and after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from alongside.foundation.design import telephones
from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words
from alongside.people.people import normal

from .models import Access, Check, Part, Release, Way

ALONE = "Without whoever asks for it, without family, friends or care workers in the room or on the line"
NOT_SURE = ("Do not let anybody in. Tell nobody who may stand over them. Close My plan silently, and raise a "
            "concern")


def check_way(channel: str, typed: str) -> None:
    """An address that a code could reach."""
    if channel == Way.Channel.EMAIL:
        try:
            validate_email(typed.strip())
        except ValidationError:
            raise ValidationError("An email address looks like name@example.org") from None
    elif not normal.is_telephone(typed):
        raise ValidationError("A telephone number looks like 01632 960123 or 07700 900123")
    elif channel == Way.Channel.TEXT and not telephones.is_mobile(typed):
        raise ValidationError("A text message reaches a mobile number, like 07700 900123")


def _text(label: str, kind: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=254, widget=forms.TextInput(
        {"type": kind, "autocomplete": "off", "spellcheck": "false"}), **more)


class AloneForm(DesignForm):
    """They were asked alone: how, when, in which words."""

    asked_how = forms.ChoiceField(label="How did you ask the person alone?", choices=Check.How.choices, widget=Radios(),
                                  help_text=ALONE)
    asked_on = DayField(label="When?", not_future=True)
    asked_words = forms.CharField(
        label="What did they say or show?", widget=Words(rows=3), max_length=4000,
        help_text="Whether they want it, who would read over their shoulder, what would happen if somebody did")
    sure = forms.ChoiceField(
        label="Are you sure that nobody stands over them?", widget=Radios(),
        choices=[("yes", "Yes"), ("no", "No, or I am not sure")],
        help_text="Somebody who answers for them, holds their telephone or money, or whom they look at first")

    def clean_sure(self) -> str:
        if self.cleaned_data["sure"] != "yes":
            raise ValidationError(NOT_SURE)
        return "yes"

    @property
    def asked(self) -> dict[str, Any]:
        return {"asked_how": self.cleaned_data["asked_how"], "asked_on": self.cleaned_data["asked_on"],
                "asked_words": self.cleaned_data["asked_words"]}


class GiveForm(AloneForm):
    verified_how = forms.ChoiceField(label="How do you know that it is them?", choices=Access.Verified.choices,
                                     widget=Radios())
    verified_on = DayField(label="When did you check that?", not_future=True)
    verified_words = forms.CharField(
        label="What did you see, or who vouched for them?", required=False, max_length=2000, widget=Words(rows=2),
        help_text="Which paper, never its number")
    email = _text("Email for codes", "email", help_text="A mailbox that only they read")
    mobile = _text("Mobile for codes by text", "tel", help_text="A telephone that only they unlock")
    number = _text("Number they ring from, for codes read out", "tel")
    parts = forms.MultipleChoiceField(label="What may they read?", choices=Part.choices, widget=Boxes())
    limits = forms.CharField(label="Limits", required=False, max_length=1000, widget=Words(rows=2),
                             help_text="In the paper, or as the person wants it. It stands on their pages")

    field_order = ["verified_how", "verified_on", "verified_words", "asked_how", "asked_on", "asked_words", "sure",
                   "capacity_words", "parts", "limits", "email", "mobile", "number"]
    REACHES = {"email": "email", "text": "mobile", "spoken": "number"}

    def __init__(self, *args: Any, parts: frozenset[str], **kwargs: Any) -> None:
        day = timezone.localdate()
        super().__init__(*args, initial={"verified_on": day, "asked_on": day, "parts": sorted(parts)}, **kwargs)
        self.fields["parts"].choices = [(key, label) for key, label in Part.choices if key in parts]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for channel, field in self.REACHES.items():
            if typed := data.get(field):
                try:
                    check_way(channel, typed)
                except ValidationError as problem:
                    self.add_error(field, problem)
        if not any(data.get(field) for field in self.REACHES.values()) and not self.errors.keys() & set(
                self.REACHES.values()):
            self.add_error("email", "Say how the code is to reach them: by email, text message or telephone")
        if data.get("verified_how") in ("paper", "vouched") and not data.get("verified_words"):
            self.add_error("verified_words", "Say which paper you saw, or who vouched for them")
        return data

    @property
    def ways(self) -> list[tuple[str, str]]:
        return [(channel, self.cleaned_data[field]) for channel, field in self.REACHES.items()
                if self.cleaned_data.get(field)]

    @property
    def given(self) -> dict[str, Any]:
        kept = ("verified_how", "verified_on", "verified_words", "parts", "limits")
        return {**{name: self.cleaned_data[name] for name in kept}, **self.asked, "ways": self.ways}


class WelfareForm(GiveForm):
    capacity_words = forms.CharField(
        label="Why can the person not decide this themselves, at this time?", widget=Words(rows=3), max_length=2000,
        help_text="A power over health and welfare acts only while they cannot (Mental Capacity Act 2005 s11(7)). "
                  "Everybody is presumed able to decide")

    @property
    def given(self) -> dict[str, Any]:
        return {**super().given, "capacity_words": self.cleaned_data["capacity_words"]}


class WayForm(DesignForm):
    channel = forms.ChoiceField(label="How?", choices=Way.Channel.choices, widget=Radios())
    address = forms.CharField(label="Email address or telephone number", max_length=254, widget=forms.TextInput(
        {"autocomplete": "off", "spellcheck": "false"}), help_text="Only they read that mailbox or hold that telephone")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("channel") and data.get("address"):
            try:
                check_way(data["channel"], data["address"])
            except ValidationError as problem:
                self.add_error("address", problem)
        return data


class CloseForm(DesignForm):
    because = forms.ChoiceField(label="Why?", widget=Radios(), choices=[
        (key, label) for key, label in Access.Closed.choices if key != Access.Closed.JOINED])
    words = forms.CharField(label="Anything a colleague should know", required=False, widget=Words(rows=3),
                            max_length=2000)


class SafetyForm(DesignForm):
    words = forms.CharField(
        label="What makes you think that somebody stands over them?", widget=Words(rows=4), max_length=4000,
        help_text="Only colleagues read this. It stays out of a copy of the record unless somebody decides otherwise")


class LiftForm(DesignForm):
    words = forms.CharField(
        label="How do you know that they are safe from it now?", widget=Words(rows=4), max_length=4000,
        help_text="Whom you asked alone, when, and what was done")


class ReadOutForm(DesignForm):
    how = forms.ChoiceField(label="How did you check that it is them?", widget=Radios(), choices=[
        ("I know their voice", "I know their voice"),
        ("Rang back on the number in the record", "I rang back on the number in the record"),
        ("They answered two questions only they could", "They answered two questions that only they could answer"),
    ])
    alone = forms.BooleanField(
        label="I asked by questions to answer yes or no: they are alone, and nobody told them to ring",
        error_messages={"required": "Do not read out a code unless they are alone"})


class ReleaseForm(DesignForm):
    part = forms.ChoiceField(label="What is it about?", widget=Radios(), choices=[
        ("documents", "Care, health, decisions"), ("money", "Money: charges, payments, what support costs")])
    about_others = forms.ChoiceField(label="What does it say about other people?", widget=Radios(),
                                     choices=Release.Others.choices,
                                     help_text="Read it first. A child, a neighbour who complained, a former partner")
    harm = forms.ChoiceField(
        label="Could reading it do somebody serious harm?", widget=Radios(),
        choices=[("no", "No"), ("yes", "Yes, or I am not sure")],
        help_text="To them or to anybody else, in body or mind, now or if somebody read it over their shoulder")
    harm_words = forms.CharField(label="Why not?", widget=Words(rows=2), max_length=1000)

    def clean_harm(self) -> str:
        if self.cleaned_data["harm"] != "no":
            raise ValidationError("Do not release it. Talk to your manager and to information governance")
        return "no"


class TakeBackForm(DesignForm):
    because = forms.CharField(label="Why?", widget=Words(rows=2), max_length=1000)
