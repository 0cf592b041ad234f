"""A council with its demo people, asked as the web role, and what a visitor without an account meets there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from alongside.config.demo import my_plan
from alongside.config.demo.load import load
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.api_keys import actions as keys
from alongside.foundation.limits.models import Count
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed.actions.keeping import ask_for_link
from alongside.front_door.prescriptions.models import Prescription
from alongside.people.own_access.actions import sign_in
from alongside.portal.my_plan import guard
from tests.public.visitor import Visitor

STARTS = ["/", "/find-help/", "/help-me-work-it-out/", "/refer/", "/book/", "/my-plan/", "/keep-your-entry/",
          "/prescriptions/", "/how-you-read/"]


class Noted(logging.Handler):
    """What went to the log on the way."""

    def __init__(self, kept: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.emit = kept.append  # type: ignore[method-assign]


@pytest.fixture(scope="module")
def visitor(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """Somebody who has been everywhere: once choosing the first of all that is offered, once the last."""
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage",
             "OPTIONS": {"location": tmp_path_factory.mktemp("store")}}
    with (override_settings(STORAGES={**settings.STORAGES, "default": store}), django_db_blocker.unblock(),
          transaction.atomic()):
        load(people=12, seed=5)
        inside = sign_in(channel="email", address=my_plan.SIGN_INS[0][1])
        key = keys.issue(organisation=Organisation.objects.earliest("pk"), name="A practice's system",
                         scope="referrals.send", by=User.objects.earliest("pk"))[1]
        kept = Service.objects.published().exclude(organisation__keeper_email="").select_related("organisation")
        links = [f"/keep-your-entry/{ask_for_link(address=kept.earliest('pk').organisation.keeper_email).secret}/",
                 f"/prescriptions/{Prescription.objects.latest('pk').secret}/"]
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE alongside_web")
        visitor = Visitor(key=key)
        logging.getLogger().addHandler(noted := Noted(visitor.logged))
        for start in STARTS + links:
            visitor.walk(start)
            Count.objects.all().delete()  # nobody asks so much in an hour; what is met is the page
        visitor.walk("/my-plan/", {guard.COOKIE: inside})
        Count.objects.all().delete()
        logging.getLogger().removeHandler(noted)
        yield visitor
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        transaction.set_rollback(True)
