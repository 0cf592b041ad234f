"""Writing down a person's words, strengths and networks, and when one of them is no longer so."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from ..models import Network, Strength, Words

SAID = events.Kind("about_me.said", "contact")
STRENGTH = events.Kind("about_me.strength", "details")
NETWORK = events.Kind("about_me.network", "details")


@transaction.atomic
def write_down(
    *, subject: Subject, topic: str, words: str, by: User, said_on: date | None = None,
    whose: str = str(Words.Whose.OWN), told_by: str = "",
) -> Words:
    """Keep somebody's words as they said them; earlier words stay readable."""
    said = Words.objects.create(
        subject=subject, topic=topic, words=words, whose=whose, told_by=told_by,
        said_on=said_on or timezone.localdate(), recorded_by=by,
    )
    events.record(subject=subject, kind=SAID, title=f"{said.get_topic_display()}, written down", detail=words[:300],
                  by=by, source=said, url=_url(subject))
    return said


@transaction.atomic
def record_strength(*, subject: Subject, words: str, by: User, on: date | None = None) -> Strength:
    strength = Strength.objects.create(
        subject=subject, words=words, recorded_on=on or timezone.localdate(), recorded_by=by
    )
    events.record(subject=subject, kind=STRENGTH, title=f"Strength: {words}", by=by, source=strength,
                  url=_url(subject))
    return strength


@transaction.atomic
def record_network(
    *, subject: Subject, kind: str, name: str, by: User, words: str = "", on: date | None = None,
) -> Network:
    network = Network.objects.create(
        subject=subject, kind=kind, name=name, words=words, recorded_on=on or timezone.localdate(), recorded_by=by
    )
    events.record(subject=subject, kind=NETWORK, title=f"Part of their life: {network}", by=by, source=network,
                  url=_url(subject))
    return network


@transaction.atomic
def no_longer_so(*, entry: Strength | Network, by: User) -> None:
    """It was so once; it stays readable and stops being shown first."""
    entry.ended_on = timezone.localdate()
    entry.save()
    kind = STRENGTH if isinstance(entry, Strength) else NETWORK
    events.record(subject=entry.subject, kind=kind, title=f"No longer: {entry}", by=by, source=entry,
                  url=_url(entry.subject))


def _url(subject: Subject) -> str:
    return reverse("about_me:index", args=[subject.pk])
