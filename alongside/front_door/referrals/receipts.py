"""What a referrer may know of a referral they sent: where it is, who has it, what they were told, and nothing more.

Asked past the wall that keeps records, for nobody is signed in; so only these few facts leave this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.api_keys.models import ApiKey
from alongside.foundation.audit.context import acting

from .actions.answering import SENT_FROM_HERE
from .actions.arriving import FOLLOWS
from .models import Feedback, Referral
from .models.outside import new_key
from .models.referral import ReferralQuerySet

MOST = 200


@dataclass(frozen=True)
class Receipt:
    pk: int
    key: str
    reference: str
    about: str  # as the referrer gave it
    received_at: datetime
    read_at: datetime | None
    read_by: str
    answered_at: datetime | None
    answered_by: str
    # What they were told; empty where a colleague decided that they are not to be, which they are told alike.
    told: str
    # How they were told where it was not in writing from here, such as "by telephone".
    told_otherwise: str
    feedback_id: int | None
    withdrawn_at: datetime | None
    additions: tuple[tuple[datetime, str], ...]
    files: tuple[str, ...]

    @property
    def state(self) -> str:
        if self.answered_at:
            return "answered"
        return "withdrawn" if self.withdrawn_at else "read" if self.read_at else "received"

    @property
    def may_add(self) -> bool:
        return self.answered_at is None


def at_address(key: str, email: str) -> Receipt | None:
    """By the address of its page, for whoever showed that the referrer's email is theirs."""
    return _one(Referral.objects.of_sender(email).filter(key=key[:40]))


def sender_at(key: str) -> str:
    """Whose the page at this address is: to keep for them what they wrote there when their time was up."""
    with acting(why=FOLLOWS):
        return Referral.objects.filter(key=key[:40]).values_list("referrer_email", flat=True).first() or ""


def with_reference(reference: str, email: str) -> Receipt | None:
    return _one(Referral.objects.of_sender(email).filter(reference__iexact=reference[:20]))


def of_user(user: User) -> list[Receipt]:
    """An account's own, the newest first."""
    return _all(Referral.objects.sent_by(user))


def of_user_at(key: str, user: User) -> Receipt | None:
    return _one(Referral.objects.sent_by(user).filter(key=key[:40]))


def of_organisation(reference: str, organisation: Organisation) -> Receipt | None:
    return _one(Referral.objects.of_organisation(organisation).filter(reference=reference[:20]))


def of_sending(key: ApiKey, sending: str) -> tuple[Receipt, str] | None:
    """What was sent before under this name, and the digest of what it held."""
    with acting(why=FOLLOWS):
        found = Referral.objects.filter(sent_with=key, sending=sending).first()
    receipt = _one(Referral.objects.filter(pk=found.pk)) if found else None
    return (receipt, found.sending_digest) if found and receipt else None


def _one(rows: ReferralQuerySet) -> Receipt | None:
    return next(iter(_all(rows)), None)


def _all(rows: ReferralQuerySet) -> list[Receipt]:
    with acting(why=FOLLOWS):
        found = (
            rows.newest_first()
            .select_related("read_by", "feedback", "closed_by")
            .prefetch_related("additions", "files")[:MOST]
        )
        return [_receipt(one) for one in found]


def _receipt(one: Referral) -> Receipt:
    if one.key is None:  # recorded before there were public pages
        one.key = new_key()
        one.save(update_fields=["key"])
    said = one.feedback if one.closed_at else None
    here = said is not None and said.told_how in SENT_FROM_HERE
    return Receipt(
        pk=one.pk, key=one.key, reference=one.reference, about=one.about_name, received_at=one.received_at,
        read_at=one.read_at, read_by=one.read_by.name if one.read_by else "",
        answered_at=one.closed_at if said else None, answered_by=one.closed_by.name if one.closed_by else "",
        # What a worker said aloud is theirs to answer for. Here stands only what went out in writing, held to
        # what may be shared (`sharing.may_send`).
        told=said.told if said and here else "",
        told_otherwise=Feedback.How(said.told_how).label.partition(",")[0].lower()
        if said and said.told_how and not here else "",
        feedback_id=said.pk if said else None, withdrawn_at=one.withdrawn_at,
        additions=tuple((row.at, row.words) for row in one.additions.all()),
        files=tuple(row.name for row in one.files.all()),
    )  # fmt: skip
