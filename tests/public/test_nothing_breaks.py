"""Whatever a machine makes up and sends to a public form, the feed or the API: an answer, and never a breakdown.

A visitor walks through every public page; each form they meet is answered as nobody would before they go on. A few
requests a form in every run, always the same ones; `make fuzz` asks twenty thousand new ones.
"""

from __future__ import annotations

import re

import pytest

from alongside.rules import registry
from tests.public.conftest import Visit
from tests.public.fuzzing import FORMS, REQUESTS

pytestmark = pytest.mark.django_db
# Where somebody is sent who has nothing to go on with, has not shown who they are, or whose time is up.
BEGINNINGS = re.compile(r"^302 (?:/refer/your-email/(?:\?.*)?|.*[?&]gone=1|/my-plan/sign-in/|/book/|/keep-your-entry/"
                        r"|/help-me-work-it-out/where-it-is/|/prescriptions/how-far/)$")
# What such a form is for: it ends something, and goes back to a beginning.
ENDS = re.compile(r"/(?:forget|leave|sign-out)/")


def test_nothing_broke_on_the_way(visit: Visit) -> None:
    assert visit.visitor.broken == []


def test_no_public_form_breaks(visit: Visit) -> None:
    assert len(visit.forms.met) > FORMS * 3 // 4, "the visitor met hardly any form"
    assert not visit.forms.wrong, "\n".join(visit.forms.wrong)


def test_each_form_was_asked_while_somebody_had_it_open(visit: Visit) -> None:
    assert visit.forms.many >= REQUESTS * 3 // 4
    assert visit.forms.statuses[429] == 0
    in_vain = {}
    for name, form in visit.forms.met.items():
        answers = visit.forms.answers[name]
        heard = [said for said in answers if not said.startswith(("403", "404", "405"))
                 and (ENDS.search(form.path) or not BEGINNINGS.match(said))]
        if not heard:
            in_vain[f"{name} on {form.page}"] = dict(answers)
    assert in_vain == {}


def test_neither_the_feed_nor_the_interface_breaks(visit: Visit) -> None:
    assert not visit.feed.wrong + visit.interface.wrong, "\n".join(visit.feed.wrong + visit.interface.wrong)


def test_the_feed_was_asked_for_what_is_there_and_for_what_is_not(visit: Visit) -> None:
    answers = visit.feed.answers
    there = [name for name in answers if re.search(r"/[0-9a-f-]{36}$", name)]
    made_up = [name for name in answers if name.endswith("/{id}")]
    lists = [name for name in answers if re.search(r"/[a-z_]+$", name)]
    assert len(lists) == len(made_up) == len(there) == 5
    assert [name for name in lists if not {"200", "400"} <= set(answers[name])] == []
    assert [name for name in there if "200" not in answers[name]] == []
    assert [name for name in made_up if "404" not in answers[name]] == []


def test_every_rule_was_asked_and_decided(visit: Visit) -> None:
    answers = visit.interface.answers
    assert visit.interface.statuses[429] == visit.feed.statuses[429] == 0
    undecided = [rule for rule in registry.RULES
                 if not {"200", "422"} <= set(answers[f"POST /api/v1/decide/{rule}"])]
    assert undecided == []
    assert "404" in answers["POST /api/v1/decide/{rule}"]


def test_a_referral_of_a_program_was_read_as_far_as_its_boxes(visit: Visit) -> None:
    """That a whole one is taken, the tests of referrals show: hardly any made up by chance is whole."""
    assert {"400", "422"} <= set(visit.interface.answers["POST /api/v1/referrals"])
