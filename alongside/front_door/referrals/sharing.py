"""What a referrer may be told, and a first draft of it in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.foundation.design import words
from alongside.front_door.conversations.models import Conversation
from alongside.people.agreements.sharing import may_share

from .models import Referral

PURPOSES = ("care_and_support", "health")


@dataclass(frozen=True)
class MayTell:
    """Whether more than "we have dealt with it" may be told, and why."""

    everything: bool
    because: tuple[str, ...]


def may_tell(referral: Referral, on: date) -> MayTell:
    """An agreement, or a basis in law, must name the referrer or their organisation."""
    if referral.subject is None:
        return MayTell(False, ("Nobody has been matched to this referral, so nothing about a person can be told.",))
    reasons: list[str] = []
    for recipient in filter(None, (referral.referrer_name, referral.referrer_organisation)):
        for purpose in PURPOSES:
            answer = may_share(referral.subject, recipient, purpose, on)
            if answer.yes:
                return MayTell(True, answer.because)
            if answer.agreement is not None:  # somebody said no, or took their agreement back: that is said first
                reasons[:0] = answer.because
    return MayTell(False, tuple(reasons) or ("No agreement of the person names the referrer.",))


def greeting(referral: Referral) -> str:
    return f"Dear {referral.referrer_name or 'colleague'}"


def draft(referral: Referral, on: date) -> str:
    """What always may be said, and what happened where that may be told too."""
    lines = [f"Thank you for your referral {referral.reference}, received on {words.date(referral.received_at)}."]
    if may_tell(referral, on).everything:
        lines.append(f"About {referral.about_name}: {referral.get_outcome_display().rstrip('.')}.")
        if referral.stepped_down_to:
            lines.append(f"They are helped by {referral.stepped_down_to}.")
        if referral.outcome_detail:
            lines.append(referral.outcome_detail)
    else:
        lines.append("We have read it and dealt with it. We may not tell you more without the person’s agreement; "
                     "please ask them, or refer again if something changes.")
    return "\n\n".join(lines)


def may_send(referral: Referral, said: str, on: date) -> bool:
    """Whether these words may go out from here: without an agreement or a basis in law, none but those that always may.

    What a worker says aloud is theirs to answer for; what the product prints and sends is held to this.
    """
    return may_tell(referral, on).everything or said.split() == draft(referral, on).split()


def own_steps(conversation: Conversation) -> list[str]:
    """What came of the talk for the person themselves, in words. A safeguarding concern and what was agreed with a
    carer are about other people too, and are nothing that a referrer is told in passing."""
    return [step.words.lower() for step in conversation.next_steps.all()
            if step.kind != "safeguarding_concern" and (step.kind != "carers_assessment" or conversation.as_carer)]
