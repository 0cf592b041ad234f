"""What there is in the directory that may help, each with the reason: because somebody said so. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.declare import Questionnaire
from alongside.front_door.directory.presenters import Line, line
from alongside.front_door.directory.search import Asked, Results, find
from alongside.front_door.directory.search.needs import understand

from . import pack

MOST = 9
# Looked through for these; enough for a town, few enough to be quick.
LOOKED_THROUGH = 80
OWN_WORDS = ("own_words", "hard", "changed", "worry", "going_well", "good_day")


@dataclass(frozen=True)
class Said:
    """One thing somebody said, and the headings that it leads to."""

    words: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Recommended:
    lines: list[Line] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    found: Results | None = None

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(code for one in self.said for code in one.terms))


def what_was_said(declared: Questionnaire, answers: Mapping[str, Any]) -> list[Said]:
    """Answers that lead to headings, in the order in which they were asked; then needs heard in their own words."""
    standing, chosen = reading.standing(declared, answers), pack.current().recommend
    said = []
    for key, by_answer in chosen.items():
        given = standing.get(key)
        for code in given if isinstance(given, list) else [given] if given else []:
            if code in by_answer:
                said.append(Said(reading.label(declared.question(key), code), by_answer[code]))
    own = " ".join(str(standing[key]) for key in OWN_WORDS if standing.get(key))
    led_to = {code for one in said for code in one.terms}
    return said + [Said(words, (code,)) for code, words in understand(own[:2000]).needs.items() if code not in led_to]


def recommend(declared: Questionnaire, answers: Mapping[str, Any], *, most: int = MOST) -> Recommended:
    """At least one thing for each thing said, as far as there is one; what answers several comes first."""
    said = what_was_said(declared, answers)
    if not said:
        return Recommended()
    terms = tuple(dict.fromkeys(code for one in said for code in one.terms))
    found = find(Asked(terms=terms, postcode=str(answers.get("postcode", ""))), most=LOOKED_THROUGH)
    together = answers.get("together") == "yes"
    answered = {hit.uid: [one for one in said if set(one.terms) & set(hit.terms)] for hit in found.hits}
    ranked = sorted(
        (hit for hit in found.hits if answered[hit.uid]),
        key=lambda hit: (bool(hit.card.get("paused")), -len(answered[hit.uid]),
                         not (together and hit.card.get("goes_with_you"))))
    chosen: list[Any] = []
    while len(chosen) < min(most, len(ranked)):
        before = len(chosen)
        for one in said:  # in turn, so that nothing that was said goes without
            nxt = next((hit for hit in ranked if hit not in chosen and one in answered[hit.uid]), None)
            if nxt is not None and len(chosen) < most:
                chosen.append(nxt)
        if len(chosen) == before:
            break
    lines = [replace(line(hit, found), because=[because(answered[hit.uid])]) for hit in chosen]
    return Recommended(lines, said, found)


def because(said: list[Said]) -> str:
    """Because you said “I miss company” and “Gardening, or being outdoors”."""
    quoted = [f"“{one.words}”" for one in said[:3]]
    return f"Because you said {' and '.join([', '.join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)}."
