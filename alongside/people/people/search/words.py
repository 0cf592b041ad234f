"""One typed word and the words it may stand for: slips of the keyboard, what sounds alike, short names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.db import connection
from rapidfuzz.distance import OSA, JaroWinkler

from alongside.people.people import normal

NICKNAMES = Path(__file__).resolve().parent.parent / "data" / "nicknames.csv"
MOST = 40
SHORT_NAME = 0.92
BEGINS = 0.9
SOUNDS = 0.8

_ALIKE = """
SELECT q.part, f.word, false FROM unnest(%(forms)s::text[], %(form_parts)s::int[]) AS q(form, part)
JOIN people_nameform f ON f.form = q.form
UNION
SELECT q.part, f.word, true FROM unnest(%(words)s::text[], %(parts)s::int[]) AS q(word, part)
CROSS JOIN LATERAL (VALUES (dmetaphone(q.word)), (dmetaphone_alt(q.word))) AS s(sound)
JOIN people_nameform f ON f.form = '~' || s.sound WHERE length(s.sound) > 1
UNION
SELECT q.part, b.word, false FROM unnest(%(words)s::text[], %(parts)s::int[]) AS q(word, part)
CROSS JOIN LATERAL (SELECT w.word FROM people_nameword w
    WHERE w.word ~>=~ q.word AND w.word ~<~ (q.word || '~') LIMIT 200) AS b WHERE length(q.word) > 2
UNION
SELECT q.part, b.word, false FROM unnest(%(words)s::text[], %(parts)s::int[]) AS q(word, part)
CROSS JOIN LATERAL (SELECT w.word FROM people_nameword w
    WHERE w.word %% q.word ORDER BY similarity(w.word, q.word) DESC LIMIT 20) AS b WHERE length(q.word) > 5
"""


@cache
def short_names() -> Mapping[str, frozenset[str]]:
    """Each name with the others of its lines: "bill" with william, will, billy …"""
    others: dict[str, set[str]] = defaultdict(set)
    with NICKNAMES.open(encoding="utf-8", newline="") as file:
        for line in csv.reader(file):
            names = ["".join(normal.words_of(name)) for name in line]
            # The first name and each of its short forms go together; two short forms of one name mostly do not.
            for short in names[1:]:
                others[names[0]].add(short)
                others[short].add(names[0])
    return {name: frozenset(group) for name, group in others.items()}


def deletions(word: str) -> set[str]:
    """The word, and the word with each letter left out."""
    return {word} | ({word[:i] + word[i + 1:] for i in range(len(word))} if len(word) > 2 else set())


def alike(words: list[str], tails: Mapping[str, str] | None = None) -> list[dict[str, float]]:
    """For each word typed: the words in use that it may stand for, and how likely (1 is the very word)."""
    if not words:
        return []
    tails = tails or {}
    long = [(word, part) for part, word in enumerate(words) if 1 < len(word) <= 40]
    long += [(tails[word], part) for part, word in enumerate(words) if word in tails]
    forms = [(form, part) for word, part in long for form in deletions(word)]
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {
            "forms": [form for form, _ in forms], "form_parts": [part for _, part in forms],
            "words": [word for word, _ in long], "parts": [part for _, part in long],
        })
        rows = cursor.fetchall()
    found: list[dict[str, float]] = [{} for _ in words]
    for part, word, sounds in rows:
        weight = _likeness(words[part], word, sounds)
        if words[part] in tails:
            weight = max(weight, 0.95 * _likeness(tails[words[part]], word, sounds))
        if weight > found[part].get(word, 0.7):
            found[part][word] = weight
    return [_with_short_names(word, candidates) for word, candidates in zip(words, found, strict=True)]


def _likeness(typed: str, word: str, sounds: bool) -> float:
    if typed == word:
        return 1.0
    slips = OSA.distance(typed, word, score_cutoff=2)
    close = float(JaroWinkler.similarity(typed, word))
    if slips == 1:
        close = max(close, 0.86)
    elif slips > 2 or len(typed) < 5:
        close = close * 0.9
    if sounds:
        close = max(close, SOUNDS if close > 0.6 else 0.0)
    if word.startswith(typed) and len(typed) > 2:
        close = max(close, BEGINS)
    return min(close, 0.97)


def _with_short_names(typed: str, candidates: dict[str, float]) -> dict[str, float]:
    best = sorted(candidates.items(), key=lambda pair: -pair[1])[:MOST]
    found = dict(best)
    for word, weight in [(typed, 1.0), *best[:4]]:
        # A slip in a short name still leads to the whole one: "winny" to winnie to winifred.
        if weight >= SOUNDS:
            for other in short_names().get(word, ()):
                found[other] = max(found.get(other, 0), SHORT_NAME * weight)
    return found
