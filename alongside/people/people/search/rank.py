"""Puts candidates in order: how well each part of what was typed fits a name, then birthday, place and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz.distance import OSA

from alongside.people.people import normal

from .parse import Sought

# Below this a part of a name was not found at all.
FITS = 0.7


@dataclass
class Candidate:
    subject_id: int
    name: str
    known_as: str
    tokens: str
    born: date | None
    born_estimated: bool
    address: str
    postcode: str
    nhs_number: str
    died_on: date | None
    score: float = 0.0
    # Beyond doubt the one typed: the NHS number, or the very name with the very birthday.
    certain: bool = False
    previous_name: bool = False

    @cached_property
    def kinds(self) -> dict[str, str]:
        """{"winifred": "g", "okafor": "f"}"""
        return {token: kind for kind, _, token in (one.partition(":") for one in self.tokens.split())}


def rank(sought: Sought, alike: list[dict[str, float]], candidates: list[Candidate]) -> list[Candidate]:
    for candidate in candidates:
        _weigh(candidate, sought, alike)
    kept = [candidate for candidate in candidates if candidate.score > 0]
    kept.sort(key=lambda one: (-one.score, one.died_on is not None, one.name, one.subject_id))
    if kept and kept[0].score >= 1:
        # Where somebody fits well, those who only share a part of it are noise.
        kept = [one for one in kept if one.score >= 0.55 * min(kept[0].score, 1.6)]
    return kept


def _weigh(candidate: Candidate, sought: Sought, alike: list[dict[str, float]]) -> None:
    fits, token_kinds = _names(candidate, sought, alike)
    by_name = sum(fits) / len(fits) if fits else 0.0
    if fits and min(fits) < FITS:
        # One wrong or unknown part is forgiven when the rest fits; half a fit is not much of one.
        by_name *= 0.75
    birth = _birth(candidate, sought)
    place = _place(candidate, sought)
    number = _numbers(candidate, sought)
    candidate.previous_name = bool(token_kinds) and set(token_kinds) == {"p"}
    nothing_but_names = not (sought.births or sought.postcode or sought.streets or sought.nhs or sought.telephones)
    if fits and max(fits) < FITS and not (number or birth >= 0.6 or place >= 0.5):
        candidate.score = 0.0
        return
    candidate.score = by_name + birth + place + number
    # Of two who fit, the one whose whole name was typed comes before "Okafor-Lane", and a name of now before a former.
    own = sum(kind in "gf" for kind in candidate.kinds.values())
    candidate.score += 0.03 * sum(kind in "gf" for kind in token_kinds) / own if own else 0.0
    if "p" in token_kinds:
        candidate.score -= 0.02
    if nothing_but_names and fits and max(fits) < FITS:
        candidate.score = 0.0
    whole_name = len(fits) > 1 and min(fits) == 1.0
    candidate.certain = bool(
        (sought.nhs and candidate.nhs_number == sought.nhs)
        or (whole_name and candidate.born and sought.birthday == candidate.born.isoformat())
    )


def _names(candidate: Candidate, sought: Sought, alike: list[dict[str, float]]) -> tuple[list[float], list[str]]:
    """How well each word typed fits the best part of this person's names that no other word has taken."""
    free = dict(candidate.kinds)
    address = set(normal.words_of(candidate.address)) if sought.street_words else set()
    fits: list[float] = []
    kinds: list[str] = []
    for word, likely in sorted(zip(sought.words, alike, strict=True), key=lambda pair: -len(pair[0])):
        best, token = 0.0, ""
        for one, kind in free.items():
            weight = likely.get(one, 0.0)
            if not weight and len(word) == 1 and kind in "gkf" and one.startswith(word):
                weight = 0.8
            if weight > best:
                best, token = weight, one
        if best < FITS and word in sought.street_words and word in address:
            best = 0.9
        elif token:
            kinds.append(free.pop(token))
        fits.append(best)
    return fits, kinds


def _birth(candidate: Candidate, sought: Sought) -> float:
    if not sought.births:
        return 0.0
    if not candidate.born:
        return 0.0
    born = candidate.born.isoformat()
    if any(born.startswith(birth) for birth in sought.births):
        return 0.6 if any(len(birth) == 10 for birth in sought.births) else 0.4
    if not sought.birthday:
        return -0.3 if not candidate.born_estimated else -0.1
    typed = sought.birthday
    if typed[:4] == born[:4] and (typed[5:7], typed[8:]) == (born[8:], born[5:7]):
        return 0.4  # day and month swapped
    if OSA.distance(typed, born) == 1:
        return 0.35
    if candidate.born_estimated and abs(int(typed[:4]) - int(born[:4])) < 3:
        return 0.2
    return 0.1 if typed[:4] == born[:4] else -0.3


def _place(candidate: Candidate, sought: Sought) -> float:
    fit = 0.0
    if sought.postcode:
        fit += 0.5 if candidate.postcode.replace(" ", "").lower().startswith(sought.postcode) else 0.0
    if sought.streets or sought.roads:
        address = " ".join(normal.words_of(candidate.address))
        if any(f"{street} " in f"{address} " or address.startswith(street) for street in sought.streets):
            fit += 0.6
        elif any(road in address for road in sought.roads):
            fit += 0.4
    # Somebody who has moved is still found by the old place, only not first.
    return fit or (0.05 if (sought.postcode or sought.streets or sought.roads) and not sought.words else 0.0)


def _numbers(candidate: Candidate, sought: Sought) -> float:
    if sought.nhs and candidate.nhs_number == sought.nhs:
        return 3.0
    # Telephones, other numbers and email are not on the card: with nothing but a number typed, being here is the fit.
    only_numbers = bool(sought.telephones or sought.numbers or sought.email) and not sought.words
    return 0.5 if only_numbers else 0.0
