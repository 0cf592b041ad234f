"""The people around a person, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .models import CLOSED, Authority, Relationship, UnpaidCare

WHILE_CAPACITY_IS_LACKING = (
    "Health-and-welfare powers act only while the person lacks capacity for the decision in hand."
)
TOLD = {"yes": "done", "some": "neutral", "ask": "soon", "no": "late"}


@dataclass(frozen=True)
class Seen:
    """A relationship as it reads from one of its two records."""

    row: Relationship
    name: str
    kind: str
    from_other_side: bool
    closed: bool
    care: UnpaidCare | None
    authorities: tuple[Authority, ...]

    @property
    def other_id(self) -> int | None:
        """The record at the other end, where the reader may open it."""
        if self.closed:
            return None
        return self.row.subject_id if self.from_other_side else self.row.other_id


def seen_from(subject: Any, row: Relationship) -> Seen:
    """`row` from `Relationship.objects.around(subject).saying_whether_open_to(user)`, with care and authorities."""
    other_side = row.subject_id != subject.pk
    kind = codelists.code("relationship_kind", row.kind)
    label = kind.label
    if other_side:
        back = kind.extra.get("reverse", "")
        label = codelists.label("relationship_kind", back) if back else f"Knows them as: {label.lower()}"
    closed = (not row.subject_is_open) if other_side else (
        row.other_id is not None and not row.other_is_open)
    name = row.subject.display_name if other_side else row.who
    return Seen(
        row=row, name=CLOSED if closed else name, kind=label,
        from_other_side=other_side, closed=closed,
        care=next((care for care in row.care.all() if care.ended_on is None), None),
        authorities=() if other_side else tuple(power for power in row.authorities.all()),
    )


def line(seen: Seen) -> str:
    """One line: "son, next of kin, rings nightly. Unpaid carer, 20 to 49 hours a week"."""
    parts = [seen.kind.lower()]
    if seen.row.next_of_kin and not seen.from_other_side:
        parts.append("next of kin")
    if seen.row.same_household:
        parts.append("same household")
    if seen.row.words and not seen.from_other_side and not seen.closed:
        parts.append(seen.row.words)
    sentence = ", ".join(parts)
    if seen.care:
        cares = "Cares for them" if seen.from_other_side else "Unpaid carer"
        sentence += f". {cares}, {care_hours(seen.care)}"
    for power in seen.authorities:
        if power.ended_on is None:
            sentence += f". {authority_words(power)}"
    return sentence


def care_hours(care: UnpaidCare) -> str:
    label = codelists.label("hours_caring", care.hours).lower()
    return label if care.hours != "unknown" else "hours not known"


def authority_words(power: Authority) -> str:
    paper = "registration seen" if power.seen_on else "paper not seen"
    return f"{power.get_kind_display()} ({paper})"


def authority_lines(power: Authority) -> list[str]:
    """Everything a worker needs before relying on a power."""
    lines = [power.get_how_display() + "."]
    if power.scope:
        lines.append(f"Scope: {power.scope}")
    if power.seen_on and power.seen_by:
        reference = f", reference {power.reference}" if power.reference else ""
        lines.append(f"Paper seen by {power.seen_by.name} on {words.date(power.seen_on)}{reference}.")
    else:
        lines.append("Nobody has seen the paper yet: do not rely on it.")
    if power.only_while_capacity_is_lacking:
        lines.append(WHILE_CAPACITY_IS_LACKING)
    if power.ended_on:
        lines.append(f"Ended on {words.date(power.ended_on)}: {power.end_reason}")
    return lines


def told_tag(row: Relationship) -> Tag:
    return Tag(row.get_may_be_told_display(), TOLD[row.may_be_told])


def dates(row: Relationship, today: date) -> str:
    if row.ended_on:
        return f"until {words.short_date(row.ended_on, today)}"
    return f"since {words.short_date(row.starts_on, today)}" if row.starts_on else ""
