"""The same seed and day give the same council; another seed gives another."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from alongside.config.demo import load as loading

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
COUNTED = re.compile(r"\b[A-Z]\d\d-\d{5}\b")  # like W26-00004


def _told(seed: int) -> list[tuple]:
    """What a load tells, without the numbers that the database counts on; undone again. What is done by the product's
    own verbs, as by those who came through the public front door, bears the time of the clock: told without its moment.
    """
    from alongside.foundation.documents.models import Document
    from alongside.foundation.events.models import Event
    from alongside.foundation.questionnaires.models import Response
    from alongside.people.people.models import Name

    with transaction.atomic():
        loading.load(people=30, seed=seed, today=DAY)
        told = [
            *Name.objects.order_by("pk").values_list("given", "family", "known_as", "starts_on"),
            *((kind, COUNTED.sub("…", title), COUNTED.sub("…", detail), name) for kind, title, detail, name
              in Event.objects.order_by("pk").values_list("kind", "title", "detail", "by__name")),
            *Event.objects.filter(happened_at__date__lte=DAY).order_by("pk").values_list("kind", "happened_at"),
            *Document.objects.order_by("pk").values_list("title", "sent_how", "sha256"),
            *(
                (one.questionnaire, timezone.localdate(one.signed_at) <= DAY and one.signed_at,
                 sorted(one.answers.items(), key=str))
                for one in Response.objects.order_by("pk")
            ),
        ]
        transaction.set_rollback(True)
    return told


def test_one_seed_gives_the_same_again_and_another_does_not():
    first = _told(3)
    assert len(first) > 800
    assert first == _told(3)
    assert first != _told(4)
