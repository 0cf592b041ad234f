"""The steps of a referral over the public pages: one thing a page, what is not right is said at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Radios, Words
from alongside.people.people.normal import NotAnNHSNumber, nhs_number

from ..models import Referral

LONG, SHORT = 5_000, 200
TOO_LONG = {"max_length": "This is too long: write at most %(limit_value)d characters (you have %(show_value)d)"}


def words(label: str, *, rows: int = 4, required: bool = True, missing: str = "", **more: Any) -> forms.CharField:
    errors = {**TOO_LONG, **({"required": missing} if missing else {})}
    return forms.CharField(
        label=label, required=required, max_length=LONG, widget=Words(rows=rows), error_messages=errors, **more
    )


def line(
    label: str, *, most: int = SHORT, required: bool = True, missing: str = "", auto: str = "off", **more: Any
) -> forms.CharField:
    errors = {**TOO_LONG, **({"required": missing} if missing else {})}
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        error_messages=errors,
        widget=forms.TextInput({"autocomplete": auto}),
        **more,
    )


class DangerForm(DesignForm):
    danger = forms.ChoiceField(
        label="Is somebody in danger now?",
        widget=Radios(inline=True),
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={"required": "Say whether somebody is in danger now"},
    )


class HarmForm(DesignForm):
    harm = forms.ChoiceField(
        label="Do you fear that somebody is being hurt, neglected or used?",
        choices=[("yes", "Yes, or I am not sure"), ("no", "No")],
        widget=Radios(reveals={"yes": "harm_feared"}),
        error_messages={"required": "Say whether you fear that somebody is being hurt"},
    )
    harm_feared = words(
        "What makes you think so?",
        missing="Write what makes you think so",
        help_text="What you saw and heard, in their words where you can. You need not be sure.",
    )


class WishesForm(DesignForm):
    harm_asked = forms.ChoiceField(
        label="Have you asked the person what they want?",
        choices=Referral.HarmAsked.choices,
        widget=Radios(reveals={"asked": "harm_wishes"}),
        error_messages={"required": "Say whether you asked the person what they want"},
    )
    harm_wishes = words("What do they want to happen?", rows=3, missing="Write what they want to happen")


class WhoForm(DesignForm):
    about_name = line("Their name", missing="Write the name of the person")
    about_date_of_birth = line("Date of birth, or about how old they are", most=40, required=False)
    about_nhs_number = line("NHS number, if you have it", most=20, required=False)
    about_address = forms.CharField(
        label="Address", required=False, max_length=500, widget=Words(rows=3), error_messages=TOO_LONG
    )
    about_telephone = line("Telephone", most=40, required=False)
    about_reach = words(
        "How is it best to reach them?",
        rows=2,
        required=False,
        help_text="When to ring, whom to ask for, an interpreter, hearing or sight",
    )

    def clean_about_nhs_number(self) -> str:
        typed = str(self.cleaned_data["about_nhs_number"])
        if not typed:
            return ""
        try:
            return nhs_number(typed)
        except NotAnNHSNumber as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        ways = ("about_date_of_birth", "about_nhs_number", "about_address", "about_telephone")
        if said.get("about_name") and not self.errors and not any(said.get(name) for name in ways):
            self.add_error(
                "about_address", "Write an address, a telephone number or a date of birth, so that we can find them"
            )
        return said


class WhyForm(DesignForm):
    reason = words(
        "Why do you refer them?",
        rows=6,
        missing="Write why you refer them",
        help_text="What has happened, and what has become hard. Also what goes well.",
    )
    hopes = words("What do they hope for, in their own words?", rows=3, required=False)
    needs = forms.MultipleChoiceField(
        label="What is it about?",
        choices=Referral.Need.choices,
        required=False,
        widget=Boxes(),
        help_text="Choose all that fit",
    )


class KnowsForm(DesignForm):
    person_knows = forms.ChoiceField(
        label="Does the person know about this referral, and agree?",
        choices=[
            ("yes", "Yes, they know and agree"),
            ("not_agreed", "They know, and do not agree"),
            ("no", "They do not know"),
        ],
        widget=Radios(),
        error_messages={"required": "Say whether the person knows and agrees"},
    )
    why_without_agreement = words("If not: why do you refer them all the same?", rows=3, required=False)
    may_be_told = words(
        "What may we tell you afterwards?",
        rows=2,
        required=False,
        help_text="What the person said that you may hear. We ask them too.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("person_knows") in ("not_agreed", "no") and not said.get("why_without_agreement"):
            self.add_error("why_without_agreement", "Write why you refer them though they have not agreed")
        return said


class UrgencyForm(DesignForm):
    urgency = forms.ChoiceField(
        label="How soon must somebody talk with them?",
        choices=[("urgent", "Today"), ("soon", "Within a few days"), ("routine", "It can wait its turn")],
        widget=Radios(hints={"urgent": "Ring us as well: then you know that we have it."}),
        error_messages={"required": "Say how soon somebody must talk with them"},
    )


class YouForm(DesignForm):
    referrer_name = line("Your name", auto="name", missing="Write your name")
    referrer_kind = forms.ChoiceField(
        label="Where do you work?",
        choices=Referral.Kind.choices,
        widget=Radios(),
        error_messages={"required": "Say where you work"},
    )
    referrer_organisation = line(
        "Name of your organisation", auto="organization", missing="Write the name of your organisation"
    )
    referrer_role = line("Your job", most=120, auto="organization-title", missing="Write what your job is")
    referrer_telephone = line("Your telephone at work", most=40, required=False, auto="tel")


class FileForm(DesignForm):
    file = forms.FileField(
        label="Add a file",
        error_messages={
            "required": "Choose a file first",
            "empty": "This file is empty",
            "invalid": "Choose a file first",
            "missing": "Choose a file first",
        },
    )


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    form: type[DesignForm]
    only_if_harm: bool = False


STEPS = (
    Step("danger", "Is somebody in danger now?", DangerForm),
    Step("harm", "Is somebody being hurt?", HarmForm),
    Step("wishes", "What the person wants", WishesForm, only_if_harm=True),
    Step("who", "Who is it about?", WhoForm),
    Step("why", "Why do you refer them?", WhyForm),
    Step("agreed", "What the person agrees to", KnowsForm),
    Step("urgency", "How soon?", UrgencyForm),
    Step("you", "About you", YouForm),
)
FILES, CHECK = "files", "check"
# Answers that decide what is asked and are kept nowhere else.
NOT_KEPT = ("danger", "harm")


def asked(answers: dict[str, Any]) -> list[Step]:
    """The steps of this referral: what the person wants is asked where harm is feared."""
    harm = answers.get("harm", {}).get("harm") == "yes"
    return [step for step in STEPS if harm or not step.only_if_harm]


def filled(step: Step, answers: dict[str, Any]) -> DesignForm:
    """The form of a step with what was kept of it, checked again."""
    return step.form(answers.get(step.key, {}))


def first_open(answers: dict[str, Any]) -> Step | None:
    """The first step that is not right yet."""
    return next((step for step in asked(answers) if not filled(step, answers).is_valid()), None)


def particulars(answers: dict[str, Any]) -> dict[str, Any]:
    """As the action takes it; every step is right by now."""
    said: dict[str, Any] = {}
    for step in asked(answers):
        form = filled(step, answers)
        form.full_clean()
        said |= form.cleaned_data
    if said["danger"] == "yes":
        said["urgency"] = str(Referral.Urgency.URGENT)
    return {name: value for name, value in said.items() if name not in NOT_KEPT}
