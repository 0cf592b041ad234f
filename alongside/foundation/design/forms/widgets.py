"""Ordinary Django widgets that carry what the component can show."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


class Words(forms.Textarea):
    """A box for somebody's words. With a limit it counts down; the limit is checked on the field (max_length)."""

    def __init__(self, *, rows: int = 4, limit: int | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.limit = limit


class _Answers:
    """Hints under options, and questions that an option reveals: {"other": "other_words"} names fields of the form."""

    def __init__(
        self,
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        inline: bool = False,
        small: bool = False,
        boxed: bool = False,
        divider_before: str | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> None:
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


def revealed_by(bound: BoundField) -> dict[str, str]:
    return dict(getattr(bound.field.widget, "reveals", {}))
