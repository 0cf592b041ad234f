"""Taking back what one agreed to share, from My plan: at once, and as work for somebody."""

from __future__ import annotations

from django.db import transaction

from alongside.people.agreements import actions as agreements
from alongside.people.agreements.models import Agreement

from ..models import Access
from ..workers import whose_work

UNEXPLAINED = "agreement_withdrawn"


class NotTheirs(Exception):
    """Somebody else gave this, or the law asks us to share: why it is not taken back here, in a sentence."""


class TakenBackAlready(Exception):
    """It is taken back already."""


def may_take_back(access: Access, agreement: Agreement) -> str:
    """Empty if they may; else why not."""
    if not agreement.rests_on_agreement:
        return "The law asks us to share this, so it cannot be taken back. Ask your worker what is shared, and why."
    if access.is_the_person:
        if agreement.given_by == Agreement.GivenBy.PERSON:
            return ""
        return "Somebody else decided this when you could not. Tell your worker that you want it looked at again."
    if not access.acts_alone:
        return "You must act together with the others named beside you. Write to the worker together."
    if access.authority and agreement.given_by == Agreement.GivenBy.ATTORNEY:
        return ""
    return "Only the person who agreed to this can take it back."


@transaction.atomic
def take_back_agreement(*, access: Access, agreement: Agreement, words: str = "") -> Agreement:
    """Nothing more is shared on it from this moment. A worker tells those named and says what it means for support."""
    if why := may_take_back(access, agreement):
        raise NotTheirs(why)
    owner, team = whose_work(access.subject)
    try:
        return agreements.withdraw_themselves(agreement=agreement, who=access.who, words=words, owner=owner, team=team)
    except agreements.AlreadyWithdrawn as problem:
        raise TakenBackAlready("It was taken back already.") from problem
