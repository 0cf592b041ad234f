"""The form: plain required-messages, questions that appear when asked for, and its errors as a summary."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name

from alongside.foundation.design.forms.fields import wrong_box
from alongside.foundation.design.forms.widgets import DayBoxes, revealed_by

# What Django writes for the first line of a list to choose from, where nobody wrote anything.
UNSAID = "---------"


class DesignForm(forms.Form):
    """Say `error_messages={"required": …}` where the made-up sentence would not be what a person would say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)

    def _clean_fields(self) -> None:
        hidden = self._not_asked()
        for name in hidden:
            self.fields[name].required = False
        super()._clean_fields()
        for name in hidden:
            self.cleaned_data[name] = [] if isinstance(self.fields[name], forms.MultipleChoiceField) else None
            if isinstance(self.fields[name], forms.CharField):
                self.cleaned_data[name] = ""
            self.errors.pop(name, None)

    def _not_asked(self) -> list[str]:
        """Questions whose revealing option was not chosen, so their answers fall away."""
        names = []
        for bound in self:
            chosen = bound.value()
            chosen = [str(one) for one in chosen] if isinstance(chosen, (list, tuple)) else [str(chosen)]
            names += [name for option, name in revealed_by(bound).items() if option not in chosen]
        return names


def speak_plainly(form: forms.BaseForm) -> None:
    """Names the question where Django would say "This field is required."

    A label nobody wrote is made from the field's name, so that it can be named.
    """
    for name, field in form.fields.items():
        if field.label is None:
            field.label = pretty_name(name)
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == UNSAID:
            field.empty_label = "Leave it open" if not field.required else "Choose one"
        if str(field.error_messages.get("required")) == "This field is required.":
            label = str(field.label or "this")
            if label.endswith("?"):
                words = f"Answer “{label}”"
            elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
                words = f"Choose an answer for “{label}”"
            else:
                words = f"Fill in “{label}”"
            field.error_messages["required"] = words


def fields_of(form: forms.BaseForm) -> list[BoundField]:
    """The visible fields in order, without those that appear under an option of another."""
    hidden = {name for bound in form for name in revealed_by(bound).values()}
    return [bound for bound in form.visible_fields() if bound.name not in hidden]


def errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """The error summary: a line for each field in the form's order, linked to the very box it is about."""
    lines = [{"text": words} for words in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            where = {} if bound.is_hidden else {"href": f"#{_first_id(bound)}"}
            lines.append({"text": bound.errors[0], **where})
    return lines


def _first_id(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DayBoxes):
        return f"{bound.auto_id}_{wrong_box(bound) or 'day'}"
    return bound.auto_id
