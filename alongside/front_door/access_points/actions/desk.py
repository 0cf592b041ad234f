"""Helping somebody search, giving out simple equipment, asking a professional, and keeping the community book."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.directory.models import SavedList, Service
from alongside.rules.council_limits import AccessPoint

from .. import desk
from ..models import BookNote, EquipmentLent, HelpGiven, Question
from .everybodys import everybodys

QUESTION, TAKEN_ON, BACK = "access_point_question", "access_point_taken_on", "equipment_due_back"
# Which team a question goes to, where the council has it; else the front door finds who knows.
TEAMS = {"occupational_therapy": "occupational_therapy", "social_work": "front_door", "welfare_rights": "finance"}
FRONT_DOOR = "front_door"


class TooMany(ValueError):
    """More than the council lets a desk give to one person, or something that is not on its list."""


class NotOut(ValueError):
    """Nothing of the kind is out under this name."""


@transaction.atomic
def begin_help(*, by: User, point: AccessPoint, about_name: str, wanted: str) -> HelpGiven:
    """Somebody sits down beside them to look. What is found goes onto a list of theirs."""
    made = SavedList.objects.create(used_at=timezone.now())
    return HelpGiven.objects.create(entered_by=by, point=point.key, place=point.label, about_name=about_name,
                                    wanted=wanted, saved_list=made)


@transaction.atomic
def end_help(*, help_given: HelpGiven, outcome: str, by: User) -> HelpGiven:
    """What came of it. Found and taken home is an end: nobody assesses anything."""
    help_given = HelpGiven.objects.select_for_update().get(pk=help_given.pk)
    if help_given.ended_at is None:
        help_given.outcome, help_given.ended_at = outcome, timezone.now()
        help_given.save(update_fields=["outcome", "ended_at"])
    return help_given


@transaction.atomic
def lend(*, by: User, point: AccessPoint, item: str, about_name: str, quantity: int = 1, telephone: str = "",
         key: UUID | None = None) -> EquipmentLent:
    """Give out something from the list for desks, up to its limit a person; it has its day to come back.

    `key` is the page's own: pressed twice, it is given once. The limit counts what any colleague gave out here under
    this name; TooMany beyond it, and for what is not on the list.
    """
    today, about_name = timezone.localdate(), about_name.strip()
    listed = desk.may_give(today).get(item)
    if listed is None:
        raise TooMany("That is not on the list for desks. Ask a professional: they see whether somebody comes to look.")
    with connection.cursor() as cursor:  # two presses, or two colleagues, come one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('equipment lent'), hashtext(%s))",
                       [f"{point.key} {item} {about_name.casefold()}"])
    if key and (given := EquipmentLent.objects.entered(by).filter(key=key).first()):
        return given
    with everybodys():
        has = EquipmentLent.objects.out_under(point, item, about_name).aggregate(has=Sum("quantity"))["has"] or 0
    if quantity < 1 or has + quantity > listed.most:
        already = f" {about_name} has {has} already." if has else ""
        raise TooMany(f"A desk gives {listed.most} of {listed.label.lower()} to one person.{already} "
                      "Ask a professional if they need more.")
    lent = EquipmentLent.objects.create(
        entered_by=by, point=point.key, place=point.label, about_name=about_name, item=item, key=key,
        label=listed.label, quantity=quantity, telephone=telephone, asked_first=listed.ask_first, given_on=today,
        return_by=today + timedelta(days=listed.lend_days))
    work.raise_task(
        kind=BACK, title=f"{lent} is due back at {point.label}"[:300], by=by, owner=by, due_on=lent.return_by,
        verb="Open", source=lent, url=reverse("access_points:equipment"))
    return lent


@transaction.atomic
def take_back(*, lent: EquipmentLent, state: str, by: User) -> EquipmentLent:
    lent = EquipmentLent.objects.select_for_update().get(pk=lent.pk)
    if lent.returned_on is None:
        lent.returned_on, lent.state_back = timezone.localdate(), state
        lent.save(update_fields=["returned_on", "state_back"])
        for task in Task.objects.open().filter(source=events.source_of(lent), kind=BACK):
            work.finish(task=task, outcome="It is back", by=by)
    return lent


@transaction.atomic
def take_back_here(*, by: User, point: AccessPoint, item: str, about_name: str, state: str) -> EquipmentLent:
    """Whoever stands at this point, for whoever gave it out: the first that is due of what is out under this name.
    NotOut where nothing is."""
    with everybodys():
        lent = EquipmentLent.objects.out_under(point, item, about_name.strip()).order_by("return_by", "pk").first()
        if lent is None:
            raise NotOut(f"Nothing of the kind is out at {point.label} under this name. Ask which name they gave then.")
        return take_back(lent=lent, state=state, by=by)


@transaction.atomic
def ask(*, by: User, point: AccessPoint, whom: str, words: str, about_name: str = "", is_waiting: bool = False
        ) -> Question:
    """Ask a professional. Somebody who stands at the desk is answered first."""
    asked = Question.objects.create(entered_by=by, point=point.key, place=point.label, about_name=about_name,
                                    whom=whom, words=words, is_waiting=is_waiting)
    due = timezone.localtime(timezone.now() if is_waiting else desk.answer_by(timezone.now()))
    team = Team.objects.filter(key=TEAMS.get(whom, FRONT_DOOR)).first() or Team.objects.get(key=FRONT_DOOR)
    # What is asked is read on its page: a list says only that somebody asks.
    work.raise_task(
        kind=QUESTION, title=f"Question from {point.label}, for {asked.get_whom_display().lower()}"[:300], by=by,
        team=team, due_on=due.date(), due_at=due.time().replace(microsecond=0), verb="Answer",
        priority=Task.Priority.URGENT if is_waiting else Task.Priority.SOON, source=asked,
        why="Somebody waits at the desk" if is_waiting else "", url=reverse("access_points:question", args=[asked.pk]))
    return asked


@transaction.atomic
def answer(*, question: Question, words: str, kind: str, by: User) -> Question:
    """Advice goes back to the desk; what is taken on becomes work of the front door as well. The first answer holds."""
    question = Question.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=question.pk)
    if question.answered_at:
        return question
    question.answer, question.kind, question.answered_by, question.answered_at = words, kind, by, timezone.now()
    question.save(update_fields=["answer", "kind", "answered_by", "answered_at"])
    for task in Task.objects.open().filter(source=events.source_of(question), kind=QUESTION):
        work.finish(task=task, outcome=question.get_kind_display(), by=by)
    if kind == Question.Kind.TAKEN_ON:
        work.raise_task(
            kind=TAKEN_ON, title=f"Taken on from {question.place}"[:300], by=by, owner=by, verb="Open",
            due_on=timezone.localdate() + timedelta(days=1), source=question,
            url=reverse("access_points:question", args=[question.pk]))
    tell(user=question.entered_by, by=by, source=question, title="Your question is answered",
         url=reverse("access_points:asked", args=[question.pk]))
    return question


@transaction.atomic
def read_answer(*, question: Question, by: User) -> None:
    Question.objects.filter(pk=question.pk, entered_by=by, read_at=None, answered_at__isnull=False).update(
        read_at=timezone.now())


@transaction.atomic
def write_note(*, by: User, network: str, kind: str, words: str, whom_to_ask: str = "", service: Service | None = None
               ) -> BookNote:
    return BookNote.objects.create(written_by=by, network=network, kind=kind, words=words, whom_to_ask=whom_to_ask,
                                   service=service)


@transaction.atomic
def settle_note(*, note: BookNote, settled: str, by: User) -> BookNote:
    note = BookNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.settled_at is None:
        note.settled, note.settled_by, note.settled_at = settled, by, timezone.now()
        note.save(update_fields=["settled", "settled_by", "settled_at"])
    return note
