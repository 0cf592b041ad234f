"""Who helps: the people around them by name and kin alone, and who works with them, with the number of the team."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from alongside.foundation.documents.blocks import Block, Bullets, Heading
from alongside.people.involvements.models import Involvement
from alongside.people.own_access.named import team_as_shown
from alongside.people.relationships.models import Relationship, UnpaidCare

from ..guard import Theirs


@dataclass(frozen=True)
class Around:
    who: str
    kind: str
    cares: bool


@dataclass(frozen=True)
class Works:
    who: str
    team: str
    telephone: str


def around(theirs: Theirs) -> list[Around]:
    """How to reach somebody else is theirs to give, and that they have a record here is nobody's to know."""
    today = timezone.localdate()
    rows = list(Relationship.objects.filter(subject=theirs.subject).in_force(today).in_emergency_order())
    caring = set(UnpaidCare.objects.filter(subject=theirs.subject, ended_on=None).values_list(
        "relationship_id", flat=True))
    return [Around(row.name or row.kind_words, row.kind_words if row.name else "", row.pk in caring) for row in rows]


def working(theirs: Theirs) -> list[Works]:
    rows = Involvement.objects.filter(subject=theirs.subject).open().with_people().order_by("role", "pk")
    found = []
    for row in rows:
        team = team_as_shown(row.team)
        who = row.worker.name if row.worker and row.accepted_at and team.named else ""
        found.append(Works(who, team.label, row.team.telephone if team.named else ""))
    return list(dict.fromkeys(found))


def blocks(theirs: Theirs) -> list[Block]:
    found: list[Block] = []
    if people := around(theirs):
        found += [Heading("The people around me" if theirs.access.is_the_person else "The people around them"),
                  Bullets([", ".join(part for part in (one.who, one.kind.lower()) if part) for one in people])]
    if workers := working(theirs):
        found += [Heading("Who works with me" if theirs.access.is_the_person else "Who works with them"),
                  Bullets([", ".join(part for part in (one.who, one.team, one.telephone) if part) for one in workers])]
    return found
