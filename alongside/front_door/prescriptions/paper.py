"""The words that go out: the letter with its QR code, and messages that say as little as they can."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.documents import blocks
from alongside.foundation.documents.letterhead import letterhead
from alongside.front_door.directory import presenters as directory
from alongside.front_door.directory.models import Service
from alongside.rules import council

from . import pack

if TYPE_CHECKING:
    from .models import Prescription

TITLE = "What may help you"


def from_whom(prescription: Prescription) -> str:
    """Nadia Rahman, pharmacist, Dyeworks Street Pharmacy"""
    return ", ".join(filter(None, (prescription.prescriber_name, prescription.prescriber_role,
                                   prescription.prescriber_organisation)))


def entries(prescription: Prescription) -> dict[int, directory.Page]:
    """What the directory says today of each service prescribed; one that was withdrawn since is not among them."""
    ids = [line.service_id for line in prescription.lines.all() if line.service_id]
    today = timezone.localdate()
    return {entry.pk: directory.page(entry, today) for entry in Service.objects.published().for_page().filter(
        pk__in=ids)} if ids else {}


def blocks_of(prescription: Prescription) -> list[blocks.Block]:
    """The letter: why, each thing with how to reach it, and the code that opens the page."""
    parts: list[blocks.Block] = [
        blocks.Paragraph(f"{from_whom(prescription)} wrote this down for you."), blocks.Quote(prescription.why)]
    pages, ours = entries(prescription), pack.current().pages
    for line in prescription.lines.all():
        parts.append(blocks.Heading(line.name))
        if line.service_id:
            parts.extend(_entry(pages.get(line.service_id)))
        elif line.information in ours:
            page = ours[line.information]
            parts.extend(blocks.Paragraph(one) for one in page.words)
            if page.telephone or page.link:
                parts.append(blocks.KeyFacts([(label, said) for label, said in (
                    ("Telephone", page.telephone), ("Read more", page.link)) if said]))
    parts += [
        blocks.Heading("Tell us how it went"),
        blocks.Paragraph("Point your telephone’s camera at this. It opens your own page, where you can say what came "
                         "of it. You can also ring us."),
        blocks.QrCode(address=prescription.address, words="QR code that opens your page"),
    ]
    return parts


def _entry(page: directory.Page | None) -> Iterable[blocks.Block]:
    if page is None:
        return [blocks.Paragraph("This is not in our directory any more. Ring us, and we look for something else.")]
    where = [", ".join(filter(None, (place.name, place.address))) for place in page.places]
    facts = [
        ("When", "\n".join([*page.when, *(one for place in page.places for one in place.when)])),
        ("Where", "\n".join(where)), ("Cost", "\n".join(page.cost)),
        ("Telephone", "\n".join(words.telephone(phone.number) for phone in page.phones)), ("Email", page.email),
    ]
    said = [(label, value) for label, value in facts if value]
    found: list[blocks.Block] = [blocks.Paragraph(page.summary)] if page.summary else []
    return [*found, blocks.KeyFacts(said)] if said else found


def letter_of(prescription: Prescription) -> blocks.Letter:
    """For one that is on nobody's record: the same letter, set when it is asked for and kept nowhere."""
    return blocks.Letter(
        title=TITLE, blocks=blocks_of(prescription), letterhead=letterhead(),
        day=timezone.localdate(prescription.given_at), addressee=prescription.for_name,
        reference=prescription.reference)


def in_a_message(prescription: Prescription) -> tuple[str, str]:
    ours = council.load(settings.COUNCIL_PACK)
    return (f"Something for you from {ours.short_name}",
            f"Somebody you have talked with has put down for you what may help. Read it here: {prescription.address} "
            f"If you wonder whether this is real, ring {ours.telephone}.")


def to_the_prescriber(prescription: Prescription) -> tuple[str, str]:
    ours = council.load(settings.COUNCIL_PACK)
    status = prescription.site + reverse("prescriptions:status")
    return (f"Your prescription {prescription.reference}",
            f"Nobody has told us yet what came of all of prescription {prescription.reference}. You can see how far it "
            f"is, and say what you know: {status}\n\n{ours.name}")
