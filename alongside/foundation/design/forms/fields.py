"""A day that somebody types."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from alongside.foundation.design.forms.widgets import DayBoxes
from alongside.foundation.design.words import MONTHS


class DayField(forms.Field):
    """A day somebody types. Takes 3 / 2 / 1947, 03 / Feb / 47 is refused (which century?), and says what is missing."""

    widget = DayBoxes

    def __init__(
        self, *, not_future: bool = False, not_past: bool = False, earliest: dt.date | None = None, **kwargs: Any
    ) -> None:
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
        today = timezone.localdate()
        subject = upper_first(self.subject)
        if self.not_future and value > today:
            raise self._wrong(f"{subject} cannot be in the future", "year")
        if self.not_past and value < today:
            raise self._wrong(f"{subject} cannot be in the past", "day")
        if self.earliest and value < self.earliest:
            raise self._wrong(
                f"{subject} cannot be before {self.earliest.day} {MONTHS[self.earliest.month - 1]} "
                f"{self.earliest.year}",
                "year",
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    @staticmethod
    def _wrong(words: str, part: str = "day") -> ValidationError:
        return ValidationError(words, code=f"wrong_{part}")


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    word = text.strip(" .").lower()
    matches = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.lower().startswith(word)]
    return matches[0] if len(matches) == 1 else None


def wrong_box(bound: BoundField) -> str | None:
    """Which of the three boxes an error is about."""
    for error in bound.errors.as_data() if hasattr(bound.errors, "as_data") else []:
        if str(error.code).startswith("wrong_"):
            return str(error.code).removeprefix("wrong_")
    return None


def lower_first(text: str) -> str:
    """Lower case at the start of a sentence's middle, but NHS, GP and names of one capital stay."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
