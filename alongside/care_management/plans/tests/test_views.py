from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans import actions
from alongside.care_management.plans.models import Plan
from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look

from .factories import make_answers, make_determination, make_plan, make_sent, make_signed_off, write

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def _address(plan, name="read", *more):
    return reverse(f"plans:{name}", args=[plan.subject_id, plan.pk, *more])


def _text(response):
    return response.content.decode()


def test_a_plan_is_started_by_a_press_and_not_by_looking(client):
    user = _sign_in(client)
    determination = make_determination(by=user)
    address = reverse("plans:start", args=[determination.subject_id, determination.pk])
    assert "managing and maintaining nutrition" in _text(client.get(address)) and not Plan.objects.exists()
    assert client.post(address).url == _address(Plan.objects.get(), "write")
    assert client.get(address).url == _address(Plan.objects.get(), "write")


def test_no_service_can_be_added_before_strengths_and_networks(client):
    user = _sign_in(client)
    plan = make_plan(by=user)
    write(plan, networks=None)
    page = _text(client.get(_address(plan, "write", "outcome_1")))
    service = 'id="question-services_1"'
    assert "Services come last." in page and service not in page
    assert service not in _text(client.get(_address(plan, "write", "outcome_1"), {"add": "services_1"}))
    write(plan)
    assert "Add a service" in _text(client.get(_address(plan, "write", "outcome_1")))


def test_what_is_lacking_is_said_at_its_question(client):
    user = _sign_in(client)
    plan = write(make_plan(by=user), direct_payment_offered_on=None)
    draft = actions.draft_of(plan)
    page = _text(client.post(_address(plan, "write", "agreement"), {
        "keys": "agreement_note", "revision": draft.revision, "do": "sign"}))
    assert "Enter the day a direct payment was offered. A plan is not complete without it." in page
    assert f'href="{_address(plan, "write", "budget")}#id_direct_payment_offered_on_day"' in page
    assert not Plan.objects.awaiting_sign_off().exists()


def test_only_needs_of_the_decision_are_asked_and_parts_bear_the_persons_words(client, django_assert_max_num_queries):
    user = _sign_in(client)
    plan = write(make_plan(by=user))
    with django_assert_max_num_queries(40):
        page = _text(client.get(_address(plan, "write", "outcome_1")))
    assert "Managing and maintaining nutrition" in page and "Being appropriately clothed" not in page
    assert "Getting out" in page and "Personal budget so far" in page


def test_a_change_in_another_window_is_noticed_and_both_are_kept(client):
    user = _sign_in(client)
    plan = write(make_plan(by=user))
    seen = actions.draft_of(plan).revision
    write(plan, contingency="Chidi first")
    page = _text(
        client.post(
            _address(plan, "write", "if_plans_fail"),
            {
                "keys": "contingency",
                "contingency": "Careline first",
                "revision": seen,
                "token": "an older page",
                "do": "save",
            },
        )
    )
    assert "Changed in another window too" in page
    assert "Chidi first" in page and "Careline first" in page


def test_checked_and_sent(client):
    user = _sign_in(client)
    plan = write(make_plan(by=user))
    page = _text(client.get(_address(plan, "check")))
    assert "Send for sign-off" in page and "a team manager signs it off" in page
    done = client.post(_address(plan, "check"), {"seen": actions.draft_of(plan).revision}, follow=True)
    assert "This plan waits for sign-off." in _text(done)


def test_a_plan_that_changed_since_it_was_shown_is_not_sent(client):
    user = _sign_in(client)
    plan = write(make_plan(by=user))
    seen = actions.draft_of(plan).revision
    write(plan, contingency="Chidi first")
    assert "changed after this page was shown" in _text(
        client.post(_address(plan, "check"), {"seen": seen}, follow=True)
    )


def test_the_manager_decides_with_everything_in_sight(client, django_assert_max_num_queries):
    plan = make_sent()
    _sign_in(client, "team_manager")
    board = _text(client.get(reverse("plans:board")))
    assert _address(plan, "sign_off") in board and "£244.15 a week" in board
    with django_assert_max_num_queries(40):
        page = _text(client.get(_address(plan, "sign_off")))
    assert "Sign off the plan" in page and "Falling on the way to the allotment" in page
    assert "Say what is to be put right" in _text(client.post(_address(plan, "send_back"), {"note": ""}))
    client.post(_address(plan, "send_back"), {"note": "Who holds the key?"})
    plan.refresh_from_db()
    assert plan.sent_back_note == "Who holds the key?"


def test_a_plan_above_the_managers_limit_says_who_signs(client):
    dear = [
        {
            "source": "council_arranged",
            "what": "Live-in care",
            "who": "Larkfield Homecare",
            "weekly_cost": "1450.00",
            "funder": "social_care",
        }
    ]
    plan = make_sent(services_1=dear)
    _sign_in(client, "team_manager")
    assert "a director signs this plan off" in _text(client.get(_address(plan, "sign_off")))
    client.post(_address(plan, "sign_off"))
    assert not Plan.objects.standing().exists()


def test_the_tab_and_the_panel_show_support_now(client, django_assert_max_num_queries):
    plan = make_signed_off()
    _sign_in(client)
    with django_assert_max_num_queries(40):
        page = _text(client.get(reverse("plans:index", args=[plan.subject_id])))
    for words in ("Support now", "Larkfield Homecare", "£138.60", "£244.15", "NHS", "Settling-in review"):
        assert words in page
    with django_assert_max_num_queries(60):
        assert "Support now" in _text(client.get(reverse("desk:person", args=[plan.subject_id])))
    assert Look.objects.filter(subject=plan.subject_id, what="plans").exists()


def test_a_plan_to_come_says_when_it_starts_and_the_one_before_it_when_it_ends(client):
    old = make_signed_off(started=30)
    _sign_in(client, "team_manager")
    version = actions.start(subject=old.subject, determination=old.determination, replaces=old, by=make_user())
    starts_on = timezone.localdate() + timedelta(days=10)
    new, day = make_sent(version, starts_on=starts_on.isoformat()), f"{starts_on:%-d %B %Y}"
    said = _text(client.post(_address(new, "sign_off"), {"seen": new.response_id}, follow=True))
    assert f"It starts on {day}. The plan before it stays in force until then." in said
    assert f"Starts on {day}" in said and f"This plan starts on {day}." in said
    assert f"is in force until {day}, when another plan takes its place" in _text(client.get(_address(old)))
    for address in (reverse("plans:index", args=[old.subject_id]), reverse("desk:person", args=[old.subject_id])):
        page = _text(client.get(address))
        assert page.index("Support now") < page.index("Support to come") < page.index(f"Plan starts on {day}")
        assert f"ends on {day}" in page
    assert client.post(_address(old, "new_version"), follow=True).redirect_chain[-1][0] == _address(old)
    page = _text(client.get(_address(new, "end")))
    assert f'value="{starts_on.day}"' in page
    given = {"reason": "declined", "on": starts_on.isoformat()}
    page = _text(client.post(_address(new, "end"), given, follow=True))
    assert "The plan does not start. What it was to take the place of goes on." in page
    assert "Support to come" not in page and "Ended" in page


@pytest.mark.parametrize("name", ["read", "print", "easy_read"])
def test_the_plan_reads_in_each_form(client, name):
    plan = make_signed_off()
    _sign_in(client)
    page = _text(client.get(_address(plan, name)))
    for words in (
        "I want to get to church on Sunday",
        "Jean first, then Careline",
        "138.60" if name != "easy_read" else "244.15",
    ):
        assert words in page


def test_nothing_is_printed_of_a_plan_still_being_written(client):
    user = _sign_in(client)
    plan = make_plan(by=user)
    assert client.get(_address(plan, "print")).status_code == 404
    assert client.get(_address(plan)).url == _address(plan, "write")


def test_a_copy_is_written_down_and_asked_for(client):
    plan = make_signed_off()
    _sign_in(client)
    assert "The person has no copy yet." in _text(client.get(_address(plan)))
    today = timezone.localdate().isoformat()
    assert "There is a problem" in _text(client.post(_address(plan, "copy"), {
        "whom": "other", "version": "full", "how": "post", "given_on": today}))
    page = client.post(
        _address(plan, "copy"), {"whom": "person", "version": "easy", "how": "handed", "given_on": today}, follow=True
    )
    assert "handed over, easy-read version" in _text(page)
    assert "The person has no copy yet." not in _text(page)


def test_an_end_needs_a_reason_and_not_before_the_start(client):
    plan = make_signed_off()
    _sign_in(client)
    page = _text(client.post(_address(plan, "end"), {"reason": "other", "on": "2020-01-01"}))
    assert "cannot end before it starts" in page and "Say why the plan ends" in page
    client.post(_address(plan, "end"), {"reason": "declined", "on": timezone.localdate().isoformat()})
    assert not Plan.objects.standing().exists()


def test_a_colleague_is_asked_before_taking_over(client):
    plan = write(make_plan())
    user = _sign_in(client)
    assert "is writing this plan" in _text(client.get(_address(plan, "write")))
    client.post(_address(plan, "take_over"))
    plan.refresh_from_db()
    assert plan.written_by == user


def test_a_new_version_begins_from_the_plan(client):
    plan = make_signed_off()
    _sign_in(client)
    page = client.post(_address(plan, "new_version"), follow=True)
    assert "a new version" in _text(page) and make_answers()["matters"] in _text(page)


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        ("broker", "read", 200),
        ("finance_officer", "read", 200),
        ("business_support", "read", 403),
        ("broker", "write", 403),
        ("social_worker", "sign_off", 403),
        ("director", "write", 403),
    ],
)
def test_who_reads_writes_and_signs(client, role, name, status):
    plan = make_sent()
    _sign_in(client, role)
    assert client.get(_address(plan, name)).status_code == status


def test_a_restricted_record_is_not_there(client):
    plan = make_sent()
    restrict(plan.subject, make_user("team_manager"))
    _sign_in(client)
    for name in ("read", "print", "write"):
        assert client.get(_address(plan, name)).status_code == 404
    _sign_in(client, "team_manager")
    assert str(plan.subject) not in _text(client.get(reverse("plans:board")))


def test_a_plan_by_its_own_number_only_on_its_own_record(client):
    plan, other = make_sent(), make_sent()
    _sign_in(client)
    assert client.get(reverse("plans:read", args=[other.subject_id, plan.pk])).status_code == 404
