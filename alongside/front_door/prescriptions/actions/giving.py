"""From the prescriber's hand into the person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.models import Document
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.models import Notification
from alongside.foundation.secret_links import digest_of, new_seed, secret_of
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.directory.models import Service

from .. import pack, paper
from ..models import Giving, Line, Prescription

GIVEN = events.Kind("prescriptions.given", "contact", permission="prescriptions.see")
MATCHED = events.Kind("prescriptions.matched", "contact", permission="prescriptions.see")
OPENED = events.Kind("prescriptions.opened", "contact", permission="prescriptions.see")
FILLED = events.Kind("prescriptions.filled", "contact", permission="prescriptions.see")
WITHDRAWN = events.Kind("prescriptions.withdrawn", "contact", permission="prescriptions.see")
GIVEN_AGAIN = events.Kind("prescriptions.given_again", "contact", permission="prescriptions.see")
NEW_LINK = events.Kind("prescriptions.new_link", "contact", permission="prescriptions.see")
SESSION = events.Kind("prescriptions.session", "contact", permission="prescriptions.see")
ASK = "prescription_how_it_went"


class CannotGive(Exception):
    """It cannot go this way; the sentence says why."""


class MatchedMeanwhile(Exception):
    """It is on another's record already; the sentence says who put it there."""


@dataclass(frozen=True)
class ForWhom:
    """The person, as the prescriber says who they are."""

    name: str
    date_of_birth: date | None = None
    nhs_number: str = ""
    postcode: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True)
class Outside:
    """A professional without an account whose work email was shown to be theirs."""

    email: str
    name: str
    role: str = ""
    organisation: str = ""


@transaction.atomic
def prescribe(
    *, by: User | None, site: str, whom: ForWhom, why: str, how: str, services: Sequence[Service] = (),
    information: Sequence[str] = (), subject: Subject | None = None, outside: Outside | None = None,
) -> Prescription:
    """Prescribe, and give it at once. From outside it belongs to nobody's record until a colleague has matched it."""
    if not services and not information:
        raise CannotGive("Choose at least one thing that may help.")
    if (by is None) == (outside is None):
        raise ValueError("A prescription is from a colleague or from somebody outside.")
    if outside is not None and subject is not None:
        raise ValueError("Somebody outside knows no record.")
    now, council = timezone.now(), pack.current()
    seed = new_seed()
    made = Prescription.objects.create(
        subject=subject, reference=_reference(now), link_seed=seed, link_digest=digest_of(secret_of(seed)), site=site,
        link_until=now + timedelta(days=council.link_days), for_name=whom.name, for_date_of_birth=whom.date_of_birth,
        for_nhs_number=whom.nhs_number, for_postcode=whom.postcode, for_email=whom.email, for_mobile=whom.mobile,
        why=why, prescribed_by=by, given_at=now,
        prescriber_name=by.name if by else outside.name if outside else "",
        prescriber_role=by.job_title if by else outside.role if outside else "",
        prescriber_organisation=str(by.organisation) if by else outside.organisation if outside else "",
        prescriber_email=outside.email if outside else "",
    )
    Line.objects.bulk_create([
        *(Line(prescription=made, subject=subject, service=service, name=service.name) for service in services),
        *(Line(prescription=made, subject=subject, information=key, name=council.pages[key].title)
          for key in information),
    ])
    if subject is not None:
        _on_the_timeline(made, GIVEN, "Information prescription given", _what(made), by)
    give(prescription=made, how=how, by=by)
    return made


def _reference(now: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('prescriptions_reference')")
        (number,) = cursor.fetchone()
    return f"P{now:%y}-{number:05}"


def _what(prescription: Prescription) -> str:
    return ", ".join(prescription.lines.values_list("name", flat=True))[:300]


def _on_the_timeline(prescription: Prescription, kind: events.Kind, title: str, detail: str, by: User | None) -> None:
    assert prescription.subject is not None
    events.record(subject=prescription.subject, kind=kind, title=title, detail=detail, by=by, source=prescription,
                  url=_url(prescription))


def _url(prescription: Prescription) -> str:
    return reverse("prescriptions:read", args=[prescription.pk])


@transaction.atomic
def give(*, prescription: Prescription, how: str, by: User | None) -> Giving:
    """Into their hands: a link by text or email, or a letter. Again, too, where it was lost."""
    if prescription.withdrawn_at:
        raise CannotGive("This prescription was withdrawn.")
    message, letter = None, None
    if how in (Giving.How.TEXT, Giving.How.EMAIL):
        message = _send_link(prescription, how, by)
    elif prescription.subject is not None and by is not None:
        letter = _write(prescription, str(Document.How.POST if how == Giving.How.POST else Document.How.HANDED), by)
    elif how == Giving.How.POST:
        raise CannotGive("A letter is posted from the person’s record. Print it and hand it over, or match it first.")
    again = prescription.givings.exists()
    given = Giving.objects.create(prescription=prescription, subject=prescription.subject, how=how, message=message,
                                  document=letter, by=by)
    if again and prescription.subject is not None:
        _on_the_timeline(prescription, GIVEN_AGAIN, "Information prescription given again", str(given), by)
    return given


def _send_link(prescription: Prescription, how: str, by: User | None) -> Notification:
    """Nothing of why or what stands in the message: others may read a telephone's screen."""
    title, said = paper.in_a_message(prescription)
    if prescription.subject is not None:
        message = notifications.notify(subject=prescription.subject, channel=how, title=title, words=said, by=by,
                                       source=prescription, url=_url(prescription))
    else:
        address = prescription.for_mobile if how == Giving.How.TEXT else prescription.for_email
        message = notifications.notify(to_name=prescription.for_name, address=address, channel=how, title=title,
                                       words=said, by=by, source=prescription, url=_url(prescription))
    if message.stopped_at:
        raise CannotGive(f"It cannot go this way. {message.stopped_why}")
    return message


def _write(prescription: Prescription, how: str, by: User) -> Document:
    """The letter, kept on the record as it was given."""
    assert prescription.subject is not None
    letter = documents.write_letter(
        subject=prescription.subject, kind="information_prescription", title=paper.TITLE, by=by, source=prescription,
        reference=prescription.reference, blocks=paper.blocks_of(prescription))
    try:
        return documents.send_letter(document=letter, how=how, by=by)
    except documents.CannotSend as problem:
        raise CannotGive(str(problem)) from problem


@transaction.atomic
def open_by_link(*, prescription: Prescription) -> Prescription:
    """Whoever holds the link has shown that it is theirs and reads it."""
    prescription = _locked(prescription)
    if prescription.opened_at is None:
        prescription.opened_at = timezone.now()
        prescription.save(update_fields=["opened_at"])
        if prescription.subject is not None:
            _on_the_timeline(prescription, OPENED, "Information prescription opened", "", None)
    return prescription


@transaction.atomic
def match(*, prescription: Prescription, subject: Subject, by: User) -> Prescription:
    """This is the person it is for, found by search. Two who match it at once: the second learns of the first."""
    prescription = _locked(prescription)
    if prescription.subject == subject:
        return prescription
    if prescription.subject is not None:
        raise MatchedMeanwhile(f"{prescription.matched_by or 'A colleague'} found meanwhile whose record it goes on.")
    prescription.subject, prescription.matched_by, prescription.matched_at = subject, by, timezone.now()
    prescription.save(update_fields=["subject", "matched_by", "matched_at"])
    for rows in (prescription.lines, prescription.givings):
        rows.update(subject=subject)
    for line in prescription.lines.all():
        line.came.update(subject=subject)
    _on_the_timeline(prescription, MATCHED, f"Information prescription from {prescription.prescriber_name}",
                     _what(prescription), by)
    return prescription


@transaction.atomic
def through_session(*, prescription: Prescription, session: PlanningSession | None, by: User) -> Prescription:
    """A planning session is booked to go through it together, or that was a mistake."""
    prescription = _locked(prescription)
    if prescription.session_id == (session.pk if session else None):
        return prescription
    prescription.session = session
    prescription.save(update_fields=["session"])
    if prescription.subject is not None:
        _on_the_timeline(prescription, SESSION, "Planning session for an information prescription" if session else
                         "No planning session for the information prescription", "", by)
    return prescription


@transaction.atomic
def new_link(*, prescription: Prescription, by: User) -> Prescription:
    """The old address closes: it came into the wrong hands, or its days were over."""
    prescription = _locked(prescription)
    if prescription.withdrawn_at:
        raise CannotGive("This prescription was withdrawn.")
    prescription.link_seed = new_seed()
    prescription.link_digest = digest_of(prescription.secret)
    prescription.link_until = timezone.now() + timedelta(days=pack.current().link_days)
    prescription.save(update_fields=["link_seed", "link_digest", "link_until"])
    if prescription.subject is not None:
        _on_the_timeline(prescription, NEW_LINK, "Information prescription: a new link, the old one is closed", "", by)
    return prescription


@transaction.atomic
def withdraw(*, prescription: Prescription, because: str, by: User) -> Prescription:
    """It is taken back: its link closes, and nobody is reminded of it."""
    prescription = _locked(prescription)
    if prescription.withdrawn_at:
        return prescription
    prescription.withdrawn_at, prescription.withdrawn_by = timezone.now(), by
    prescription.withdrawn_because = because
    prescription.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    if prescription.subject is not None:
        _on_the_timeline(prescription, WITHDRAWN, "Information prescription withdrawn", because, by)
    ask_no_more(prescription, "The prescription was withdrawn", by)
    return prescription


def ask_no_more(prescription: Prescription, outcome: str, by: User | None) -> None:
    """Nobody needs to ask how it went. Where the person said so themselves, it is off the list of whoever had it."""
    for task in Task.objects.open().filter(source=events.source_of(prescription), kind=ASK).select_related("owner"):
        if whose := by or task.owner or prescription.prescribed_by:
            work.finish(task=task, outcome=outcome, by=whose)


def _locked(prescription: Prescription) -> Prescription:
    return Prescription.objects.select_for_update(of=("self",)).select_related(
        "subject", "prescribed_by", "matched_by").get(pk=prescription.pk)
