"""What somebody may be asked to pay: offered once the charging rules are there, and where the council offers it.

The questions are the facts that the rule publishes; what is worked out is the rule's. Nothing is kept.
"""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.foundation.design.forms import DayField, DesignForm, Radios
from alongside.foundation.design.words import money
from alongside.rules import registry

from . import offers

RULE = "indicative_contribution"
YES_NO = (("yes", "Yes"), ("no", "No"))


def there() -> bool:
    return RULE in registry.RULES and "eligibility_and_contribution" in offers.meanings()


class FactsForm(DesignForm):
    """The facts of a rule, as its schema publishes them; each may be left blank."""

    def __init__(self, *args: Any, schema: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in schema["properties"].items():
            self.fields[name] = _field(said, said.get("description") or name.replace("_", " ").capitalize())

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self._fact(name, value) for name, value in self.cleaned_data.items() if value not in (None, "")}

    def _fact(self, name: str, value: Any) -> Any:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and tuple(field.choices) == YES_NO:
            return value == "yes"
        return value.isoformat() if hasattr(value, "isoformat") else value


def _field(said: dict[str, Any], label: str) -> forms.Field:
    kinds = said.get("type", "string")
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    if "enum" in said:
        return forms.ChoiceField(label=label, required=False, widget=Radios(), choices=[
            (one, str(one).replace("_", " ").capitalize()) for one in said["enum"] if one is not None])
    if "boolean" in kinds:
        return forms.ChoiceField(label=label, required=False, widget=Radios(inline=True), choices=YES_NO)
    if kinds & {"integer", "number"}:
        least = said.get("minimum")
        field = forms.IntegerField if "integer" in kinds else forms.FloatField
        return field(label=label, required=False, min_value=least, max_value=said.get("maximum"),
                     widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}))
    if said.get("format") == "date":
        return DayField(label=label, required=False)
    return forms.CharField(label=label, required=False, max_length=200,
                           widget=forms.TextInput({"class": "govuk-input--width-10"}))


def figures(decision: Any) -> list[tuple[str, str]]:
    """What was worked out, in words: money as money."""
    return [(key.replace("_", " ").capitalize(), money(value) if hasattr(value, "quantize") else str(value))
            for key, value in decision.figures.items()]
