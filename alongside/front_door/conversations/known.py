"""What the record says already, from whom and since when, so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.design import words
from alongside.foundation.subjects.models import Subject
from alongside.people.about_me.models import Words
from alongside.people.circumstances.models import Fact
from alongside.people.circumstances.policy import to_check_before
from alongside.people.people.models import Address, Contact
from alongside.people.relationships.models import Relationship

from .models import Conversation, StillTrue

# Nothing to ask about again.
NOTHING = frozenset({"no", "unknown", "not_known"})
MOST_FACTS = 6
# In the order in which a caller would be asked.
SAID: dict[str, str] = {
    Words.Topic.MATTERS: "Matters to them", Words.Topic.CHANGED: "Has changed", Words.Topic.GOALS: "Their goals",
    Words.Topic.ABOUT: "About them", Words.Topic.GOOD_DAY: "A good day", Words.Topic.BAD_DAY: "A bad day",
    Words.Topic.HELPERS: "Who helps them", Words.Topic.SUPPORT: "How best to support them",
    Words.Topic.COMMUNICATION: "How they communicate and decide",
}


@dataclass(frozen=True)
class Known:
    """One thing we know: what, in words, from whom and when; where to change it."""

    label: str
    text: str
    source: str  # the record, as events.source_of writes it; empty where there is nothing to confirm
    told: str
    on: date | None
    change: str
    strong: str = ""  # said loudest: "No texts"
    old: bool = False
    confirmed_here: bool = False

    @property
    def age(self) -> str:
        """“18 months old”, where it is old enough to be asked about."""
        return words.ago(self.on).removesuffix(" ago") + " old" if self.old and self.on else ""


def known(subject: Subject, conversation: Conversation) -> list[Known]:
    """In the order in which a caller would be asked: reach, home, what matters, health, who may be told, last talk."""
    today = timezone.localdate()
    said = {one.source: one for one in StillTrue.objects.filter(subject=subject).order_by("said_at")}
    limit = to_check_before(today)
    lines = []
    for line in (*_reach(subject), *_lives(subject), *_matters(subject), *_facts(subject), *_told(subject, today)):
        still = said.get(line.source)
        on = max(filter(None, (line.on, timezone.localdate(still.said_at) if still else None)), default=None)
        lines.append(Known(
            line.label, line.text, line.source, line.told, on, line.change, line.strong,
            old=bool(line.source) and (on is None or on < limit),
            confirmed_here=still is not None and still.conversation_id == conversation.pk,
        ))
    return [*lines, *_last_talk(subject, conversation)]


def _reach(subject: Subject) -> Iterator[Known]:
    for place, one in enumerate(Contact.objects.current().filter(subject=subject).order_by("-preferred", "pk")[:2]):
        value = one.value if one.kind == "email" else words.telephone(one.value)
        yield Known("Or by" if place else "Reach them by", f"{value}{f'. {one.note}' if one.note else ''}",
                    events.source_of(one), "On the record", one.starts_on or timezone.localdate(one.recorded_at),
                    reverse("people:contact", args=[subject.pk, one.pk]), strong="No texts" if one.no_texts else "")


def _lives(subject: Subject) -> Iterator[Known]:
    for one in Address.objects.current().lived_at().filter(subject=subject)[:1]:
        yield Known("Lives", one.on_one_line, events.source_of(one), "On the record",
                    one.starts_on or timezone.localdate(one.recorded_at),
                    reverse("people:move_home", args=[subject.pk]))


def _matters(subject: Subject) -> Iterator[Known]:
    """Their own words, of every topic the latest, so that none of it is asked for again."""
    latest = {one.topic: one for one in Words.objects.filter(subject=subject).latest_of_each_topic()}
    for one in (latest[topic] for topic in SAID if topic in latest):
        yield Known(SAID[one.topic], f"“{one.words}”",
                    events.source_of(one), one.told_by or "From them", one.said_on,
                    reverse("about_me:index", args=[subject.pk]))


def _facts(subject: Subject) -> Iterator[Known]:
    facts = Fact.objects.current().filter(subject=subject).exclude(code__in=NOTHING).order_by("kind", "pk")
    for one in facts[:MOST_FACTS]:
        yield Known(one.of_kind.label, f"{one.label}{f'. {one.words}' if one.words else ''}", events.source_of(one),
                    one.get_source_display(), one.confirmed_on, reverse("circumstances:index", args=[subject.pk]))


def _told(subject: Subject, today: date) -> Iterator[Known]:
    rows = Relationship.objects.filter(subject=subject).in_force(today).exclude(may_be_told="ask")
    for one in rows.select_related("other").in_emergency_order()[:3]:
        yield Known(f"{one.who}, {one.kind_words.lower()}", one.may_be_told_what or one.get_may_be_told_display(),
                    events.source_of(one), "On the record", timezone.localdate(one.recorded_at),
                    reverse("relationships:index", args=[subject.pk]))


def _last_talk(subject: Subject, conversation: Conversation) -> Iterator[Known]:
    before = (
        Conversation.objects.of(subject).finished().exclude(pk=conversation.pk).newest_first()
        .prefetch_related("next_steps").first()
    )
    if before:
        steps = words.sentence_list([step.words.lower() for step in before.next_steps.all()])
        yield Known("Last time we spoke", f"{before.in_short.rstrip('.')}.", "", before.channel_words or "Conversation",
                    timezone.localdate(before.began_at), "", strong=f"{steps.capitalize()}." if steps else "")
