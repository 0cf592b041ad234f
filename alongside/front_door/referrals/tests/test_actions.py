"""A referral cannot be closed before its referrer has heard, or somebody has written why not."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import letter_of
from alongside.foundation.events import source_of
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations import policy
from alongside.front_door.conversations.models import NextStep
from alongside.front_door.conversations.tests.factories import finished, front_door_worker, somebody
from alongside.front_door.referrals import actions, sharing, tasks
from alongside.front_door.referrals.models import Addition, Attachment, Feedback, Referral

from .factories import agreed, attached, referral, settled

pytestmark = pytest.mark.django_db


ADDRESS = ["Mill Lane Surgery", "3 Mill Lane", "Westmere", "WM1 2AB"]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


def paper(letter: Document) -> str:
    """Everything that stands on the printed page, which is kept as a tagged PDF."""
    assert letter.pdf().startswith(b"%PDF") and b"/StructTreeRoot" in letter.pdf()
    return json.dumps(letter_of(letter).as_data(), ensure_ascii=False, default=str)


def open_tasks(found: Referral) -> list[str]:
    return list(Task.objects.open().filter(source=f"referrals.referral:{found.pk}").values_list("kind", flat=True))


def test_it_stands_unread_on_the_duty_board_by_the_councils_promise():
    worker = front_door_worker()
    found = referral(worker, urgency="urgent")
    task = Task.objects.get(kind="referral_to_read")
    due = timezone.localtime(policy.answer_by(found.received_at, urgent=True))
    assert (task.team.key, task.due_on, task.priority, task.subject) == ("front_door", due.date(), "urgent", None)
    assert list(Referral.objects.unread()) == [found]


def test_references_count_on():
    worker = front_door_worker()
    first, second = referral(worker), referral(worker)
    assert int(second.reference[-5:]) == int(first.reference[-5:]) + 1


def test_whoever_reads_it_answers_it():
    worker, reader = front_door_worker(), front_door_worker()
    found = actions.read(referral=referral(worker), by=reader)
    assert found.read_by == reader
    assert open_tasks(found) == ["referral_to_answer"]
    assert Task.objects.get(kind="referral_to_answer").owner == reader
    assert actions.read(referral=found, by=worker).read_by == reader


def test_matched_by_search_it_comes_onto_the_timeline():
    worker, subject = front_door_worker(), somebody()
    found = actions.match(referral=referral(worker), subject=subject, by=worker)
    assert found.subject == subject
    assert Event.objects.get(kind="referrals.received").subject == subject
    assert Task.objects.open().get().subject == subject


def test_referred_again_within_the_councils_time_is_seen():
    worker, subject = front_door_worker(), somebody()
    before = referral(worker, subject, received_at=timezone.now() - timedelta(days=12))
    again = actions.match(referral=referral(worker), subject=subject, by=worker)
    assert again.follows == before
    assert Event.objects.filter(kind="referrals.came_again").exists()


def test_it_is_settled_only_after_it_was_read_and_then_waits_for_the_referrer_to_hear():
    worker, subject = front_door_worker(), somebody()
    found = referral(worker, subject)
    with pytest.raises(actions.NotYet, match="Read"):
        actions.settle(referral=found, outcome="talked", detail="x", by=worker)
    found = settled(worker, subject)
    assert found.closed_at is None
    assert open_tasks(found) == ["referral_feedback"]
    assert Task.objects.get(kind="referral_feedback").due_on == policy.feedback_by(found.received_at)
    assert list(Referral.objects.awaiting_feedback()) == [found]


def test_the_database_itself_refuses_to_close_it_unheard():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"), transaction.atomic():
        Referral.objects.filter(pk=found.pk).update(closed_at=timezone.now(), closed_by=worker)


def test_nothing_is_told_before_there_is_something_to_tell():
    worker = front_door_worker()
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    with pytest.raises(actions.NotYet, match="what happens"):
        actions.tell(referral=found, words="Hello", how="telephone", by=worker)


def test_told_by_email_it_closes_and_the_letter_goes_with_it():
    worker, subject = front_door_worker(), somebody()
    agreed(subject, worker)
    found = settled(worker, subject)
    told = actions.tell(referral=found, words="She is helped.", how="email", by=worker)
    found.refresh_from_db()
    assert found.closed_by == worker and found.feedback == told
    message = Notification.objects.get()
    assert message.address == "samina.aziz@surgery.example" and message.attachment == told.document.file
    assert "She is helped." in paper(told.document) and told.document.sent_how == "email"
    assert open_tasks(found) == []
    with pytest.raises(actions.AlreadyDone):
        actions.tell(referral=found, words="Again", how="telephone", by=worker)


def test_about_nobody_we_know_an_email_is_its_own_words_and_no_letter_can_be_kept():
    worker = front_door_worker()
    found = actions.read(referral=referral(worker), by=worker)
    found = actions.settle(referral=found, outcome="not_ours", detail="Lives in another council’s area", by=worker)
    words = sharing.draft(found, timezone.localdate())
    with pytest.raises(actions.NotYet, match="Find the person first"):
        actions.tell(referral=found, words=words, how="letter", by=worker, address=ADDRESS)
    told = actions.tell(referral=found, words=words, how="email", by=worker)
    assert told.document is None and words in Notification.objects.get().words


def test_a_letter_is_printed_posted_and_kept_with_its_trail():
    worker, subject = front_door_worker(name="Ruksana Iqbal"), somebody()
    agreed(subject, worker)
    found = settled(worker, subject)
    words = sharing.draft(found, timezone.localdate())
    told = actions.tell(referral=found, words=words, how="letter", by=worker, address=ADDRESS)
    letter = told.document
    assert letter.status == "sent" and letter.sent_how == "post" and letter.address_lines == ADDRESS
    assert not letter.to_the_person and letter.addressee == "Dr Samina Aziz"
    printed = paper(letter)
    for words in ("She starts at the charity shop", "Dear Dr Samina Aziz", "Ruksana Iqbal"):
        assert words in printed
    assert told.message.channel == "post" and told.message.attachment == letter.file
    found.refresh_from_db()
    assert found.closed_at and found.feedback == told


def test_a_letter_without_an_address_is_refused_and_nothing_closes():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(actions.NotYet, match="address"):
        actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="letter", by=worker)
    found.refresh_from_db()
    assert found.closed_at is None and not Document.objects.exists()


@pytest.mark.parametrize("how", ["email", "letter"])
def test_without_agreement_nothing_but_the_safe_words_goes_out_from_here(how):
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(actions.MayNotSay):
        actions.tell(referral=found, words="Her nephew takes her pension.", how=how, by=worker, address=ADDRESS)
    assert not Document.objects.exists() and not Notification.objects.exists()
    found.refresh_from_db()
    assert found.closed_at is None
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how=how, by=worker,
                        address=ADDRESS)
    printed = paper(told.document)
    assert "charity shop" not in printed and "Broadbent" not in printed


def test_a_concern_and_a_carers_own_affairs_are_not_drafted_for_a_referrer():
    worker, subject = front_door_worker(), somebody()
    agreed(subject, worker)
    talk = finished(subject, worker, need_appears="no", carer_appears="yes", carer_name="Jean Broadbent",
                    carer_answer="accepted")
    NextStep.objects.create(subject=subject, conversation=talk, kind="safeguarding_concern", recorded_by=worker,
                            detail="Her nephew Kevin takes her pension")
    steps = " ".join(sharing.own_steps(talk))
    assert "community support" in steps and "carer" not in steps and "safeguarding" not in steps
    found = actions.read(referral=referral(worker, subject), by=worker)
    found = actions.settle(referral=found, outcome="talked", detail=f"What happens now: {steps}.", by=worker)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="letter", by=worker,
                        address=ADDRESS)
    printed = paper(told.document)
    assert "community support" in printed
    for kept_back in ("Kevin", "pension", "Jean", "afeguarding", "arer"):
        assert kept_back not in printed


def test_a_letter_that_the_post_brought_back_opens_it_again():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="letter", by=worker,
                        address=ADDRESS)
    documents.came_back(document=told.document, why="Surgery moved", by=worker)
    assert list(Referral.objects.told_in_vain()) == [found]
    actions.open_again(referral=found)
    found.refresh_from_db()
    assert found.closed_at is None
    assert "The letter did not arrive" in Task.objects.open().get(kind="referral_feedback").why


def test_the_database_keeps_no_letter_unprinted():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(IntegrityError, match="feedback_letter_is_kept"), transaction.atomic():
        Feedback.objects.create(referral=found, subject=subject, told="Hello", told_how="letter", by=worker)


@pytest.mark.parametrize("because", ["anonymous", "unsafe", "no_lawful_basis", "undeliverable"])
def test_a_named_person_may_record_why_the_referrer_is_not_told(because):
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    untold = actions.explain_not_telling(referral=found, because=because, note="She asked us not to", by=worker)
    found.refresh_from_db()
    assert found.closed_at and untold.by == worker


def test_not_telling_without_a_sentence_is_refused_by_the_database():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    with pytest.raises(IntegrityError, match="feedback_is_told_or_explained"), transaction.atomic():
        actions.explain_not_telling(referral=found, because="unsafe", note="", by=worker)


@pytest.mark.parametrize("how", ["failed", "returned", "stopped"])
def test_an_email_that_did_not_arrive_opens_it_again(how):
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="email", by=worker)
    now = timezone.now()
    values = {"failed": {"failed_at": now, "failure": "No such mailbox"},
              "returned": {"sent_at": now, "returned_at": now, "returned_why": "No such mailbox"},
              "stopped": {"stopped_at": now, "stopped_why": "No such mailbox"}}[how]
    assert not Referral.objects.told_in_vain().exists()
    Notification.objects.filter(pk=told.message_id).update(**values)
    assert list(Referral.objects.told_in_vain()) == [found]
    actions.open_again(referral=found)
    found.refresh_from_db()
    assert found.closed_at is None and found.feedback is None
    assert found.tries.count() == 1
    task = Task.objects.open().get(kind="referral_feedback")
    assert "No such mailbox" in task.why and task.owner == worker


def test_what_was_told_by_telephone_is_never_opened_by_itself():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    actions.tell(referral=found, words="She is helped.", how="telephone", by=worker)
    found.refresh_from_db()
    assert actions.open_again(referral=found).closed_at


def test_stepped_down_it_opens_a_talk_at_the_access_point_and_still_feeds_back():
    worker, subject = front_door_worker(), somebody()
    found = actions.read(referral=referral(worker, subject), by=worker)
    found = actions.settle(referral=found, outcome="stepped_down", stepped_down_to="Mill Lane hub", detail="Gardening",
                           by=worker)
    found.refresh_from_db()
    assert found.conversation.channel == "community_access_point" and found.conversation.subject == subject
    assert open_tasks(found) == ["referral_feedback"]


def test_a_talk_about_it_needs_the_person():
    worker = front_door_worker()
    with pytest.raises(actions.NotYet, match="Find the person first"):
        actions.begin_talk(referral=referral(worker), by=worker)


def test_without_agreement_the_referrer_hears_only_that_it_was_dealt_with():
    worker, subject = front_door_worker(), somebody()
    found, today = settled(worker, subject), timezone.localdate()
    words = sharing.draft(found, today)
    assert not sharing.may_tell(found, today).everything
    assert "dealt with it" in words and "charity shop" not in words


def test_an_agreement_naming_the_surgery_lets_the_outcome_be_told():
    worker, subject = front_door_worker(), somebody()
    today = timezone.localdate()
    agreed(subject, worker)
    found = settled(worker, subject)
    assert sharing.may_tell(found, today).everything
    assert "She starts at the charity shop" in sharing.draft(found, today)


def test_a_day_in_the_past_counts_the_promise_from_then():
    worker = front_door_worker()
    received = timezone.now() - timedelta(days=3)
    referral(worker, received_at=received)
    assert Task.objects.get(kind="referral_to_read").due_on < date.today()


def test_the_job_opens_every_referral_whose_referrer_did_not_hear():
    worker, subject = front_door_worker(), somebody()
    found = settled(worker, subject)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="email", by=worker)
    Notification.objects.filter(pk=told.message_id).update(failed_at=timezone.now(), failure="No such mailbox")
    tasks.open_again(timestamp=0)
    found.refresh_from_db()
    assert found.closed_at is None


def test_an_untrained_colleague_is_not_given_a_talk_at_an_access_point():
    worker, untrained, subject = front_door_worker(), make_user("front_door_worker"), somebody()
    found = actions.read(referral=referral(worker, subject), by=worker)
    said = {"referral": found, "outcome": "stepped_down", "stepped_down_to": "Mill Lane hub", "detail": "Gardening"}
    with pytest.raises(conversations.NotTrained, match="Training in strengths-based conversations"):
        actions.settle(**said, by=untrained)
    found.refresh_from_db()
    assert found.outcome == "" and found.conversation is None
    found = actions.settle(**said, by=untrained, with_whom=worker)
    found.refresh_from_db()
    assert found.conversation.held_by == worker


def test_one_closed_long_ago_that_came_onto_no_record_is_forgotten_with_all_that_came_with_it():
    worker, ivy, said = front_door_worker(), somebody("Ivy", "Broadbent"), {}
    for name, details in {"done": {}, "still_open": {}, "matched": {"subject": ivy}, "lately": {},
                          "feared": {"harm_feared": "Bruises on her arms"}}.items():
        said[name] = referral(worker, **details)
    files = [attached(said["done"])]
    Addition.objects.create(referral=said["done"], words="She has moved in with her sister")
    for name in ("done", "matched", "lately", "feared"):
        untold = Feedback.objects.create(referral=said[name], subject=said[name].subject, by=worker,
                                         not_given_because="unsafe", not_given_note="She asked us not to")
        Referral.objects.filter(pk=said[name].pk).update(
            outcome="not_ours", feedback=untold, closed_by=worker, closed_at=timezone.now() - timedelta(
                days=364 if name == "lately" else 366))
        Task.objects.filter(source=source_of(said[name])).update(done_at=timezone.now(), done_by=worker)
    assert actions.forget_unmatched() == 1
    assert set(Referral.objects.all()) == {one for name, one in said.items() if name != "done"}
    assert not Attachment.objects.filter(pk=files[0].pk).exists() and not Addition.objects.exists()
    assert not Task.objects.filter(source=source_of(said["done"]), why__contains="Ivy").exists()
