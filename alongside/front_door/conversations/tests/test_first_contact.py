"""How many were helped at the first contact, who they were, what prevents needs, how often people were passed on."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.front_door.conversations import first_contact
from alongside.front_door.conversations.hand_offs import hand_offs, teams_so_far
from alongside.front_door.conversations.models import Conversation
from alongside.people.involvements import actions as involvements
from alongside.rules.council_limits import HubTraining, NotAllowed, PreventionLevel

from .factories import finished, front_door_worker, somebody

pytestmark = pytest.mark.django_db


def ten(worker) -> list[Conversation]:
    """Six end in advice, four go on to somebody else."""
    talks = [finished(somebody(f"Given{number}", "Osei"), worker) for number in range(6)]
    for number, kind in enumerate(("nhs_referral", "housing_referral", "occupational_therapy_assessment", "review")):
        talks.append(finished(somebody(f"Other{number}", "Osei"), worker, steps=["community_support", kind]))
    return talks


def test_six_of_ten_closed_with_advice_is_sixty_per_cent():
    worker = front_door_worker()
    ten(worker)
    figure = first_contact.figure(worker, timezone.now())
    assert (figure.resolved, figure.ended, figure.per_cent) == (6, 10, 60)


def test_nothing_of_nothing_is_no_rate():
    assert first_contact.figure(front_door_worker(), timezone.now()).per_cent is None


def test_halves_are_rounded_up():
    assert first_contact.Figure(resolved=1, ended=8).per_cent == 13


def test_an_unfinished_talk_an_old_one_and_one_nobody_may_open_are_not_counted():
    worker = front_door_worker()
    kept = ten(worker)
    Conversation.objects.filter(pk=kept[0].pk).update(finished_at=timezone.now() - timezone.timedelta(days=31),
                                                      began_at=timezone.now() - timezone.timedelta(days=32))
    restrict(kept[1].subject, make_user("team_manager"))
    figure = first_contact.figure(worker, timezone.now())
    assert (figure.resolved, figure.ended) == (4, 8)
    assert first_contact.figure(worker, timezone.now(), 90).ended == 9


def test_the_rate_on_the_board_opens_to_its_people_and_why_each_is_in_or_out(client, django_assert_max_num_queries):
    worker = front_door_worker()
    ten(worker)
    client.force_login(worker)
    board = client.get(reverse("conversations:duty")).content.decode()
    assert "60%, 6 of 10 in 30 days" in board
    url = reverse("conversations:first_contact")
    with django_assert_max_num_queries(14):
        page = client.get(url).content.decode()
    assert page.count("Given") >= 6 and "Other3 Osei" in page and "Referral to the nhs" not in page
    resolved = client.get(url, {"which": "resolved"}).content.decode()
    assert "Given0 Osei" in resolved and "Other0 Osei" not in resolved
    went_on = client.get(url, {"which": "went_on", "days": "90"}).content.decode()
    assert "Other0 Osei" in went_on and "Given0 Osei" not in went_on
    assert Look.objects.filter(what="first contacts").exists()
    client.force_login(make_user("finance_officer"))
    assert client.get(url).status_code == 403


def test_each_step_says_which_prevention_it_is_and_they_are_counted(client):
    worker, subject = front_door_worker(), somebody()
    talk = finished(subject, worker, steps=["community_support", "housing_referral", "review"])
    client.force_login(worker)
    page = client.get(reverse("conversations:read", args=[subject.pk, talk.pk])).content.decode()
    assert page.count("Primary prevention") == 1 and page.count("Secondary prevention") == 1
    counted = first_contact.prevention(worker, timezone.now(), 30, timezone.localdate())
    assert counted == {"primary": 1, "secondary": 1}
    assert "1 next step of primary prevention" in client.get(reverse("conversations:first_contact")).content.decode()


@pytest.mark.parametrize("entry", [
    lambda: PreventionLevel("information_given", "tertiary"), lambda: HubTraining("haircut", "A haircut", "x")])
def test_a_council_cannot_make_up_levels_or_kinds_of_conversation(entry):
    with pytest.raises(NotAllowed, match="is not one of"):
        entry()


def test_five_teams_are_four_hand_offs(client):
    worker, subject = front_door_worker(), somebody()
    talk = finished(subject, worker)
    assert teams_so_far(subject) == ["Front door team"] and hand_offs(["Front door team"]) == 0
    for key in ("north", "south", "occupational_therapy", "safeguarding"):
        colleague = make_user("social_worker", team=make_team(key))
        involvements.start(subject=subject, team=make_team(key), worker=colleague, reason="Helps now", by=colleague)
    teams = teams_so_far(subject)
    assert len(teams) == 5 and hand_offs(teams) == 4
    client.force_login(worker)
    page = client.get(reverse("conversations:read", args=[subject.pk, talk.pk])).content.decode()
    assert "4 hand-offs: Front door team, then North team" in page
