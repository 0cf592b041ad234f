from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.desk.looks import circles
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit import context
from alongside.foundation.audit.models import Look, LookReview
from alongside.people.people.models import Address
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def winnie():
    return person("Winifred", "Hartley")


def looked(user, at, what="person"):
    with context.within(context.Context(user_id=user.pk, sees=context.Sees.EVERYTHING)):
        return Look.objects.create(subject=at.subject, what=what)


def lives_at(one, postcode):
    Address.objects.create(subject=one.subject, kind="home", line_1="4 Mill Lane", postcode=postcode)


class TestWhoLooked:
    def test_says_who_when_and_what_and_that_one_of_them_is_you(self, client, winnie):
        colleague, me = make_user(name="Amara Bello", job_title="Social worker"), make_user(name="Tom Ashworth")
        looked(colleague, winnie, "plan")
        client.force_login(me)
        page = client.get(reverse("desk:looks", args=[winnie.pk])).content.decode()
        assert "Amara Bello" in page
        assert "Plan" in page
        assert "Tom Ashworth" in page
        assert ">You<" in page
        assert Look.objects.filter(user_id=me.pk, what="who looked").exists()

    def test_lists_that_showed_the_name(self, client, winnie):
        colleague = make_user(name="Amara Bello")
        with context.within(context.Context(user_id=colleague.pk, sees=context.Sees.EVERYTHING)):
            Look.objects.create(what="search results", detail="hartley", listed=[winnie.pk, 10**9])
        client.force_login(make_user())
        page = client.get(reverse("desk:looks", args=[winnie.pk]) + "?show=lists").content.decode()
        assert "Search results: hartley" in page

    def test_needs_the_permission(self, client, winnie):
        client.force_login(make_user("administrator"))
        assert client.get(reverse("desk:looks", args=[winnie.pk])).status_code == 403


def test_what_changed_is_in_words(client, winnie):
    with context.acting(user=make_user(name="Amara Bello"), why=""):
        Address.objects.create(subject=winnie.subject, kind="home", line_1="4 Mill Lane", postcode="WM5 4RD")
    client.force_login(make_user())
    page = client.get(reverse("desk:changed", args=[winnie.pk])).content.decode()
    assert "Address recorded" in page
    assert "4 Mill Lane" in page
    assert "Amara Bello" in page


class TestTheReview:
    @pytest.fixture
    def lead(self, client):
        user = make_user("information_governance_lead", name="Farah Siddiqui")
        client.force_login(user)
        return user

    def page(self, client):
        return client.get(reverse("desk:looks_review")).content.decode()

    @pytest.mark.parametrize(("name", "home", "flag"), [
        ("Winifred Hartley", "", "Own name"), ("Jane Hartley", "WM5 4RD", "Own household"),
        ("Tom Ashworth", "wm54rd", "A neighbour"),
    ])
    def test_flags(self, client, lead, winnie, name, home, flag):
        lives_at(winnie, "WM5 4RD")
        looked(make_user(name=name, home_postcode="WM5 4RD" if home else ""), winnie)
        page = self.page(client)
        assert flag in page
        assert f"{name} looked at" in page

    def test_a_colleague(self, client, lead, winnie):
        lives_at(winnie, "WM5 4RD")
        make_user(name="Winifred Hartley", home_postcode="WM5 4RD")
        looked(make_user(name="Tom Ashworth", home_postcode="WM1 1AA"), winnie)
        assert "A colleague" in self.page(client)

    def test_most_looks_are_not_there(self, client, lead, winnie):
        lives_at(winnie, "WM5 4RD")
        looked(make_user(name="Tom Ashworth", home_postcode="WM1 1AA"), winnie)
        assert "Nothing to review" in self.page(client)

    def test_a_restricted_record_is_there_without_its_name(self, client, lead, winnie):
        access.restrict(subject=winnie.subject, reason="Works here", named=[], by=make_user("team_manager"))
        looked(make_user(name="Winifred Hartley"), winnie, "turned away: restricted")
        page = self.page(client)
        assert f"Record {winnie.pk} (restricted)" in page

    def test_a_review_is_kept_and_the_look_goes_from_the_list(self, client, lead, winnie):
        look = looked(make_user(name="Winifred Hartley"), winnie)
        address = reverse("desk:review_look", args=[look.pk])
        refused = client.post(address, {"in_order": "no", "note": ""})
        assert "Say what you found" in refused.content.decode()
        assert client.post(address, {"in_order": "no", "note": "Spoke to her manager"}).status_code == 302
        kept = LookReview.objects.get(look=look)
        assert (kept.in_order, kept.reviewed_by) == (False, lead)
        assert "Nothing to review" in self.page(client)

    def test_nobody_reviews_their_own(self, client, lead):
        own = person("Farah", "Siddiqui")
        look = looked(lead, own)
        page = client.post(reverse("desk:review_look", args=[look.pk]), {"in_order": "yes"})
        assert "your own" in page.content.decode()
        assert not LookReview.objects.exists()

    def test_long_ago_is_left(self, client, lead, winnie):
        looked(make_user(name="Winifred Hartley"), winnie)
        found = circles.flagged(since=timezone.now() + timedelta(days=1), reviewer=lead)
        assert found == []


def test_names_are_compared_without_accents_order_or_case():
    assert circles.words_of("José  MUÑOZ-Díaz") == circles.words_of("diaz munoz jose")


