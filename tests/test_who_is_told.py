"""A colleague who waits for an answer is told in the product: never the one who acts, and no word of the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans import actions as plans
from alongside.care_management.plans.tests.factories import make_sent
from alongside.foundation.access import actions as access
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.foundation.work.tests.factories import make_task
from alongside.front_door.conversations.tests.factories import concern_about, front_door_worker, somebody
from alongside.people.case_notes import actions as notes
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.tests.factories import make_person, make_wait
from alongside.safeguarding.enquiries import actions as enquiries

pytestmark = pytest.mark.django_db
Told = tuple[User, User]


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(to_user=user, channel="product").values_list("title", flat=True))


def a_plan_signed_off() -> Told:
    plan, manager = make_sent(), make_user("team_manager")
    plans.sign_off(plan=plan, by=manager)
    return plan.written_by, manager


def a_plan_sent_back() -> Told:
    plan, manager = make_sent(), make_user("team_manager")
    plans.send_back(plan=plan, note="Her diagnosis is missing", by=manager)
    return plan.written_by, manager


def a_management_decision() -> Told:
    asker, manager = make_user(), make_user("team_manager")
    asked = notes.ask_for_decision(subject=make_person(), question="Her diagnosis?", asked_of=manager, by=asker)
    notes.decide(asked=asked, decision="Yes", reasons="Her diagnosis", by=manager)
    return asker, manager


def work_handed_over() -> Told:
    giver, receiver = make_user(), make_user()
    work.hand_over(tasks=[make_task(owner=giver, subject=make_person()), make_task(owner=giver)], by=giver,
                   note="Her diagnosis", owner=receiver)
    return receiver, giver


def work_not_taken_on() -> Told:
    giver, receiver = make_user(), make_user()
    (task,) = work.hand_over(tasks=[make_task(owner=giver, subject=make_person())], by=giver, note="Please",
                             owner=receiver)
    work.hand_over(tasks=[task], by=receiver, note="Her diagnosis is beyond me", team=make_team())
    return giver, receiver


def _taken_on() -> involvements.Involvement:
    worker, row = make_user(), make_wait()
    involvements.allocate(involvement=row, worker=worker, by=make_user("team_manager"))
    return involvements.accept(involvement=row, by=worker)


def a_person_handed_over() -> Told:
    row, other = _taken_on(), make_user()
    involvements.transfer(involvement=row, to_team=make_team("south"), to_worker=other, note="Her diagnosis",
                          by=row.worker)
    return other, row.worker


def a_person_not_taken_over() -> Told:
    row, other = _taken_on(), make_user()
    handed = involvements.transfer(involvement=row, to_team=make_team("south"), note="Please", by=row.worker)
    involvements.send_back_transfer(transfer=handed, note="Her diagnosis is not ours", by=other)
    return row.worker, other


def a_person_taken_over() -> Told:
    row, other = _taken_on(), make_user()
    handed = involvements.transfer(involvement=row, to_team=make_team("south"), note="Her diagnosis", by=row.worker)
    involvements.accept_transfer(transfer=handed, by=other)
    return row.worker, other


def an_allocation() -> Told:
    worker, manager = make_user(), make_user("team_manager")
    involvements.allocate(involvement=make_wait(reason="Her diagnosis"), worker=worker, by=manager)
    return worker, manager


def a_letter_that_came_back() -> Told:
    sender, postroom = make_user(), make_user()
    letter = make_letter(by=sender, about=make_person(), title="Her diagnosis")
    documents.send_letter(document=letter, how="post", by=sender)
    documents.came_back(document=letter, why="Gone away", by=postroom)
    return sender, postroom


def somebody_named_on_a_restricted_record() -> Told:
    subject, colleague, manager = make_person(), make_user(), make_user("team_manager")
    access.restrict(subject=subject, reason="Her diagnosis", named=[], by=manager)
    access.change_named(subject=subject, named=[colleague], by=manager)
    return colleague, manager


def a_wish_to_be_named_that_is_answered() -> Told:
    subject, colleague, manager = make_person(), make_user(), make_user("team_manager")
    access.restrict(subject=subject, reason="Her diagnosis", named=[], by=manager)
    task = involvements.ask_to_be_named(subject_id=subject.pk, why="Her diagnosis", by=colleague)
    work.finish(task=task, outcome="No: ask Obi instead, her diagnosis is his", by=manager)
    return colleague, manager


def cover_that_is_arranged() -> Told:
    away, colleague, manager = make_user(), make_user(), make_user("team_manager")
    today = timezone.localdate()
    accounts.arrange_cover(absent=away, cover=colleague, starts_on=today, ends_on=today + timedelta(days=7), by=manager,
                           note="Her diagnosis")
    return colleague, manager


def a_concern_that_is_decided() -> Told:
    raiser = front_door_worker()
    raised = concern_about(somebody(), raiser)
    lead = make_user("safeguarding_lead", team=make_team("safeguarding"))
    enquiries.decide(
        concern=enquiries.take(item=raised.item, by=lead), decision="enquiry", reasons="Her diagnosis", by=lead,
        needs_care_and_support=True, at_risk_of_abuse=True, cannot_protect_themselves=True)
    return raiser, lead


ACTS = [a_plan_signed_off, a_plan_sent_back, a_management_decision, work_handed_over, work_not_taken_on,
        a_person_handed_over, a_person_not_taken_over, a_person_taken_over, an_allocation, a_letter_that_came_back,
        somebody_named_on_a_restricted_record, a_wish_to_be_named_that_is_answered, cover_that_is_arranged,
        a_concern_that_is_decided]


@pytest.fixture(autouse=True)
def a_store_of_our_own(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_whoever_waits_is_told_and_whoever_acts_is_not(act: Callable[[], Told]) -> None:
    waits, acts = act()
    before = Notification.objects.filter(to_user=waits).latest("pk")
    assert before.made_by == acts and before.url
    assert not Notification.objects.filter(to_user=acts, made_by=acts).exists()
    for one in Notification.objects.filter(channel="product"):
        assert "diagnosis" not in one.title + one.words


def test_a_decision_on_a_concern_says_that_it_is_decided_and_not_what() -> None:
    raiser, _ = a_concern_that_is_decided()
    assert told(raiser) == ["The safeguarding concern you raised is decided"]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    manager = make_user("team_manager")
    notes.record_decision(subject=make_person(), question="May we?", decision="Yes", reasons="Safe", by=manager)
    involvements.allocate(involvement=make_wait(), worker=manager, by=manager)
    work.hand_over(tasks=[make_task(owner=make_user())], by=manager, note="I take it", owner=manager)
    assert told(manager) == []


def test_much_work_is_handed_over_in_one_message() -> None:
    receiver, giver = work_handed_over()
    assert told(receiver) == [f"{giver.name} handed work over to you (2 pieces)"]


def test_what_is_about_a_record_goes_from_the_page_when_the_record_closes(client) -> None:
    subject, asker, manager = make_person("Winifred Okafor"), make_user(), make_user("team_manager")
    make_wait(subject)  # opens the record to the asker's team
    asked = notes.ask_for_decision(subject=subject, question="May we?", asked_of=manager, by=asker)
    notes.decide(asked=asked, decision="Yes", reasons="Safe", by=manager)
    client.force_login(asker)
    page = client.get(reverse("desk:told")).content.decode()
    assert f"{manager.name} decided what you asked" in page and "Winifred Okafor" in page
    access.restrict(subject=subject, reason="Related to a colleague", named=[], by=manager)
    page = client.get(reverse("desk:told")).content.decode()
    assert "decided what you asked" not in page and "Winifred" not in page


def test_somebody_who_has_left_is_not_told() -> None:
    asker, manager = make_user(), make_user("team_manager")
    asked = notes.ask_for_decision(subject=make_person(), question="May we?", asked_of=manager, by=asker)
    accounts.close_account(user=asker, because="Left", by=make_user("administrator"))
    notes.decide(asked=asked, decision="Yes", reasons="Safe", by=manager)
    assert told(asker) == []
    assert not Task.objects.open().filter(kind="management_decision").exists()
