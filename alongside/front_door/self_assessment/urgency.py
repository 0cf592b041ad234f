"""What has to be read first: somebody says they are unsafe, or writes words that are worth hurrying for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alongside.foundation.questionnaires.noticing import prompts_in, urgent_in

from . import pack


def texts(answers: Mapping[str, Any]) -> Iterator[str]:
    """Everything that was written by hand, in lists of people too."""
    for value in answers.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, Mapping):
                    yield from (str(one) for key, one in row.items() if not str(key).startswith("_"))


def risk_words(answers: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Words to read first, and words to read soon, as they were written (small letters)."""
    whole = "\n".join(texts(answers))
    soon = [word for word, prompt in prompts_in({"text": whole}) if prompt.key in pack.current().soon]
    return urgent_in(whole), soon


def urgency(answers: Mapping[str, Any]) -> tuple[str, list[str]]:
    """How soon somebody reads it (a `Sent.Urgency`), with the words that say so."""
    urgent, soon = risk_words(answers)
    found = list(dict.fromkeys([*urgent, *soon]))
    safe = answers.get("safe_now")
    if urgent or safe == "unsafe":
        return "urgent", found
    if soon or safe == "worrying":
        return "soon", found
    return "routine", found


def pieces(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that are risk words marked: for a page that shows them so."""
    wanted = [re.escape(word).replace("'", "['’]") for word in sorted(set(words), key=len, reverse=True) if word]
    if not wanted:
        return [(text, False)]
    parts = re.split(r"\b(" + "|".join(wanted) + r")\b", text, flags=re.IGNORECASE)
    return [(part, bool(place % 2)) for place, part in enumerate(parts) if part]
