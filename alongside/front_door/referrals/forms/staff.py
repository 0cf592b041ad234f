"""What is written down when a referral comes in, when it is settled, and when its referrer hears."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design.forms import DayField, DesignForm, Radios, Words
from alongside.front_door.bookings import hubs

from .. import sharing
from ..models import Feedback, Referral

CHANNELS = ("telephone", "email", "letter", "online", "in_person", "hospital", "shared_record")


class RecordForm(DesignForm):
    received_on = DayField(label="When did it come?", not_future=True)
    channel = forms.ChoiceField(label="How did it come?", widget=Radios(small=True))
    urgency = forms.ChoiceField(label="How urgent is it?", choices=Referral.Urgency.choices, widget=Radios(small=True),
                                initial=Referral.Urgency.ROUTINE)
    about_name = forms.CharField(label="Name of the person it is about", max_length=200)
    about_date_of_birth = forms.CharField(label="Date of birth", required=False, max_length=40,
                                          help_text="As it was given")
    about_nhs_number = forms.CharField(label="NHS number", required=False, max_length=20)
    about_address = forms.CharField(label="Address", required=False, widget=Words(rows=2))
    about_telephone = forms.CharField(label="Telephone", required=False, max_length=40)
    reason = forms.CharField(label="Why are they referred?", widget=Words(rows=4))
    hopes = forms.CharField(label="What does the referrer hope for?", required=False, widget=Words(rows=2))
    person_knows = forms.ChoiceField(label="Does the person know, and agree?", choices=Referral.PersonKnows.choices,
                                     widget=Radios(small=True))
    may_be_told = forms.CharField(label="What may the referrer be told, if they said?", required=False,
                                  widget=Words(rows=2))
    anonymous = forms.ChoiceField(label="Did the referrer give a name?", choices=[("no", "Yes"), ("yes", "No")],
                                  widget=Radios(small=True, inline=True))
    referrer_name = forms.CharField(label="Referrer’s name", required=False, max_length=200)
    referrer_role = forms.CharField(label="What they are", required=False, max_length=120, help_text="GP, nurse")
    referrer_organisation = forms.CharField(label="Organisation", required=False, max_length=200)
    referrer_email = forms.EmailField(label="Email", required=False,
                                      error_messages={"invalid": "Write an email address like name@practice.example"})
    referrer_telephone = forms.CharField(label="Telephone of the referrer", required=False, max_length=40)
    referrer_address = forms.CharField(label="Address of the referrer", required=False, widget=Words(rows=3),
                                       help_text="If they are to hear by letter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(code, label) for code, label in codelists.options("conversation_channel")
                                          if code in CHANNELS]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("anonymous") == "no" and not said.get("referrer_name"):
            self.add_error("referrer_name", "Write the referrer’s name, or say that they gave none")
        return said

    @property
    def particulars(self) -> dict[str, Any]:
        """As the action takes it: a referral of today came now, one of an earlier day at that day's noon."""
        said = dict(self.cleaned_data)
        day = said.pop("received_on")
        said["anonymous"] = said["anonymous"] == "yes"
        now = timezone.now()
        noon = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
        return {**said, "received_at": now if day == timezone.localdate() else min(noon, now)}


class SettleForm(DesignForm):
    outcome = forms.ChoiceField(label="What happens?", choices=Referral.Outcome.choices,
                                widget=Radios(reveals={"stepped_down": "stepped_down_to"}))
    stepped_down_to = forms.ChoiceField(label="Which community access point?",
                                        error_messages={"required": "Choose the community access point"})
    with_whom = forms.ModelChoiceField(
        label="Who talks with them at the access point?", queryset=User.objects.none(), required=False,
        empty_label="Me", help_text="Only those trained for it stand here. It is not asked for anything else.")
    detail = forms.CharField(label="What was agreed, for the referrer to hear if they may",
                             widget=Words(rows=4), error_messages={"required": "Say in a few words what was agreed"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["stepped_down_to"].choices = [
            ("", "Choose one"), *((point.label, point.label) for point in hubs.access_points(today))]
        self.fields["with_whom"].queryset = hubs.who_may_hold(hubs.FIRST_CONVERSATION, today)


class TellForm(DesignForm):
    how = forms.ChoiceField(label="How are they told?", widget=Radios(small=True, reveals={"letter": "address"}))
    address = forms.CharField(label="Address on the letter", widget=Words(rows=4),
                              error_messages={"required": "Write the address the letter goes to"})
    words = forms.CharField(label="What they are told", widget=Words(rows=9),
                            error_messages={"required": "Write what the referrer is told"})

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [
            (how, label) for how, label in Feedback.How.choices
            # What is mailed needs its address, and a letter is kept on the record of the person it is about.
            if (how not in (Feedback.How.EMAIL, Feedback.How.ONLINE) or referral.referrer_email)
            and (how != Feedback.How.LETTER or referral.subject_id)
            and (how != Feedback.How.SYSTEM or sharing.their_system_asks(referral))]


class HarmForm(DesignForm):
    words = forms.CharField(label="Why is no concern raised?", widget=Words(rows=5),
                            error_messages={"required": "Write why no concern is raised, under your name"})


class NotToldForm(DesignForm):
    because = forms.ChoiceField(label="Why is the referrer not told?", choices=Feedback.NotGiven.choices,
                                widget=Radios())
    note = forms.CharField(label="In a sentence", widget=Words(rows=3),
                           error_messages={"required": "Say in a sentence why, under your name"})
