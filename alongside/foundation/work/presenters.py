"""Work in words: rows of a list, cards of a board, promises on a person's page. Today is always given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.design import shapes, words
from alongside.foundation.subjects.models import Subject

from .models import Section, Task

# The tag of a kind of work: what it says where the key does not read well, and its colour where it is not plain work.
KINDS: dict[str, shapes.Tag] = {
    "promise": shapes.Tag("Promise", "neutral"),
    "management_decision": shapes.Tag("Decision", "decision"),
    "eligibility": shapes.Tag("Decision", "decision"),
    "safeguarding_concern": shapes.Tag("Safeguarding", "decision"),
    "enquiry": shapes.Tag("Safeguarding", "decision"),
    "check_address": shapes.Tag("Check address", "soon"),
    "carers_assessment": shapes.Tag("Carer’s assessment", "work"),
    "letter_format": shapes.Tag("Letter", "neutral"),
    "transfer": shapes.Tag("Hand-over", "neutral"),
    "transfer_sent_back": shapes.Tag("Sent back", "soon"),
    "allocation": shapes.Tag("Allocated", "work"),
}
EVERY = {1: "daily", 7: "each week", 14: "every two weeks", 28: "every four weeks"}


def kind_tag(task: Task) -> shapes.Tag:
    return tag_of_kind(task.kind)


def tag_of_kind(kind: str) -> shapes.Tag:
    return KINDS.get(kind) or shapes.Tag(kind.replace("_", " ").capitalize(), "work")


def name_of(task: Task) -> str:
    """Whom it is about. A restricted record shows initials alone, also to those who may open it: screens are seen."""
    return task.title if task.subject is None else initials_if_restricted(task.subject)


def initials_if_restricted(subject: Subject) -> str:
    """F.M. for a restricted record, the name otherwise."""
    return ".".join(words.initials(subject.display_name)) + "." if subject.restricted else str(subject)


def why_of(task: Task) -> str:
    """One line: what is to be done and why; the least needed where the record is restricted."""
    if task.subject is None:
        return task.why
    if task.subject.restricted:
        return f"Restricted. {kind_tag(task).text}"
    return ". ".join(part.rstrip(".") for part in (task.title, task.why) if part)


def day_of(task: Task, now: datetime) -> tuple[str, str]:
    """The day and a word under it: "Tue" "2 pm", "11 May" "1 day late", "Today" "by 5 pm"."""
    today = timezone.localtime(now).date()
    if task.due_on is None:
        return "No day", f"since {words.short_date(task.raised_at, today)}"
    if task.due_on < today:
        return words.short_date(task.due_on, today), words.due(task.due_on, today)
    if task.due_on == today:
        return "Today", f"by {hour(task.due_at)}" if task.due_at else ""
    day = words.weekday(task.due_on)[:3] if (task.due_on - today).days < 7 else words.short_date(task.due_on, today)
    under = hour(task.due_at) if task.due_at else words.short_date(task.due_on, today)
    return day, "" if under == day else under


def hour(at: time) -> str:
    """2 pm, 9.40 am"""
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def wait_of(task: Task, today: date) -> tuple[str, str]:
    """How long, and since when: "23 days" "since 19 Apr"."""
    assert task.waiting_since is not None
    days = (today - task.waiting_since).days
    return words.plural(days, "day"), f"since {words.short_date(task.waiting_since, today)}"


def keeper_of(task: Task, user: User, today: date) -> tuple[str, str]:
    """Who keeps in touch, and when next or how often."""
    if task.keeps_in_touch is None:
        return "", ""
    mine = task.keeps_in_touch == user
    due = task.next_touch_on
    if due is not None and due < today:
        note = f"{'ring' if mine else 'call'} was due {words.short_date(due, today)}"
    elif mine and due is not None:
        note = "ring today" if due == today else f"ring next {words.short_date(due, today)}"
    else:
        note = EVERY.get(task.keep_in_touch_days or 0, f"every {words.plural(task.keep_in_touch_days or 0, 'day')}")
    return ("You" if mine else task.keeps_in_touch.name), note


def row(task: Task, *, user: User, now: datetime, person_url: Callable[[int], str]) -> shapes.Row:
    """A line of a work list. `task.section` says which part of the list it stands in."""
    today = timezone.localtime(now).date()
    section = getattr(task, "section", "")
    waiting = bool(task.waiting_on) and section in {Section.WAITING, Section.URGENT}
    day, note = wait_of(task, today) if waiting else day_of(task, now)
    keeper, keeper_note = keeper_of(task, user, today) if waiting else ("", "")
    kind = ""
    if waiting and not keeper:
        kind = "Nobody keeps in touch"
    elif section == Section.URGENT and task.is_promise:
        kind = "Promise broken"
    elif task.owner_id not in {None, user.pk} and task.owner:
        kind = task.owner.name if section != Section.WAITING else ""
    return shapes.Row(
        day=day, day_note=note, name=name_of(task), why=waits_for(task) if waiting else why_of(task),
        late=task.is_late(today) or section == Section.URGENT,
        href=person_url(task.subject_id) if task.subject_id else reverse("work:task", args=[task.pk]),
        tag=None if keeper or kind else kind_tag(task), kind=kind, keeper=keeper, keeper_note=keeper_note,
        keeper_name=task.keeps_in_touch.name if keeper and task.keeps_in_touch else "",
        button=button(task, user=user, waiting=waiting),
    )


def waits_for(task: Task) -> str:
    if task.subject and task.subject.restricted:
        return "Restricted. Waiting"
    return f"{task.title}: {task.waiting_on}"


def button(task: Task, *, user: User, waiting: bool = False) -> shapes.Button:
    """The one act of a row: theirs where it is theirs, a look at it where it is a colleague's."""
    about = f"{name_of(task)}: {task.title}" if not (task.subject and task.subject.restricted) else name_of(task)
    if waiting and task.keeps_in_touch_id:
        return shapes.Button("Log a call", reverse("work:touch", args=[task.pk]), about=about)
    if waiting:
        return shapes.Button("Name someone", reverse("work:wait", args=[task.pk]), about=about)
    theirs = task.owner_id in {user.pk, *user.covering_ids()}
    if task.owner_id is None or (theirs and task.to_accept):
        return shapes.Button("Accept" if theirs else "Take it", reverse("work:accept", args=[task.pk]), post=True,
                             about=about, hidden=[("seen", str(task.version))])
    if not theirs:
        return shapes.Button("Open", reverse("work:task", args=[task.pk]), about=about)
    if task.url:
        return shapes.Button(task.verb, task.url, about=about)
    return shapes.Button(task.verb if task.verb != "Open" else "Record", reverse("work:finish", args=[task.pk]),
                         about=about)


def first_filled(rows: Sequence[shapes.Row]) -> list[shapes.Row]:
    """The rows with the first one's button filled: the one act of the screen."""
    if not rows or rows[0].button is None:
        return list(rows)
    return [replace(rows[0], button=replace(rows[0].button, primary=True)), *rows[1:]]


def kind_chips(kinds: Iterable[tuple[str, int]], current: str) -> list[dict[str, object]]:
    """Filters by kind of work, each with its count."""
    kinds = list(kinds)
    chips: list[dict[str, object]] = [
        {"text": "All kinds", "href": "?", "current": not current, "count": sum(count for _, count in kinds)}]
    for kind, count in kinds:
        chips.append({"text": tag_of_kind(kind).text, "href": f"?kind={kind}", "current": kind == current,
                      "count": count})
    return chips if len(kinds) > 1 else []


def promise(task: Task, today: date) -> shapes.Promise:
    """A promise on the person's page: day, distance in words, what, who."""
    return shapes.Promise(
        day=words.short_date(task.due_on, today), distance=words.due(task.due_on, today), what=task.title,
        owner=task.owner.name if task.owner else str(task.team), late=task.is_late(today), note=task.why,
        link=shapes.Link("Record what came of it", reverse("work:finish", args=[task.pk])),
    )
