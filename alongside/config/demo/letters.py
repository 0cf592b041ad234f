"""Letters as they went out, with their paper; messages to referrers; and what a colleague is told in Alongside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alongside.foundation.documents.blocks import SignOff, keep
from alongside.foundation.documents.letterhead import letterhead
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import letter_of
from alongside.foundation.documents.typeset import pdf

from .life import Life, address
from .staff import Worker

# Setting a letter takes a thirtieth of a second, a row far less: these many have letters, however large the council.
MOST = 60
SHARE = 0.08
_FORMATS = {"large_print": "large_print"}
_CARRIED = frozenset({"post", "email"})


def perhaps_one(life: Life, by: Worker, day: date) -> None:
    """After a conversation or a visit: what was agreed, in writing. Some are drafts of these days, one came back."""
    if life.world.papers >= MOST or life.died_on or life.draw.random() > SHARE:
        return
    draw, today = life.draw, life.world.today
    fresh = (today - day).days < 10
    chance = draw.random()
    if not fresh and draw.random() < 0.5 and life.in_hand:  # so that drafts and letters of these days are there as well
        day, fresh = today - timedelta(days=draw.randrange(0, 9)), True
    what_we_agreed(
        life,
        by,
        day,
        how="" if fresh and chance < 0.5 else "post" if chance < 0.88 else "handed",
        back=not fresh and 0.7 < chance < 0.8,
    )


def what_we_agreed(life: Life, by: Worker, day: date, *, how: str, back: bool = False) -> None:
    write(
        life,
        "what_we_agreed",
        {
            "day": f"{day.day} {day:%B}",
            "agreed": "\n".join(life.say(life.draw.choice(life.world.lives["agreed"])) for _ in range(2)),
            "next": f"{life.say(life.draw.choice(life.world.lives['information']))}: ring us if you would like to know "
            "more. We ring you in two weeks to ask how things are.",
        },
        by,
        day,
        how=how,
        back=back,
    )


def write(
    life: Life, template: str, answers: Mapping[str, str], by: Worker, day: date, *, how: str, back: bool = False
) -> None:
    """`how` it was sent: by post, by email, handed over; empty for a draft."""
    world = life.world
    world.papers += 1
    chosen = world.letters[template]
    team = world.staff.team_names[by.team_id]
    known = {"name": life.who.name, "worker": by.name, "team": team, "telephone": by.telephone}
    title, greeting, blocks = chosen.fill({**answers, **known, "council": _head()["name"]})
    made = life.moment(day)
    sent = made + timedelta(minutes=20) if how else None
    assert life.place is not None
    row: dict[str, Any] = {
        "kind": "letter",
        "title": title,
        "template": chosen.key,
        "template_version": chosen.version,
        "facts": dict(answers),
        "body": keep([*blocks, SignOff(by.name, by.title, team, by.telephone, by.email)]),
        "letterhead": _head(),
        "day": day,
        "greeting": greeting,
        "addressee": life.who.name,
        "address": "\n".join((life.place.line_1, life.place.town, life.place.postcode)),
        "format": _FORMATS.get(life.asked_for, "standard"),
        "made_by_id": by.id,
        "made_at": made,
    }
    if sent:
        row |= {"sent_by_id": by.id, "sent_at": sent, "sent_how": how}
    returned = life.day_between(day + timedelta(days=4), day + timedelta(days=9)) if back else None
    if returned:
        row |= {"returned_by_id": by.id, "returned_at": life.moment(returned)}
    paper = _kept(Document(subject_id=life.id, **row))
    pk = life.add("documents.Document", sha256=paper.sha256, size=paper.size, **row)
    source, here = f"documents.document:{pk}", life.url("desk:letter", pk)
    life.event("documents.written", f"Written: {title}", made, by, source=source, url=here)
    if sent is None:
        return
    said = Document.How(how).label
    life.event(
        "documents.sent", f"Sent: {title}", sent, by, source=source, url=here, detail=f"{said} to {life.who.name}"
    )
    if how in _CARRIED:
        life.add(
            "notifications.Notification",
            to_the_person=True,
            to_name=life.who.name,
            address=row["address"],
            channel=how,
            title=title,
            attachment=paper.file,
            attachment_name=f"letter-{pk}.pdf",
            source=source,
            key=f"{source} {how}",
            made_by_id=by.id,
            made_at=sent,
            tries=1,
            sent_at=sent,
            **({"returned_at": row["returned_at"], "returned_why": "Not known at this address"} if returned else {}),
        )
    if returned:
        life.event(
            "documents.came_back",
            f"Came back undelivered: {title}",
            row["returned_at"],
            by,
            source=source,
            url=here,
            detail="Not known at this address",
        )


def _kept(document: Document) -> Document:
    """Its paper in the store, by its digest, as letters are kept."""
    content = pdf(letter_of(document))
    document.sha256, document.size = hashlib.sha256(content).hexdigest(), len(content)
    if not default_storage.exists(document.file):
        default_storage.save(document.file, ContentFile(content))
    return document


@cache
def _head() -> dict[str, Any]:
    return asdict(letterhead())


def to_referrer(life: Life, name: str, reference: str, words: str, when: datetime, by: Worker, *, referral: int) -> int:
    """What the referrer was told, by email."""
    return life.add(
        "notifications.Notification",
        to_name=name,
        address="referrals@example.org",
        channel="email",
        title=f"Your referral {reference}",
        words=words,
        url=address("referrals:read", referral),
        source=f"referrals.referral:{referral}",
        made_by_id=by.id,
        made_at=when,
        tries=1,
        sent_at=when + timedelta(seconds=40),
    )


def to_colleague(
    life: Life, worker: Worker, title: str, words: str, when: datetime, *, url: str = "", read: bool = False
) -> None:
    life.add(
        "notifications.Notification",
        to_user_id=worker.id,
        to_name=worker.name,
        channel="product",
        title=title,
        words=words,
        url=url or life.url("desk:person"),
        made_at=when,
        sent_at=when,
        read_at=when + timedelta(hours=1) if read else None,
    )
