"""What a keeper would change waits until a colleague has read it, and is answered."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.front_door.directory.models import Entry, Service
from alongside.front_door.directory_feed.actions import keeping
from alongside.front_door.directory_feed.models import Change

from .keepers import ADDRESS, ASK, changed, come_in, link_of

pytestmark = pytest.mark.django_db


def test_a_change_waits_is_read_side_by_side_and_told(club, outbox):
    client = Client()
    come_in(client, link_of())
    address = reverse("directory_feed:entry", args=[club.uid])
    same = client.post(address, changed(club)).content.decode()
    assert "Nothing is different yet" in same
    page = client.post(address, changed(club, opens_at="10:30", cost="3", telephone="01632 960 555", minimum_age="18",
                                        note="The gate is locked on Mondays"), follow=True).content.decode()
    assert "Thank you" in page and "10:30" in page
    club.refresh_from_db()
    assert club.minimum_age is None and club.schedules.get().opens_at == time(10), "nothing changes by itself"
    change = Change.objects.get()
    assert set(change.fields) == {"opens_at", "cost", "telephone", "minimum_age"}
    client.post(address, changed(club, opens_at="11:00", note="The gate is locked"))
    change = Change.objects.get()
    assert list(change.fields) == ["opens_at"], "said again, it takes the place of what waited"
    client.post(address, changed(club, opens_at="10:30", cost="3", telephone="01632 960 555", minimum_age="18",
                                 note="The gate is locked"))
    change = Change.objects.get()

    staff, desk = make_user("business_support"), Client()
    desk.force_login(staff)
    assert "Gardening club" in desk.get(reverse("directory_feed:changes")).content.decode()
    answer = reverse("directory_feed:change", args=[change.pk])
    page = desk.get(answer).content.decode()
    assert "£2.00" in page and "£3.00" in page and "The gate is locked" in page
    desk.post(answer, {"take": ["opens_at", "cost", "telephone"], "because": "We ask the age another way."})
    change.refresh_from_db()
    assert change.answer == "partly" and change.answered_by == staff
    club = Service.objects.with_all().get(pk=club.pk)
    assert club.schedules.get().opens_at == time(10, 30) and club.cost_options.get().amount == Decimal("3.00")
    assert club.phones.get().number == "01632 960 555" and club.minimum_age is None
    assert club.assured_on == timezone.localdate() and club.assurer_email == ADDRESS
    assert "10.30am" in Entry.objects.get(service=club).card["when"]
    keeping.tell(change_id=change.pk)
    keeping.tell(change_id=change.pk)
    assert len(outbox) == 1 and "We left as it was: from which age" in outbox[0].words
    assert "We ask the age another way." in outbox[0].words
    change.refresh_from_db()
    assert change.told_at and change.address == "", "whom it was told is not kept"


def test_refused_needs_a_reason_and_leaves_the_entry(club, outbox):
    change = keeping.propose(service=club, said={"name": "CLUB"}, note="", link=link_of())
    desk = Client()
    desk.force_login(make_user("business_support"))
    address = reverse("directory_feed:change", args=[change.pk])
    assert "Say why none of it" in desk.post(address, {"because": ""}).content.decode()
    desk.post(address, {"because": "It is called so on your own page."})
    club.refresh_from_db()
    assert club.name == "Gardening club" and Change.objects.get().answer == "not_taken"
    keeping.tell(change_id=change.pk)
    assert "were not made" in outbox[0].title
    desk.post(address, {"take": ["name"], "because": ""})
    club.refresh_from_db()
    assert club.name == "Gardening club", "answered once"


@pytest.mark.parametrize(("done", "because", "answer", "says"), [
    ("yes", "Done, thank you.", "taken", "are made"), ("yes", "", "taken", "are made"),
    ("no", "It is right as it is.", "not_taken", "were not made")])
def test_of_a_note_alone_it_is_said_whether_it_was_put_right(club, outbox, done, because, answer, says):
    change = keeping.propose(service=club, said={}, note="The gate is locked on Mondays", link=link_of())
    desk = Client()
    desk.force_login(make_user("business_support"))
    address = reverse("directory_feed:change", args=[change.pk])
    assert "Say whether you have put it right" in desk.post(address, {"because": because}).content.decode()
    assert "Say why the entry stays as it is" in desk.post(address, {"done": "no", "because": ""}).content.decode()
    desk.post(address, {"done": done, "because": because})
    assert Change.objects.get().answer == answer
    keeping.tell(change_id=change.pk)
    assert says in outbox[0].title and because in outbox[0].words


def test_what_changed_since_they_wrote_is_seen(club):
    change = keeping.propose(service=club, said={"summary": "New words"}, note="", link=link_of())
    staff, desk = make_user("business_support"), Client()
    Service.objects.filter(pk=club.pk).update(summary="Put right meanwhile")
    desk.force_login(staff)
    page = desk.get(reverse("directory_feed:change", args=[change.pk])).content.decode()
    assert "Changed since they wrote" in page and "Put right meanwhile" in page


def test_times_and_prices_that_boxes_cannot_say_are_left_to_words(club):
    from alongside.front_door.directory.models import CostOption, Schedule

    Schedule.objects.create(service=club, freq="MONTHLY", byday="2MO")
    CostOption.objects.create(service=club, amount=Decimal("1"))
    client = Client()
    come_in(client, link_of())
    page = client.get(reverse("directory_feed:entry", args=[club.uid])).content.decode()
    assert 'name="days"' not in page and 'name="cost"' not in page and 'name="note"' in page
    client.post(reverse("directory_feed:entry", args=[club.uid]),
                {"name": club.name, "summary": club.summary, "telephone": "01632 960 311", "paused": "no",
                 "note": "Also on Fridays"})
    assert Change.objects.get().fields == {}


@pytest.mark.parametrize(("more", "says"), [
    ({"name": ""}, "Write what it is called"), ({"minimum_age": "old"}, "Write the age in numbers"),
    ({"minimum_age": "60", "maximum_age": "50"}, "comes after the lower one"),
    ({"telephone": "ring Mo"}, "Write the number in figures"), ({"email": "ada"}, "Write an email address"),
    ({"url": "not a page"}, "Write a whole web address"), ({"opens_at": "ten"}, "Write the time like 10:00"),
    ({"days": ""}, "Choose the day"), ({"cost": "some"}, "Write pounds and pence"),
])
def test_what_is_wrong_is_said_and_nothing_waits(club, more, says):
    client = Client()
    come_in(client, link_of())
    page = client.post(reverse("directory_feed:entry", args=[club.uid]), changed(club, **more)).content.decode()
    assert says in page and Change.objects.count() == 0


def test_a_change_is_taken_back_and_one_leaves(club):
    client = Client()
    come_in(client, link_of())
    client.post(reverse("directory_feed:entry", args=[club.uid]), changed(club, alert="Closed at Easter"))
    assert "Your change waits" in client.get(ASK + "mine/").content.decode()
    client.post(reverse("directory_feed:take_back", args=[club.uid]))
    assert Change.objects.count() == 0
    client.post(reverse("directory_feed:leave"))
    assert client.get(ASK + "mine/").status_code == 302


def test_one_change_waits_at_a_time_whoever_writes_it(club):
    keeping.propose(service=club, said={"name": "A"}, note="", link=link_of())
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(service=club, fields={"name": ["x", "y"]})


def test_a_change_that_waits_says_something(club):
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(service=club)


def test_who_may_answer(club):
    change = keeping.propose(service=club, said={"name": "A"}, note="", link=link_of())
    client = Client()
    client.force_login(make_user("social_worker"))
    answer = reverse("directory_feed:change", args=[change.pk])
    page = client.get(reverse("directory_feed:changes")).content.decode()
    assert club.name in page and reverse("directory:entry", args=[club.pk]) in page and answer not in page
    assert client.post(answer, {"take": ["name"]}).status_code == 403
    assert client.post(reverse("directory_feed:write", args=[club.pk])).status_code == 403
