"""One screening, and where somebody is referred on to."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import Boxes, DesignForm, Radios
from alongside.front_door.directory.models import Service

from .. import pack
from ..models import Onward, Referral
from .sending import words

PATHWAY, GROUP = "pathway:", "group"


class ScreeningForm(DesignForm):
    needs = forms.MultipleChoiceField(
        label="What is needed?",
        choices=Referral.Need.choices,
        widget=Boxes(),
        error_messages={"required": "Choose at least one"},
    )
    what_they_want = words("What does the person want?", rows=3, missing="Write what the person wants")
    what_goes_well = words("What goes well", rows=3, required=False)
    everyday_life = words("Everyday life", rows=3, required=False)
    health = words("Health, medicines, falls", rows=3, required=False)
    home = words("The home", rows=3, required=False)
    who_is_around = words("Who is around them", rows=3, required=False)
    risks = words("What could go wrong, and what they think of it", rows=3, required=False)


class ReferOnForm(DesignForm):
    to = forms.MultipleChoiceField(
        label="Where to?",
        widget=Boxes(),
        help_text="One contact may go to several",
        error_messages={"required": "Choose where they are referred to"},
    )
    service = forms.ModelChoiceField(
        Service.objects.none(),
        label="Which group or service of the directory?",
        error_messages={"required": "Choose the group or service"},
        empty_label="Choose one",
    )
    why = words("Why, in their words where you can?", rows=4, missing="Write why you refer them on")
    agreed = forms.ChoiceField(
        label="Does the person agree to it?",
        choices=[("yes", "Yes"), ("no", "No, or it could not be asked")],
        widget=Radios(reveals={"no": "without_agreement_because"}),
        error_messages={"required": "Say whether the person agrees"},
    )
    without_agreement_because = words(
        "Why is it lawful and right all the same?", rows=3, missing="Write why it is right all the same"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pathways = pack.current().pathways
        self.fields["to"].choices = [
            *((PATHWAY + one.key, one.label) for one in pathways),
            (GROUP, "A group or service of the directory"),
        ]
        self.fields["to"].widget.hints = {PATHWAY + one.key: f"{one.to}. {one.purpose}" for one in pathways}
        self.fields["to"].widget.reveals = {GROUP: "service"}
        self.fields["service"].queryset = Service.objects.published().by_name()

    def chosen(self) -> list[Any]:
        """Pathways and the group, each a referral of its own."""
        said = self.cleaned_data
        known = pack.current()
        return [said["service"] if one == GROUP else known.pathway(one.removeprefix(PATHWAY)) for one in said["to"]]


class AnswerForm(DesignForm):
    answer = forms.ChoiceField(
        label="What did they answer?", choices=Onward.Answer.choices, widget=Radios(reveals={"declined": "because"})
    )
    because = words("Why did they decline?", rows=3, missing="Write why they declined")


class OutcomeForm(DesignForm):
    outcome = forms.ChoiceField(label="What came of it?", choices=Onward.Outcome.choices, widget=Radios())
    admission_avoided = forms.ChoiceField(
        label="Was an admission to hospital avoided?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(inline=True),
        error_messages={"required": "Say whether an admission to hospital was avoided"},
    )
    words = words("What happened", rows=3, required=False)

    def __init__(self, *args: Any, asks_admission_avoided: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_admission_avoided:
            del self.fields["admission_avoided"]
