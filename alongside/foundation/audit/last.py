"""Who changed something last: for two people at one form."""

from __future__ import annotations

from datetime import datetime

from alongside.foundation.accounts.models import User

from .context import who_by_themselves
from .models import Change


def last_change(tables: list[str], subject_id: int | None, row: int | None) -> tuple[str, datetime] | None:
    """The name and the moment, of some tables: about a person, or of one row. None where the audit knows of none."""
    rows = Change.objects.filter(table__in=tables)
    if subject_id is not None:
        rows = rows.of(subject_id)
    if row is not None:
        rows = rows.filter(row=str(row))
    last = rows.newest_first().first()
    if last is None:
        return None
    user = User.objects.filter(pk=last.user_id).first() if last.user_id else None
    who = who_by_themselves(last.why)
    return user.name if user else (f"{who[:1].upper()}{who[1:]}" if who else "A colleague"), last.at
