"""Accounts in words: personas, places, qualifications, absences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.foundation.permissions import roles

from .models import User
from .personas import PERSONAS


@dataclass(frozen=True)
class PersonaLine:
    key: str
    name: str
    job_title: str
    organisation: str
    council: bool
    role: str
    prose: str


def personas(users: Iterable[User]) -> list[PersonaLine]:
    """The demo's people in the order of the list, each with what the role does."""
    order = {persona.key: number for number, persona in enumerate(PERSONAS)}
    lines = [
        PersonaLine(user.persona, user.name, user.job_title, str(user.organisation),
                    user.organisation.is_council, roles.ROLES[user.persona].name, roles.ROLES[user.persona].prose)
        for user in users if user.persona in order
    ]
    return sorted(lines, key=lambda line: order[line.key])
