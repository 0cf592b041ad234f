"""A copy in words: how far it is, what is in it and what stayed out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .marks import in_words
from .models import Copy


def tag(copy: Copy, now: datetime) -> Tag:
    if copy.is_being_made:
        return Tag("Being made", "soon")
    if copy.failed_at:
        return Tag("Not made", "late")
    return Tag("Ready", "done") if copy.may_be_taken(now) else Tag("No longer kept", "neutral")


def how_far(copy: Copy) -> str:
    if not copy.of:
        return "The record is being read."
    return f"{copy.done} of {words.plural(copy.of, 'kind of record', 'kinds of record')} written."


def left_out(copy: Copy) -> list[str]:
    return in_words(copy.left_out)


def lines(copies: Iterable[Copy], now: datetime) -> list[list[Any]]:
    return [
        [{"text": words.moment(copy.asked_at), "href": reverse("desk:copy", args=[copy.subject_id, copy.pk])},
         copy.asked_by.name, {"text": "", "tag": tag(copy, now)}]
        for copy in copies
    ]
