"""What anybody sees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Change
from alongside.foundation.notifications.models import Notification
from alongside.front_door.directory import actions, pack, tasks
from alongside.front_door.directory.models import (
    Attribute,
    Count,
    Language,
    ListOnItsWay,
    SavedList,
    SavedService,
    Service,
    Suggestion,
    TaxonomyTerm,
    lists,
)
from alongside.front_door.directory.sealed import seal, unsealed
from alongside.front_door.directory.search import refresh
from alongside.front_door.directory.tests import factories

pytestmark = pytest.mark.django_db
HERE = (54.10, -1.90)


@pytest.fixture(autouse=True)
def westmere():
    cache.clear()
    factories.terms()
    actions.load_postcodes(file=pack.postcodes_file())


@pytest.fixture
def bath():
    return factories.service("Bathing service", about=("washing",), at_home=True, cost="0",
                             description="A carer helps you to wash.\n\nOnce a week.", goes_with_you=True)


@pytest.fixture
def knit():
    return factories.service("Knitting table", about=("arts", "social_groups"), days="TU", opens="10:00",
                             closes="12:00", cost="2", at=HERE, features=("step_free",), kind="group")


def ask(client: Client, words: str = "", postcode: str = "", **more):
    return client.post(reverse("directory:search"), {"words": words, "postcode": postcode, **more}, follow=True)


def test_from_the_question_to_what_helps_and_why(client, bath):
    page = ask(client, "I can’t get in the bath any more")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Bathing service" in text and "You said “can&#39;t get in the bath”" in text
    assert "Keeping people safe" in text


def test_what_was_typed_stands_in_no_address(client, bath):
    page = ask(client, "John Smith hits me", "WM1 1AA")
    address = page.redirect_chain[-1][0]
    assert not re.search(r"john|smith|hits|wm1", address, re.IGNORECASE)
    assert "Are you safe now?" in page.content.decode()


def test_a_seal_that_was_changed_says_nothing():
    sealed = seal("lonely", "WM1 1AA")
    assert unsealed(sealed) == ("lonely", "WM1 1AA")
    assert unsealed(sealed[:-4] + "AAAA") == unsealed("x") == unsealed("é" * 10) == unsealed("a" * 5000) == ("", "")


def test_the_first_page_has_the_question_the_tiles_and_what_is_on(client, knit):
    text = client.get(reverse("directory:home")).content.decode()
    for said in ("What’s going on for you?", "Mum keeps falling", "Washing, dressing, the bath", "Knitting table"):
        assert said in text
    assert not client.cookies


def test_near_you_this_week_from_a_postcode(client, knit):
    page = client.post(reverse("directory:search"), {"postcode": "WM1 1AA", "to": "home"}, follow=True)
    assert "mile" in page.content.decode() or "Very near" in page.content.decode()
    unknown = client.post(reverse("directory:search"), {"postcode": "ZZ99 9ZZ", "to": "week"}, follow=True)
    assert "We do not know the postcode ZZ99 9ZZ" in unknown.content.decode()


def test_nothing_found_says_what_to_do_now(client, bath):
    text = ask(client, "zzzzqqq").content.decode()
    assert "Nothing found" in text and "Ring us on" in text and "in other words" in text


def test_narrowing_keeps_what_was_asked_and_says_what_is_wrong(client, knit, bath):
    page = client.get(reverse("directory:results"), {"term": "arts", "day": "1"})
    assert "Knitting table" in page.content.decode()
    page = client.get(reverse("directory:results"), {"term": "arts", "day": "2"})
    assert "Nothing found" in page.content.decode() and "Look at any day" in page.content.decode()
    page = client.get(reverse("directory:results"), {"term": "arts", "age": "old"})
    assert "Write the age in numbers" in page.content.decode() and "Knitting table" in page.content.decode()


@pytest.mark.parametrize("query", ["page=0", "page=99999", "page=x", "term=nothing", "day=9", "within=-1", "sort=x",
                                   "s=%00", "kind=x&feature=y&cost=z", "age=99999999999999999999"])
def test_odd_addresses_are_no_error(client, knit, query):
    for name in ("directory:results", "directory:map", "directory:this_week", "directory:home"):
        assert client.get(f"{reverse(name)}?{query}").status_code in (200, 400)


def test_results_within_their_queries(client, knit, bath, django_assert_max_num_queries):
    address = reverse("directory:results") + "?s=" + seal("lonely gardning", "WM1 1AA")
    client.get(address)
    with django_assert_max_num_queries(12):  # three of them search; the rest count and keep the limit
        client.get(address)


def test_narrowed_by_the_language_that_is_spoken_there(client, knit, bath):
    Language.objects.create(service=knit, name="Urdu", code="ur")
    refresh([knit.pk])
    page = client.get(reverse("directory:results"), {"language": "Urdu"}).content.decode()
    assert "Knitting table" in page and "Bathing service" not in page and '<option value="Urdu" selected>' in page
    page = client.get(reverse("directory:results"), {"language": "Klingon"}).content.decode()
    assert "Bathing service" in page, "what cannot be understood is named, and the rest still counts"


def test_an_entry_in_easy_read(client, knit):
    Service.objects.filter(pk=knit.pk).update(easy_read="We knit.\nYou can sit with us.")
    address = reverse("directory:service", args=[knit.uid])
    assert "In easy read" in client.get(address).content.decode()
    client.post(reverse("portal:how_you_read"), {"turn": "easy", "next": address})
    page = client.get(address).content.decode()
    assert "You can sit with us." in page and "Knitting table for everybody" not in page


def test_the_map_has_points_and_the_same_list(client, knit, bath):
    text = client.get(reverse("directory:map"), {"s": seal("", "WM1 1AA")}).content.decode()
    assert '<svg class="di-map__svg"' in text and "One square is" in text and "Knitting table" in text
    assert "http" not in text.split('<svg class="di-map__svg"')[1].split("</svg>")[0]
    nowhere = client.get(reverse("directory:map"), {"term": "washing"}).content.decode()
    assert "None of these has a place on a map" in nowhere


def test_an_entry_says_everything(client, knit, bath):
    text = client.get(reverse("directory:service", args=[knit.uid])).content.decode()
    for said in ("Knitting table", "Tuesdays, 10am to noon", "£2", "Weir allotments", "Step-free", "01632 960 311",
                 "Save to my list", "Arts and crafts"):
        assert said in text
    text = client.get(reverse("directory:service", args=[bath.uid])).content.decode()
    assert "Comes to your home" in text and "Free" in text and "We can go with you" in text


def test_an_entry_within_its_queries(client, knit, django_assert_max_num_queries):
    with django_assert_max_num_queries(27):
        client.get(reverse("directory:service", args=[knit.uid]))


def test_what_is_not_published_is_not_there(client):
    draft = factories.service("Draft club", draft=True)
    for name in ("service", "qr", "suggest"):
        assert client.get(reverse(f"directory:{name}", args=[draft.uid])).status_code == 404


def test_a_qr_code_of_an_entry(client, knit):
    answer = client.get(reverse("directory:qr", args=[knit.uid]))
    assert answer["Content-Type"] == "image/svg+xml" and b"http://www.w3.org/2000/svg" in answer.content


def test_a_list_is_saved_printed_sent_and_opened_by_its_link(client, knit, bath, monkeypatch):
    assert "nothing on your list yet" in client.get(reverse("directory:my_list"), follow=True).content.decode()
    client.post(reverse("directory:save", args=[knit.uid]))
    client.post(reverse("directory:save", args=[bath.uid]), {"next": reverse("directory:home")})
    mine = client.get(reverse("directory:my_list"), follow=True)
    assert "My list" in mine.content.decode() and "Bathing service" in mine.content.decode()
    kept = SavedList.objects.get()
    other = Client()
    shared = other.get(reverse("directory:list", args=[kept.secret])).content.decode()
    assert "A list for you" in shared and "Knitting table" in shared and "Take it off" not in shared
    assert "<svg" in other.get(reverse("directory:paper", args=[kept.secret])).content.decode()
    sent = other.post(reverse("directory:send", args=[kept.secret]), {"email": "ivy@post.example"})
    assert "on its way" in sent.content.decode()
    going, went = ListOnItsWay.objects.get(), []
    monkeypatch.setitem(actions.SENDERS, "email", went.append)
    actions.list_sent(number=going.pk)
    actions.list_sent(number=going.pk)
    assert [one.address for one in went] == ["ivy@post.example"]
    assert kept.secret in went[0].words and "Knitting table" in went[0].words
    assert not ListOnItsWay.objects.exists() and not Notification.objects.exists(), "nothing stays of whom it went to"
    client.post(reverse("directory:take_off", args=[knit.uid]))
    assert "Knitting table" not in client.get(reverse("directory:my_list"), follow=True).content.decode()
    client.post(reverse("directory:forget"))
    assert "nothing on your list yet" in client.get(reverse("directory:my_list"), follow=True).content.decode()


def test_a_list_cannot_be_guessed_and_a_wrong_link_learns_nothing(client, knit):
    client.post(reverse("directory:save", args=[knit.uid]))
    assert len(SavedList.objects.get().secret) >= 32
    for name in ("list", "paper", "send"):
        assert Client().get(reverse(f"directory:{name}", args=["x" * 32])).status_code == 404


def test_an_address_gets_few_messages(client, knit):
    client.post(reverse("directory:save", args=[knit.uid]))
    address = reverse("directory:send", args=[SavedList.objects.get().secret])
    answers = [client.post(address, {"email": "ivy@post.example"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert "Write an email address" in client.post(address, {"email": "ivy"}).content.decode()


def test_where_to_go_back_to_is_an_address_of_ours_or_the_entry_itself(client, knit):
    """A word alone would be taken for the name of a page, and none is called so."""
    for name in ("save", "take_off"):
        answer = client.post(reverse(f"directory:{name}", args=[knit.uid]), {"next": "ôo*©h"})
        assert answer.status_code == 302 and answer["Location"].startswith("/find-help/")


def test_saving_leads_back_only_within_this_site(client, knit):
    answer = client.post(reverse("directory:save", args=[knit.uid]), {"next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("directory:service", args=[knit.uid])


def test_lists_nobody_opens_are_forgotten(client, knit):
    client.post(reverse("directory:save", args=[knit.uid]))
    actions.forget_unused_lists(now=timezone.now() + timedelta(days=179))
    assert SavedList.objects.exists()
    actions.forget_unused_lists(now=timezone.now() + timedelta(days=181))
    assert not SavedList.objects.exists()


def test_residents_suggest_a_heading_and_never_set_one(client, knit):
    address = reverse("directory:suggest", args=[knit.uid])
    assert "Choose a heading, or tell us" in client.post(address, {}).content.decode()
    term = TaxonomyTerm.objects.get(code="carers")
    assert "Thank you" in client.post(address, {"term": term.pk, "words": ""}).content.decode()
    assert Suggestion.objects.get().term == term
    assert not Attribute.objects.filter(service=knit, term=term).exists()


def test_what_was_suggested_and_answered_is_forgotten_after_the_councils_days_and_is_not_in_the_audit(knit):
    who, words = make_user("business_support"), "My mother Edna goes there, and it is on Mondays now"
    old, new, open_one = (actions.suggest(service=knit, term=None, words=words) for _ in range(3))
    for one in (old, new):
        actions.answer(suggestion=one, taken=False, by=who)
    long_ago = timezone.now() - timedelta(days=366)
    Suggestion.objects.filter(pk__in=(old.pk, open_one.pk)).update(made_at=long_ago)
    Suggestion.objects.filter(pk=old.pk).update(answered_at=long_ago)
    tasks.forget_lists(0)
    assert set(Suggestion.objects.all()) == {new, open_one}
    audited = Change.objects.filter(table="directory_suggestion")
    assert set(audited.values_list("operation", flat=True)) == {"insert", "update", "delete"}
    assert audited.get(operation="delete").before["words"] == "kept out"
    assert not [one for one in audited if "Edna" in f"{one.before} {one.after}"]


def test_what_is_counted_says_nothing_of_anybody(client, knit):
    client.get(reverse("directory:home"))
    ask(client, "lonely John Smith 01632 960 999")
    ask(client, "stroke")
    client.get(reverse("directory:service", args=[knit.uid]))
    counted = {(one.what, one.about): one.times for one in Count.objects.all()}
    assert counted == {("home", ""): 1, ("search", ""): 2, ("need", "company"): 1, ("need", "stroke"): 1,
                       ("nothing", "stroke"): 1, ("view", str(knit.uid)): 1}


@pytest.mark.usefixtures("within_a_minute")
def test_searching_too_often_meets_a_kind_page(client, knit):
    for _ in range(240):
        client.post(reverse("directory:search"), {"words": "bath"})
    answer = client.post(reverse("directory:search"), {"words": "bath"})
    assert answer.status_code == 429 and answer["Retry-After"]


def test_a_list_has_its_room_and_what_does_not_fit_is_said(client, knit, bath, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ON_A_LIST", 1)
    client.post(reverse("directory:save", args=[knit.uid]))
    assert client.post(reverse("directory:save", args=[knit.uid])).status_code == 302, "it is on it already"
    full = client.post(reverse("directory:save", args=[bath.uid]), {"next": reverse("directory:home")})
    shown = full.content.decode()
    assert full.status_code == 409 and "Bathing service is not saved. A list has room for" in shown
    assert reverse("directory:home") in shown and [one.service for one in SavedService.objects.all()] == [knit]
    page = client.get(reverse("directory:service", args=[bath.uid])).content.decode()
    assert "Your list is full" in page and "Save to my list" not in page


def test_a_page_is_counted_once_it_is_made_so_that_nobody_waits_for_it(client, knit):
    client.post(reverse("directory:save", args=[knit.uid]))
    kept = SavedList.objects.get()
    pages = [reverse("directory:home"), reverse("directory:results") + "?term=company",
             reverse("directory:service", args=[knit.uid]), reverse("directory:list", args=[kept.secret])]
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        said = [one["sql"] for one in asked]
        counted = next(place for place, sql in enumerate(said) if "INSERT INTO directory_count" in sql)
        ends = ("RELEASE", "COMMIT", "SAVEPOINT", "SELECT alongside_enter")
        assert [sql for sql in said[counted + 1:] if not sql.startswith(ends)] == [], page


def test_who_reads_the_table_of_lists_opens_none(client, knit):
    client.post(reverse("directory:save", args=[knit.uid]))
    kept = SavedList.objects.get()
    cookie = client.cookies["my_list"].value
    assert cookie == kept.secret and cookie not in (kept.link_seed, kept.link_digest)
    for guess in (kept.link_seed, kept.link_digest):
        assert Client().get(reverse("directory:list", args=[guess])).status_code == 404
