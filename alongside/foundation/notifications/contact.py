"""How a person may be reached. The people room knows; it says so here once, so that every message asks first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alongside.foundation.subjects.models import Subject


@dataclass(frozen=True)
class Contact:
    name: str
    email: str = ""
    mobile: str = ""
    address: tuple[str, ...] = ()
    # A channel of Notification.Channel, empty where they have not said.
    preferred: str = ""
    # Channels they do not want, in the words they said it in: {"text": "No texts"}.
    refused: tuple[tuple[str, str], ...] = ()
    # How they want letters: a key of documents.models.Format; a language tag.
    format: str = "standard"
    language: str = "en-GB"
    # The language a letter is put into for them, by its code; and everything they asked for, in words.
    put_into: str = ""
    asks: tuple[str, ...] = ()

    def where(self, channel: str) -> str:
        """The address for a channel, empty where there is none."""
        return {"email": self.email, "text": self.mobile, "post": "\n".join(self.address)}.get(channel, "")

    def refusal_of(self, channel: str) -> str:
        return dict(self.refused).get(channel, "")


_lookup: list[Callable[[Subject], Contact]] = []


def contacts_come_from(lookup: Callable[[Subject], Contact]) -> None:
    """Called once, by the room that keeps people's contact details."""
    _lookup[:] = [lookup]


def contact_of(subject: Subject) -> Contact:
    """What is known; a name alone where no room keeps contact details."""
    return _lookup[0](subject) if _lookup else Contact(name=subject.display_name)
