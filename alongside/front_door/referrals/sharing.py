"""What a referrer may be told, and a first draft of it in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.foundation.api_keys.models import ApiKey
from alongside.foundation.design import words
from alongside.front_door.conversations.models import Conversation
from alongside.people.agreements.sharing import may_share

from . import pack
from .models import Referral

PURPOSES = ("care_and_support", "health")


@dataclass(frozen=True)
class MayTell:
    """Whether more than "we have dealt with it" may be told, and why."""

    everything: bool
    because: tuple[str, ...]
    # Whom an agreement names and this referrer only says they are: a colleague may make sure.
    to_make_sure_of: str = ""


def may_tell(referral: Referral, on: date) -> MayTell:
    """An agreement, or a basis in law, must name the referrer or their organisation, and they must be known to be it.

    What a referrer types of themselves shows nothing: anybody may type the name of a surgery.
    """
    if referral.subject is None:
        return MayTell(False, ("Nobody has been matched to this referral, so nothing about a person can be told.",))
    reasons: list[str] = []
    only_said = ""
    known = known_to_be(referral)
    for recipient in said_to_be(referral):
        for purpose in PURPOSES:
            answer = may_share(referral.subject, recipient, purpose, on)
            if answer.yes and recipient.strip().casefold() in known:
                return MayTell(True, answer.because)
            if answer.yes:
                only_said = only_said or recipient
            elif answer.agreement is not None:  # somebody said no, or took their agreement back: that is said first
                reasons[:0] = answer.because
    if only_said:
        reasons.append(f"Nobody has made sure that {referral.referrer_email or 'whoever sent this'} is the address of "
                       f"{only_said}, whom an agreement names.")
    return MayTell(False, tuple(reasons) or ("No agreement of the person names the referrer.",), only_said)


def said_to_be(referral: Referral) -> list[str]:
    """Whom an agreement may name to mean this referrer. A system is its key's organisation, whatever it writes."""
    if referral.sent_with is not None:
        return [referral.sent_with.organisation.name]
    return [name for name in (referral.referrer_name, referral.referrer_organisation) if name]


def known_to_be(referral: Referral) -> set[str]:
    """Those of them that somebody other than the referrer stands for: a key, an account, the council's pack, or the
    colleague who wrote the referral down or made sure."""
    if referral.sent_with is not None or referral.received_by_id or referral.made_sure_at:
        known = said_to_be(referral)
    elif referral.sent_by is not None:
        known = [referral.sent_by.name, referral.sent_by.organisation.name if referral.sent_by.organisation else ""]
    else:
        known = [pack.current().known_as(referral.referrer_email) if referral.mailbox_shown_at else ""]
    return {name.strip().casefold() for name in known if name}


def their_system_asks(referral: Referral) -> bool:
    """Whether a system of the organisation that sent it has a key that still opens the answer."""
    sent_with = referral.sent_with
    return sent_with is not None and ApiKey.objects.in_force().filter(
        organisation=sent_with.organisation_id, scope=sent_with.scope).exists()


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
