"""Makes the entries that search compares, from the records: of some services, or of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from django.db import connection, transaction

from .. import pack, presenters
from ..models import Entry, Service, Word
from ..occurrences import Timing, last_day, weekdays
from ..text import stem, words

AT_ONCE = 500
NOON, EVENING = time(12), time(17)
SHORTEST, LONGEST = 3, 60

_WORDS = """
UPDATE directory_entry e SET words =
    setweight(to_tsvector('english', unaccent(e.name || ' ' || s.alternate_name)), 'A')
    || setweight(to_tsvector('english', unaccent(o.name || ' ' || coalesce(e.card->>'about', ''))), 'B')
    || setweight(to_tsvector('english', unaccent(s.summary || ' ' || s.eligibility
        || ' ' || coalesce(e.card->>'where', '') || ' ' || array_to_string(e.languages, ' '))), 'C')
    || setweight(to_tsvector('english', unaccent(s.description)), 'D')
FROM directory_service s JOIN directory_organisation o ON o.id = s.organisation_id
WHERE s.id = e.service_id AND (%(ids)s::bigint[] IS NULL OR e.service_id = ANY(%(ids)s::bigint[]))
"""
_VOCABULARY = """
INSERT INTO directory_word (word, sound)
SELECT DISTINCT word, dmetaphone(word) FROM unnest(%(words)s::text[]) AS word ON CONFLICT DO NOTHING
"""


@transaction.atomic
def refresh(service_ids: Iterable[int] | None = None) -> int:
    """How many entries there are of these services now; withdrawn ones and drafts have none."""
    ids = None if service_ids is None else list(service_ids)
    asked = Service.objects.published() if ids is None else Service.objects.published().filter(pk__in=ids)
    gone = Entry.objects.all() if ids is None else Entry.objects.filter(service__in=ids)
    gone.delete()
    council, made, said = pack.current(), 0, set()
    for some in _in_batches(asked):
        entries = [_entry(service, council) for service in some]
        Entry.objects.bulk_create(entries)
        made += len(entries)
        said |= {word for service, entry in zip(some, entries, strict=True) for word in _said(service, entry)}
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, {"ids": ids})
        if ids is None:
            Word.objects.all().delete()
            said |= {word for need in council.needs for word in _both(words(need.words))}
        cursor.execute(_VOCABULARY, {"words": sorted(said)})
    return made


def _in_batches(asked: Any) -> Iterator[list[Service]]:
    numbers = list(asked.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        yield list(Service.objects.filter(pk__in=numbers[start:start + AT_ONCE]).order_by("pk").with_all())


def _said(service: Service, entry: Entry) -> set[str]:
    text = " ".join((service.name, service.alternate_name, service.organisation.name, service.summary,
                     service.description, service.eligibility, entry.card["about"], entry.card["where"],
                     *entry.languages))
    return _both(words(text))


def _both(found: Iterable[str]) -> set[str]:
    """Each word as it is and without its ending."""
    return {form for word in found for form in (word, stem(word)) if SHORTEST <= len(form) <= LONGEST}


def _entry(service: Service, council: pack.Pack) -> Entry:
    about = [one.term for one in service.attributes.all() if one.term.taxonomy.key == one.term.NEEDS]
    places = [one for one in service.places.all() if one.location.latitude is not None]
    timings = [Timing.of(one) for one in presenters.schedules_of(service)]
    ends = [last_day(timing) for timing in timings]
    costs = [one.amount for one in service.cost_options.all() if one.amount is not None]
    spoken = [*service.languages.all(), *(one for place in service.places.all() for one in
                                          place.location.languages.all())]
    return Entry(
        service=service, uid=service.uid, kind=service.kind, name=service.name,
        terms=sorted({code for term in about for code in council.above(term.code)} | {term.code for term in about}),
        latitudes=[one.location.latitude for one in places], longitudes=[one.location.longitude for one in places],
        times=sorted({slot for timing in timings for slot in slots(timing)}),
        # It is over once everything about it is.
        last_day=max(filter(None, ends)) if ends and all(ends) else None,
        minimum_age=service.minimum_age, maximum_age=service.maximum_age, cost=min(costs, default=None),
        features=sorted({one.feature for place in service.places.all()
                         for one in place.location.accessibility.all() if one.feature}
                        | set(presenters.ways_of(service))),
        languages=sorted({one.name for one in spoken}),
        card=presenters.card(service, places, [timing.packed() for timing in timings],
                             about=" ".join(term.name for term in about)),
    )


def slots(timing: Timing) -> set[int]:
    """Weekday times three and the part of the day, for each that it touches. Without hours it may be any part."""
    named = {day for _, day in weekdays(timing.byday)}
    if not named and timing.dtstart and timing.freq in ("", "WEEKLY"):
        named = {timing.dtstart.weekday()}
    if not named and timing.freq:
        named = set(range(7))  # every day, or a day of the month, which falls on any weekday
    opens = time.fromisoformat(timing.opens) if timing.opens else time.min
    closes = time.fromisoformat(timing.closes) if timing.closes else (time.max if not timing.opens else opens)
    touched = {0} if opens < NOON else set()
    if opens < EVENING and (closes > NOON or opens >= NOON):
        touched.add(1)
    if closes > EVENING or opens >= EVENING:
        touched.add(2)
    return {day * 3 + part for day in named for part in touched}
