"""Agreements to share, in words."""

from __future__ import annotations

from datetime import date

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .models import Agreement


def with_whom(row: Agreement) -> str:
    """"With Dr Szabo and Larkfield Homecare. Not with Tobi"."""
    told = [one.name for one in row.recipients.all() if one.may_receive]
    not_told = [one.name for one in row.recipients.all() if not one.may_receive]
    parts = [f"With {words.sentence_list(told)}" if told else "",
             f"Not with {words.sentence_list(not_told, 'or')}" if not_told else ""]
    return ". ".join(part for part in parts if part)


def state_tag(row: Agreement, today: date) -> Tag:
    if row.withdrawn_on and row.withdrawn_on <= today:
        return Tag(f"Withdrawn {words.short_date(row.withdrawn_on, today)}", "late")
    if row.review_on < today:
        return Tag("Ask again", "soon")
    return Tag("In force", "done")


def how(row: Agreement) -> str:
    given = "" if row.given_by == Agreement.GivenBy.PERSON else \
        f" Given by {row.given_by_name} ({row.get_given_by_display().lower()}): {row.capacity_words}"
    return (f"{row.get_how_given_display()} on {words.date(row.starts_on)}, recorded by {row.recorded_by.name}. "
            f"Basis: {row.basis_words.lower()}. To be looked at again by {words.date(row.review_on)}.{given}")


def taken_back(row: Agreement) -> str:
    """That they did it themselves, in which words; empty where a worker recorded it."""
    if not row.withdrawn_themselves:
        return ""
    said = f" “{row.withdrawal_words}”" if row.withdrawal_words else ""
    return f"Taken back in My plan on {words.date(row.withdrawn_on)} by {row.withdrawn_themselves}.{said}"
