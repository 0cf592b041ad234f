"""One contact, one screening, and every place it leads to: answered, and with what came of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.directory.tests import factories as entries
from alongside.front_door.referrals import actions, pack
from alongside.front_door.referrals.models import Onward, Screening

from .factories import referral

pytestmark = pytest.mark.django_db
FIVE = ["talking_therapies", "consultant_geriatrician", "bone_health", "affordable_warmth", "falls_car"]


@pytest.fixture
def worker():
    return front_door_worker()


@pytest.fixture
def subject():
    return somebody()


def on(subject, worker, key="falls_car", **changed) -> Onward:
    said = {"subject": subject, "to": pack.current().pathway(key), "why": "Fell in the kitchen", "agreed": True}
    return actions.refer_on(**{**said, **changed}, by=worker)


def test_five_pathways_stand_to_choose_from(client, worker, subject):
    client.force_login(worker)
    page = client.get(reverse("referrals:refer_on", args=[subject.pk])).content.decode()
    assert [one.key for one in pack.current().pathways] == FIVE
    for one in pack.current().pathways:
        assert f'value="pathway:{one.key}"' in page and one.label in page


def test_a_call_out_of_the_falls_car_says_whether_an_admission_was_avoided(client, worker, subject):
    client.force_login(worker)
    made = on(subject, worker)
    url = reverse("referrals:onward", args=[subject.pk, made.pk])
    client.post(url, {"answer": "accepted"})
    page = client.post(url, {"outcome": "helped", "words": "Lifted and checked"}).content.decode()
    assert "Say whether an admission to hospital was avoided" in page
    client.post(url, {"outcome": "helped", "words": "Lifted and checked", "admission_avoided": "yes"})
    made.refresh_from_db()
    assert made.admission_avoided is True
    assert "An admission to hospital was avoided" in client.get(url).content.decode()


def test_the_database_asks_it_of_the_falls_car_and_of_no_other(worker, subject):
    for key, avoided in (("falls_car", None), ("bone_health", True)):
        made = actions.record_answer(onward=on(subject, worker, key), answer="accepted", by=worker)
        made.outcome, made.ended_by, made.ended_at, made.admission_avoided = "helped", worker, made.sent_at, avoided
        with pytest.raises(IntegrityError, match="onward_says_whether_an_admission_was_avoided"), transaction.atomic():
            made.save()
    made = actions.record_answer(onward=on(subject, worker), answer="accepted", by=worker)
    with pytest.raises(actions.NotYet, match="admission"):
        actions.record_outcome(onward=made, outcome="helped", words="", by=worker)
    done = actions.record_outcome(onward=made, outcome="not_suited", words="", by=worker, admission_avoided=False)
    assert done.admission_avoided is False


def test_a_voluntary_group_accepts_and_what_came_of_it_is_known(client, worker, subject):
    entries.terms()
    group = entries.service("Gentle gardening club")
    client.force_login(worker)
    answer = client.post(
        reverse("referrals:refer_on", args=[subject.pk]),
        {"to": ["group"], "service": group.pk, "why": "Loves gardens", "agreed": "yes"},
    )
    made = Onward.objects.get()
    assert answer.url == reverse("referrals:onward_index", args=[subject.pk])
    assert (made.service, made.to_name) == (group, "Gentle gardening club")
    asked = Task.objects.open().get(kind="onward_to_chase")
    assert asked.owner == worker
    url = reverse("referrals:onward", args=[subject.pk, made.pk])
    client.post(url, {"answer": "accepted"})
    client.post(url, {"outcome": "goes_on", "words": "Goes every Thursday"})
    made.refresh_from_db()
    assert (made.answer, made.outcome, made.outcome_words) == ("accepted", "goes_on", "Goes every Thursday")
    assert not Task.objects.open().filter(kind="onward_to_chase").exists()
    page = client.get(reverse("referrals:onward_index", args=[subject.pk])).content.decode()
    assert "Gentle gardening club" in page and "Ended" in page


@pytest.mark.parametrize("group", ["Westmere dementia nurses for families", "Westmere carers’ centre"])
def test_a_carer_is_referred_on_for_themselves_and_what_came_of_it_stays_with_them(client, worker, subject, group):
    """Of the two records, the carer's own: the husband who lives with dementia was referred to nobody."""
    entries.terms()
    carer, there = somebody("Salma", "Rashid"), entries.service(group)
    client.force_login(worker)
    client.post(reverse("referrals:refer_on", args=[carer.pk]), {
        "to": ["group"], "service": there.pk, "why": "Looks after her husband, who has dementia", "agreed": "yes"})
    made = Onward.objects.get()
    client.post(reverse("referrals:onward", args=[carer.pk, made.pk]), {"answer": "accepted"})
    client.post(reverse("referrals:onward", args=[carer.pk, made.pk]), {
        "outcome": "helped", "words": "Somebody comes on Fridays, and she sleeps"})
    theirs = client.get(reverse("referrals:onward_index", args=[carer.pk])).content.decode()
    assert group in theirs and "They were helped" in theirs
    shown = client.get(reverse("referrals:onward", args=[carer.pk, made.pk])).content.decode()
    assert "Somebody comes on Fridays, and she sleeps" in shown
    assert group not in client.get(reverse("referrals:onward_index", args=[subject.pk])).content.decode()


def test_declined_says_why_and_somebody_thinks_of_something_else(client, worker, subject):
    client.force_login(worker)
    made = on(subject, worker, "talking_therapies")
    url = reverse("referrals:onward", args=[subject.pk, made.pk])
    assert "Write why they declined" in client.post(url, {"answer": "declined"}).content.decode()
    client.post(url, {"answer": "declined", "because": "No room until spring"})
    made.refresh_from_db()
    assert made.declined_because == "No room until spring"
    assert "what instead" in Task.objects.open().get(kind="onward_to_chase").title
    with pytest.raises(actions.AlreadyDone):
        actions.record_answer(onward=made, answer="accepted", by=worker)
    with pytest.raises(actions.NotYet):
        actions.record_outcome(onward=made, outcome="helped", words="", by=worker)


def test_a_need_of_housing_and_one_of_health_go_to_both_from_one_contact(client, worker, subject):
    client.force_login(worker)
    found = actions.read(referral=referral(worker, subject, needs=["housing", "health"]), by=worker)
    client.post(
        reverse("referrals:screening", args=[found.pk]),
        {"needs": ["housing", "health"], "what_they_want": "To be warm, and to sleep"},
    )
    client.post(
        reverse("referrals:refer_on", args=[subject.pk]) + f"?referral={found.pk}",
        {
            "to": ["pathway:affordable_warmth", "pathway:talking_therapies"],
            "why": "Cold home, low mood",
            "agreed": "yes",
        },
    )
    made = list(Onward.objects.of(subject))
    assert {one.pathway for one in made} == {"affordable_warmth", "talking_therapies"}
    assert {(one.referral_id, one.screening_id) for one in made} == {(found.pk, Screening.objects.get().pk)}
    page = client.get(reverse("referrals:read", args=[found.pk])).content.decode()
    assert "Affordable warmth" in page and "Talking therapies" in page


def test_one_contact_has_one_screening_that_all_use(client, worker, subject):
    client.force_login(worker)
    found = actions.read(referral=referral(worker, subject, needs=["health"], hopes="To sleep again"), by=worker)
    url = reverse("referrals:screening", args=[found.pk])
    assert "To sleep again" in client.get(url).content.decode()
    client.post(url, {"needs": ["health", "care"], "what_they_want": "To sleep again", "health": "Falls twice a week"})
    client.post(url, {"needs": ["health"], "what_they_want": "To sleep again"})
    one = Screening.objects.get()
    assert (one.referral, one.needs, one.made_by) == (found, ["health"], worker)
    on(subject, worker, "bone_health", referral=found)
    with pytest.raises(actions.AlreadyDone):
        actions.screen(referral=found, by=worker, needs=["care"], what_they_want="x")
    assert "To sleep again" in client.get(url).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Screening.objects.create(
            referral=found, subject=subject, needs=["care"], what_they_want="x", made_by=worker, made_at=one.made_at
        )


def test_a_screening_needs_the_person(client, worker):
    client.force_login(worker)
    found = actions.read(referral=referral(worker), by=worker)
    page = client.get(reverse("referrals:screening", args=[found.pk])).content.decode()
    assert "Find the person first" in page
    with pytest.raises(actions.NotYet):
        actions.screen(referral=found, by=worker, needs=["care"], what_they_want="x")


def test_without_agreement_there_is_a_reason(client, worker, subject):
    client.force_login(worker)
    url = reverse("referrals:refer_on", args=[subject.pk])
    said = {"to": ["pathway:falls_car"], "why": "On the floor", "agreed": "no"}
    assert "Write why it is right all the same" in client.post(url, said).content.decode()
    client.post(url, {**said, "without_agreement_because": "Not conscious: in their vital interests"})
    assert Onward.objects.get().agreed is False
    with pytest.raises(IntegrityError, match="onward_agreed_or_says_why"), transaction.atomic():
        on(subject, worker, agreed=False)


def test_all_comes_through_one_queue(client, worker, subject):
    """By telephone, over the public pages, from a system: one list, one duty board."""
    client.force_login(worker)
    for channel in ("telephone", "online", "letter"):
        referral(worker, channel=channel, about_name=f"By {channel}")
    page = client.get(reverse("referrals:index")).content.decode()
    assert all(f"By {channel}" in page for channel in ("telephone", "online", "letter"))
    assert set(Task.objects.filter(kind="referral_to_read").values_list("team__key", flat=True)) == {"front_door"}


def test_a_restricted_record_stays_closed_and_reading_is_not_writing(client, worker, subject):
    made = on(subject, worker)
    urls = [
        reverse("referrals:onward_index", args=[subject.pk]),
        reverse("referrals:onward", args=[subject.pk, made.pk]),
    ]
    client.force_login(make_user("business_support"))
    for url in urls:
        page = client.get(url)
        assert page.status_code == 200 and "Save what was heard" not in page.content.decode()
    assert client.post(urls[1], {"answer": "accepted"}).status_code == 403
    assert client.get(reverse("referrals:refer_on", args=[subject.pk])).status_code == 403
    restrict(subject, make_user("team_manager"))
    client.force_login(worker)
    assert [client.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize("odd", ["9" * 40, "x", "-1", "²"])
def test_an_odd_number_of_a_referral_is_none(client, worker, subject, odd):
    client.force_login(worker)
    assert client.get(reverse("referrals:refer_on", args=[subject.pk]), {"referral": odd}).status_code == 200
