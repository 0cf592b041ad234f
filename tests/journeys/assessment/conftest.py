"""The demo council with a widowed woman who had a stroke, a conversation held, and somebody who cares for her."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.work import actions as work
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.about_me import actions as about_me
from alongside.people.people import actions as people
from alongside.people.relationships import actions as relationships


@pytest.fixture
def westmere(transactional_db, tmp_path, settings):
    """Who is who; letters go to a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    council = ensure_demo_council()
    amara, today = council.users["social_worker"], timezone.localdate()
    edith = people.add_person(
        given="Edith", family="Calloway", known_as="Edie", date_of_birth=date(1947, 2, 3), by=amara
    ).subject
    joan = people.add_person(given="Joan", family="Pickering", date_of_birth=date(1951, 9, 14), by=amara).subject
    about_me.write_down(
        subject=edith, topic="matters", words="Cooking for people. My kitchen is where everybody ends up.", by=amara
    )
    about_me.record_strength(subject=edith, words="Ran the chapel lunch for thirty years", by=amara)
    relationship = relationships.record(
        subject=edith, kind="unpaid_carer", other=joan, words="sister, comes every morning", by=amara
    )
    relationships.record_care(
        relationship=relationship, hours="20_to_49", what_they_do="Meals, washing, company", by=amara
    )
    for subject, kind in ((edith, "adult"), (joan, "carer")):
        offer = AssessmentOffer.objects.create(
            subject=subject,
            kind=kind,
            offered_on=today - timedelta(days=2),
            offered_by=amara,
            answer="accepted",
            answered_on=today - timedelta(days=2),
            cared_for=edith if kind == "carer" else None,
        )
        offer.task = work.raise_task(
            kind="assessment" if kind == "adult" else "carers_assessment",
            title=f"{offer.get_kind_display()}",
            subject=subject,
            by=amara,
            team=council.teams["north"],
            due_on=today + timedelta(days=26),
            source=offer,
        )
        offer.save()
    return SimpleNamespace(council=council, edith=edith, joan=joan, amara=amara, today=today)
