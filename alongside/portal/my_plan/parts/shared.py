"""What they agreed to share, and whether they may take it back here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.documents.blocks import Block, Bullets, Heading
from alongside.people.agreements.models import Agreement
from alongside.people.own_access.actions.agreeing import may_take_back

from ..guard import Theirs


@dataclass(frozen=True)
class Agreed:
    pk: int
    title: str
    what: str
    told: str
    not_told: str
    since: str
    # Empty while it stands; else when it was taken back, and what that means.
    taken_back: str
    means: str
    # Why it cannot be taken back here; empty where it can.
    not_here: str


def agreements(theirs: Theirs) -> list[Agreed]:
    return [agreed(theirs, row) for row in Agreement.objects.filter(subject=theirs.subject).newest_first()]


def agreed(theirs: Theirs, row: Agreement) -> Agreed:
    recipients = list(row.recipients.all())
    # Whom they do not want told is between them and their worker: who reads for them may be the one.
    not_told = [one.name for one in recipients if not one.may_receive] if theirs.access.is_the_person else []
    back = bool(row.withdrawn_on and row.withdrawn_on <= timezone.localdate())
    return Agreed(
        row.pk, row.purpose_words, row.what, words.sentence_list([one.name for one in recipients if one.may_receive]),
        words.sentence_list(not_told, "or"), words.date(row.starts_on),
        f"Taken back on {words.date(row.withdrawn_on)}" if back else "",
        (row.withdrawal_effect or "Your worker will say here what this means for your support.") if back else "",
        "" if back else may_take_back(theirs.access, row),
    )


def blocks(theirs: Theirs) -> list[Block]:
    rows = agreements(theirs)
    lines = [". ".join(part for part in (
        one.title, one.what, f"With {one.told}" if one.told else "", f"Not with {one.not_told}" if one.not_told else "",
        one.taken_back or f"Since {one.since}") if part) for one in rows]
    return [Heading("What may be shared"), Bullets(lines)] if lines else []
