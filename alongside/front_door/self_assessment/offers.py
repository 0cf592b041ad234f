"""What people may fill in by themselves. Each is a questionnaire with a way in, and a meaning that a council chooses.

A slice file that declares one calls `register(Offer(...))`; `offered()` gives those that the council's pack has chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from alongside.foundation.questionnaires import declare
from alongside.front_door import routes
from alongside.rules import council

# Asked before anything is sent, after the questions of what was filled in.
SENDING = "self_assessment_sending"


class NoSuchOffer(LookupError):
    """Nothing of this name can be filled in."""


@dataclass(frozen=True)
class Offer:
    """One thing to fill in. `meaning` is one of rules.council_limits.SELF_ASSESSMENT_MEANINGS."""

    key: str
    questionnaire: str
    meaning: str
    title: str
    lead: str
    minutes: int
    # What to know before starting, each a sentence.
    before: tuple[str, ...] = ()
    # Shows all answers before what comes of them; a search goes straight to what was found.
    check_first: bool = True
    # The word for who is in the middle of it: a carer's own, or the person's.
    about_a_carer: bool = False
    # A careful word about what the answers may mean is shown at the end (never a decision).
    indicates: bool = False

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")

    def whole(self, version: int | None = None) -> declare.Questionnaire:
        return _whole(self.questionnaire, version)


def _whole(key: str, version: int | None) -> declare.Questionnaire:
    try:
        telling = declare.get(key, version)
    except LookupError:  # begun before a version that is gone: its answers go on under the newest
        telling = declare.get(key)
    return _joined(telling, declare.get(SENDING))


@lru_cache(maxsize=100)
def _joined(telling: declare.Questionnaire, sending: declare.Questionnaire) -> declare.Questionnaire:
    return replace(telling, sections=telling.sections + sending.sections)


_registered: dict[str, Offer] = {}


def register(*offers: Offer) -> None:
    for one in offers:
        if _registered.setdefault(one.key, one) != one:
            raise ValueError(f"{one.key} is registered twice, differently.")


def offer_of(key: str) -> Offer:
    try:
        return _registered[key]
    except KeyError:
        raise NoSuchOffer(f"There is nothing called {key} to fill in.") from None


def everything() -> list[Offer]:
    return list(_registered.values())


def meanings() -> tuple[str, ...]:
    """Which of the meanings of self-assessment this council offers, in its order; none where that way in is closed."""
    if "self_assessment" not in routes.ways():
        return ()
    chosen = council.load(settings.COUNCIL_PACK).policy("self_assessment.offered", timezone.localdate())
    return tuple(one.meaning for one in chosen)


def offered() -> list[Offer]:
    chosen = meanings()
    return sorted((one for one in _registered.values() if one.meaning in chosen),
                  key=lambda one: chosen.index(one.meaning))


def open_now(key: str) -> Offer | None:
    """What was begun may be of a questionnaire that the council offers no longer."""
    return next((one for one in offered() if one.key == key), None)


def by_slug(slug: str) -> Offer | None:
    """Only what the council offers now has an address."""
    return next((one for one in offered() if one.slug == slug), None)
