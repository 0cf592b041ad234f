from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts import actions
from alongside.foundation.accounts.models import AbsenceCover, Membership, Team, User
from alongside.foundation.accounts.tests.factories import make_qualification, make_team, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def day(prefix: str, value) -> dict:
    return {f"{prefix}_day": value.day, f"{prefix}_month": value.month, f"{prefix}_year": value.year}


@pytest.fixture
def admin(client):
    user = make_user("administrator", name="Lena Kowalczyk", team=make_team("administration"))
    client.force_login(user)
    return user


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello", email="amara.bello@westmere.example")


def page(client, name, *args) -> str:
    answer = client.get(reverse(f"accounts:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


class TestAccounts:
    def test_an_account_from_opening_to_a_first_place(self, client, admin):
        team = make_team()
        answer = client.post(reverse("accounts:add_user"), {
            "name": "Yasmin Haddad", "email": "Yasmin.Haddad@westmere.example", "organisation": team.organisation_id,
            "home_postcode": "wm54rd"})
        made = User.objects.get(name="Yasmin Haddad")
        assert answer.url == reverse("accounts:give_place", args=[made.pk])
        assert (made.username, made.email, made.home_postcode) == (
            "yasmin.haddad", "yasmin.haddad@westmere.example", "WM5 4RD")
        assert not made.has_usable_password()
        client.post(answer.url, {"team": team.pk, "role": "newly_qualified_social_worker", **day("starts_on", TODAY())})
        assert User.objects.get(pk=made.pk).holds("newly_qualified_social_worker")

    def test_an_address_is_one_account(self, client, admin, amara):
        shown = client.post(reverse("accounts:add_user"), {
            "name": "A B", "email": "AMARA.bello@westmere.example", "organisation": amara.organisation_id})
        assert "Amara Bello has this address already" in shown.content.decode()
        assert 'value="AMARA.bello@westmere.example"' in shown.content.decode()

    def test_the_list_finds_and_filters(self, client, admin, amara):
        assert "Amara Bello" in page(client, "users")
        address = reverse("accounts:users")
        assert "Amara Bello" not in client.get(address, {"q": "nobody"}).content.decode()
        assert "Amara Bello" not in client.get(address, {"show": "idle"}).content.decode()
        User.objects.filter(pk=amara.pk).update(last_login=timezone.now() - timedelta(days=91))
        assert "Amara Bello" in client.get(address, {"show": "idle", "q": "bello amara"}).content.decode()

    def test_closing_ends_places_and_sessions(self, client, admin, amara):
        from django.test import Client

        hers = Client()
        hers.force_login(amara)
        client.post(reverse("accounts:close_user", args=[amara.pk]), {"because": "Left on 31 May"})
        amara.refresh_from_db()
        assert not amara.is_active
        assert amara.deactivated_because == "Left on 31 May"
        assert Membership.objects.get(user=amara).ends_on == TODAY()
        assert hers.get(reverse("accounts:me")).status_code == 302
        client.post(reverse("accounts:reopen_user", args=[amara.pk]))
        amara.refresh_from_db()
        assert amara.is_active

    def test_a_place_ends_on_its_last_day(self, client, admin, amara):
        place = Membership.objects.get(user=amara)
        client.post(reverse("accounts:end_place", args=[amara.pk, place.pk]), day("last_day", TODAY()))
        assert User.objects.get(pk=amara.pk).may("people.see")
        place.refresh_from_db()
        place.ends_on = TODAY() - timedelta(days=1)
        place.save()
        assert not User.objects.get(pk=amara.pk).may("people.see")

    def test_nobody_gives_themselves_a_role(self, client, admin):
        shown = client.post(reverse("accounts:give_place", args=[admin.pk]), {
            "team": make_team().pk, "role": "director", **day("starts_on", TODAY())})
        assert "Ask another administrator" in shown.content.decode()
        assert not User.objects.get(pk=admin.pk).holds("director")
        assert "another administrator changes its roles" in page(client, "user", admin.pk)

    def test_the_letter_with_the_password_page(self, client, admin, amara):
        client.post(reverse("accounts:invite_user", args=[amara.pk]))
        assert mail.outbox[0].to == ["amara.bello@westmere.example"]
        assert "/accounts/password/reset/key/" in mail.outbox[0].body

    def test_every_form_can_be_read(self, client, admin, amara):
        for name in ("edit_user", "give_place", "see_qualification", "close_user", "user"):
            assert "Amara Bello" in page(client, name, amara.pk)
        for name in ("add_user", "teams", "add_team", "me"):
            page(client, name)
        assert "North team" in page(client, "edit_team", make_team().pk)

    def test_others_are_told_what_is_needed(self, client, amara):
        client.force_login(amara)
        answer = client.get(reverse("accounts:users"))
        assert answer.status_code == 403
        assert "Manage accounts, teams and roles" in answer.content.decode()


class TestRegistrations:
    def test_one_counts_once_it_has_been_seen(self, client, admin):
        worker = make_user("social_worker", qualified=False)
        assert worker.qualifications_now == frozenset()
        address = reverse("accounts:see_qualification", args=[worker.pk])
        refused = client.post(address, {"kind": "social_worker", "number": "SW900412"})
        assert "only once you have looked it up" in refused.content.decode()
        client.post(address, {"kind": "social_worker", "number": "SW900412", "seen": "on",
                              **day("expires_on", TODAY() + timedelta(days=30))})
        assert User.objects.get(pk=worker.pk).qualifications_now == {"social_worker"}
        shown = page(client, "user", worker.pk)
        assert "SW900412" in shown
        assert "Lena Kowalczyk" in shown
        assert "Runs out in 4 weeks" in shown

    def test_one_that_has_run_out_does_not(self, amara):
        make_qualification(amara, "best_interests_assessor", expires_on=TODAY() - timedelta(days=1))
        assert User.objects.get(pk=amara.pk).qualifications_now == {"social_worker"}


class TestTeams:
    def test_opened_corrected_closed(self, client, admin):
        organisation = make_team().organisation
        client.post(reverse("accounts:add_team"), {"name": "Hospital Team", "organisation": organisation.pk})
        team = Team.objects.get(key="hospital_team")
        again = client.post(reverse("accounts:add_team"), {"name": "hospital team", "organisation": organisation.pk})
        assert "a team of this name already" in again.content.decode()
        client.post(reverse("accounts:close_team", args=[team.pk]))
        assert team not in Team.objects.open(TODAY())


class TestCover:
    @pytest.fixture
    def manager(self, client):
        user = make_user("team_manager", name="Helen Cho")
        client.force_login(user)
        return user

    def send(self, client, absent, cover, first=None, last=None):
        first = first or TODAY()
        return client.post(reverse("accounts:arrange_cover"), {
            "absent": absent.pk, "cover": cover.pk, **day("starts_on", first),
            **day("ends_on", last or first + timedelta(days=7))})

    def test_a_manager_arranges_it_and_the_colleague_is_told_on_every_page(self, client, manager, amara):
        callum = make_user("unregistered_assessor", name="Callum Lees")
        assert self.send(client, callum, amara).status_code == 302
        assert "Amara Bello covers for Callum Lees" in page(client, "cover")
        client.force_login(amara)
        assert "You are covering for Callum Lees until" in page(client, "me")
        assert User.objects.get(pk=amara.pk).covering_ids() == [callum.pk]

    def test_for_colleagues_of_ones_own_teams_only(self, client, manager, amara):
        elsewhere = make_user("social_worker", team=make_team("south"))
        assert "Select a valid choice" in self.send(client, elsewhere, amara).content.decode()
        assert not AbsenceCover.objects.exists()

    def test_not_by_somebody_who_is_away(self, client, manager, amara):
        callum, tom = make_user(name="Callum Lees"), make_user(name="Tom Ashworth")
        self.send(client, amara, tom)
        assert "is away in those days too" in self.send(client, callum, amara).content.decode()

    def test_not_by_oneself_nor_backwards(self, client, manager, amara):
        assert "another colleague" in self.send(client, amara, amara).content.decode()
        tom = make_user()
        first = TODAY() + timedelta(days=5)
        assert "cannot be before the first" in self.send(client, amara, tom, first, TODAY()).content.decode()

    def test_back_early_it_is_over_at_once(self, client, manager, amara):
        tom = make_user()
        self.send(client, tom, amara, TODAY() - timedelta(days=3))
        client.post(reverse("accounts:end_cover", args=[AbsenceCover.objects.get().pk]))
        assert User.objects.get(pk=amara.pk).covering_ids() == []

    def test_workers_see_their_own_and_arrange_none(self, client, manager, amara):
        tom, callum = make_user(name="Tom Ashworth"), make_user(name="Callum Lees")
        self.send(client, callum, tom)
        client.force_login(amara)
        assert "Callum Lees" not in page(client, "cover")
        assert client.get(reverse("accounts:arrange_cover")).status_code == 403
        client.force_login(tom)
        assert "Callum Lees" in page(client, "cover")


def test_what_a_request_needs_to_know_comes_in_one_query(client, amara, django_assert_num_queries):
    tom = make_user(name="Tom Ashworth")
    AbsenceCover.objects.create(absent=tom, cover=amara, starts_on=TODAY(), ends_on=TODAY(), arranged_by=tom)
    with django_assert_num_queries(1):
        user = User.objects.with_what_they_may().get(pk=amara.pk)
        assert user.may("people.see")
        assert user.team_ids() == [make_team_id(user)]
        assert user.covering_ids() == [tom.pk]
        assert user.covering_now[0].absent.name == "Tom Ashworth"
        assert str(user.memberships_now[0]) == "Social worker, North team"
        assert user.organisation.name == "Westmere Council"


def make_team_id(user: User) -> int:
    return user.memberships_now[0].team.pk


def test_user_names_stay_free_of_clashes(amara):
    first = actions.open_account(name="A", email="sam@westmere.example", organisation=amara.organisation, by=amara)
    second = actions.open_account(name="B", email="sam@carers.example", organisation=amara.organisation, by=amara)
    assert (first.username, second.username) == ("sam", "sam2")
