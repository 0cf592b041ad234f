"""Organisations and their entries: the link, what they would change, the answer, and being reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.limits.counting import allow
from alongside.foundation.notifications.channels import SENDERS, Message
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door import forgetting
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Service

from .. import keeping, letters
from ..models import Change, KeeperLink, Reminder
from ..models.keeping import entries_of

# To one address, whoever asks.
LINKS_AN_HOUR, HOUR = 5, 3600
STALE = "directory_entry_stale"


class NothingChanged(ValueError):
    """A change that changes nothing and says nothing."""


@transaction.atomic
def ask_for_link(*, address: str) -> KeeperLink:
    """Whoever asks is answered alike: only the mailbox learns whether the address is a keeper's."""
    address = address.strip()
    known = entries_of(address).exists() and allow("directory_feed.link", address, most=LINKS_AN_HOUR, seconds=HOUR)
    return _link(address if known else "", KeeperLink.Why.ASKED)


def _link(address: str, why: Any) -> KeeperLink:
    from ..tasks import send_link

    link = KeeperLink.objects.create(address=address, why=why, ends_at=KeeperLink.end(why))
    send_link.defer(link_id=link.pk)
    return link


def send_link(*, link_id: int) -> None:
    """What the background job does; sent once."""
    link = KeeperLink.objects.filter(pk=link_id).first()
    if link is None or not link.address or link.sent_at:
        return
    entries = list(link.entries)
    if entries:
        title, words = letters.link(link, entries, _address("directory_feed:link", link.secret), timezone.localdate())
        _send("keeper-link", link.pk, link.address, link.made_at, title, words)
        KeeperLink.objects.filter(pk=link.pk).update(sent_at=timezone.now())


def _address(name: str, *args: Any) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"


def _send(kind: str, number: int, address: str, made_at: datetime, title: str, words: str) -> None:
    """By email, and no copy of it stays: neither the link nor the address is anywhere but in its own row."""
    SENDERS["email"](Message(kind=kind, id=number, channel="email", to_name="", address=address, title=title,
                             words=words, made_at=made_at))


@transaction.atomic
def propose(*, service: Service, said: dict[str, Any], note: str, link: KeeperLink) -> Change:
    """Waits for a colleague. Said again before it was answered, it takes the place of what waited."""
    fields, note = keeping.differs(service, said), note.strip()
    if not fields and not note:
        raise NothingChanged
    Service.objects.select_for_update().get(pk=service.pk)  # two at once come one after the other
    change = Change.objects.select_for_update().waiting().filter(service=service).first() or Change(service=service)
    change.fields, change.note, change.address, change.name = fields, note, link.address, link.name
    change.made_at = timezone.now()
    change.save()
    return change


@transaction.atomic
def withdraw(*, service: Service) -> None:
    """The keeper takes back what still waits."""
    Change.objects.waiting().filter(service=service).delete()


@transaction.atomic
def nothing_changed(*, service: Service, link: KeeperLink) -> Service:
    """Its keeper says that it is right: it is due again after the council's days."""
    return directory.assure(service=service, by=None, email=link.address)


@transaction.atomic
def answer(*, change: Change, take: Iterable[str], because: str, by: User, done: bool = False) -> Change:
    """Some of it, all or nothing. What is taken up stands in the entry at once, and its keeper is told. Of a note alone
    `done` says whether a colleague has put right what it says."""
    change = Change.objects.select_for_update(of=("self",)).select_related("service__organisation").get(pk=change.pk)
    if change.answered_at:
        return change
    taken = [name for name in change.fields if name in set(take)]
    whole = Service.objects.with_all().get(pk=change.service_id)
    keeping.write(whole, {name: change.fields[name][1] for name in taken}, by=by)
    all_of_it = len(taken) == len(change.fields) if change.fields else done
    change.answer = (Change.Answer.TAKEN if all_of_it else
                     Change.Answer.PARTLY if taken else Change.Answer.NOT_TAKEN)
    change.taken, change.because = taken, because.strip()
    change.answered_at, change.answered_by = timezone.now(), by
    change.save()
    if change.answer != Change.Answer.NOT_TAKEN and whole.public:
        whole = Service.objects.get(pk=change.service_id)
        directory.assure(service=whole, by=by, email=change.address)
        finish_chasing(service=whole, by=by)
    from ..tasks import tell

    tell.defer(change_id=change.pk)
    return change


def tell(*, change_id: int) -> None:
    """The outcome, to whoever asked for it; once."""
    change = Change.objects.to_tell().select_related("service").filter(pk=change_id).first()
    if change is None:
        return
    title, words = letters.outcome(change, _address("directory:service", change.service.uid))
    _send("keeper-outcome", change.pk, change.address, change.answered_at or change.made_at, title, words)
    # Whom it was told is not kept: the entry says who keeps it.
    Change.objects.filter(pk=change.pk).update(told_at=timezone.now(), address="", name="")


@transaction.atomic
def write_to_keeper(*, service: Service, today: date | None = None) -> KeeperLink | None:
    """Now, from the list of those to chase. Nothing where nobody of its organisation keeps it."""
    _, address = service.keeper
    if not address:
        return None
    _remember(service, 0 if service.review_on is None else (service.review_on - (today or timezone.localdate())).days,
              today or timezone.localdate())
    return _link(address, KeeperLink.Why.REMINDER)


def _remember(service: Service, days_before: int, today: date) -> bool:
    _, new = Reminder.objects.get_or_create(
        service=service, review_on=service.review_on or today, days_before=days_before, defaults={"sent_on": today})
    return new


@transaction.atomic
def remind(*, today: date | None = None) -> int:
    """Every night: keepers of what is due soon, due, or long due, one message each. How many went.

    Each entry once at each distance; a night that was missed is made up for by the next.
    """
    today = today or timezone.localdate()
    distances = sorted(pack.current().home.remind_days)
    due = Service.objects.published().exclude(review_on=None).filter(
        review_on__lte=today + timedelta(days=max(distances, default=0))).select_related("organisation", "kept_by")
    to_write: dict[str, list[Service]] = defaultdict(list)
    for service in due.order_by("pk"):
        # The nearest that has come: thirty days before, then the day itself, then thirty after.
        reached = next((days for days in distances if service.review_on - timedelta(days=days) <= today), None)
        if reached is None or not _remember(service, reached, today):
            continue
        if reached == distances[0]:
            _chase(service, today)
        if service.keeper[1]:
            to_write[service.keeper[1].casefold()].append(service)
    for address in to_write:
        _link(to_write[address][0].keeper[1], KeeperLink.Why.REMINDER)
    return len(to_write)


def _chase(service: Service, today: date) -> None:
    """Nobody has answered: a colleague takes it up, in their own list."""
    if service.kept_by_id and not Task.objects.open().filter(kind=STALE, source=events.source_of(service)).exists():
        work.raise_task(
            kind=STALE, title=f"{service.name}: is the entry still right?"[:300], owner=service.kept_by, by=None,
            due_on=today + timedelta(days=7), verb="Check",
            why="Its review day is long past, and its keeper has not answered."
            if service.keeper[1] else "Its review day is long past, and nobody of its organisation keeps it.",
            url=reverse("directory:entry", args=[service.pk]), source=service)


def finish_chasing(*, service: Service, by: User) -> None:
    for task in Task.objects.open().filter(kind=STALE, source=events.source_of(service)):
        work.finish(task=task, outcome="The entry was put right", by=by)


@transaction.atomic
def forget_links(*, now: datetime | None = None) -> int:
    """Those that are over."""
    return KeeperLink.objects.over(now or timezone.now()).delete()[0]


@transaction.atomic
def forget_words() -> int:
    """What a keeper said beside their changes, and who they were where no message ever reached them, stays for the
    council's days. Which field became what, and who answered, stays with the entry."""
    told = ~Q(note="") | ~Q(name="") | ~Q(address="")
    return Change.objects.answered_before(forgetting.before()).filter(told).update(note="", name="", address="")
