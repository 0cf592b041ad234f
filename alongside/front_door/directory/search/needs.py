"""Which needs somebody's words speak of, and what they meant where they typed it nearly right."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection
from rapidfuzz.distance import OSA

from .. import pack
from ..text import EVERYDAY, key_words, stem, words

# Shorter words are too like others to guess at, and nobody needs so many words.
SHORTEST, MOST = 4, 24

_ALIKE = """
SELECT q.token, w.word FROM unnest(%(tokens)s::text[], %(stems)s::text[]) AS q(token, stem) CROSS JOIN LATERAL (
    SELECT word FROM directory_word WHERE word = ANY(ARRAY[q.token, q.stem])
    UNION ALL
    (SELECT word FROM directory_word WHERE word %% q.token ORDER BY similarity(word, q.token) DESC, word LIMIT 20)
    UNION ALL
    (SELECT word FROM directory_word WHERE sound <> '' AND sound = dmetaphone(q.token) ORDER BY word LIMIT 40)
) AS w
"""


@dataclass(frozen=True)
class Understood:
    """`needs`: what was said (the council's words for it) by term. `words`: what else to look for in the entries."""

    typed: str = ""
    needs: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    # {"lonley": "lonely"}
    meant: dict[str, str] = field(default_factory=dict)


def understand(typed: str) -> Understood:
    """At most one query, and none where every word is one of the council's own."""
    council = pack.current()
    said = words(typed)[:MOST]
    known = {key for need in council.needs for key in need.keys}
    meant = _meant([word for word in dict.fromkeys(said)
                    if word not in EVERYDAY and stem(word) not in known and word not in known])
    right = [meant.get(word, word) for word in said]
    keys = set(key_words(" ".join(right)))
    needs: dict[str, str] = {}
    urgent: set[str] = set()
    for need in sorted(council.needs, key=lambda need: -len(need.keys)):
        if need.keys <= keys:
            needs.setdefault(need.term, need.words)
            urgent |= need.keys if need.term in council.home.urgent_terms else set()
    # Words of danger are not looked up in entries: "want to die" is not met with whatever says "died".
    sought = tuple(dict.fromkeys(word for word in right
                                 if word not in EVERYDAY and len(word) > 1 and stem(word) not in urgent))
    return Understood(typed.strip(), needs, sought, meant)


def _meant(unknown: list[str]) -> dict[str, str]:
    tokens = [word for word in unknown if len(word) >= SHORTEST and not word.isdigit()]
    if not tokens:
        return {}
    alike: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"tokens": tokens, "stems": [stem(token) for token in tokens]})
        for token, word in cursor.fetchall():
            alike.setdefault(token, []).append(word)
    found = {token: nearest(token, candidates) for token, candidates in alike.items()}
    return {token: word for token, word in found.items() if word and word != token}


def nearest(token: str, candidates: list[str]) -> str:
    """The word that was most likely meant: the same, or so few letters away that a slip of the hand explains it."""
    if token in candidates or stem(token) in candidates:
        return token
    furthest = 1 if len(token) <= 5 else 2 if len(token) <= 9 else 3
    ranked = sorted(
        (OSA.distance(token, word), word[0] != token[0], abs(len(word) - len(token)), word) for word in set(candidates)
    )
    return ranked[0][3] if ranked and ranked[0][0] <= furthest else ""
