"""How Westmere's directory is kept: a few changes that wait, lists that came in, entries nobody has answered for."""

from __future__ import annotations

from datetime import date as day
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed import keeping
from alongside.front_door.directory_feed.actions import importing
from alongside.front_door.directory_feed.models import Change, Import, ImportProblem, Reminder

# What three organisations would change of theirs, and what they say.
CHANGES = (
    ("Gentle gardening club", {"opens_at": "10:30", "alert": "We meet at the lower gate while the path is mended."},
     "Could you say that there is a toilet now?"),
    ("Memory café", {"telephone": "01632 960 482",
                     "summary": "Tea, music and talk for people whose memory is going"}, ""),
    ("Singing for the brain", {"cost": "1.50", "cost_for": "a session"}, ""),
)
COLUMNS = {"name": "Group", "organisation": "Run by", "postcode": "Post code", "telephone": "Phone",
           "headings": "About"}
PROBLEMS = (
    (14, "Chair dancing", "Post code", "WM5", "is not a whole postcode."),
    (14, "Chair dancing", "Phone", "see website", "is not a telephone number."),
    (37, "Men’s shed", "About", "Hobbies", "is not a heading of this directory."),
    (61, "", "Group", "", "is missing."),
)


def fill(keeper: User | None, *, seed: int, today: day) -> None:
    draw = Random(seed * 104_729)
    for number, (name, said, note) in enumerate(CHANGES):
        service = Service.objects.with_all().filter(name=name).first()
        if service is not None:
            fields = keeping.differs(service, said)
            who, address = service.keeper
            Change.objects.create(service=service, fields=fields, note=note or "" if fields else "Please look",
                                  name=who, address=address, made_at=_at(today - timedelta(days=1 + 2 * number)))
    _imports(keeper, today)
    _stale(draw, today)


def _at(on: day) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(9, 20)))


def _imports(keeper: User | None, today: day) -> None:
    """Two lists of the voluntary sector and another council's feed: one of them with rows that were left out."""
    importing.save_mapping(name="Voluntary Action’s list", columns=COLUMNS, by=keeper)
    for days, kind, origin, source, counts in (
        (96, Import.Kind.SHEET, "Voluntary Action Westmere", "groups-august.xlsx", (64, 61, 0, 0, 3)),
        (33, Import.Kind.FEED, "Harrowdale Council", "https://directory.harrowdale.example/openreferral/v3",
         (212, 212, 0, 0, 0)),
        (5, Import.Kind.SHEET, "Voluntary Action Westmere", "groups-november.xlsx", (66, 2, 9, 52, 3)),
    ):
        read, added, changed, unchanged, refused = counts
        at = _at(today - timedelta(days=days))
        made = Import.objects.create(
            kind=kind, origin=origin, source=source, by=keeper, columns=COLUMNS if kind == Import.Kind.SHEET else {},
            begun_at=at, finished_at=at + timedelta(seconds=40), rows=read, read=read, added=added, changed=changed,
            unchanged=unchanged, refused=refused)
        Import.objects.filter(pk=made.pk).update(asked_at=at)
        ImportProblem.objects.bulk_create([
            ImportProblem(of=made, row=row, record=record, field=field, value=value, message=message)
            for row, record, field, value, message in (PROBLEMS if refused else ())])


def _stale(draw: Random, today: day) -> None:
    """Some entries are past their day: written to once, twice, and some with nobody there to ask."""
    names = {name for name, _, _ in CHANGES}
    chosen = draw.sample(list(Service.objects.published().exclude(name__in=names).order_by("pk")), 7)
    for number, service in enumerate(chosen):
        late = (4, 12, 31, 45, 62, 8, 90)[number]
        service.review_on = today - timedelta(days=late)
        service.assured_on = service.review_on - timedelta(days=180)
        service.save(update_fields=["review_on", "assured_on"])
        Reminder.objects.bulk_create([
            Reminder(service=service, review_on=service.review_on, days_before=days,
                     sent_on=service.review_on - timedelta(days=days))
            for days in (30, 0, -30) if service.review_on - timedelta(days=days) <= today])
