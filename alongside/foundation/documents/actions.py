"""Writing a letter or a plan, changing a draft, sending it, and saying that it came back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.contact import contact_of
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work

from .blocks import Block, keep
from .letterhead import letterhead
from .models import Document, Format
from .presenters import letter_of
from .typeset import pdf

WRITTEN = events.Kind("documents.written", "contact", permission="documents.see")
SENT = events.Kind("documents.sent", "contact", permission="documents.see")
CAME_BACK = events.Kind("documents.came_back", "contact", permission="documents.see")

# Having something put into braille, audio or another language takes a few days, not a few weeks.
MADE_ELSEWHERE_DAYS = 5
TO_ARRANGE = "letter_format"


class CannotSend(Exception):
    """Why this letter may not go; a sentence for the one who tried."""


@transaction.atomic
def write_letter(
    *,
    subject: Subject,
    kind: str,
    title: str,
    blocks: Iterable[Block],
    by: User | None,
    addressee: str | None = None,
    address: Sequence[str] | None = None,
    to_the_person: bool = True,
    greeting: str = "",
    reference: str = "",
    template: str = "",
    template_version: str = "",
    facts: dict[str, Any] | None = None,
    format: str | None = None,
    language: str | None = None,
    put_into: str | None = None,
    day: date | None = None,
    source: models.Model | None = None,
) -> Document:
    """A draft with its PDF. To the person: their own name, address, format and language, unless said otherwise here."""
    contact = contact_of(subject) if to_the_person else None
    document = Document(
        subject=subject, kind=kind, title=title, body=keep(blocks), letterhead=asdict(letterhead()),
        day=day or timezone.localdate(), greeting=greeting, reference=reference, to_the_person=to_the_person,
        addressee=addressee if addressee is not None else (contact.name if contact else ""),
        address="\n".join(address if address is not None else (contact.address if contact else ())),
        format=format or (contact.format if contact else Format.STANDARD),
        language=language or (contact.language if contact else "en-GB"),
        put_into=put_into if put_into is not None else (contact.put_into if contact else ""),
        template=template, template_version=template_version, facts=facts or {}, made_by=by,
        source=events.source_of(source) if source is not None else "",
    )
    _print(document)
    document.save()
    events.record(subject=subject, kind=WRITTEN, title=f"Written: {title}", by=by, source=document)
    return document


@transaction.atomic
def change_draft(
    *, document: Document, by: User, title: str | None = None, blocks: Iterable[Block] | None = None,
    addressee: str | None = None, address: Sequence[str] | None = None, greeting: str | None = None,
    format: str | None = None, language: str | None = None, put_into: str | None = None,
    to_the_person: bool | None = None,
    facts: dict[str, Any] | None = None,
) -> Document:
    """Change what a draft says. What was sent stays as it was sent: write another letter."""
    document = _draft(document)
    changes = {
        "title": title, "greeting": greeting, "addressee": addressee, "format": format, "language": language,
        "put_into": put_into,
        "address": "\n".join(address) if address is not None else None,
        "body": keep(blocks) if blocks is not None else None, "to_the_person": to_the_person, "facts": facts,
    }
    for name, value in changes.items():
        if value is not None:
            setattr(document, name, value)
    _print(document)
    document.save()
    return document


@transaction.atomic
def send_letter(*, document: Document, how: str, by: User) -> Document:
    """Send a draft: post and email go out by themselves, what was handed over is only written down.

    Nothing goes to somebody who has died, nor by post to an address that letters came back from.
    """
    document = _draft(document)
    if document.to_the_person and document.subject.died_on:
        raise CannotSend("The person has died, so no letter goes to them. Write to their family or their executor.")
    if how == Document.How.POST:
        _check_address(document)
    document.day = timezone.localdate()
    document.sent_at = timezone.now()
    document.sent_by = by
    document.sent_how = how
    _print(document)
    document.save()
    for what in document.to_arrange:
        work.raise_task(
            kind=TO_ARRANGE, subject=document.subject, owner=by, by=by, verb="Record", source=document,
            title=f"Have “{document.title}” {what}"[:300], why="That is how they can read it.",
            due_on=timezone.localdate() + timedelta(days=MADE_ELSEWHERE_DAYS),
        )
    if how != Document.How.HANDED:
        _hand_to_carrier(document, how, by)
    events.record(
        subject=document.subject, kind=SENT, by=by, source=document, title=f"Sent: {document.title}",
        detail=f"{document.get_sent_how_display()} to {document.addressee or document.subject.display_name}",
    )
    return document


def _hand_to_carrier(document: Document, how: str, by: User) -> None:
    common: dict[str, Any] = {
        "title": document.title, "subject": document.subject, "channel": how, "by": by, "source": document,
        "attachment": document.file, "attachment_name": document.file_name,
        "key": f"{events.source_of(document)} {how}",
        "words": "We have written to you. The letter is attached." if how == Document.How.EMAIL else "",
    }
    if document.to_the_person:
        message = notifications.notify(address=document.address if how == Document.How.POST else "", **common)
    else:
        message = notifications.notify(to_name=document.addressee or "Addressee", address=document.address, **common)
    if message.stopped_at:
        raise CannotSend(f"It cannot go this way. {message.stopped_why}")


def _check_address(document: Document) -> None:
    if not document.address_lines:
        raise CannotSend("There is no address to post it to. Add one, or choose another way.")
    back = Document.objects.returned().filter(subject=document.subject, address=document.address)
    if last := back.order_by("returned_at").last():
        raise CannotSend(
            f"A letter to this address came back on {last.returned_at:%-d %B %Y}. Check where they live, then send it."
        )


@transaction.atomic
def came_back(*, document: Document, why: str, by: User) -> Document:
    """The post brought it back: the sender checks the address, and nothing more goes there until it is right."""
    document = Document.objects.select_for_update(of=("self",)).select_related("subject", "sent_by").get(
        pk=document.pk)
    if not document.sent_at:
        raise CannotSend("It has not been sent.")
    if document.returned_at:
        return document
    document.returned_at = timezone.now()
    document.returned_by = by
    document.save()
    events.record(subject=document.subject, kind=CAME_BACK, by=by, source=document, detail=why,
                  title=f"Came back undelivered: {document.title}"[:300])
    work.raise_task(
        kind="check_address", subject=document.subject, owner=document.sent_by, by=by, verb="Put right",
        title=f"“{document.title}” came back undelivered"[:300], why=why, due_on=timezone.localdate(), source=document,
    )
    tell(user=document.sent_by, by=by, subject=document.subject, source=document,
         title="A letter you sent came back undelivered",
         url=reverse("desk:letter", args=[document.subject_id, document.pk]))
    return document


@transaction.atomic
def set_aside(*, document: Document, by: User) -> Document:
    """Decide not to send a draft; it stays on the record as not sent."""
    document = _draft(document)
    document.withdrawn_at = timezone.now()
    document.withdrawn_by = by
    document.save()
    return document


def _draft(document: Document) -> Document:
    """The document, locked, if it is still a draft; somebody else may have sent it a moment ago."""
    document = Document.objects.select_for_update(of=("self",)).select_related("subject").get(pk=document.pk)
    if not document.is_draft:
        raise CannotSend(f"This letter is no longer a draft: {document.status_words.lower()}.")
    return document


def _print(document: Document) -> None:
    """Set the PDF and keep it by its digest. Two letters of the same bytes are one file."""
    content = pdf(letter_of(document))
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.size = len(content)
    if not default_storage.exists(document.file):
        default_storage.save(document.file, ContentFile(content))
