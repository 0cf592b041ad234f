"""Django forms in the design system: any field becomes the right component, with its hint, legend and one error.

A form that inherits from `DesignForm` also gets plain required-messages, answers that appear only when another answer
asks for them (`reveals=`), and drops an answer whose question fell away.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name

from alongside.foundation.design.words import MONTHS


class DesignSystemRenderer(TemplatesSetting):
    form_template_name = "design/forms/form.jinja"
    formset_template_name = "design/forms/formset.jinja"
    field_template_name = "design/forms/field.jinja"


# --- widgets: ordinary Django ones that carry what the component can show -------------------------------------------


class Words(forms.Textarea):
    """A box for somebody's words. With a limit it counts down; the limit is checked on the field (max_length)."""

    def __init__(self, *, rows: int = 4, limit: int | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.limit = limit


class _Answers:
    """Hints under options, and questions that an option reveals: {"other": "other_words"} names fields of the form."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, reveals: Mapping[str, str] | None = None,
                 inline: bool = False, small: bool = False, boxed: bool = False, divider_before: str | None = None,
                 attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)  # type: ignore[call-arg]
        self.hints = hints or {}
        self.reveals = reveals or {}
        self.inline, self.small, self.boxed, self.divider_before = inline, small, boxed, divider_before


class Radios(_Answers, forms.RadioSelect):
    """One of a few. `boxed` draws each option as a card, for the question that matters most on a screen."""


class Boxes(_Answers, forms.CheckboxSelectMultiple):
    """Any of a few."""


class DayBoxes(forms.Widget):
    """Day, month and year in three boxes. Reads name_day, name_month, name_year, or the name alone as 2026-05-12."""

    PARTS = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return data.get(name)
        return tuple((data.get(f"{name}_{part}") or "").strip() for part in self.PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def boxes(self, value: Any) -> tuple[str, str, str]:
        """What stands in each box, whether the value is a date, what somebody typed, or nothing."""
        if isinstance(value, (tuple, list)):
            return tuple(str(part) for part in value)  # type: ignore[return-value]
        if isinstance(value, str):
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                return (value, "", "")
        return (str(value.day), str(value.month), str(value.year)) if value else ("", "", "")


# --- fields ---------------------------------------------------------------------------------------------------------


class DayField(forms.Field):
    """A day somebody types. Takes 3 / 2 / 1947, 03 / Feb / 47 is refused (which century?), and says what is missing."""

    widget = DayBoxes

    def __init__(self, *, not_future: bool = False, not_past: bool = False, earliest: dt.date | None = None,
                 **kwargs: Any) -> None:
        self.not_future, self.not_past, self.earliest = not_future, not_past, earliest
        super().__init__(**kwargs)

    @property
    def subject(self) -> str:
        return lower_first(str(self.label or "the date"))

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or value == ("", "", ""):
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value.strip())
            except ValueError:
                raise self._wrong(f"Write {self.subject} as day, month and year, for example 27 3 2026") from None
        return self._from_boxes(*value)

    def _from_boxes(self, day: str, month: str, year: str) -> dt.date:
        missing = [name for name, text in zip(DayBoxes.PARTS, (day, month, year), strict=True) if not text]
        subject = upper_first(self.subject)
        if missing:
            raise self._wrong(f"{subject} needs a {' and a '.join(missing)}", missing[0])
        number = _month_number(month)
        if number is None:
            raise self._wrong(f"{subject}: the month must be a number from 1 to 12, or a name such as March", "month")
        if not re.fullmatch(r"\d{4}", year):
            raise self._wrong(f"{subject}: the year must have four figures, for example 1947", "year")
        if not re.fullmatch(r"\d{1,2}", day):
            raise self._wrong(f"{subject}: the day must be a number", "day")
        try:
            return dt.date(int(year), number, int(day))
        except ValueError:
            in_words = f"{MONTHS[number - 1]} {year}"
            raise self._wrong(f"{subject} must be a real day: {in_words} has no day {int(day)}", "day") from None

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        from django.utils import timezone

        today = timezone.localdate()
        subject = upper_first(self.subject)
        if self.not_future and value > today:
            raise self._wrong(f"{subject} cannot be in the future", "year")
        if self.not_past and value < today:
            raise self._wrong(f"{subject} cannot be in the past", "day")
        if self.earliest and value < self.earliest:
            raise self._wrong(f"{subject} cannot be before {self.earliest.day} {MONTHS[self.earliest.month - 1]} "
                              f"{self.earliest.year}", "year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    @staticmethod
    def _wrong(words: str, part: str = "day") -> ValidationError:
        return ValidationError(words, code=f"wrong_{part}")


def _month_number(text: str) -> int | None:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    word = text.strip(" .").lower()
    matches = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.lower().startswith(word)]
    return matches[0] if len(matches) == 1 else None


# --- forms ----------------------------------------------------------------------------------------------------------


class DesignForm(forms.Form):
    """Say `error_messages={"required": …}` where the made-up sentence would not be what a person would say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self)

    def _clean_fields(self) -> None:
        hidden = self._not_asked()
        for name in hidden:
            self.fields[name].required = False
        super()._clean_fields()  # type: ignore[misc]
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
    """A label nobody wrote is made from the field's name, so it is set first. Django's "This field is required." names nothing; this names the question."""
    for name, field in form.fields.items():
        if field.label is None:
            field.label = pretty_name(name)
        if str(field.error_messages.get("required")) == "This field is required.":
            label = str(field.label or "this")
            if label.endswith("?"):
                words = f"Answer “{label}”"
            elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
                words = f"Choose an answer for “{label}”"
            else:
                words = f"Fill in “{label}”"
            field.error_messages["required"] = words


def revealed_by(bound: BoundField) -> dict[str, str]:
    return dict(getattr(bound.field.widget, "reveals", {}))


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
        return f"{bound.auto_id}_{_wrong_box(bound) or 'day'}"
    return bound.auto_id


def _wrong_box(bound: BoundField) -> str | None:
    for error in bound.errors.as_data() if hasattr(bound.errors, "as_data") else []:
        if str(error.code).startswith("wrong_"):
            return str(error.code).removeprefix("wrong_")
    return None


# --- from a bound field to a component ------------------------------------------------------------------------------


def component(bound: BoundField, *, heading: bool = False, label: str | None = None) -> tuple[str, dict[str, Any]]:
    """The name of the design-system macro for this field and its parameters."""
    field, widget = bound.field, bound.field.widget
    attrs = {key: value for key, value in widget.attrs.items() if key not in ("class", "rows", "id")}
    title = {"text": label or bound.label}
    if not field.required and not attrs.pop("always_asked", False):
        title = {"text": f"{title['text']} (optional)"} if not title["text"].endswith((")", "?")) else title
    params: dict[str, Any] = {
        "id": bound.auto_id, "name": bound.html_name, "attributes": attrs, "classes": widget.attrs.get("class", ""),
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "errorMessage": {"text": bound.errors[0]} if bound.errors else None,
    }
    if bound.field.disabled:
        params["disabled"] = True
    labelled = {**title, "isPageHeading": heading, "classes": "govuk-label--l" if heading else ""}
    legend = {"legend": {**title, "isPageHeading": heading,
                         "classes": "govuk-fieldset__legend--l" if heading else "govuk-fieldset__legend--s"}}

    match widget:
        case DayBoxes():
            return "date", params | {"fieldset": legend, "items": list(_day_items(bound, widget)), "attributes": {}}
        case forms.CheckboxSelectMultiple():  # which Django derives from RadioSelect, so it comes first
            return "checkboxes", params | {"fieldset": legend, "idPrefix": bound.auto_id, "attributes": {},
                                           "classes": _answer_classes(widget, "checkboxes"),
                                           "items": list(_options(bound))}
        case forms.RadioSelect():
            return "radios", params | {"fieldset": legend, "idPrefix": bound.auto_id, "attributes": {},
                                       "classes": _answer_classes(widget, "radios"), "items": list(_options(bound))}
        case forms.CheckboxInput():
            item = {"value": "on", "text": label or bound.label, "id": bound.auto_id, "attributes": attrs,
                    "hint": params["hint"], "checked": bool(bound.value())}
            return "checkboxes", params | {"idPrefix": bound.auto_id, "items": [item], "hint": None, "attributes": {},
                                           "classes": "govuk-checkboxes--small al-single-box"}
        case forms.Select():
            multiple = {"multiple": "multiple"} if widget.allow_multiple_selected else {}
            return "select", params | {"label": labelled, "items": list(_options(bound, blank=True)),
                                       "attributes": attrs | multiple}
        case forms.FileInput():
            return "file", params | {"label": labelled}
        case forms.Textarea():
            limit = getattr(widget, "limit", None)
            params |= {"label": labelled, "value": bound.value() or "", "rows": widget.attrs.get("rows", 4)}
            return ("count", params | {"maxlength": limit, "threshold": 75}) if limit else ("textarea", params)
        case forms.PasswordInput():
            return "password", params | {"label": labelled}
        case _:
            value = bound.value()
            shown = widget.format_value(value) if hasattr(widget, "format_value") else value
            kept = {key: attrs.pop(key) for key in ("autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize")
                    if key in attrs}
            affixes = {key: {"text": attrs.pop(key)} for key in ("prefix", "suffix") if key in attrs}
            return "input", params | kept | affixes | {
                "label": labelled, "value": "" if shown is None else str(shown), "attributes": attrs,
                "type": getattr(widget, "input_type", "text") or "text"}


def _answer_classes(widget: forms.Widget, kind: str) -> str:
    options = {"inline": "inline", "small": "small"}
    names = [f"govuk-{kind}--{name}" for key, name in options.items() if getattr(widget, key, False)]
    own = widget.attrs.get("class", "")
    return " ".join(names + (["al-boxed"] if getattr(widget, "boxed", False) else []) + ([own] if own else []))


def _options(bound: BoundField, *, blank: bool = False) -> Iterator[dict[str, Any]]:
    value = bound.value()
    chosen = {str(one) for one in value} if isinstance(value, (list, tuple, set)) else {"" if value is None else str(value)}
    widget = bound.field.widget
    hints, reveals = getattr(widget, "hints", {}), revealed_by(bound)
    number = 0
    for option, text in _flat(widget.choices):  # type: ignore[attr-defined]
        option = "" if option is None else str(option)
        if option == "" and not blank:
            continue
        number += 1
        picked = option in chosen
        item: dict[str, Any] = {"value": option, "text": str(text), "checked": picked, "selected": picked,
                                "hint": {"text": hints[option]} if option in hints else None}
        # The first option carries the field's own id, so that the error summary and labels find it.
        item["id"] = bound.auto_id if number == 1 else f"{bound.auto_id}-{number}"
        if option in reveals and reveals[option] in bound.form.fields:
            item["reveals"] = bound.form[reveals[option]]
        if option == getattr(widget, "divider_before", None):
            yield {"divider": "or"}
        yield item


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for option, text in choices:
        if isinstance(text, (list, tuple)):
            yield from text
        else:
            yield option, text


def _day_items(bound: BoundField, widget: DayBoxes) -> Iterator[dict[str, Any]]:
    wrong = (_wrong_box(bound) or "all") if bound.errors else None
    autocomplete = ("bday-day", "bday-month", "bday-year") if widget.birthday else (None, None, None)
    for part, text, hint in zip(DayBoxes.PARTS, widget.boxes(bound.value()), autocomplete, strict=True):
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        error = " govuk-input--error" if wrong in (part, "all") else ""
        # A month may be written as a word, so only day and year bring up the number pad.
        yield {"name": f"{bound.html_name}_{part}", "id": f"{bound.auto_id}_{part}", "label": part.capitalize(),
               "value": text, "classes": width + error, "autocomplete": hint,
               "inputmode": "text" if part == "month" else "numeric"}


def lower_first(text: str) -> str:
    """Lower case at the start of a sentence's middle, but NHS, GP and names of one capital stay."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
