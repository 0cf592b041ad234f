"""Talks in words: what we already know, the list, the page, the duty board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, Promise, Row, Tag
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.bookings.offered import Offered

from . import policy
from .models import AssessmentOffer, Conversation, NextStep, RaisedConcern

SAFE_TAGS = {
    Conversation.SafeNow.UNSAFE: Tag("Someone was unsafe", "late"),
    Conversation.SafeNow.WORRYING: Tag("Something was worrying", "soon"),
}
ANSWER_TAGS = {"accepted": "done", "refused": "neutral", "thinking": "soon"}


# --- on the person's page --------------------------------------------------------------------------------------------


def acts(subject: Subject, user: User) -> list[Button]:
    """The one act at the top of a person's page, for whoever holds conversations."""
    if not user.may("conversations.record"):
        return []
    return [Button("Start a conversation", reverse("conversations:start", args=[subject.pk]), post=True)]


def links(subject: Subject, user: User) -> list[Link]:
    lines = []
    if user.may("safeguarding.raise"):
        lines.append(Link("Raise a safeguarding concern", reverse("conversations:raise_concern", args=[subject.pk])))
    if user.may("bookings.record"):
        lines.append(Link("Book a planning session", reverse("bookings:book", args=[subject.pk])))
    return lines


@dataclass(frozen=True)
class TalkLine:
    """One talk in a list: its day, what it was about, how and with whom, what came of it."""

    href: str
    day: str
    in_short: str
    how: str
    steps: str
    tags: list[Tag]


def talk_line(conversation: Conversation, *, steps: bool = True) -> TalkLine:
    how = [conversation.channel_words, conversation.got_in_touch or conversation.source_words,
           f"with {conversation.held_by}"]
    safe = SAFE_TAGS.get(Conversation.SafeNow(conversation.safe_now)) if conversation.safe_now else None
    tags = [tag for tag in (safe, None if conversation.finished_at else Tag("Not finished", "soon"),
                            Tag("Out of hours") if conversation.out_of_hours else None) if tag]
    name = "conversations:read" if conversation.finished_at else "conversations:hold"
    return TalkLine(
        href=reverse(name, args=[conversation.subject_id, conversation.pk]), day=words.date(conversation.began_at),
        in_short=conversation.in_short or "Conversation begun", how=" · ".join(part for part in how if part),
        steps=words.sentence_list([step.words.lower() for step in conversation.next_steps.all()]).capitalize()
        if steps else "",
        tags=tags,
    )


def came_back(conversation: Conversation, today: date) -> str:
    """“Was in touch 12 days ago: wanted a kettle tipper.” Empty where nothing came before in the council's time."""
    before = conversation.follows
    if before is None:
        return ""
    return f"In touch {words.ago(before.began_at, today)} about this: {lower_first(before.in_short)}".rstrip(".") + "."


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def next_morning(now: datetime) -> dict[str, str]:
    """Where nobody says otherwise, a night is handed over by half past nine."""
    here = timezone.localtime(now)
    day = here.date() if here.time() < time(9) else here.date() + timedelta(days=1)
    return {"by_day": day.isoformat(), "by_hour": "9.30"}


# --- a finished talk -------------------------------------------------------------------------------------------------


def facts(conversation: Conversation) -> list[Fact]:
    who = conversation.got_in_touch or conversation.source_words
    if conversation.got_in_touch and conversation.source_words:
        who += f" ({conversation.source_words.lower()})"
    shown = [
        Fact("When", words.moment(conversation.began_at)),
        Fact("Who got in touch", who),
        Fact("How", conversation.channel_words),
        Fact("Held by", f"{conversation.held_by}{', out of hours' if conversation.out_of_hours else ''}"),
    ]
    if conversation.national_outcome:
        shown.append(Fact("In the national return", codelists.label("event_outcome", conversation.national_outcome),
                          wide=True, note="Derived from the next steps"))
    return [fact for fact in shown if fact.value]


@dataclass(frozen=True)
class OfferLine:
    title: str
    tag: Tag
    words: str


def offer_line(offer: AssessmentOffer) -> OfferLine:
    who = f" to {offer.carer_name}" if offer.carer_name else ""
    parts = [offer.refusal_words, f"“{offer.refusal_reason}”" if offer.refusal_reason else "",
             f"We assess all the same. {offer.assess_anyway_because}" if offer.assess_anyway_because else ""]
    return OfferLine(f"{offer.get_kind_display()} offered{who}",
                     Tag(offer.get_answer_display(), ANSWER_TAGS.get(offer.answer, "neutral")),
                     " ".join(part for part in parts if part))


def because_of(session: PlanningSession) -> list[Offered]:
    """What was offered in a planning session, for its page."""
    return [Offered(offer.kind, line.title, line.tag, line.words)
            for offer in AssessmentOffer.objects.made_in(session)
            for line in [offer_line(offer)]]


def concern_status(raised: RaisedConcern) -> str:
    """What whoever raised it may be told: that somebody has it, and in a word what was decided."""
    item = raised.item
    if item.done_at:
        return f"Decided on {words.date(item.done_at)}: {item.outcome}"
    if item.owner_id:
        return f"{item.owner} of safeguarding has it since {words.moment(item.accepted_at)}."
    return f"Nobody has taken it yet. A first look is promised by {moment_of(item)}."


def promise(task: Task, today: date) -> Promise:
    late = task.is_late(today)
    done = task.done_at is not None
    return Promise(
        day=words.short_date(task.due_on, today), distance="kept" if done else words.due(task.due_on, today),
        what=task.title, owner=str(task.owner or task.team), note=task.why, late=late,
    )


def promised_here(answers: dict[str, Any]) -> list[dict[str, str]]:
    """Promises as they stand in the form, a day that cannot be read yet as none."""
    lines = []
    for row in answers.get("promises", []):
        try:
            day = words.short_date(date.fromisoformat(row["by"]))
        except (KeyError, TypeError, ValueError):
            day = "No day yet"
        lines.append({"day": day, "who": row.get("who", ""), "what": row.get("what", "")})
    return lines


# --- first contact ---------------------------------------------------------------------------------------------------


PREVENTION = {"primary": Tag("Primary prevention", "done"), "secondary": Tag("Secondary prevention", "work")}


def prevention_tags(steps: Iterable[NextStep], on: date) -> dict[int, Tag]:
    """What each next step does to prevent needs, by its number, where the council says that it does."""
    levels = policy.prevention_levels(on)
    return {step.pk: PREVENTION[levels[step.kind]] for step in steps if step.kind in levels}


def first_contact_row(conversation: Conversation) -> Row:
    """Why a conversation is in the figure or out of it: what came of it."""
    steps = words.sentence_list([step.words.lower() for step in conversation.next_steps.all()]).capitalize()
    return Row(
        day=words.short_date(conversation.finished_at), name=str(conversation.subject), why=conversation.in_short,
        kind=steps, tag=Tag("Resolved", "done") if conversation.resolved else Tag("Went on", "work"),
        href=reverse("conversations:read", args=[conversation.subject_id, conversation.pk]),
    )


def hand_off_words(teams: list[str], number: int) -> str:
    return f"{words.plural(number, 'hand-off')}: {', then '.join(teams)}" if number else ""


# --- the duty board --------------------------------------------------------------------------------------------------


DUTY = {
    "referral_to_read": "Unread referral", "referral_to_answer": "Referral to answer", "hand_over": "Night hand-over",
    "referral_feedback": "Referrer to hear", "self_assessment_to_read": "Wrote to us",
    "self_assessment_to_answer": "Answer promised", "self_assessment_added": "Added something",
    "planning_session_to_match": "Booked session: for whom?", "planning_session_cancelled": "They cancelled",
    "access_point_question": "Question from a desk",
}
# In the order in which they are read after what is urgent.
CARDS = (
    ("referrals", "Referrals", ("referral_to_read", "referral_to_answer")),
    ("written", "People who wrote to us",
     ("self_assessment_to_read", "self_assessment_to_answer", "self_assessment_added")),
    ("booked", "Booked from outside, and asked at a desk",
     ("planning_session_to_match", "planning_session_cancelled", "access_point_question")),
    ("hand_overs", "Out-of-hours hand-overs", ("hand_over",)),
    ("feedback", "Referrers waiting to hear", ("referral_feedback",)),
)


def waited(since: datetime, now: datetime) -> str:
    """How long somebody has waited: just now, 40 minutes, 5 hours, 3 days."""
    return span(now - since) if now - since >= timedelta(minutes=1) else "Just now"


def span(length: timedelta) -> str:
    minutes = max(int(length.total_seconds() // 60), 1)
    if minutes < 90:
        return words.plural(minutes, "minute")
    if minutes < 48 * 60:
        return words.plural(minutes // 60, "hour")
    return words.plural(minutes // (24 * 60), "day")


def due_moment(task: Task) -> datetime | None:
    if task.due_on is None:
        return None
    at = task.due_at or datetime.max.time().replace(microsecond=0)
    return timezone.make_aware(datetime.combine(task.due_on, at))


def moment_of(task: Task) -> str:
    """By when, as short as can be: 14.30 today, 13 May."""
    if task.due_on is None:
        return ""
    day = {0: "today", 1: "tomorrow"}.get((task.due_on - timezone.localdate()).days, words.short_date(task.due_on))
    return f"{words.clock(task.due_at)} {day}" if task.due_at else day


def against(due: datetime | None, now: datetime) -> tuple[str, bool]:
    """The promise in words, and whether it is broken: ("3 hours late", True), ("2 hours left", False)."""
    if due is None:
        return "", False
    if due < now:
        return f"{span(now - due)} late", True
    return f"{span(due - now)} left", False


def task_row(task: Task, user: User, now: datetime) -> Row:
    note, late = against(due_moment(task), now)
    mine = task.owner_id == user.pk
    if task.owner_id is None:
        button = Button("Take it", reverse("conversations:take", args=[task.pk]), post=True,
                        hidden=(("seen", str(task.version)),))
    else:
        button = Button(task.verb if mine else "Open", task.url)
    name = str(task.subject) if task.subject else task.title
    return Row(
        day=waited(task.raised_at, now), day_note=note, late=late, name=name, href=task.url,
        why=task.why if task.subject is None else (task.title if task.kind == "hand_over" else task.why or task.title),
        tag=Tag(DUTY[task.kind], "late" if task.priority == Task.Priority.URGENT else "work"),
        keeper=("You" if mine else task.owner.name) if task.owner else "", button=button,
    )


def talk_row(conversation: Conversation, user: User, now: datetime) -> Row:
    mine = conversation.held_by_id == user.pk
    unsafe = conversation.safe_now == Conversation.SafeNow.UNSAFE
    if conversation.back_fill_by:
        end = timezone.make_aware(datetime.combine(conversation.back_fill_by, datetime.max.time()))
        why = "Urgent support has started; the rest is to be written up"
    else:
        end, why = policy.answer_by(conversation.began_at, urgent=unsafe), "Not finished yet"
    note, late = against(end, now)
    here = [conversation.subject_id, conversation.pk]
    return Row(
        day=waited(conversation.began_at, now), day_note=note, late=late, name=str(conversation.subject),
        href=reverse("conversations:hold" if mine else "conversations:read", args=here), why=why,
        tag=Tag("Write up" if conversation.back_fill_by else "Conversation", "late" if unsafe else "work"),
        keeper="You" if mine else conversation.held_by.name,
        button=Button("Go on", reverse("conversations:hold", args=here)) if mine
        else Button("Take it on", reverse("conversations:take_on", args=here), post=True),
    )


@dataclass(frozen=True)
class DutyCard:
    key: str
    title: str
    rows: list[Row]
    more: int = 0


def duty_cards(tasks: Iterable[Task], talks: Iterable[Conversation], user: User, now: datetime,
               most: int = 40) -> list[DutyCard]:
    """Urgent first, then by kind; each longest wait first."""
    tasks, talks = list(tasks), list(talks)
    urgent = [task_row(task, user, now) for task in tasks if task.priority == Task.Priority.URGENT]
    urgent += [talk_row(talk, user, now) for talk in talks if talk.safe_now == Conversation.SafeNow.UNSAFE]
    cards = [DutyCard("urgent", "Urgent now", urgent)]
    for key, title, kinds in CARDS:
        rows = [task_row(task, user, now) for task in tasks
                if task.kind in kinds and task.priority != Task.Priority.URGENT]
        cards.append(DutyCard(key, title, rows[:most], max(len(rows) - most, 0)))
    rest = [talk_row(talk, user, now) for talk in talks if talk.safe_now != Conversation.SafeNow.UNSAFE]
    cards.insert(3, DutyCard("talks", "Unfinished conversations", rest[:most], max(len(rest) - most, 0)))
    return cards




def suggestions(conversation: Conversation) -> list[dict[str, Any]]:
    """People spoken of in the talk who are not among those around the person yet."""
    if conversation.response is None:
        return []
    known = {one.who.casefold() for one in conversation.subject.relationships.select_related("other")}
    return [row for row in conversation.response.answers.get("people", []) if row["name"].casefold() not in known]
