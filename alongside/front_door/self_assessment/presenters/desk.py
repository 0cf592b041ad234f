"""What somebody wrote, for the colleague who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Row, Tag
from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.declare import Question

from ..as_written import provenance
from ..models import Added, Sent
from ..offers import offer_of
from ..urgency import pieces

URGENCY = {"urgent": Tag("Urgent", "late"), "soon": Tag("Soon", "soon"), "routine": Tag("Routine")}
SAFE = {"unsafe": "Yes, somebody is in danger now", "worrying": "Not right now, but something is worrying",
        "safe": "No"}
# Told in the facts beside it.
CHECKED = {"who", "about_name", "your_name", "telephone", "email", "best_way", "careful", "date_of_birth", "address",
           "agree", "ask_others", "they_know", "easier", "safe_now"}


def state_tag(sent: Sent) -> Tag:
    if sent.answered_at:
        return Tag("Answered", "done")
    if not sent.read_at:
        return Tag("Unread", "soon")
    return Tag("To answer", "work")


def desk_row(sent: Sent) -> Row:
    today = timezone.localdate()
    about = f"About {sent.about_name}. " if sent.about_name else ""
    return Row(
        day=words.short_date(sent.received_at, today), day_note=words.ago(sent.received_at, today),
        name=str(sent.subject or sent.record_name), why=f"{sent.number} · {about}{offer_of(sent.offer).title}",
        tag=URGENCY[sent.urgency] if sent.urgency != "routine" and not sent.answered_at else None,
        kind=state_tag(sent).text, href=reverse("self_assessment:desk_read", args=[sent.pk]))


@dataclass(frozen=True)
class Written:
    question: str
    pieces: list[tuple[str, bool]]
    own_words: bool


def desk_sections(sent: Sent) -> list[tuple[str, list[Written]]]:
    """All that they wrote, in their order, with the words of danger marked."""
    found = []
    for _, title, lines in reading.lines(sent.whole, sent.answers, keep=lambda one: one.key not in CHECKED):
        found.append((title, [
            Written(line.question.text, pieces(line.text, sent.risk_words), line.question.person_words)
            for line in lines]))
    return found


def facts(sent: Sent) -> list[Fact]:
    said = sent.answers

    def told(key: str) -> str:
        return reading.in_words(_question(sent, key), said.get(key))

    return [fact for fact in (
        Fact("Is anyone unsafe now?", SAFE.get(sent.safe_now, sent.safe_now)),
        Fact("Who wrote", f"{sent.name} ({sent.get_who_display().lower()})"), Fact("About", sent.about_name),
        Fact("Do they know?", told("they_know")), Fact("Telephone", words.telephone(sent.telephone)),
        Fact("Email", sent.email), Fact("Suits them best", told("best_way")),
        Fact("To be careful about", told("careful")), Fact("Date of birth", told("date_of_birth")),
        Fact("Address", sent.address), Fact("What makes it easier", told("easier")),
        Fact("How they read our pages", "; ".join(
            [*([sent.language_name] if sent.language else []),
             *(codelists.label("communication_need", need) for need in sent.reads)]),
            note="ask, and write it down under how to communicate" if sent.language or sent.reads else ""),
        Fact("May we speak with others?", told("ask_others")),
        Fact("Came", f"{words.moment(sent.received_at)}, online, as they wrote it"),
        Fact("Read", f"{sent.read_by}, {words.moment(sent.read_at)}" if sent.read_at else ""),
    ) if fact.value]


def _question(sent: Sent, key: str) -> Question:
    return sent.whole.question(key)


@dataclass(frozen=True)
class AddedLine:
    when: str
    pieces: list[tuple[str, bool]]
    new: bool


def added_lines(added: Iterable[Added]) -> list[AddedLine]:
    return [AddedLine(words.moment(one.added_at), pieces(one.words, one.risk_words), one.read_at is None)
            for one in added]


def title_of(sent: Sent) -> str:
    return offer_of(sent.offer).title


def sought(sent: Sent) -> str:
    """What to look the person up by, from what they wrote."""
    try:
        born = words.date(date.fromisoformat(sent.date_of_birth)) if sent.date_of_birth else ""
    except ValueError:
        born = ""
    return f"{sent.record_name} {born}".strip()


def finish_address(sent: Sent, user: User) -> str:
    """Where their own part is finished with them: for whoever carries that out, while nobody has begun."""
    needed = "carers.assess" if sent.asks_for == "carer" else "assessments.record"
    work = sent.asked.task if sent.asked else None
    return work.url if work is not None and work.done_at is None and user.may(needed) else ""


__all__ = ["CHECKED", "URGENCY", "added_lines", "desk_row", "desk_sections", "facts", "finish_address", "provenance",
           "sought", "state_tag", "title_of"]
