"""The decision, the needs, the letter."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DesignForm, Radios, Words

from . import provisions
from .actions import NeedAnswer
from .basis import Basis
from .models import Determination

OUTCOMES = (
    ("eligible", "They meet the national criteria"),
    ("not_eligible", "They do not meet the national criteria"),
)
RESIDENCE_HINTS = {
    "here": "They live here by choice and for settled purposes; or we placed them elsewhere in a care home, "
    "shared lives or supported living (section 39)",
    "no_settled_residence": "No settled home anywhere: we treat them as ours while they are here",
    "elsewhere": "Another council is responsible; say which",
    "disputed": "Say with whom. Needs are met meanwhile by the council where they live",
}


class DecideForm(DesignForm):
    outcome = forms.ChoiceField(
        label="What do you decide?", choices=OUTCOMES, error_messages={"required": "Say what you decide"}
    )
    override_reason = forms.CharField(
        label="Why do you decide otherwise than recommended?",
        widget=Words(rows=3, limit=2000),
        help_text="It is printed in the letter.",
        error_messages={"required": "Say why you decide otherwise than the rule recommends"},
    )
    reasons = forms.CharField(
        label="Your reasons, in words the person will read",
        widget=Words(rows=5, limit=4000),
        help_text="Printed in the letter. Say what persuaded you, from their own life.",
        error_messages={"required": "Write your reasons"},
    )
    again_because = forms.CharField(
        label="Why is this decided again?",
        widget=Words(rows=2, limit=1000),
        error_messages={"required": "Say why this is decided again"},
    )

    def __init__(self, *args: Any, basis: Basis, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recommended = basis.decision.outcome
        self.fields["outcome"].widget = Radios(
            hints={self.recommended: "As the rule recommends"},
            reveals={code: "override_reason" for code, _ in OUTCOMES if code != self.recommended},
        )
        self.fields["outcome"].choices = OUTCOMES
        if not again:
            del self.fields["again_because"]


class NeedsForm(DesignForm):
    residence = forms.ChoiceField(
        label="Where are they ordinarily resident?",
        choices=Determination.Residence.choices,
        widget=Radios(hints=RESIDENCE_HINTS),
        error_messages={"required": "Say where they are ordinarily resident"},
    )
    residence_note = forms.CharField(
        label="Which council, and what was said to it?",
        widget=Words(rows=2, limit=1000),
        required=False,
        help_text="Needed when they live elsewhere or it is in dispute.",
    )
    self_funder = forms.ChoiceField(
        label="Would they pay in full, and do they ask us to arrange support all the same?",
        required=False,
        choices=(("no", "They do not ask, or it is not known yet"), ("yes", "Yes, they ask us to (section 18(3))")),
        initial="no",
        widget=Radios(small=True),
        help_text="Somebody with means above the upper limit may ask. A care home is arranged by choice, not by duty.",
    )

    def __init__(self, *args: Any, needs: dict[str, str], of_a_carer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs, self.of_a_carer = needs, of_a_carer
        for key, label in needs.items():
            title = f"{label[:1].upper()}{label[1:]}"
            self.fields[f"{key}_answer"] = forms.ChoiceField(
                label=title,
                choices=provisions.choices(of_a_carer=of_a_carer),
                widget=Radios(small=True),
                error_messages={"required": f"{title}: say what is decided"},
            )
            self.fields[f"{key}_reasons"] = forms.CharField(
                label="Reasons",
                widget=Words(rows=2, limit=1000),
                error_messages={"required": f"{title}: write the reasons"},
            )
        if of_a_carer:
            del self.fields["self_funder"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        residence = str(given.get("residence") or "")
        if residence in ("elsewhere", "disputed") and not given.get("residence_note"):
            self.add_error("residence_note", "Say which council, and what was said to it")
        for key in self.needs:
            problem = provisions.why_no_duty(str(given.get(f"{key}_answer")), residence, of_a_carer=self.of_a_carer)
            if problem:
                self.add_error(f"{key}_answer", problem)
        return given

    @property
    def answers(self) -> dict[str, NeedAnswer]:
        given = self.cleaned_data
        return {key: NeedAnswer(given[f"{key}_answer"], given[f"{key}_reasons"]) for key in self.needs}

    @property
    def self_funder_asks(self) -> bool | None:
        return True if self.cleaned_data.get("self_funder") == "yes" else None


class LetterForm(DesignForm):
    advice = forms.CharField(
        label="What can be done to meet or reduce these needs, and to prevent or delay more?",
        widget=Words(rows=8, limit=6000),
        help_text="Advice for this person: groups, equipment, exercise, benefits, help for a carer, whom to ring. "
        "The law asks for it in writing.",
        error_messages={"required": "Write the advice: the law asks for it"},
    )
