"""What somebody chooses to send, and what they add to it later. Nothing is typed a second time by anybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from alongside.foundation import events
from alongside.foundation.limits.counting import allow
from alongside.foundation.notifications.actions import notify
from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import colleagues, policy

from .. import addresses
from ..engine import Way
from ..models import Added, Sent, Started
from ..models.started import digest, new_secret
from ..offers import offer_of
from ..urgency import urgency
from .beginning import count, finish

TO_READ, TO_ANSWER, ADDED = "self_assessment_to_read", "self_assessment_to_answer", "self_assessment_added"
SOMETHING_ADDED = events.Kind("self_assessment.added", "contact", permission="referrals.see")
LINE = 160
# Thanks to one address that nobody has shown to be theirs.
MOST_AN_HOUR = 5


class NotComplete(ValueError):
    """It cannot be sent yet: `problems` says what is missing and where."""

    def __init__(self, problems: list[reading.Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.words for problem in problems))


@transaction.atomic
def send(*, started: Started, language: str = "", reads: Iterable[str] = ()) -> tuple[Sent, str]:
    """It becomes a record: on the duty board at once, about nobody on our books until a worker finds who. Answers with
    the secret of its link."""
    started = finish(started=started)
    declared = started.whole
    way = Way(offer_of(started.offer), declared, started.answers)
    if problems := way.problems():
        raise NotComplete(problems)
    said, now, link = reading.standing(declared, started.answers), timezone.now(), new_secret()
    hurry, words = urgency(said)
    sent = Sent.objects.create(
        number=_number(), link=digest(link), offer=started.offer, version=started.version, answers=said,
        addresses=sorted({*addresses.digests(said.get("email", ""), said.get("telephone", "")),
                          *filter(None, [started.address])}),
        begun_at=started.begun_at, received_at=now, who=said["who"], name=said["your_name"],
        telephone=said.get("telephone", ""), email=said.get("email", ""), about_name=said.get("about_name", ""),
        date_of_birth=str(said.get("date_of_birth", "")), address=said.get("address", ""),
        safe_now=said["safe_now"], urgency=hurry, risk_words=words, language=language, reads=list(reads),
    )
    due = timezone.localtime(policy.answer_by(now, urgent=hurry == Sent.Urgency.URGENT))
    work.raise_task(
        kind=TO_READ, title=f"{sent.name} wrote to us", by=None, verb="Read", team=colleagues.team(
            colleagues.FRONT_DOOR), due_on=due.date(), due_at=due.time().replace(microsecond=0), priority=hurry,
        why=in_a_line(sent), source=sent, url=url_of(sent),
    )
    count(started.offer, "sent")
    started.delete()
    return sent, link


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('self_assessment_number')")
        (number,) = cursor.fetchone()
    return f"W{timezone.localdate():%y}-{number:05}"


def in_a_line(sent: Sent) -> str:
    """For the duty board: what was dangerous first, else what they wrote."""
    first = f"Words of danger: {', '.join(sent.risk_words)}. " if sent.risk_words else ""
    unsafe = "Says somebody is unsafe now. " if sent.safe_now == "unsafe" else ""
    about = f"About {sent.about_name}. " if sent.about_name else ""
    said = next((" ".join(str(sent.answers[key]).split()) for key in ("worry", "hard", "changed", "own_words")
                 if sent.answers.get(key)), offer_of(sent.offer).title)
    return Truncator(f"{unsafe}{first}{about}{said}").chars(LINE)


def url_of(sent: Sent) -> str:
    return reverse("self_assessment:desk_read", args=[sent.pk])


def acknowledge(*, sent: Sent, address: str, promise: str) -> None:
    """An email that it has come, with where to follow it. What they wrote does not stand in it. Few an hour to one
    address: whoever writes may have given somebody else's."""
    if sent.email and allow("self_assessment.told", addresses.plain(sent.email), most=MOST_AN_HOUR, seconds=3600):
        notify(to_name=sent.name, address=sent.email, channel="email", by=None, source=sent,
               title=f"We have what you sent: {sent.number}",
               words=f"Thank you for writing to us. Your number is {sent.number}.\n\n"
                     f"A colleague reads it. {promise}. See where it is, or add to it:\n"
                     f"{address}\n\n"
                     "If somebody is in danger, ring 999. Do not wait for us.")


@transaction.atomic
def add(*, sent: Sent, words: str) -> Added:
    """Something more, for whoever has it. Words of danger make it urgent."""
    sent = Sent.objects.select_for_update(of=("self",)).select_related("subject", "read_by").get(pk=sent.pk)
    hurry, risky = urgency({"words": words})
    added = Added.objects.create(sent=sent, subject=sent.subject, words=words, added_at=timezone.now(),
                                 risk_words=risky)
    open_work = Task.objects.open().filter(source=events.source_of(sent), kind__in=(TO_READ, TO_ANSWER)).first()
    due = timezone.localtime(policy.answer_by(added.added_at, urgent=hurry == Sent.Urgency.URGENT))
    work.raise_task(
        kind=ADDED, title=f"{sent.name} added something", subject=sent.subject, by=None, verb="Read",
        owner=open_work.owner if open_work else sent.read_by, team=colleagues.team(colleagues.FRONT_DOOR),
        due_on=due.date(), due_at=due.time().replace(microsecond=0), priority=hurry, source=added,
        why=Truncator(" ".join(words.split())).chars(LINE), url=url_of(sent),
    )
    if sent.subject is not None:
        events.record(subject=sent.subject, kind=SOMETHING_ADDED, by=None, source=added, url=url_of(sent),
                      title=f"{sent.name} added to what they wrote to us")
    return added
