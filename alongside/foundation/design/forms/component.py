"""From any bound field to the component of the design system and its parameters."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from alongside.foundation.design.forms.fields import wrong_box
from alongside.foundation.design.forms.widgets import DayBoxes, revealed_by

# A browser that is given `maxlength` drops the end of what is pasted and says nothing; the form says it, and keeps it.
LEFT_TO_US = ("class", "rows", "id", "maxlength")


def component(bound: BoundField, *, heading: bool = False, label: str | None = None) -> tuple[str, dict[str, Any]]:
    """The name of the design-system macro for this field and its parameters."""
    field, widget = bound.field, bound.field.widget
    attrs = {key: value for key, value in widget.attrs.items() if key not in LEFT_TO_US}
    title = {"text": label or bound.label}
    if not field.required and not attrs.pop("always_asked", False):
        title = {"text": f"{title['text']} (optional)"} if not title["text"].endswith((")", "?")) else title
    params: dict[str, Any] = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "attributes": attrs,
        "classes": widget.attrs.get("class", ""),
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "errorMessage": {"text": bound.errors[0]} if bound.errors else None,
    }
    if bound.field.disabled:
        params["disabled"] = True
    labelled = {**title, "isPageHeading": heading, "classes": "govuk-label--l" if heading else ""}
    legend = {
        "legend": {
            **title,
            "isPageHeading": heading,
            "classes": "govuk-fieldset__legend--l" if heading else "govuk-fieldset__legend--s",
        }
    }

    match widget:
        case DayBoxes():
            return "date", params | {"fieldset": legend, "items": list(_day_items(bound, widget)), "attributes": {}}
        case forms.CheckboxSelectMultiple():  # which Django derives from RadioSelect, so it comes first
            return "checkboxes", params | {
                "fieldset": legend,
                "idPrefix": bound.auto_id,
                "attributes": {},
                "classes": _answer_classes(widget, "checkboxes"),
                "items": list(_options(bound)),
            }
        case forms.RadioSelect():
            return "radios", params | {
                "fieldset": legend,
                "idPrefix": bound.auto_id,
                "attributes": {},
                "classes": _answer_classes(widget, "radios"),
                "items": list(_options(bound)),
            }
        case forms.CheckboxInput():
            item = {
                "value": "on",
                "text": label or bound.label,
                "id": bound.auto_id,
                "attributes": attrs,
                "hint": params["hint"],
                "checked": bool(bound.value()),
            }
            return "checkboxes", params | {
                "idPrefix": bound.auto_id,
                "items": [item],
                "hint": None,
                "attributes": {},
                "classes": "govuk-checkboxes--small al-single-box",
            }
        case forms.Select():
            multiple = {"multiple": "multiple"} if widget.allow_multiple_selected else {}
            return "select", params | {
                "label": labelled,
                "items": list(_options(bound, blank=True)),
                "attributes": attrs | multiple,
            }
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
            kept = {
                key: attrs.pop(key)
                for key in ("autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize")
                if key in attrs
            }
            longest = 5 if isinstance(field, SHORT) else getattr(field, "max_length", None)
            affixes = {key: {"text": attrs.pop(key)} for key in ("prefix", "suffix") if key in attrs}
            return "input", params | kept | affixes | {
                "label": labelled,
                "value": "" if shown is None else str(shown),
                "attributes": attrs,
                "type": getattr(widget, "input_type", "text") or "text",
                "classes": params["classes"] or width(longest),
            }


# As wide as what goes in: the size of a box tells what is asked for. The last characters that fit each of its widths.
SHORT = (forms.IntegerField, forms.TimeField)
WIDTHS = {5: "govuk-input--width-5", 10: "govuk-input--width-10", 40: "govuk-input--width-20"}


def width(longest: int | None) -> str:
    """The class for a box of one line; none, as wide as the form, where a sentence may go in."""
    return next((name for most, name in WIDTHS.items() if longest and longest <= most), "")


def _answer_classes(widget: forms.Widget, kind: str) -> str:
    options = {"inline": "inline", "small": "small"}
    names = [f"govuk-{kind}--{name}" for key, name in options.items() if getattr(widget, key, False)]
    own = widget.attrs.get("class", "")
    return " ".join(names + (["al-boxed"] if getattr(widget, "boxed", False) else []) + ([own] if own else []))


def _options(bound: BoundField, *, blank: bool = False) -> Iterator[dict[str, Any]]:
    value = bound.value()
    chosen = (
        {str(one) for one in value} if isinstance(value, (list, tuple, set)) else {"" if value is None else str(value)}
    )
    widget = bound.field.widget
    hints, reveals = getattr(widget, "hints", {}), revealed_by(bound)
    number = 0
    for option, text in _flat(widget.choices):
        option = "" if option is None else str(option)
        if option == "" and not blank:
            continue
        number += 1
        picked = option in chosen
        item: dict[str, Any] = {
            "value": option,
            "text": str(text),
            "checked": picked,
            "selected": picked,
            "hint": {"text": hints[option]} if option in hints else None,
        }
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
    wrong = (wrong_box(bound) or "all") if bound.errors else None
    autocomplete = ("bday-day", "bday-month", "bday-year") if widget.birthday else (None, None, None)
    for part, text, hint in zip(DayBoxes.PARTS, widget.boxes(bound.value()), autocomplete, strict=True):
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        error = " govuk-input--error" if wrong in (part, "all") else ""
        # A month may be written as a word, so only day and year bring up the number pad.
        yield {
            "name": f"{bound.html_name}_{part}",
            "id": f"{bound.auto_id}_{part}",
            "label": part.capitalize(),
            "value": text,
            "classes": width + error,
            "autocomplete": hint,
            "inputmode": "text" if part == "month" else "numeric",
        }
