from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.access import actions as access
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.work.models import Task
from alongside.people.involvements import actions
from alongside.people.involvements.models import Involvement

from .factories import make_person, make_wait

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def test_the_page_shows_who_works_with_them_and_writes_the_look(client):
    _sign_in(client)
    row = make_wait(reason="Bathroom and stairs")
    page = client.get(reverse("involvements:index", args=[row.subject_id]))
    assert page.status_code == 200 and "Bathroom and stairs" in page.content.decode()
    assert Look.objects.filter(subject=row.subject, what="who works with them").exists()


def test_without_the_permission_the_page_says_what_is_needed(client):
    _sign_in(client, "commissioner")
    row = make_wait()
    assert client.get(reverse("involvements:index", args=[row.subject_id])).status_code == 403
    assert client.get(reverse("involvements:waiting_list")).status_code == 403


def test_a_restricted_record_is_as_if_it_were_not_there(client):
    _sign_in(client, team=make_team("south"))
    row = make_wait()
    restrict(row.subject, make_user())
    Grant.objects.all().delete()
    for name, key in (("index", row.subject_id), ("transfer", row.pk), ("close", row.pk)):
        assert client.get(reverse(f"involvements:{name}", args=[key])).status_code == 404


def test_asking_a_team_from_the_page(client):
    _sign_in(client)
    subject, team = make_person(), make_team("south")
    address = reverse("involvements:ask", args=[subject.pk])
    wrong = client.post(address, {"team": team.pk, "role": "lead", "reason": ""})
    assert "Enter what for" in wrong.content.decode() or "What for" in wrong.content.decode()
    assert not Involvement.objects.exists()
    client.post(address, {"team": team.pk, "role": "lead", "reason": "Carer's assessment"})
    assert Involvement.objects.get().team == team
    again = client.post(address, {"team": team.pk, "role": "lead", "reason": "Again"})
    assert "has a lead" in again.content.decode()


def test_the_waiting_list_filters_by_team_and_risk_and_holds_its_queries(client, django_assert_max_num_queries):
    user = _sign_in(client, "team_manager")
    for name in ("Ama Mensah", "Bronwen Pugh", "Carl Boothroyd"):
        row = make_wait(make_person(name))
        actions.judge_risk(involvement=row, risk="high", why="Alone", by=user)
    make_wait(make_person("Dipti Shah"), team=make_team("south"))
    address = reverse("involvements:waiting_list")
    with django_assert_max_num_queries(13):
        mine = client.get(address).content.decode()
    assert "Carl Boothroyd" in mine and "Dipti Shah" not in mine
    assert "Dipti Shah" in client.get(address, {"team": "all"}).content.decode()
    assert "Nobody is waiting here" in client.get(address, {"risk": "low"}).content.decode()


def test_a_wait_is_judged_kept_in_touch_with_and_allocated(client):
    manager = _sign_in(client, "team_manager")
    worker = make_user(name="Tom Ashworth")
    row = make_wait()
    client.post(reverse("involvements:judge_risk", args=[row.pk]), {"risk": "high", "why": "Lives alone, fell twice"})
    client.post(reverse("involvements:keeper", args=[row.pk]), {"keeper": worker.pk})
    client.post(reverse("involvements:touch", args=[row.pk]), {"on": "2026-01-02", "words": "Neighbour calls daily"})
    page = client.get(reverse("involvements:wait", args=[row.pk])).content.decode()
    for words in ("Lives alone, fell twice", "Neighbour calls daily", "Tom Ashworth keeps in touch"):
        assert words in page
    screen = client.get(reverse("involvements:allocate", args=[row.pk])).content.decode()
    assert "Tom Ashworth" in screen and "room for" in screen
    client.post(reverse("involvements:allocate", args=[row.pk]), {"worker": worker.pk})
    row.refresh_from_db()
    assert (row.worker, row.allocated_by) == (worker, manager)


def test_accepting_handing_over_and_closing(client):
    worker = _sign_in(client)
    row = actions.allocate(involvement=make_wait(), worker=worker, by=make_user("team_manager"))
    client.post(reverse("involvements:accept", args=[row.pk]))
    south, taker = make_team("south"), make_user(team=make_team("south"))
    wrong = client.post(reverse("involvements:transfer", args=[row.pk]),
                        {"to_team": south.pk, "to_worker": worker.pk, "note": "Ring Jean"})
    assert "does not work in" in wrong.content.decode()
    client.post(reverse("involvements:transfer", args=[row.pk]), {"to_team": south.pk, "note": "Ring Jean"})
    client.force_login(taker)
    page = client.get(reverse("involvements:index", args=[row.subject_id])).content.decode()
    assert "Accept the hand-over" in page and "Ring Jean" in page
    client.post(reverse("involvements:accept_transfer", args=[row.transfers.get().pk]))
    after = Involvement.objects.open().get()
    assert after.worker == taker
    client.post(reverse("involvements:close", args=[after.pk]),
                {"reason": "support_in_place", "left_agreed": "Jean rings us", "on": "2020-01-01"})
    assert Involvement.objects.open().exists()
    today = after.asked_on
    client.post(reverse("involvements:close", args=[after.pk]),
                {"reason": "support_in_place", "left_agreed": "Jean rings us", "on": today.isoformat()})
    assert not Involvement.objects.open().exists()


def test_a_hand_over_is_sent_back_with_its_reason(client):
    worker, taker = make_user(), _sign_in(client, team=make_team("south"))
    row = actions.start(subject=make_person(), team=make_team(), worker=worker, reason="Review", by=worker)
    handed = actions.transfer(involvement=row, to_team=make_team("south"), note="Moved", by=worker)
    address = reverse("involvements:send_back", args=[handed.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"note": "Not our area"})
    handed.refresh_from_db()
    assert (handed.accepted, handed.answered_by) == (False, taker)
    assert client.get(address).status_code == 404


class TestWaitingOnARestrictedRecord:
    @pytest.fixture
    def closed(self):
        helen = make_user("team_manager", name="Helen Cho", team=make_team("south"))
        row = make_wait(make_person("Xanthippe Quillfeather", by=helen), by=helen, reason="After the heron")
        actions.judge_risk(involvement=row, risk="high", why="Alone", by=helen)
        access.restrict(subject=row.subject, reason="Her son works here", named=[], by=helen)
        return row

    def page(self, client, **query):
        return client.get(reverse("involvements:waiting_list"), query).content.decode()

    def says_the_least(self, page):
        return "X.Q." in page and not [word for word in ("Xanthippe", "Quillfeather", "heron", "High") if word in (
            page[page.index("On restricted records"):].partition("</ul>")[0])] and "Quillfeather" not in page

    def test_whoever_answers_for_the_list_sees_initials_and_whom_to_ask(self, client, closed):
        manager = _sign_in(client, "team_manager")
        page = self.page(client)
        assert self.says_the_least(page) and "Helen Cho decides who is named on it" in page
        assert closed.subject_id in Look.objects.filter(user_id=manager.pk, what="waiting list").latest("pk").listed

    def test_as_the_role_that_pages_run_in(self, client, closed, web_role):
        _sign_in(client, "team_manager")
        assert self.says_the_least(self.page(client))

    def test_nobody_else_learns_of_it(self, client, closed):
        _sign_in(client, "front_door_worker")
        assert "X.Q." not in self.page(client)
        _sign_in(client, "team_manager", team=make_team("east"))
        assert "X.Q." not in self.page(client, team="all")
        assert "X.Q." not in self.page(client, team=str(closed.team_id))

    def test_those_named_have_it_among_the_others(self, client, closed):
        manager = _sign_in(client, "team_manager")
        access.change_named(subject=closed.subject, named=[manager], by=closed.subject.restricted_by)
        page = self.page(client)
        assert "Xanthippe Quillfeather" in page and "X.Q." not in page

    def test_asking_to_be_named_is_a_task_of_whoever_restricted_it(self, client, closed):
        manager = _sign_in(client, "team_manager", name="Amara Bello")
        address = reverse("involvements:ask_to_be_named", args=[closed.subject_id])
        assert address in self.page(client)
        assert "Helen Cho restricted it" in client.get(address).content.decode()
        client.post(address, {"why": "I allocate for North"})
        again = client.post(address, {"why": "And the promised day is near"}).content.decode()
        assert "You asked Helen Cho on" in again and "I allocate for North" in again
        assert "And the promised day is near" in again, "what was typed stays"
        task = Task.objects.get(kind="name_on_record")
        assert (task.owner, task.why, task.subject) == (closed.subject.restricted_by, "I allocate for North", None)
        assert "Amara Bello asks to be named" in task.title and "Quillfeather" not in task.title
        client.force_login(closed.subject.restricted_by)
        assert client.get(task.url).status_code == 200
        assert Look.objects.filter(user_id=manager.pk, what__startswith="turned away").exists()

    def test_asking_is_only_for_those_who_may_know(self, client, closed):
        _sign_in(client, "front_door_worker")
        address = reverse("involvements:ask_to_be_named", args=[closed.subject_id])
        assert client.get(address).status_code == 403
        _sign_in(client, "team_manager")
        other = make_wait()
        assert client.get(reverse("involvements:ask_to_be_named", args=[other.subject_id])).status_code == 404
