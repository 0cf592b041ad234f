"""May we tell this recipient this, for this purpose, on this day? The answer says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.foundation.subjects.models import Subject

from .models import Agreement

# Bases on which sharing goes on whatever was agreed or withdrawn.
GOES_ON_REGARDLESS = "The law asks us to share this, so it does not wait for agreement. The person is told, where safe."


@dataclass(frozen=True)
class Answer:
    yes: bool
    because: tuple[str, ...]
    agreement: Agreement | None = None


def may_share(subject: Subject, recipient: str, purpose: str, on: date) -> Answer:
    """A duty in law stands alone; a refusal naming the recipient goes before any agreement, which must name them."""
    wanted = recipient.strip().casefold()
    rows = list(Agreement.objects.filter(subject=subject, purpose=purpose, starts_on__lte=on).newest_first())
    in_force = [row for row in rows if row.withdrawn_on is None or row.withdrawn_on > on]
    by_law = _naming([row for row in in_force if not row.rests_on_agreement], wanted, may_receive=True)
    if by_law:
        return Answer(True, (f"{by_law.basis_words}.", GOES_ON_REGARDLESS), by_law)
    refused = _naming(in_force, wanted, may_receive=False)
    if refused:
        said = f"{_who(refused)} said on {_day(refused.starts_on)} that {recipient} is not to be told."
        return Answer(False, (said,), refused)
    agreed = _naming(in_force, wanted, may_receive=True)
    if agreed:
        because = [f"{_who(agreed)} agreed on {_day(agreed.starts_on)}, naming {recipient}."]
        if agreed.review_on < on:
            because.append(f"The agreement was to be looked at again by {_day(agreed.review_on)}: ask again soon.")
        return Answer(True, tuple(because), agreed)
    withdrawn = _naming([row for row in rows if row not in in_force], wanted, may_receive=True)
    if withdrawn and withdrawn.withdrawn_on:
        return Answer(False, (f"Agreement naming {recipient} was withdrawn on {_day(withdrawn.withdrawn_on)}.",
                              *filter(None, [withdrawn.withdrawal_effect])), withdrawn)
    return Answer(False, (f"No agreement for this purpose names {recipient}.",))


def _naming(rows: list[Agreement], wanted: str, *, may_receive: bool) -> Agreement | None:
    for row in rows:
        for recipient in row.recipients.all():
            if recipient.may_receive == may_receive and recipient.name.casefold() == wanted:
                return row
    return None


def _who(agreement: Agreement) -> str:
    return "The person" if agreement.given_by == Agreement.GivenBy.PERSON else agreement.given_by_name


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
