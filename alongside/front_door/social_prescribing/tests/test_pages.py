"""The pages of a link worker: a caseload, one person's time, and nothing of anybody else."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.directory.tests import factories as directory
from alongside.front_door.referrals.tests.factories import referral
from alongside.front_door.social_prescribing import actions
from alongside.front_door.social_prescribing.models import Goal, LinkWork, Measured, Tried

from .factories import AFTER, BEFORE, asked, link_worker, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    front_door_worker()
    return make_user("team_manager")


def page(found: LinkWork, name: str, *more: object) -> str:
    return reverse(f"social_prescribing:{name}", args=[found.subject_id, found.pk, *more])


def test_asked_from_a_referral_given_and_begun(client, manager):
    worker, walker, subject = front_door_worker(), link_worker(), somebody()
    sent = referral(worker, subject)
    client.force_login(worker)
    here = reverse("social_prescribing:ask", args=[subject.pk])
    assert sent.reference in client.get(f"{here}?referral={sent.pk}").content.decode()
    client.post(here, {"why": "He sees nobody now", "came_from": "referral", "referral": sent.pk})
    found = LinkWork.objects.get()
    assert found.referral == sent
    assert "a link worker was asked for on" in client.post(here, {
        "why": "Again", "came_from": "person"}).content.decode().lower()
    client.force_login(manager)
    assert "Ivy Broadbent" in client.get(reverse("social_prescribing:index") + "?show=waiting").content.decode()
    client.post(page(found, "give"), {"worker": walker.pk})
    client.force_login(walker)
    mine = client.get(reverse("social_prescribing:index")).content.decode()
    assert "Ivy Broadbent" in mine and "They met" in mine
    client.post(page(found, "start"), {"on": str(found.asked_on)})
    found.refresh_from_db()
    assert found.worker == walker and found.started_on == found.asked_on
    assert Look.objects.filter(subject=subject, user_id=walker.pk).exists()


def test_a_referral_whose_fear_of_harm_nobody_answered_is_not_settled_by_asking(client):
    worker, subject, _ = front_door_worker(), somebody(), link_worker()
    sent = referral(worker, subject, harm_feared="He locks the door", harm_asked="not_safe")
    client.force_login(worker)
    answer = client.post(reverse("social_prescribing:ask", args=[subject.pk]), {
        "why": "He sees nobody now", "came_from": "referral", "referral": sent.pk})
    said = answer.content.decode()
    assert answer.status_code == 200 and "He sees nobody now" in said and "that somebody is being harmed" in said
    assert not LinkWork.objects.exists()
    sent.refresh_from_db()
    assert sent.outcome == "" and sent.read_at is None


def test_a_whole_time_is_written_down_and_drawn(client, manager):
    walker, subject = link_worker(), somebody()
    found = running(subject, walker, manager)
    directory.terms()
    club = directory.service()
    client.force_login(walker)
    client.post(page(found, "add_goal"), {"words": "I want to dig again"})
    goal = Goal.objects.get()
    searched = client.post(page(found, "try_out"), {"look": "1", "looking_for": "gardening"}).content.decode()
    assert "Gentle gardening club" in searched and "There is a problem" not in searched
    client.post(page(found, "try_out"), {"looking_for": "gardening", "service": club.pk, "goal": goal.pk})
    tried = Tried.objects.get()
    assert tried.service == club and tried.goal == goal
    client.post(page(found, "went", tried.pk), {"state": "went", "liked": "yes", "words": "They gave me a row"})
    client.post(page(found, "answer_goal", goal.pk), {"reached": "yes", "reached_by": tried.pk})
    client.post(page(found, "measure", "start"), {**BEFORE, "on": str(found.started_on)})
    client.post(page(found, "measure", "end"), {**AFTER, "on": str(found.started_on)})
    assert Measured.objects.count() == 2
    seen = client.get(page(found, "read")).content.decode()
    for words in ("<svg", "Satisfied with life", "Lower is better", "They gave me a row"):
        assert words in seen, words
    assert "a community option, no hours commissioned" in seen and "Office for National Statistics" in seen
    client.post(page(found, "end"), {"because": "goals_reached", "words": "Thursdays", "on": str(found.started_on)})
    found.refresh_from_db()
    assert found.ended_because == "goals_reached"


def test_a_link_worker_sees_nobody_else_and_no_practice_record(client, manager):
    walker, subject, other = link_worker(), somebody(), somebody("Leonard", "Achebe")
    running(subject, walker, manager)
    found = asked(other, manager)
    client.force_login(walker)
    assert client.get(page(found, "read")).status_code == 404
    assert "Achebe" not in client.get(reverse("social_prescribing:index") + "?show=all").content.decode()
    assert client.get(reverse("case_notes:index", args=[subject.pk])).status_code == 403
    assert client.get(reverse("social_prescribing:figures")).status_code == 403


def test_only_its_own_link_worker_or_a_manager_writes(client, manager):
    walker, another, subject = link_worker(), link_worker(), somebody()
    found = running(subject, walker, manager)
    actions.give_to(link_work=asked(somebody("Leonard", "Achebe"), manager), worker=another, by=manager)
    client.force_login(another)
    assert client.post(page(found, "add_goal"), {"words": "Mine"}).status_code == 404
    assert not Goal.objects.exists()


def test_what_is_wrong_is_named(client, manager):
    walker = link_worker()
    found = running(somebody(), walker, manager)
    tried = actions.try_out(link_work=found, name="Lunch club", by=walker)
    client.force_login(walker)
    assert "whole number from 0 to 10" in client.post(page(found, "measure", "start"), {
        "satisfied": "12", "on": str(found.started_on)}).content.decode()
    assert "at least one answer" in client.post(page(found, "measure", "start"), {
        "on": str(found.started_on)}).content.decode()
    assert "once they have been" in client.post(page(found, "went", tried.pk), {
        "state": "going", "liked": "yes"}).content.decode()
    assert "write what it is called" in client.post(page(found, "try_out"), {}).content.decode()
    assert client.get(page(found, "measure", "tomorrow")).status_code == 404


def test_two_at_one_goal_are_shown_both(client, manager):
    walker = link_worker()
    found = running(somebody(), walker, manager)
    goal = actions.set_goal(link_work=found, words="I want to dig again", by=walker)
    client.force_login(walker)
    here = page(found, "answer_goal", goal.pk)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(here).content.decode())[1]
    actions.answer_goal(goal=goal, reached="partly", by=manager)
    answer = client.post(here, {"reached": "yes", "reached_by": "", "seen": seen})
    goal.refresh_from_db()
    assert answer.status_code == 409 and "Partly reached" in answer.content.decode() and goal.reached == "partly"


def test_what_was_written_stays_where_it_ended_meanwhile(client, manager):
    walker = link_worker()
    found = running(somebody(), walker, manager)
    actions.end(link_work=found, because="enough", words="She goes by herself", by=manager)
    client.force_login(walker)
    for name, said, kept in (
        ("add_goal", {"words": "I want to dig again"}, "I want to dig again"),
        ("end", {"because": "enough", "words": "Thursdays at the allotment", "on": str(found.started_on)},
         "Thursdays at the allotment"),
        ("try_out", {"name": "Lunch club by the canal"}, "Lunch club by the canal"),
    ):
        shown = client.post(page(found, name), said).content.decode()
        assert "There is a problem" in shown and "It ended on" in shown and kept in shown, name
