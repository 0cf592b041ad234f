"""Sending a code, and trying one."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from alongside.foundation.limits.counting import allow
from alongside.foundation.notifications.channels import SENDERS, Message

from .models import MINUTES, TRIES, OneTimeCode
from .tasks import send_in_the_background

# To one address for one purpose: so many for one visitor, and so many whoever asks. The first keeps a stranger who asks
# for somebody's address from shutting them out; the second, that nobody's telephone is rung all night.
MOST_AN_HOUR, MOST_OF_ALL_AN_HOUR = 5, 20


class Tried(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # too old, used already, or tried too often: ask for another


@transaction.atomic
def ask_for(*, purpose: str, channel: str, address: str, visitor: str, known: bool = True) -> OneTimeCode:
    """A code for an address, by a background job. `visitor` is the machine that asks (`limits.counting.visitor`). The
    answer is alike for an address that nobody has (`known=False`) and for one that has had too many: only whoever reads
    that mailbox learns the difference."""
    # Counted and handed to the job either way: a clock tells no more than the page does.
    few = _few(purpose, f"{channel}:{address}", visitor)
    goes = known and few
    code = OneTimeCode.objects.create(
        purpose=purpose, channel=channel, address=address.strip() if goes else "", ends_at=OneTimeCode.end()
    )
    if channel != "spoken":
        send_in_the_background.defer(code_id=code.pk)
    return code


def _few(purpose: str, address: str, visitor: str) -> bool:
    """Their own first: what one visitor asks too often is nothing that the others have had."""
    theirs = allow(f"one_time_codes.visitor.{purpose}", f"{address} {visitor}", most=MOST_AN_HOUR, seconds=3600)
    return theirs and allow(f"one_time_codes.sent.{purpose}", address, most=MOST_OF_ALL_AN_HOUR, seconds=3600)


def send(*, code_id: int) -> None:
    """What the background job does. A code that is over or gone is not sent: it would only puzzle."""
    code = OneTimeCode.objects.filter(pk=code_id).first()
    if code is None or not code.is_open or not code.address or code.sent_at:
        return
    SENDERS[code.channel](
        Message(
            kind="code",
            id=code.pk,
            channel=code.channel,
            to_name="",
            made_at=code.made_at,
            address=code.address,
            title=f"Your code is {code.digits}",
            words=(
                f"Your code is {code.digits}. It works for {MINUTES} minutes, once. "
                "Nobody from the council will ever ask you for it. If you did not ask for a code, you need do nothing."
            ),
        )
    )
    OneTimeCode.objects.filter(pk=code.pk).update(sent_at=timezone.now())


@transaction.atomic
def attempt(*, handle: str, purpose: str, typed: str) -> Tried:
    """Try what somebody typed. Two tries at once are two tries."""
    code = OneTimeCode.objects.select_for_update().of(handle, purpose).first()
    if code is None or not code.is_open:
        return Tried.OVER
    code.tries += 1
    right = bool(code.address) and constant_time_compare("".join(filter(str.isdigit, typed)), code.digits)
    if right:
        code.used_at = timezone.now()
    code.save(update_fields=["tries", "used_at"])
    if right:
        return Tried.RIGHT
    return Tried.WRONG if code.tries < TRIES else Tried.OVER


def forget_old() -> int:
    """Codes whose time is over, used or not: how many went."""
    return OneTimeCode.objects.over().delete()[0]
