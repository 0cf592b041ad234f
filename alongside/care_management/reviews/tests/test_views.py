from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.reviews import actions
from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look

from .factories import make_answers, make_held, make_review, make_signed_off

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _address(review, name="read", *more):
    return reverse(f"reviews:{name}", args=[review.subject_id, review.pk, *more])


def _text(response):
    return response.content.decode()


def test_the_board_shows_whose_turn_it_is_in_few_queries(client, django_assert_max_num_queries):
    manager = _sign_in(client, "team_manager")
    late, coming = make_review(started=70), make_review()
    for review in (late, coming):
        Review.objects.filter(pk=review.pk).update(team=make_team())
    client.get(reverse("reviews:board"))  # the first page of a session also writes that the session goes on
    with django_assert_max_num_queries(12):
        page = _text(client.get(reverse("reviews:board")))
    assert f'href="{_address(late)}"' in page and f'href="{_address(coming)}"' not in page
    assert "14 days late" in page and "Nobody yet" in page
    assert late.subject_id in Look.objects.filter(user_id=manager.pk).latest("pk").listed
    assert f'href="{_address(coming)}"' in _text(client.get(reverse("reviews:board"), {"show": "coming"}))


def test_one_team_is_chosen_from_ones_own_and_those_with_a_review_to_hold(client):
    _sign_in(client, "team_manager", team=make_team("north"))
    make_team("idle"), make_team("duty")
    Review.objects.filter(pk=make_review(started=70).pk).update(team=make_team("south"))
    Review.objects.filter(pk=make_held().pk).update(team=make_team("duty"))
    chosen = _text(client.get(reverse("reviews:board"))).split("One team", 1)[1].split("</ul>", 1)[0]
    offered = [key for key in ("north", "south", "idle", "duty") if f"team={key}" in chosen]
    assert offered == ["north", "south"]


def test_reviews_are_given_in_bulk(client):
    _sign_in(client, "team_manager")
    worker, reviews = make_user(), [make_review(started=70), make_review(started=60)]
    address = reverse("reviews:give")
    page = client.post(address, {"review": [one.pk for one in reviews]}, follow=True)
    assert "Choose the colleague" in _text(page)
    assert "Tick the reviews" in _text(client.post(address, {"worker": worker.pk}, follow=True))
    client.post(address, {"review": [one.pk for one in reviews], "worker": worker.pk, "back": "https://elsewhere.example/"})
    assert {one.worker for one in Review.objects.all()} == {worker}
    assert client.post(address, {"worker": worker.pk, "back": "no page is called so"}).status_code == 302


def test_one_review_gone_meanwhile_and_nothing_is_given(client):
    _sign_in(client, "team_manager")
    held, other = make_held(), make_review()
    page = client.post(reverse("reviews:give"), {"review": [held.pk, other.pk], "worker": make_user().pk}, follow=True)
    assert "Nothing was given" in _text(page)
    assert Review.objects.get(pk=other.pk).worker is None


def test_holding_shows_the_last_plan_beside_and_keeps_what_was_written(client, django_assert_max_num_queries):
    user = _sign_in(client)
    review = make_review(started=49)
    with django_assert_max_num_queries(40):
        page = _text(client.get(_address(review, "hold", "outcomes")))
    assert "“I want to get to church on Sunday”" in page and "Outcome 3" not in page
    assert '<h3 class="al-h3">Getting out</h3>' in page
    assert 'data-here="achieved_1,about_1,achieved_2,about_2"' in page
    assert "Larkfield Homecare" in page and "guidance, not statute" in page
    draft = actions.draft_of(review)
    everything = make_answers(achieved_2=None)
    posted = {"keys": ",".join([*everything, "achieved_2"]), "revision": draft.revision, "do": "sign", **everything}
    refused = _text(client.post(_address(review, "hold"), posted))
    assert "Say how far this is achieved: “I want to get to church on Sunday”" in refused
    draft.refresh_from_db()
    done = client.post(_address(review, "hold"), {
        **posted, "achieved_2": "partly", "revision": draft.revision}, follow=True)
    assert "The review is finished." in _text(done) and "Partly achieved" in _text(done)
    assert Review.objects.done().get().done_by == user


def test_then_and_now_are_side_by_side(client, django_assert_max_num_queries):
    _sign_in(client)
    review = make_held(make_review(started=49))
    with django_assert_max_num_queries(40):
        page = _text(client.get(_address(review)))
    for words in ("Then and now", "Nobody rushes me now", "Larkfield Homecare", "The plan goes on as it is"):
        assert words in page
    assert "Her hip is better" in _text(client.get(_address(review, "print")))


def test_asking_for_a_review_names_who_and_why(client):
    _sign_in(client)
    plan = make_signed_off()
    address = reverse("reviews:ask", args=[plan.subject_id, plan.pk])
    assert "Say what has happened" in _text(client.post(address, {"asked_by": "person", "reason": "unplanned_other"}))
    client.post(address, {"asked_by": "person", "reason": "unplanned_other", "because": "I want other mornings"})
    assert Review.objects.get(kind="unplanned").asked_because == "I want other mornings"


def test_why_it_is_late_is_kept_and_shown(client):
    _sign_in(client)
    review = make_review(started=70)
    assert "Say why the review is late" in _text(client.post(_address(review, "late"), {"reason": "other"}))
    page = client.post(_address(review, "late"), {"reason": "person_away", "note": "With her sister"}, follow=True)
    assert "The person was away: With her sister" in _text(page)


def test_a_review_by_its_own_number_only_on_its_own_record(client):
    _sign_in(client)
    review, other = make_review(), make_review()
    address = reverse("reviews:read", args=[other.subject_id, review.pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("role", "name", "status"), [
    ("broker", "read", 200), ("broker", "hold", 403), ("finance_officer", "read", 403), ("social_worker", "hold", 200)])
def test_who_reads_and_who_holds(client, role, name, status):
    review = make_review()
    _sign_in(client, role)
    assert client.get(_address(review, name)).status_code == status


def test_only_managers_give_and_see_figures(client):
    make_review(started=70)
    _sign_in(client)
    assert client.post(reverse("reviews:give"), {}).status_code == 403
    assert client.get(reverse("reviews:figures")).status_code == 403
    assert client.get(reverse("reviews:board")).status_code == 200
    _sign_in(client, "team_manager")
    assert "0 of 1" in _text(client.get(reverse("reviews:figures")))
    assert client.get(reverse("reviews:large"), {"over": "many"}).status_code == 200


def test_a_restricted_record_is_not_there(client):
    review = make_review(started=70)
    restrict(review.subject, make_user("team_manager"))
    _sign_in(client, "team_manager", team=make_team("south"))
    assert str(review.subject) not in _text(client.get(reverse("reviews:board"), {"show": "overdue", "team": "north"}))
    _sign_in(client)
    assert client.get(_address(review)).status_code == 404
