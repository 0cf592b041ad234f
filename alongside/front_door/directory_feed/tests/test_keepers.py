"""Organisations keep their own entries, and a stranger learns nothing."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Change as AuditChange
from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Entry, Service
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed import tasks
from alongside.front_door.directory_feed.actions import keeping
from alongside.front_door.directory_feed.models import Change, KeeperLink, Reminder
from alongside.front_door.directory_feed.views.keepers import OPEN

pytestmark = pytest.mark.django_db
ADDRESS = "ada@weir.example"
ASK = "/keep-your-entry/"


@pytest.fixture(autouse=True)
def westmere():
    cache.clear()
    factories.terms()


@pytest.fixture
def outbox(monkeypatch):
    sent = []
    monkeypatch.setitem(keeping.SENDERS, "email", sent.append)
    return sent


@pytest.fixture
def club():
    owner = factories.organisation("Weir Allotments", keeper_name="Ada", keeper_email=ADDRESS)
    return factories.service("Gardening club", organisation=owner, days="TU", opens="10:00", closes="12:00",
                             cost="2.00", review_on=timezone.localdate())


def link_of(address: str = ADDRESS) -> KeeperLink:
    return keeping.ask_for_link(address=address)


def come_in(client: Client, link: KeeperLink) -> str:
    address = reverse("directory_feed:link", args=[link.secret])
    client.post(address)
    code = OneTimeCode.objects.latest("pk")
    answer = client.post(address + "code/", {"code": code.digits}, follow=True)
    return answer.content.decode()


def changed(service: Service, **more: str) -> dict[str, object]:
    from alongside.front_door.directory_feed.keeping import now

    said = {**now(service), **more}
    return {**said, "days": list(filter(None, str(said["days"]).split(",")))}


def test_asking_looks_the_same_whoever_asks(club, outbox):
    pages = []
    for address in (ADDRESS, "nobody@else.example"):
        answer = Client().post(ASK, {"email": address}, follow=True)
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()))
    assert pages[0] == pages[1] and "If we write to this address" in pages[0]
    for link in KeeperLink.objects.all():
        keeping.send_link(link_id=link.pk)
    assert [one.address for one in outbox] == [ADDRESS]
    assert KeeperLink.objects.count() == 2 and KeeperLink.objects.filter(address="").count() == 1
    assert KeeperLink.objects.exclude(address="").get().secret in outbox[0].words
    assert "Gardening club" in outbox[0].words and Notification.objects.count() == 0


def test_an_address_gets_few_links(club):
    links = [link_of() for _ in range(7)]
    assert [bool(one.address) for one in links] == [True] * 5 + [False] * 2
    assert "Write an email address" in Client().post(ASK, {"email": "ada"}).content.decode()


def test_the_link_alone_opens_nothing_and_says_nothing(club):
    link, client = link_of(), Client()
    assert len(link.secret) >= 32
    page = client.get(reverse("directory_feed:link", args=[link.secret])).content.decode()
    for word in ("Weir", "Gardening", "ada@", "Ada"):
        assert word not in page
    assert client.get(ASK + "mine/").url == reverse("directory_feed:ask")
    for name in ("entry", "thanks"):
        assert client.get(reverse(f"directory_feed:{name}", args=[club.uid])).url == reverse("directory_feed:ask")
    for name in ("same", "take_back"):
        assert client.post(reverse(f"directory_feed:{name}", args=[club.uid])).url == reverse("directory_feed:ask")
    wrong = Client().get(reverse("directory_feed:link", args=["x" * 32]))
    link.ends_at = timezone.now() - timedelta(seconds=1)
    link.save()
    over = Client().get(reverse("directory_feed:link", args=[link.secret]))
    assert wrong.status_code == over.status_code == 404
    # But for the address itself, which the way to read differently leads back to.
    assert wrong.content.decode().replace("x" * 32, "") == over.content.decode().replace(link.secret, "")


def test_a_wrong_code_opens_nothing(club):
    link, client = link_of(), Client()
    address = reverse("directory_feed:link", args=[link.secret])
    client.post(address)
    right = OneTimeCode.objects.latest("pk").digits
    wrong = "000000" if right != "000000" else "111111"
    for turn in range(5):
        page = client.post(address + "code/", {"code": wrong}).content.decode()
        assert ("not the code we sent" if turn < 4 else "This code is over") in page
    assert client.get(ASK + "mine/").status_code == 302
    other = Client()
    assert other.get(address + "code/").url == address, "the code page needs the browser that asked"


def test_another_keepers_entry_is_not_there(club):
    other = factories.service("Choir", organisation=factories.organisation("Choir", keeper_email="cy@choir.example"))
    client = Client()
    page = come_in(client, link_of())
    assert "Gardening club" in page and "Choir" not in page
    for name, ask in (("entry", client.get), ("thanks", client.get), ("same", client.post), ("take_back", client.post)):
        assert ask(reverse(f"directory_feed:{name}", args=[other.uid])).status_code == 404
    assert client.post(reverse("directory_feed:entry", args=[other.uid]), changed(other, fees="x")).status_code == 404
    assert Change.objects.count() == 0


def test_who_is_no_keeper_any_more_is_out_at_once(club):
    client = Client()
    come_in(client, link_of())
    Service.objects.filter(pk=club.pk).update(keeper_email="new@weir.example")
    assert "no entry that you keep" in client.get(ASK + "mine/").content.decode()
    assert client.get(reverse("directory_feed:entry", args=[club.uid])).status_code == 404


def test_nothing_has_changed_in_one_press(club):
    client = Client()
    come_in(client, link_of())
    page = client.post(reverse("directory_feed:same", args=[club.uid]), follow=True).content.decode()
    assert "marked as right today" in page
    club.refresh_from_db()
    assert club.assured_on == timezone.localdate() and club.assurer_email == ADDRESS
    assert (club.review_on - club.assured_on).days == pack.current().home.review_after_days


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


def test_who_reads_the_table_of_links_opens_none(club):
    link = link_of()
    for guess in (link.link_seed, link.link_digest):
        assert KeeperLink.objects.by_secret(guess) is None
    assert KeeperLink.objects.by_secret(link.secret) == link


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


def test_a_whole_entry_typed_longer_than_an_hour_is_there_again_after_the_code(club):
    client, link = Client(), link_of()
    come_in(client, link)
    address = reverse("directory_feed:entry", args=[club.uid])
    session = client.session
    session[OPEN] = {**session[OPEN], "until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    led = client.post(address, changed(club, description="We dig, and then there is tea", days="TU,WE"))
    assert led.url == reverse("directory_feed:link", args=[link.secret]) and not Change.objects.exists()
    assert "We dig" not in str(dict(client.session.items())), "sealed"
    assert "kept for half an hour" in client.get(led.url).content.decode()
    page = come_in(client, link)
    assert "We kept what you had written here" in page and "We dig, and then there is tea" in page
    assert re.search(r'value="WE"[^>]*checked', page) and not Change.objects.exists()
    assert "We dig" not in client.get(address).content.decode(), "once"
    client.post(address, changed(club, description="We dig, and then there is tea"))
    assert list(Change.objects.get().fields) == ["description"]


def test_what_was_held_is_for_the_same_address_alone(club):
    other = factories.service("Choir", organisation=factories.organisation("Choir", keeper_email="cy@choir.example"))
    client = Client()
    come_in(client, link_of())
    session = client.session
    session[OPEN] = {**session[OPEN], "until": timezone.now().isoformat()}
    session.save()
    client.post(reverse("directory_feed:entry", args=[club.uid]), changed(club, description="We dig"))
    page = come_in(client, link_of("cy@choir.example"))
    assert "Choir" in page and "We dig" not in page and "We kept" not in page
    page = client.get(reverse("directory_feed:entry", args=[other.uid])).content.decode()
    assert "We dig" not in page
    client.post(reverse("directory_feed:leave"))
    assert "held_words" not in client.session


def test_one_change_waits_at_a_time_whoever_writes_it(club):
    keeping.propose(service=club, said={"name": "A"}, note="", link=link_of())
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(service=club, fields={"name": ["x", "y"]})


def test_keepers_are_reminded_before_on_and_after_and_then_a_colleague_chases(club, outbox):
    worker = make_user("business_support")
    due = date(2026, 12, 1)
    other = factories.service("Second club", organisation=club.organisation, review_on=due)
    nobody = factories.service("Unkept", organisation=factories.organisation("Unkept"), review_on=due, kept_by=worker)
    Service.objects.filter(pk=club.pk).update(review_on=due, kept_by=worker)

    def night(day: date) -> int:
        count = keeping.remind(today=day)
        for link in KeeperLink.objects.filter(sent_at=None):
            keeping.send_link(link_id=link.pk)
        return count

    assert night(due - timedelta(days=31)) == 0
    assert night(due - timedelta(days=30)) == 1 and night(due - timedelta(days=29)) == 0
    assert len(outbox) == 1 and "Gardening club" in outbox[0].words and "Second club" in outbox[0].words
    assert night(due + timedelta(days=1)) == 1, "a night that was missed is made up for"
    assert night(due + timedelta(days=2)) == 0 and Task.objects.count() == 0
    assert night(due + timedelta(days=30)) == 1
    assert night(due + timedelta(days=200)) == 0 and len(outbox) == 3
    tasks = Task.objects.filter(kind=keeping.STALE)
    assert {one.source for one in tasks} == {f"directory.service:{one.pk}" for one in (club, nobody)}
    assert all(one.owner == worker for one in tasks)
    assert other.reminders.count() == 3
    link = KeeperLink.objects.latest("pk")
    change = keeping.propose(service=club, said={"name": "Gardeners"}, note="", link=link)
    keeping.answer(change=change, take=["name"], because="", by=worker)
    assert not Task.objects.open().filter(source=f"directory.service:{club.pk}").exists()


def test_the_list_of_those_to_chase(club, outbox, django_assert_max_num_queries):
    nobody = factories.service("Unkept", organisation=factories.organisation("Unkept"), review_on=date(2026, 1, 1))
    desk = Client()
    desk.force_login(make_user("business_support"))
    address = reverse("directory_feed:chase")
    with django_assert_max_num_queries(14):
        page = desk.get(address).content.decode()
    assert "Ada has not been written to" in page and "ring them" in page
    page = desk.post(reverse("directory_feed:write", args=[club.pk]), follow=True).content.decode()
    assert "is on its way" in page and "was written to on" in page
    assert Reminder.objects.filter(service=club).count() == 1
    assert "Say first who does" in desk.post(reverse("directory_feed:write", args=[nobody.pk]),
                                             follow=True).content.decode()


def test_links_that_are_over_are_forgotten(club):
    link_of()
    assert keeping.forget_links(now=timezone.now() + timedelta(days=1)) == 0
    assert keeping.forget_links(now=timezone.now() + timedelta(days=3)) == 1


def test_what_a_keeper_said_is_forgotten_after_the_councils_days_and_is_not_in_the_audit(club, outbox):
    who, link = make_user("business_support"), link_of()
    KeeperLink.objects.filter(pk=link.pk).update(name="Ada Fenwick")
    link.refresh_from_db()
    old = keeping.propose(service=club, said={}, note="Ring Edna at home", link=link)
    keeping.answer(change=old, take=[], because="", done=True, by=who)
    keeping.tell(change_id=old.pk)
    old.refresh_from_db()
    assert (old.address, old.name, old.note) == ("", "", "Ring Edna at home"), "told: whom is not kept"
    new = keeping.propose(service=club, said={"fees": "£3"}, note="Edna again", link=link)
    keeping.answer(change=new, take=["fees"], because="", by=who)
    Change.objects.filter(pk=old.pk).update(answered_at=timezone.now() - timedelta(days=366))
    tasks.forget(0)
    assert list(Change.objects.order_by("pk").values_list("note", "answer")) == [("", "taken"), ("Edna again", "taken")]
    Change.objects.filter(pk=new.pk).update(answered_at=timezone.now() - timedelta(days=366))
    assert keeping.forget_words() == 1 and keeping.forget_words() == 0, "also of whom no message reached"
    new.refresh_from_db()
    assert (new.note, new.name, new.address, new.taken) == ("", "", "", ["fees"])
    audited = AuditChange.objects.filter(table="directory_feed_change")
    assert {"insert", "update"} <= set(audited.values_list("operation", flat=True))
    assert not [one for one in audited if re.search(f"Edna|Fenwick|{ADDRESS}", f"{one.before} {one.after}")]


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
