"""Entries in words: when, where, how much, for whom, how to reach it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag
from alongside.rules.dates import clock_words

from .models import Accessibility, CostOption, Schedule, Service
from .occurrences import DAYS, Timing, month_days, weekdays

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
WAYS = {"at_home": "Comes to your home", "by_telephone": "By telephone", "online": "Online"}
FEATURES: dict[str, str] = {**dict(Accessibility.Feature.choices), **WAYS}
STATUS_TAGS = {
    Service.Status.DRAFT: Tag("Draft", "soon"), Service.Status.PUBLISHED: Tag("Published", "done"),
    Service.Status.WITHDRAWN: Tag("Withdrawn", "neutral"),
}
