"""What is filled in at a desk, and by whoever answers it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import Boxes, DayField, DesignForm, Radios, Words
from alongside.front_door.bookings import hubs
from alongside.front_door.bookings.forms.public import MoveForm
from alongside.front_door.bookings.models import Way
from alongside.front_door.bookings.slots import Slot

from .. import desk
from ..models import Accompaniment, BookNote, ConcernHeard, HelpGiven, Question

NAME = "What they like to be called"
CLOCK = ["%H.%M", "%H:%M"]
YES_NO = [("yes", "Yes"), ("no", "No")]
TELEPHONE = {"inputmode": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}


class PointForm(DesignForm):
    point = forms.ChoiceField(label="Where are you today?", widget=Radios(),
                              error_messages={"required": "Choose where you are"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [(one.key, one.label) for one in hubs.access_points(timezone.localdate())]


class HelpForm(DesignForm):
    wanted = forms.CharField(label="What are they looking for?", max_length=500, widget=Words(rows=3, limit=500),
                             help_text="In their words. Leave out what is private.",
                             error_messages={"required": "Write what they are looking for"})
    about_name = forms.CharField(label=NAME, required=False, max_length=200, help_text="They need not say.")


class LookForm(DesignForm):
    words = forms.CharField(label="What shall we look for?", max_length=200, required=False)
    postcode = forms.CharField(label="Their postcode", max_length=10, required=False,
                               widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}))


class EndHelpForm(DesignForm):
    outcome = forms.ChoiceField(label="What came of it?", choices=HelpGiven.Outcome.choices, widget=Radios(),
                                error_messages={"required": "Say what came of it"})


class SessionForm(MoveForm):
    name = forms.CharField(label="Their name", max_length=200, error_messages={"required": "Write their name"})
    email = forms.EmailField(label="Their email address", required=False, max_length=254, error_messages={
        "invalid": "Write an email address like name@example.com"})
    telephone = forms.CharField(label="Their telephone number", required=False, max_length=40,
                                widget=forms.TextInput(TELEPHONE))
    address = forms.CharField(label="Where do we come to?", max_length=400, widget=Words(rows=3),
                              error_messages={"required": "Write the address we come to"})
    wants = forms.CharField(label="What would they like to talk about?", max_length=1000, widget=Words(rows=3),
                            error_messages={"required": "Write what they would like to talk about"})
    interpreter = forms.CharField(label="An interpreter? Which language?", required=False, max_length=80)
    access_needs = forms.CharField(label="What makes it easier for them?", required=False, max_length=500,
                                   widget=Words(rows=2))

    def __init__(self, *args: Any, way: str, free: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, free=free, **kwargs)
        self.way = way
        self.fields["starts_at"].label = "Which time suits them?"
        if way != Way.HOME:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and self.way == Way.TELEPHONE and not said.get("telephone"):
            self.add_error("telephone", "Write the telephone number we ring")
        return said


class LendForm(DesignForm):
    about_name = forms.CharField(label=NAME, max_length=200, error_messages={"required": "Write a name, so that it is "
                                 "known who has it"})
    telephone = forms.CharField(label="Their telephone number, to ask for it back", required=False, max_length=40,
                                widget=forms.TextInput(TELEPHONE))
    quantity = forms.IntegerField(label="How many?", initial=1, min_value=1, max_value=10,
                                  widget=forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric"}),
                                  error_messages={"invalid": "Write how many in numbers, like 1",
                                                  "min_value": "Write how many, at least 1"})
    # Of this page: pressed twice, it is given once.
    key = forms.UUIDField(widget=forms.HiddenInput(), error_messages={
        "required": "Open this page again, and give it out there", "invalid": "Open this page again, and give it out "
        "there"})
    fits = forms.ChoiceField(label="", choices=YES_NO, widget=Radios(inline=True),
                             error_messages={"required": "Ask them first, and say what they answered"})

    def __init__(self, *args: Any, item: desk.Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fits"].label = item.ask_first
        if item.most == 1:
            del self.fields["quantity"]

    def clean_fits(self) -> str:
        if self.cleaned_data["fits"] != "yes":
            raise forms.ValidationError("Then it is not for them. Ask a professional what would be.")
        return "yes"


class BackForm(DesignForm):
    state = forms.CharField(label="What state is it in?", required=False, max_length=200)


class AnotherBackForm(DesignForm):
    item = forms.ChoiceField(label="What came back?", widget=Radios(), error_messages={
        "required": "Choose what came back"})
    about_name = forms.CharField(label="Under which name was it given out?", max_length=200, error_messages={
        "required": "Write the name it was given out under"})
    state = forms.CharField(label="What state is it in?", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(one.key, one.label) for one in desk.may_give(timezone.localdate()).values()]


class ArrangeForm(DesignForm):
    about_name = forms.CharField(label="The name to ask for", max_length=200,
                                 error_messages={"required": "Write the name to ask for"})
    telephone = forms.CharField(label="Their mobile, for a message the day before", required=False, max_length=40,
                                widget=forms.TextInput(TELEPHONE))
    goes = forms.ModelChoiceField(label="Who goes with them?", queryset=User.objects.none(),
                                  error_messages={"required": "Choose who goes with them"})
    on_day = DayField(label="Which day?", not_past=True)
    at = forms.TimeField(label="When do they meet?", input_formats=CLOCK, help_text="For example 9.30",
                         widget=forms.TextInput({"class": "govuk-input--width-5"}),
                         error_messages={"invalid": "Write the time like 10.30 or 14.00"})
    meet_at = forms.CharField(label="Where do they meet?", max_length=300,
                              help_text="At home, at a bus stop, at the hub",
                              error_messages={"required": "Write where they meet"})
    good_to_know = forms.CharField(label="What is good to know on the way?", required=False, max_length=500,
                                   help_text="What they want whoever goes to know: a slow walk, the way home.",
                                   widget=Words(rows=3, limit=500))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goes"].queryset = desk.who_helps(timezone.localdate())


class AgainForm(DesignForm):
    goes = forms.ModelChoiceField(label="Who goes with them?", queryset=User.objects.none())
    on_day = DayField(label="Which day?", not_past=True)
    at = forms.TimeField(label="When do they meet?", input_formats=CLOCK,
                         widget=forms.TextInput({"class": "govuk-input--width-5"}),
                         error_messages={"invalid": "Write the time like 10.30 or 14.00"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goes"].queryset = desk.who_helps(timezone.localdate())


def _did(words: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=words, choices=YES_NO, widget=Radios(inline=True, small=True),
                             error_messages={"required": f"Say whether it happened: {words[:1].lower()}{words[1:]}"})


class EndForm(DesignForm):
    met = _did("Did you meet them?")
    went = _did("Did you go there together?")
    stayed = _did("Were you there with them the first time?")
    outcome = forms.ChoiceField(label="What happens now?", choices=Accompaniment.Outcome.choices, widget=Radios(),
                                error_messages={"required": "Say what happens now"})
    how_it_was = forms.CharField(label="How was it, in their words?", required=False, max_length=1000,
                                 widget=Words(rows=3, limit=1000))

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, **{name: said[name] == "yes" for name in ("met", "went", "stayed")}}


class AskForm(DesignForm):
    whom = forms.ChoiceField(label="Whom do you ask?", choices=Question.Profession.choices, widget=Radios(),
                             error_messages={"required": "Choose whom you ask"})
    words = forms.CharField(label="What do you ask?", max_length=2000, widget=Words(rows=4, limit=2000),
                            error_messages={"required": "Write what you ask"})
    about_name = forms.CharField(label=NAME, required=False, max_length=200,
                                 help_text="Only if the answer needs it.")
    waits = forms.ChoiceField(label="Do they wait at the desk now?", choices=YES_NO, initial="no",
                              widget=Radios(inline=True, small=True),
                              error_messages={"required": "Say whether they wait"})


class AnswerForm(DesignForm):
    words = forms.CharField(label="Your answer", max_length=3000, widget=Words(rows=5),
                            error_messages={"required": "Write your answer"})
    kind = forms.ChoiceField(label="What is it?", choices=Question.Kind.choices, widget=Radios(),
                             error_messages={"required": "Say whether you take it on"})


class ConcernForm(DesignForm):
    danger = forms.ChoiceField(label="Is somebody in danger now?", choices=YES_NO, widget=Radios(boxed=True),
                               error_messages={"required": "Say whether somebody is in danger now"})
    rang = forms.ChoiceField(label="Have you rung 999?", choices=YES_NO, widget=Radios(inline=True, small=True),
                             required=False)
    about_name = forms.CharField(label="Who may be being hurt?", max_length=200,
                                 error_messages={"required": "Write who may be being hurt, as well as you know"})
    about_where = forms.CharField(label="Where do they live?", required=False, max_length=300,
                                  help_text="As well as you know it")
    telephone = forms.CharField(label="How can they be reached safely?", required=False, max_length=40)
    what = forms.CharField(label="What did you see or hear?", max_length=4000, widget=Words(rows=5),
                           help_text="Their words, as they said them. Ask nothing more than you need.",
                           error_messages={"required": "Write what you saw or heard"})
    who_told = forms.CharField(label="Who told you, and how are they to them?", max_length=200,
                               help_text="“Herself”, or “Her daughter, Ann”",
                               error_messages={"required": "Write who told you"})
    wishes = forms.CharField(label="What do they want to happen?", required=False, max_length=1000,
                             help_text="If you could ask safely", widget=Words(rows=2))
    told_them = forms.ChoiceField(label="Have you told them that you pass this on?", choices=ConcernHeard.Told.choices,
                                  widget=Radios(small=True), error_messages={"required": "Say whether you told them"})

    @property
    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**{key: said[key] for key in ("about_name", "about_where", "telephone", "what", "who_told", "wishes",
                                              "told_them")},
                "in_danger_now": said["danger"] == "yes", "rang_999": said.get("rang") == "yes"}


class RaiseForm(DesignForm):
    kinds = forms.MultipleChoiceField(label="What kind of abuse or neglect?", widget=Boxes(small=True), error_messages={
        "required": "Choose at least one kind"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list(codelists.options("concern_kind"))


class NoteForm(DesignForm):
    kind = forms.ChoiceField(label="What do you write down?", choices=BookNote.Kind.choices, widget=Radios(),
                             error_messages={"required": "Choose what you write down"})
    words = forms.CharField(label="In a sentence", max_length=500, widget=Words(rows=2, limit=500),
                            help_text="About places and groups. Nobody who comes to the desk is named here.",
                            error_messages={"required": "Write it in a sentence"})
    whom_to_ask = forms.CharField(label="Which group or organisation can be asked?", required=False, max_length=200)


class SettleForm(DesignForm):
    settled = forms.CharField(label="What became of it?", max_length=300,
                              error_messages={"required": "Say what became of it"})
