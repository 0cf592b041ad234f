"""What somebody who has shown that they read an address may come back to.

They have no account, so the wall shows them no record. What they sent may stand on one since: it is read here as the
service itself, by the digest of the address that the code was sent to, and nothing else of the record is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.foundation.audit.context import acting

from . import actions
from .models import Sent, Started
from .models.started import digest as of_secret
from .presenters.standing import Standing, standings

WHY = "Somebody reads where it is what they sent, by a code"


def anything_for(digest: str, link: str = "") -> bool:
    """Whether a code is worth sending. With a link, it must be one of theirs."""
    with acting(why=WHY):
        started, sent = Started.objects.kept_for(digest), Sent.objects.sent_from(digest)
        if link:
            known = of_secret(link)
            return started.filter(link=known).exists() or sent.filter(link=known).exists()
        return started.exists() or sent.exists()


def begun_by(digest: str) -> list[Started]:
    return list(Started.objects.kept_for(digest))


def kept(digest: str, number: int) -> Started | None:
    return Started.objects.kept_for(digest).filter(pk=number).first()


def where_it_is(digest: str, now: datetime) -> list[Standing]:
    with acting(why=WHY):
        return standings(Sent.objects.sent_from(digest).select_related("subject").prefetch_related("added"), now,
                         digest)


def one_of_theirs(digest: str, number: str, now: datetime) -> Standing | None:
    with acting(why=WHY):
        found = _theirs(digest, number)
        return standings([found], now, digest)[0] if found else None


def add_to(digest: str, number: str, words: str) -> Any:
    """What they add, written beside what they sent. None where that is not theirs."""
    with acting(why="Somebody adds to what they sent, by a code"):
        found = _theirs(digest, number)
        return actions.add(sent=found, words=words) if found else None


def key_of(number: str) -> str:
    """What seals words that somebody adds to this while they must show anew who they are. Nobody else learns it."""
    with acting(why=WHY):
        return Sent.objects.filter(number=number[:20]).values_list("link", flat=True).first() or ""


def keys_of(digest: str) -> list[str]:
    with acting(why=WHY):
        return list(Sent.objects.sent_from(digest).values_list("link", flat=True))


def _theirs(digest: str, number: str) -> Sent | None:
    return Sent.objects.sent_from(digest).select_related("subject").filter(number=number[:20]).first()
