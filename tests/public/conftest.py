"""A council with its demo people, asked as the web role, and what a visitor without an account meets there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
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
from alongside.people.own_access.actions import sign_in
from alongside.portal.my_plan import guard
from tests.public import council, fuzzing
from tests.public.visitor import Visitor

STARTS = ["/find-help/", "/help-me-work-it-out/", "/refer/", "/book/", "/my-plan/", "/keep-your-entry/",
          "/prescriptions/", "/how-you-read/"]
# Answers that bring questions of their own.
IN_DANGER = {"safe_now": "unsafe", "who": "family", "for_whom": "caring", "going_on": "falls"}


class Noted(logging.Handler):
    """What went to the log on the way."""

    def __init__(self, kept: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.emit = kept.append  # type: ignore[method-assign]


@dataclass
class Visit:
    """Where somebody has been, and what came of it that each form on the way was asked what nobody would."""

    visitor: Visitor
    forms: fuzzing.Forms
    feed: fuzzing.Asked
    interface: fuzzing.Asked


@pytest.fixture(scope="session")
def visit(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    """Once for all tests here: nothing of it is left in the database, and they look at what came back."""
    fuzzed = any("test_nothing_breaks" in item.nodeid for item in request.session.items)
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage",
             "OPTIONS": {"location": tmp_path_factory.mktemp("store")}}
    with (override_settings(STORAGES={**settings.STORAGES, "default": store}), django_db_blocker.unblock(),
          transaction.atomic()):
        load(people=12, seed=5)
        council.somebody_reads_of_two()
        inside = {address: {guard.COOKIE: sign_in(channel="email", address=address)}
                  for address in (my_plan.SIGN_INS[0][1], council.DAUGHTER)}
        key = keys.issue(organisation=Organisation.objects.earliest("pk"), name="A practice's system",
                         scope="referrals.send", by=User.objects.earliest("pk"))[1]
        prescription, birthday = council.link_of_a_prescription()
        kept = council.link_of_a_keeper()
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE alongside_web")
        forms, feed, interface = fuzzing.Forms(), fuzzing.Asked(), fuzzing.Asked()
        visitor = Visitor(met=forms if fuzzed else lambda form: None, before=council.somebody_is_quicker)
        logging.getLogger().addHandler(noted := Noted(visitor.logged))
        visitor.walk("/", again=["/refer/begin/", "/refer/", "/book/page/about/", "/book/"])
        for start in STARTS:
            visitor.walk(start)
        visitor.walk(kept, again=["/keep-your-entry/mine/"])
        visitor.walk(council.link_to_what_was_kept())
        visitor.walk(prescription, typed=birthday)
        visitor.walk("/help-me-work-it-out/", who="somebody's family, in danger", typed=IN_DANGER, ways=[False])
        for address, cookies in inside.items():
            visitor.walk("/my-plan/", cookies, who=address)
        if fuzzed:
            Count.objects.all().delete()
            for asked, operations in ((feed, fuzzing.of_the_feed()), (interface, fuzzing.of_the_interface())):
                for operation in operations:
                    # So much has to be right in a referral that few of those made up are taken.
                    weight = 8 if operation.path.endswith("/referrals") else 1
                    fuzzing.ask(operation, weight * fuzzing.REQUESTS // 3 // fuzzing.OPERATIONS, asked,
                                headers={"Authorization": f"Bearer {key}"})
        logging.getLogger().removeHandler(noted)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        transaction.set_rollback(True)
    yield Visit(visitor, forms, feed, interface)


@pytest.fixture(scope="session")
def visitor(visit: Visit) -> Visitor:
    """Somebody who has been everywhere: once choosing the first of all that is offered, once the last."""
    return visit.visitor
