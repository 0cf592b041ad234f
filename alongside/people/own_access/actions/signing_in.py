"""Signing in by code: asking for one, having it read out, trying it, choosing whose record, signing out.

Whoever stands before the door has no record open, so each step looks for the access with the service's own eyes and
hands out no more than yes or no. All that is closed answers alike, for whatever reason: as an unknown address does.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.foundation.one_time_codes import actions as codes
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.people.people import normal

from .. import kinds
from ..models import Access, SignedIn, Way
from ..models.visits import digest_of, new_secret
from .giving import page_of

PURPOSE = "my_plan"
AT_THE_DOOR = "My plan: at the door"


def comparable(channel: str, address: str) -> str:
    return normal.email(address) if channel == Way.Channel.EMAIL else normal.telephone(address)


def opens_at(channel: str, normal_address: str) -> list[Access]:
    """What stands today for whoever is reached so."""
    today = timezone.localdate()
    with acting(why=AT_THE_DOOR):
        return list(Access.objects.standing(today).at(channel, normal_address)
                    .select_related("subject", "authority", "relationship").order_by("as_whom", "pk"))


def ask_for_code(*, channel: str, address: str, visitor: str) -> OneTimeCode:
    """A code, or what looks like one."""
    found = comparable(channel, address)
    return codes.ask_for(purpose=PURPOSE, channel=channel, address=found, visitor=visitor,
                         known=bool(opens_at(channel, found)))


@transaction.atomic
def sign_in(*, channel: str, address: str) -> str:
    """After the right digits: a session, and the secret that the browser keeps. One record is chosen by itself."""
    found = comparable(channel, address)
    secret = new_secret()
    accesses = opens_at(channel, found)
    visit = SignedIn.objects.create(digest=digest_of(secret), channel=channel, normal=found)
    if len(accesses) == 1:
        choose(visit=visit, access=accesses[0])
    return secret


@transaction.atomic
def choose(*, visit: SignedIn, access: Access) -> SignedIn:
    """Whose record they read from now on; `access` from `opens_at` of this visit."""
    with acting(why=AT_THE_DOOR):
        visit.access, visit.subject = access, access.subject
        visit.save(update_fields=["access", "subject"])
        Access.objects.filter(pk=access.pk).update(last_used_at=timezone.now())
    return visit


def sign_out(*, visit: SignedIn) -> None:
    with acting(why=AT_THE_DOOR):
        SignedIn.objects.filter(pk=visit.pk).delete()


def waiting_to_be_read_out(access: Access) -> OneTimeCode | None:
    """The code that somebody who rings has just asked for, on a page of theirs; nothing while the access is closed."""
    today = timezone.localdate()
    if not Access.objects.standing(today).filter(pk=access.pk).exists():
        return None
    return newest_spoken(way.normal for way in access.ways.in_use() if way.channel == Way.Channel.SPOKEN)


def newest_spoken(numbers: Iterable[str]) -> OneTimeCode | None:
    waiting = OneTimeCode.objects.filter(purpose=PURPOSE, channel="spoken", address__in=list(numbers)).order_by("-pk")
    return next((code for code in waiting if code.is_open), None)


@transaction.atomic
def read_out(*, access: Access, how: str, by: User) -> str:
    """The digits, for a worker who checked who rings: how is written down. Empty where nobody waits for a code."""
    code = waiting_to_be_read_out(access)
    if code is None:
        return ""
    events.record(subject=access.subject, kind=kinds.READ_OUT, by=by, source=access, detail=how,
                  url=page_of(access.subject), title=f"A code for My plan was read out to {access.who}")
    return code.digits


def forget_old() -> int:
    return SignedIn.objects.long_over().delete()[0]
