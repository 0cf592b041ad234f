"""From what somebody wrote to where a worker goes on with it: nothing retyped, and it says whose words they are."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.questionnaires import answers as reading

from .models import Sent

SOURCES = {Sent.Who.ME: "self", Sent.Who.CARER: "carer", Sent.Who.FAMILY: "family",
           Sent.Who.FRIEND: "friend_or_neighbour"}
# Questions that ask the same here and in the first conversation; each is filled in as it was written.
SAME = ("safe_now", "good_day", "going_well", "matters", "people", "tried", "changed", "hard")
# What has no question of its own there stands with what it belongs to, under its own question.
BESIDE = {"words": ("worry", "own_words"), "going_well": ("likes",), "hard": ("going_on", "looking_for")}


def provenance(sent: Sent) -> str:
    """As they wrote it online on 3 March 2026 (W26-00012)"""
    day = words.date(timezone.localtime(sent.received_at))
    return f"As {'they' if sent.record_name == sent.name else sent.name} wrote it online on {day} ({sent.number})"


def first_conversation(sent: Sent) -> dict[str, Any]:
    """The answers of a first conversation that they have given already."""
    declared, said = sent.whole, sent.answers
    filled: dict[str, Any] = {key: said[key] for key in SAME if said.get(key)}
    for target, keys in BESIDE.items():
        lines = []
        for key in keys:
            if said.get(key):
                question = declared.question(key)
                told = reading.in_words(question, said[key])
                lines.append(told if target == "words" else f"{question.text} {told.replace(chr(10), '; ')}")
        if lines:
            filled[target] = "\n\n".join(filter(None, [filled.get(target), *lines]))
    filled["source"], filled["channel"] = SOURCES[Sent.Who(sent.who)], "online"
    if sent.record_name != sent.name:
        filled["got_in_touch"] = sent.name
    if sent.who == Sent.Who.CARER:
        filled["as_carer"] = "yes"
    return filled
