"""Referrals of the demo stand at every stage, and none of them is closed unheard."""

from __future__ import annotations

import pytest

from alongside.config.demo import referrals
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.accounts.tests.factories import make_subject
from alongside.foundation.audit.context import acting
from alongside.front_door.referrals import receipts
from alongside.front_door.referrals.models import Draft, Onward, Referral

pytestmark = pytest.mark.django_db


def test_each_stage_can_be_seen():
    council = ensure_demo_council()
    for _ in range(3):
        make_subject()
    with acting(why="test"):
        made = referrals.fill(council)
    states = {receipts.at_address(one.key, one.referrer_email).state for one in Referral.objects.all()}
    assert states == {"received", "read", "answered", "withdrawn"}
    assert len(made) == 6 and Draft.objects.count() == 1
    assert [one.state for one in receipts.of_user(council.users["referrer"])] == ["answered"]
    assert Onward.objects.filter(admission_avoided=True).count() == 1
    assert Onward.objects.filter(answer="declined").count() == 1
    assert not Referral.objects.closed().filter(feedback=None).exists()
