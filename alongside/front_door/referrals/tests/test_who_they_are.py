"""What a referrer types of themselves lets nothing out: somebody else stands for who they are."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.api_keys import actions as keys
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions, sharing, tasks
from alongside.front_door.referrals.models import Referral

from .factories import GP, agreed, settled

pytestmark = pytest.mark.django_db
OUTCOME = "She starts at the charity shop"


@pytest.fixture
def worker():
    return front_door_worker()


@pytest.fixture
def ivy(worker) -> Subject:
    """She has agreed that Mill Lane Surgery hears what was agreed."""
    subject = somebody()
    agreed(subject, worker)
    return subject


def came(ivy: Subject, worker, **of) -> Referral:
    """Over the public pages: nobody wrote it down but who sent it."""
    found = settled(worker, ivy)
    said = {"received_by": None, "mailbox_shown_at": timezone.now(), **of}
    Referral.objects.filter(pk=found.pk).update(**said)
    return Referral.objects.get(pk=found.pk)


def may(found: Referral) -> sharing.MayTell:
    return sharing.may_tell(found, timezone.localdate())


@pytest.mark.parametrize("email", ["x@own-domain.example", GP, "anybody@nhs.net", "clerk@housing.example"])
@pytest.mark.parametrize("typed", ["Mill Lane Surgery", " mill lane surgery "])
def test_a_typed_name_of_an_agreed_organisation_tells_nothing(ivy, worker, email, typed):
    """Nobody's domain, everybody's, another organisation's, or one of several surgeries."""
    found = came(ivy, worker, referrer_email=email, referrer_organisation=typed)
    assert not may(found).everything and may(found).to_make_sure_of == typed
    assert f"Nobody has made sure that {email} is the address of" in " ".join(may(found).because)
    assert OUTCOME not in sharing.draft(found, timezone.localdate())
    assert not sharing.may_send(found, OUTCOME, timezone.localdate())
    with pytest.raises(actions.MayNotSay):
        actions.tell(referral=found, words=OUTCOME, how="online", by=worker)


def test_nor_does_the_typed_name_of_somebody_agreed(ivy, worker):
    found = came(ivy, worker, referrer_name="Mill Lane Surgery", referrer_organisation="")
    assert not may(found).everything


def test_an_address_that_the_pack_knows_as_that_organisation_is_it(ivy, worker, monkeypatch):
    known = sharing.pack.Pack(trusted=(sharing.pack.Trusted("surgery.example", "Mill Lane surgery"),))
    monkeypatch.setattr(sharing.pack, "current", lambda: known)
    assert may(came(ivy, worker, referrer_email=GP)).everything
    assert not may(came(ivy, worker, referrer_email="x@surgery.example.own.example")).everything
    assert not may(came(ivy, worker, referrer_email=GP, mailbox_shown_at=None)).everything


def test_a_colleague_makes_sure_under_their_name(client, ivy, worker):
    client.force_login(worker)
    found = came(ivy, worker, referrer_email="x@own-domain.example")
    tell, sure = (reverse(f"referrals:{name}", args=[found.pk]) for name in ("tell", "make_sure"))
    page = client.get(tell).content.decode()
    assert "I have made sure" in page and "Tell them only that it was dealt with." in page and OUTCOME not in page
    assert client.get(sure).status_code == 405
    page = client.post(sure, follow=True).content.decode()
    assert "I have made sure" not in page and "What was agreed may be told." in page and OUTCOME in page
    found.refresh_from_db()
    assert found.made_sure_by == worker and found.made_sure_at
    assert f"Yes, {worker} made sure" in client.get(reverse("referrals:read", args=[found.pk])).content.decode()
    first = found.made_sure_at
    assert actions.make_sure(referral=found, by=make_user("front_door_worker")).made_sure_at == first


def test_who_may_not_close_makes_sure_of_nobody(client, ivy, worker):
    client.force_login(make_user("business_support"))
    found = came(ivy, worker)
    assert client.post(reverse("referrals:make_sure", args=[found.pk])).status_code == 403
    found.refresh_from_db()
    assert found.made_sure_at is None


def test_where_no_agreement_names_them_there_is_nothing_to_make_sure_of(client, worker):
    client.force_login(worker)
    found = came(somebody(), worker)
    assert "I have made sure" not in client.get(reverse("referrals:tell", args=[found.pk])).content.decode()


def test_an_account_is_its_own_organisation_and_no_other(ivy, worker):
    nurse = make_user("front_door_worker")
    nurse.organisation = make_organisation("Mill Lane Surgery")
    nurse.save()
    assert may(came(ivy, worker, sent_by=nurse)).everything
    nurse.organisation = make_organisation("Westmere Homes")
    nurse.save()
    assert not may(came(ivy, worker, sent_by=nurse)).everything


def key_of(organisation: str):
    return keys.issue(organisation=make_organisation(organisation), name="Their system", scope="referrals.send",
                      by=make_user("administrator"))[0]


def test_a_system_is_the_organisation_of_its_key_whatever_it_writes(ivy, worker):
    theirs = {"mailbox_shown_at": None, "referrer_name": "Mill Lane Surgery",
              "referrer_organisation": "Mill Lane Surgery"}
    found = came(ivy, worker, sent_with=key_of("Westmere Homes"), **theirs)
    assert not may(found).everything and not may(found).to_make_sure_of
    with pytest.raises(actions.MayNotSay):
        actions.tell(referral=found, words=OUTCOME, how="system", by=worker)
    assert may(came(ivy, worker, sent_with=key_of("Mill Lane Surgery"), mailbox_shown_at=None,
                    referrer_organisation="Park Surgery")).everything


def system_told(ivy, worker):
    key = key_of("Mill Lane Surgery")
    found = came(ivy, worker, sent_with=key, mailbox_shown_at=None)
    return key, found


def test_a_system_whose_key_is_revoked_is_not_told_there(client, ivy, worker):
    client.force_login(worker)
    key, found = system_told(ivy, worker)
    url = reverse("referrals:tell", args=[found.pk])
    assert "In their own system" in client.get(url).content.decode()
    keys.revoke(key=key, by=make_user("administrator"))
    assert "In their own system" not in client.get(url).content.decode()
    with pytest.raises(actions.NotYet, match="key is revoked"):
        actions.tell(referral=found, words=OUTCOME, how="system", by=worker)
    found.refresh_from_db()
    assert found.closed_at is None


@pytest.mark.parametrize("read", [True, False])
@pytest.mark.parametrize("another", [True, False])
def test_one_that_never_asked_before_its_key_was_revoked_is_open_again(ivy, worker, read, another):
    key, found = system_told(ivy, worker)
    told = actions.tell(referral=found, words=OUTCOME, how="system", by=worker)
    tasks.open_again(timestamp=0)
    found.refresh_from_db()
    assert found.closed_at
    if read:
        actions.answer_was_read(feedback_id=told.pk)
    if another:
        keys.issue(organisation=key.organisation, name="The new one", scope="referrals.send",
                   by=make_user("administrator"))
    keys.revoke(key=key, by=make_user("administrator"))
    tasks.open_again(timestamp=0)
    found.refresh_from_db()
    assert (found.closed_at is None) == (not read and not another)
    if found.closed_at is None:
        assert "Their system had not asked for the answer" in Task.objects.open().get(kind="referral_feedback").why
