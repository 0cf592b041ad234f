"""Hearing a promise in what somebody writes, and a word that is worth a question. Phrase rules, no more: they offer.

The same rules go to the browser (`rules_as_data`), so a pattern here is one that Python and JavaScript both read.
A prompt is a question to ask, never a diagnosis.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from alongside.foundation.design.words import MONTHS, WEEKDAYS

from .declare import Question
from .models import Draft

DOING = (
    "ring|call|phone|telephone|text|email|e-mail|write|send|post|ask|check|find out|look into|look up|book|arrange|"
    "order|visit|come|pop|see|meet|get back|sort|chase|refer|speak|talk|let|make sure|put|bring|fill|contact|"
    "follow|tell|get|give|help|pass|do|set up|try"
)
# What sounds like a promise: somebody will do something. "will not" and "would" are none.
WILL = r"(?:i|we)(?:['’]ll| will| shall|(?: am| are|['’]m|['’]re) going to) (?:also |then |now )?"
PROMISE = [
    rf"\b{WILL}(?:{DOING})\b",
    r"\blet me (?:find out|check|ask|ring|call|look)\b",
    r"\b(?:i|we|he|she|they|[a-z]+)(?:['’]ll| will) (?:ring|call|phone|email|write|send|get back|let \w+ know|find out|"
    r"look into|check|arrange|book|order|chase|refer|sort)\b",
    r"\b(?:i|we) promised? (?:to|that)\b",
]
LEAD = rf"^(?:and |so |but |then |ok,? |right,? )*{WILL}"
DAYS = "|".join(day.lower() for day in WEEKDAYS)
MONTH = "|".join(month.lower() for month in MONTHS)
BY = (
    r"\b(?:by|on|before|this|next)?\s*(today|tonight|tomorrow|this week|the end of the week|next week|"
    rf"{DAYS}|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}))\b"
)


@dataclass(frozen=True)
class Noticed:
    """A sentence that sounds like a promise, what of it is the deed, and the day it names, if any."""

    sentence: str
    what: str
    by: dt.date | None = None


def notice(text: str, today: dt.date) -> list[Noticed]:
    found = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        sentence = sentence.strip()
        if sentence and any(re.search(rule, sentence, re.IGNORECASE) for rule in PROMISE):
            found.append(Noticed(sentence[:300], deed(sentence), day_named(sentence, today)))
    return found


def deed(sentence: str) -> str:
    """ "I'll ring Carol by Friday." is "Ring Carol": who and when are asked beside it."""
    bare = re.sub(LEAD, "", sentence.strip().rstrip(".!?"), flags=re.IGNORECASE)
    bare = re.sub(r"[,\s]*" + BY + r"\s*$", "", bare, flags=re.IGNORECASE).strip() or sentence
    return (bare[:1].upper() + bare[1:])[:200]


def day_named(sentence: str, today: dt.date) -> dt.date | None:
    match = re.search(BY, sentence, re.IGNORECASE)
    if not match:
        return None
    word = match.group(1).lower()
    friday = today + dt.timedelta((4 - today.weekday()) % 7)
    fixed = {"today": today, "tonight": today, "tomorrow": today + dt.timedelta(1), "this week": friday,
             "the end of the week": friday, "next week": friday + dt.timedelta(7)}
    if word in fixed:
        return fixed[word]
    for number, name in enumerate(WEEKDAYS):
        if word == name.lower():
            return today + dt.timedelta((number - today.weekday() - 1) % 7 + 1)
    day, month = re.sub(r"(st|nd|rd|th)\b", "", word).split()
    number = [name.lower() for name in MONTHS].index(month) + 1
    for year in range(today.year, today.year + 5):
        try:
            named = dt.date(year, number, int(day))
        except ValueError:
            continue
        if named >= today:
            return named
    return None


def notice_in(draft: Draft, question: Question) -> list[Noticed]:
    """What sounds like a promise in one answer and has not been answered for yet."""
    text = draft.answers.get(question.key)
    if not isinstance(text, str):
        return []
    return [one for one in notice(text, timezone.localdate()) if one.sentence not in draft.settled]


@dataclass(frozen=True)
class Prompt:
    """Questions worth asking when one of these words is written."""

    key: str
    words: tuple[str, ...]
    ask: tuple[str, ...]
    # Somebody may be in danger: what these words stand in is read first.
    urgent: bool = False


def prompts() -> tuple[Prompt, ...]:
    return _read_prompts(Path(settings.COUNCIL_PACK) / "prompts.yaml")


@cache
def _read_prompts(path: Path) -> tuple[Prompt, ...]:
    """The council's own prompts; a council without the file has none."""
    if not path.exists():
        return ()
    listed = yaml.safe_load(path.read_text()) or {}
    return tuple(Prompt(key, tuple(one["words"]), tuple(one["ask"]), one.get("urgent", False))
                 for key, one in listed.items())


def prompts_in(answers: Mapping[str, Any]) -> list[tuple[str, Prompt]]:
    """The word that was written and its prompt, in the council's order."""
    text = "\n".join(value for value in answers.values() if isinstance(value, str)).lower().replace("’", "'")
    return [(found.group(), prompt) for prompt in prompts()
            if (found := re.search(r"\b(?:" + "|".join(map(re.escape, prompt.words)) + r")\b", text))]


def urgent_in(text: str) -> list[str]:
    """The words of somebody outside that make a colleague read it first. One word of each prompt, in its order."""
    return [word for word, prompt in prompts_in({"text": text}) if prompt.urgent]


def rules_as_data() -> dict[str, Any]:
    """For the browser."""
    return {"promise": PROMISE, "lead": LEAD, "by": BY, "weekdays": [day.lower() for day in WEEKDAYS],
            "months": [month.lower() for month in MONTHS],
            "prompts": [{"key": one.key, "words": list(one.words), "ask": list(one.ask)} for one in prompts()]}
