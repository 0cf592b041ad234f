"""A professional's referral: recorded, read, matched, settled, answered to the referrer, and only then closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.models import Notification
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations import colleagues, policy
from alongside.front_door.conversations.models import Conversation, RaisedConcern

from .. import sharing
from ..models import Feedback, Referral
from ..models.outside import new_key

RECEIVED = events.Kind("referrals.received", "contact", permission="referrals.see")
CAME_AGAIN = events.Kind("referrals.came_again", "contact", significant=True, permission="referrals.see")
SETTLED = events.Kind("referrals.settled", "contact", permission="referrals.see")
MADE_SURE = events.Kind("referrals.made_sure", "contact", permission="referrals.see")
TOLD = events.Kind("referrals.referrer_told", "contact", permission="referrals.see")
OPENED_AGAIN = events.Kind("referrals.opened_again", "contact", permission="referrals.see")
TO_READ, TO_ANSWER, TO_TELL = "referral_to_read", "referral_to_answer", "referral_feedback"
TO_READ_MORE = "referral_added_to"
HARM = "referral_harm"
# As much of a referral as fits one line of a list.
LINE = 160
# In writing, from here: held to what may be shared.
SENT_FROM_HERE = frozenset({Feedback.How.ONLINE, Feedback.How.SYSTEM, Feedback.How.EMAIL, Feedback.How.LETTER})
NOT_ARRIVED = {"online": "The email about it did not arrive", "email": "The email did not arrive",
               "letter": "The letter did not arrive",
               "system": "Their system had not asked for the answer"}


class NotYet(Exception):
    """This step comes after another; the sentence says which."""


class MoreToRead(NotYet):
    """The referrer wrote again, and nobody has read it."""


class AlreadyDone(Exception):
    """Somebody did it first."""


class MayNotSay(Exception):
    """More than this referrer may be told would have gone out from here."""


@transaction.atomic
def record(*, by: User | None, received_at: datetime | None = None, subject: Subject | None = None,
           **particulars: Any) -> Referral:
    """Write down a referral as it came in. It stands unread on the duty board at once. Nobody recorded what came over
    the public pages or the API."""
    now = timezone.now()
    particulars.setdefault("key", new_key())
    referral = Referral.objects.create(
        reference=_reference(now), received_at=received_at or now, received_by=by, subject=subject, **particulars
    )
    if referral.harm_feared:
        ask_safeguarding_to_look(referral, by)
    urgent = referral.urgency == Referral.Urgency.URGENT
    due = timezone.localtime(policy.answer_by(referral.received_at, urgent=urgent))
    work.raise_task(
        kind=TO_READ, title=f"Referral about {referral.about_name}", subject=subject, by=by, verb="Read",
        team=colleagues.team(colleagues.FRONT_DOOR), due_on=due.date(), due_at=due.time().replace(microsecond=0),
        priority=referral.urgency, why=_in_a_line(referral), source=referral, url=_url(referral),
    )
    if subject is not None:
        on_the_timeline(referral, by)
    return referral


def _reference(now: datetime) -> str:
    """Said over the telephone: the year and a number that counts on, whoever may see the one before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('referrals_reference')")
        (number,) = cursor.fetchone()
    return f"R{now:%y}-{number:05}"


def _from(referral: Referral) -> str:
    if referral.anonymous:
        return "From somebody who gave no name"
    return "From " + ", ".join(filter(None, (referral.referrer_name, referral.referrer_role,
                                             referral.referrer_organisation)))


def _in_a_line(referral: Referral) -> str:
    """Who refers and why, for the duty board: "From Heather Smith, Housing officer: the neighbour has moved." """
    return Truncator(f"{_from(referral)}: {' '.join(referral.reason.split())}").chars(LINE)


def ask_safeguarding_to_look(referral: Referral, by: User | None) -> None:
    """Whoever is feared for may not be known yet: the fear does not wait for that."""
    due = timezone.localtime(policy.answer_by(referral.received_at, urgent=True))
    work.raise_task(
        kind=HARM, title=f"Fear of harm in a referral about {referral.about_name}"[:300], subject=referral.subject,
        by=by, team=colleagues.team(colleagues.SAFEGUARDING), verb="Read", due_on=due.date(),
        due_at=due.time().replace(microsecond=0), priority=Referral.Urgency.URGENT, why=_in_a_line(referral),
        source=referral, url=_url(referral),
    )


def harm_is_answered(referral: Referral) -> bool:
    """Nothing is feared, or a concern was raised since, or a named colleague has said why none is."""
    return not referral.harm_feared or bool(referral.harm_answer) or (
        referral.subject_id is not None
        and RaisedConcern.objects.filter(subject=referral.subject, raised_at__gte=referral.received_at).exists())


@transaction.atomic
def answer_harm(*, referral: Referral, words: str, by: User) -> Referral:
    """Why no concern is raised though harm is feared, under a name."""
    referral = still_open(referral)
    referral.harm_answer, referral.harm_answered_by, referral.harm_answered_at = words, by, timezone.now()
    referral.save(update_fields=["harm_answer", "harm_answered_by", "harm_answered_at"])
    _finish(referral, HARM, "No concern is raised, and why is written down", by)
    return referral


def on_the_timeline(referral: Referral, by: User | None) -> None:
    assert referral.subject is not None
    events.record(
        subject=referral.subject, kind=CAME_AGAIN if referral.follows else RECEIVED, by=by, source=referral,
        title="Referred again" if referral.follows else "Referral received", detail=_from(referral),
        happened_at=referral.received_at, url=_url(referral),
    )


@transaction.atomic
def read(*, referral: Referral, by: User) -> Referral:
    """Somebody has read it and answers it, unless they hand it on."""
    referral = still_open(referral)
    if referral.read_at:
        return referral
    referral.read_at, referral.read_by = timezone.now(), by
    referral.save(update_fields=["read_at", "read_by"])
    before = _finish(referral, TO_READ, "Read", by)
    _finish_all(referral, TO_READ_MORE, "Read", by)
    work.raise_task(
        kind=TO_ANSWER, title=f"Referral about {referral.about_name}", subject=referral.subject, by=by, owner=by,
        team=colleagues.team(colleagues.FRONT_DOOR), due_on=before.due_on if before else None,
        due_at=before.due_at if before else None, priority=referral.urgency, why=_in_a_line(referral),
        verb="Answer it", source=referral, url=_url(referral),
    )
    return referral


@transaction.atomic
def read_more(*, referral: Referral, by: User) -> None:
    """What the referrer added since, or that they took it back, has been read."""
    Referral.objects.select_for_update().get(pk=referral.pk)
    _finish_all(referral, TO_READ_MORE, "Read", by)


@transaction.atomic
def begin_talk(*, referral: Referral, by: User, channel: str = "professional_referral",
               with_whom: User | None = None) -> Conversation:
    """Talk with the person about it: strengths first, like any other talk. At an access point, by somebody trained."""
    referral = still_open(referral)
    if referral.subject is None:
        raise NotYet("Find the person first: the conversation is with them.")
    if referral.conversation_id:
        return referral.conversation
    holder = with_whom or by
    talk = conversations.begun_here(referral.subject, holder) or conversations.begin(
        subject=referral.subject, by=holder, channel=channel)
    referral.conversation = talk
    referral.save(update_fields=["conversation"])
    return talk


@transaction.atomic
def settle(*, referral: Referral, outcome: str, detail: str, by: User, stepped_down_to: str = "",
           with_whom: User | None = None) -> Referral:
    """Say what happens. It is not closed by that: the referrer hears first."""
    referral = still_open(referral)
    if not referral.read_at:
        raise NotYet("Read the referral first.")
    if not harm_is_answered(referral):
        raise NotYet("The referrer fears that somebody is being harmed. Raise the concern first, or write why not.")
    if outcome == Referral.Outcome.STEPPED_DOWN and referral.subject is None:
        raise NotYet("Find the person first: the community access point talks with them.")
    referral.outcome, referral.outcome_detail, referral.stepped_down_to = outcome, detail, stepped_down_to
    referral.save(update_fields=["outcome", "outcome_detail", "stepped_down_to"])
    if outcome == Referral.Outcome.STEPPED_DOWN:
        begin_talk(referral=referral, by=by, channel=conversations.ACCESS_POINT, with_whom=with_whom)
    _finish(referral, TO_ANSWER, referral.get_outcome_display(), by)
    _finish(referral, HARM, "A concern is raised", by)
    if not Task.objects.open().filter(source=events.source_of(referral), kind=TO_TELL).exists():
        _ask_to_tell(referral, by)
    if referral.subject is not None:
        events.record(subject=referral.subject, kind=SETTLED, by=by, source=referral, url=_url(referral),
                      title=f"Referral: {referral.get_outcome_display().lower()}",
                      detail=stepped_down_to or detail[:300])
    return referral


def _ask_to_tell(referral: Referral, owner: User | None, why: str = "") -> None:
    work.raise_task(
        kind=TO_TELL, title=f"Tell the referrer about {referral.about_name}"[:300], subject=referral.subject,
        by=None if why else owner, owner=owner, team=colleagues.team(colleagues.FRONT_DOOR), verb="Tell them",
        due_on=timezone.localdate() if why else policy.feedback_by(referral.received_at),
        why=(why or _from(referral))[:300], source=referral, url=_url(referral),
    )


@transaction.atomic
def tell(*, referral: Referral, words: str, how: str, by: User, address: Sequence[str] = (), where: str = ""
         ) -> Feedback:
    """Tell the referrer, and close. What goes out from here (by post, by email, or to be read on their own page,
    `where`) opens it again if it fails."""
    referral = _to_be_told(referral)
    letter, message = None, None
    if how in SENT_FROM_HERE:
        if not sharing.may_send(referral, words, timezone.localdate()):
            raise MayNotSay("Without an agreement that names the referrer, only the words that stood here may be sent. "
                            "Put them back, or record the agreement first.")
        if how == Feedback.How.ONLINE:
            message = _announce(referral, by, where)
        elif how == Feedback.How.SYSTEM:
            if not sharing.their_system_asks(referral):
                raise NotYet("No system of theirs asks us: none sent this referral, or its key is revoked. Tell the "
                             "referrer another way.")
        else:
            letter, message = _send(referral, words, how, by, [line for line in address if line.strip()])
    told = Feedback.objects.create(referral=referral, subject=referral.subject, told=words, told_how=how, by=by,
                                   message=message, document=letter)
    return _close(referral, told, f"The referrer was told {told.get_told_how_display().lower()}", by)


def _announce(referral: Referral, by: User, where: str) -> Notification:
    """That there is an answer, and nothing of it: it is read on their page, after a code."""
    if not referral.referrer_email:
        raise NotYet("There is no email address for the referrer. Tell them another way.")
    return notifications.notify(
        to_name=referral.referrer_name or referral.referrer_email, address=referral.referrer_email, by=by,
        channel=Notification.Channel.EMAIL, title=f"There is an answer to your referral {referral.reference}",
        words=f"There is an answer to your referral {referral.reference}. Read it on our page"
              f"{f', {where}' if where else ''}. It sends a code to this address first, so that nobody else reads it.",
        source=referral, url=_url(referral),
    )


def _send(referral: Referral, words: str, how: str, by: User, address: list[str]
          ) -> tuple[Document | None, Notification | None]:
    """The letter, kept on the person's record, and the message that carries it."""
    posted = how == Feedback.How.LETTER
    if not posted and not referral.referrer_email:
        raise NotYet("There is no email address for the referrer. Tell them another way.")
    if posted and not address:
        raise NotYet("Write the referrer’s address, or tell them another way.")
    title = f"Your referral {referral.reference}"
    if referral.subject is None:
        if posted:
            raise NotYet("A letter is kept on the person’s record. Find the person first, or tell the referrer "
                         "another way.")
        return None, notifications.notify(
            to_name=referral.referrer_name, address=referral.referrer_email, by=by, title=title,
            channel=Notification.Channel.EMAIL, words=f"{sharing.greeting(referral)},\n\n{words}", source=referral,
            url=_url(referral),
        )
    letter = documents.write_letter(
        subject=referral.subject, kind="referral_feedback", title=title, to_the_person=False, by=by, source=referral,
        addressee=referral.referrer_name, address=address if posted else [referral.referrer_email],
        greeting=sharing.greeting(referral), reference=referral.reference,
        blocks=[*(blocks.Paragraph(said) for said in _paragraphs(words)), colleagues.sign_off(by)],
    )
    carried = Document.How.POST if posted else Document.How.EMAIL
    letter = documents.send_letter(document=letter, how=carried, by=by)
    return letter, Notification.objects.filter(source=events.source_of(letter), channel=carried).latest("made_at")


def _paragraphs(words: str) -> list[str]:
    return [" ".join(part.split()) for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()]


@transaction.atomic
def explain_not_telling(*, referral: Referral, because: str, note: str, by: User) -> Feedback:
    """A named person decides that the referrer is not told, and says why. Then it closes."""
    referral = _to_be_told(referral)
    untold = Feedback.objects.create(referral=referral, subject=referral.subject, not_given_because=because,
                                     not_given_note=note, by=by)
    return _close(referral, untold, f"The referrer was not told: {untold.get_not_given_because_display().lower()}", by)


@transaction.atomic
def make_sure(*, referral: Referral, by: User) -> Referral:
    """A colleague asked elsewhere than by what the referrer wrote, and stands for it that they are who they say."""
    referral = still_open(referral)
    if referral.made_sure_at:
        return referral
    referral.made_sure_at, referral.made_sure_by = timezone.now(), by
    referral.save(update_fields=["made_sure_at", "made_sure_by"])
    if referral.subject is not None:
        events.record(subject=referral.subject, kind=MADE_SURE, by=by, source=referral, url=_url(referral),
                      title="Made sure who the referrer is", detail=_from(referral)[:300])
    return referral


def _to_be_told(referral: Referral) -> Referral:
    referral = still_open(referral)
    if not referral.outcome:
        raise NotYet("Say first what happens; then there is something to tell.")
    if has_more_to_read(referral):  # nobody looks at it again once it is closed
        raise MoreToRead("The referrer has added to it, or taken it back, since it was read. Read that first.")
    return referral


def _close(referral: Referral, feedback: Feedback, outcome: str, by: User) -> Feedback:
    referral.feedback, referral.closed_at, referral.closed_by = feedback, timezone.now(), by
    referral.save(update_fields=["feedback", "closed_at", "closed_by"])
    _finish(referral, TO_TELL, outcome, by)
    if referral.subject is not None:
        events.record(subject=referral.subject, kind=TOLD, title=outcome, by=by, source=feedback, url=_url(referral))
    return feedback


@transaction.atomic
def open_again(*, referral: Referral) -> Referral:
    """The message to the referrer did not arrive: they have not heard, so somebody tells them another way."""
    referral = Referral.objects.select_for_update(of=("self",)).select_related(
        "feedback__message", "feedback__document", "feedback__by", "subject", "sent_with__organisation",
    ).get(pk=referral.pk)
    tried = referral.feedback
    if referral.closed_at is None or tried is None:
        return referral
    if message := tried.message:
        why = message.failure or message.returned_why or message.stopped_why or "The post brought it back"
    elif tried.told_how == Feedback.How.SYSTEM and tried.read_at is None and not sharing.their_system_asks(referral):
        why = "Its key is revoked"
    else:
        return referral
    referral.feedback = referral.closed_at = referral.closed_by = None
    referral.save(update_fields=["feedback", "closed_at", "closed_by"])
    _ask_to_tell(referral, tried.by, why=f"{NOT_ARRIVED[tried.told_how]}: {why}")
    if referral.subject is not None:
        events.record(subject=referral.subject, kind=OPENED_AGAIN, by=None, source=referral, url=_url(referral),
                      title="Referral open again: the referrer did not hear", detail=why)
    return referral


def still_open(referral: Referral) -> Referral:
    referral = Referral.objects.select_for_update(of=("self",)).select_related(
        "subject", "conversation", "follows").get(pk=referral.pk)
    if referral.closed_at:
        raise AlreadyDone(f"{referral.closed_by} closed this on {timezone.localtime(referral.closed_at):%-d %B %Y}.")
    return referral


def _finish(referral: Referral, kind: str, outcome: str, by: User) -> Task | None:
    task = Task.objects.open().filter(source=events.source_of(referral), kind=kind).first()
    return work.finish(task=task, outcome=outcome, by=by) if task else None


def _finish_all(referral: Referral, kind: str, outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(referral), kind=kind):
        work.finish(task=task, outcome=outcome, by=by)


def has_more_to_read(referral: Referral) -> bool:
    return Task.objects.open().filter(source=events.source_of(referral), kind=TO_READ_MORE).exists()


def _url(referral: Referral) -> str:
    return reverse("referrals:read", args=[referral.pk])
