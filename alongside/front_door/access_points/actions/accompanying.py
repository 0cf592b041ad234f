"""Somebody goes along the first time: arranged for a day, reminded of, and what came of it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.design import telephones
from alongside.foundation.notifications.actions import notify
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import hubs
from alongside.front_door.directory.models import Service
from alongside.rules.council_limits import AccessPoint

from .. import desk
from ..models import Accompaniment
from .everybodys import everybodys

GOES = "accompaniment"


class Missing(ValueError):
    """It cannot be arranged like this: (field, sentence)."""

    def __init__(self, where: str, words: str) -> None:
        self.where = where
        super().__init__(words)


@transaction.atomic
def arrange(*, by: User, point: AccessPoint, service: Service, about_name: str, goes: User, on_day: date, at: time,
            meet_at: str, telephone: str = "", good_to_know: str = "") -> Accompaniment:
    """A promise with a day, of somebody whose training is seen, to a group that is open. Pressed twice, it is arranged
    once. Missing says what stands against it."""
    if not desk.who_helps(on_day).filter(pk=goes.pk).exists():
        raise Missing("goes", f"{goes}’s training is not seen, or runs out before that day. Choose somebody else.")
    if timezone.make_aware(datetime.combine(on_day, at)) <= timezone.now():
        raise Missing("on_day", "That time has gone. Choose one to come.")
    with connection.cursor() as cursor:  # nobody is promised to two at once
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('accompaniment'), %s::int)", [goes.pk])
    same = Accompaniment.objects.standing().filter(goes=goes, on_day=on_day, at=at)
    if arranged := same.filter(entered_by=by, service=service, about_name=about_name).first():
        return arranged
    with everybodys():
        promised = same.exists()
    if promised:
        raise Missing("goes", f"{goes} goes along with somebody else then.")
    made = Accompaniment.objects.create(
        entered_by=by, point=point.key, place=point.label, service=service, about_name=about_name, goes=goes,
        on_day=on_day, at=at, meet_at=meet_at, telephone=telephone, good_to_know=good_to_know)
    here = reverse("access_points:accompaniment", args=[made.pk])
    work.raise_task(kind=GOES, title=f"Go along to {service.name}"[:300], by=by, owner=goes, due_on=on_day, due_at=at,
                    verb="Say how it went", source=made, url=here)
    tell(user=goes, by=by, source=made, url=here, title=f"{by.name} asks you to go along to {service.name}"[:200])
    return made


@transaction.atomic
def arrange_again(*, accompaniment: Accompaniment, on_day: date, at: time, goes: User, by: User) -> Accompaniment:
    """Once more, on another day: a row of its own, so that what happened stands."""
    before = accompaniment
    point = hubs.access_point(before.point, timezone.localdate()) or AccessPoint(before.point, before.place)
    return arrange(by=by, point=point, service=before.service, about_name=before.about_name, goes=goes, on_day=on_day,
                   at=at, meet_at=before.meet_at, telephone=before.telephone, good_to_know=before.good_to_know)


@transaction.atomic
def end(*, accompaniment: Accompaniment, met: bool, went: bool, stayed: bool, outcome: str, how_it_was: str, by: User
        ) -> Accompaniment:
    """Did it happen, step by step, and what came of it."""
    found = Accompaniment.objects.select_for_update(of=("self",)).select_related("service", "entered_by").get(
        pk=accompaniment.pk)
    if found.ended_at:
        return found
    found.met, found.went, found.stayed = met, met and went, met and stayed
    found.outcome, found.how_it_was, found.ended_by, found.ended_at = outcome, how_it_was, by, timezone.now()
    found.save()
    for task in Task.objects.open().filter(source=events.source_of(found), kind=GOES):
        work.finish(task=task, outcome=found.get_outcome_display(), by=by)
    tell(user=found.entered_by, by=by, source=found, title=f"How it went at {found.service.name}"[:200],
         url=reverse("access_points:accompaniment", args=[found.pk]))
    return found


def remind(*, day: date) -> int:
    """The day before: whoever goes, and the person where they gave a mobile. How many were told."""
    told = 0
    for one in Accompaniment.objects.to_remind(day).select_related("service", "goes"):
        with transaction.atomic():
            found = Accompaniment.objects.select_for_update(of=("self",)).get(pk=one.pk)
            if found.reminded_at or found.ended_at:
                continue
            found.reminded_at = timezone.now()
            found.save(update_fields=["reminded_at"])
            here = reverse("access_points:accompaniment", args=[one.pk])
            tell(user=one.goes, by=None, source=found, url=here,
                 title=f"Tomorrow: go along to {one.service.name}"[:200])
            if telephones.is_mobile(one.telephone):
                notify(to_name=one.about_name, address=one.telephone, channel="text", by=None, source=found,
                       title="Somebody goes with you tomorrow", key=f"{events.source_of(found)} tomorrow",
                       words=f"Tomorrow at {one.at:%-H.%M} {one.goes.name} meets you: {one.meet_at}."[:300])
            told += 1
    return told
