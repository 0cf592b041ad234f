"""Given, opened, filled, matched, reminded, forgotten; and what the database holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents.blocks import QrCode
from alongside.foundation.events import source_of
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.secret_links import digest_of
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import actions as booking
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.directory import actions as directory
from alongside.front_door.prescriptions import actions, pack, paper, presenters
from alongside.front_door.prescriptions.models import Came, Prescription
from alongside.people.people import actions as people
from alongside.rules.council import BadCouncil

from .factories import by_colleague, club, from_outside

pytestmark = pytest.mark.django_db


def whole(prescription: Prescription) -> Prescription:
    return Prescription.objects.with_lines().get(pk=prescription.pk)


def state(prescription: Prescription) -> str:
    return presenters.state_tag(whole(prescription)).text


def backdated(prescription: Prescription, days: int) -> Prescription:
    prescription.given_at = timezone.now() - timedelta(days=days)
    prescription.save(update_fields=["given_at"])
    return prescription


def test_it_is_given_then_opened_then_filled_line_by_line():
    made = from_outside(services=(club(),))
    assert state(made) == "Given"
    actions.open_by_link(prescription=made)
    assert state(made) == "Opened"
    group, grief, volunteering = made.lines.all()
    actions.said_by_link(line=group, what="waiting_list")
    actions.said_by_link(line=grief, what="read")
    assert state(made) == "Opened" and presenters.how_far(whole(made)) == "1 of 3 settled"
    assert made in Prescription.objects.running()
    actions.said_by_prescriber(line=group, what="went")
    actions.said_by_colleague(line=volunteering, what="not_wanted", filled_by="worker", by=make_user())
    assert state(made) == "Filled"
    assert made in Prescription.objects.filled() and made not in Prescription.objects.running()
    actions.said_by_link(line=group, what="going")
    assert made in Prescription.objects.running()


def test_where_nothing_suited_it_says_so():
    made = from_outside()
    for line in made.lines.all():
        actions.said_by_link(line=line, what="not_wanted")
    assert state(made) == "Ended, nothing suited"


def test_a_gp_prescribes_bereavement_and_volunteering_the_hub_fills_it_and_a_session_is_booked():
    """Mrs Jones."""
    worker, subject, made = front_door_worker(), somebody("Ellen", "Jones"), from_outside()
    assert [line.name for line in made.lines.all()] == ["When somebody has died", "Giving some of your time"]
    actions.match(prescription=made, subject=subject, by=worker)
    session = booking.book(subject=subject, starts_at=timezone.now() + timedelta(days=2), minutes=45, place="Hub",
                           facilitator=worker, by=worker)
    actions.through_session(prescription=made, session=session, by=worker)
    assert state(made) == "Planning session booked"
    for line in made.lines.all():
        actions.said_by_colleague(line=line, what="read", filled_by="worker", by=worker)
    assert state(made) == "Filled"
    titles = set(Event.objects.filter(subject=subject).values_list("title", flat=True))
    assert {"Information prescription from Nadia Rahman", "When somebody has died: Read it, and it helps"} <= titles


def test_a_colleague_hears_when_all_of_it_is_filled():
    worker, subject = front_door_worker(), somebody()
    made = by_colleague(worker, subject)
    actions.said_by_link(line=made.lines.get(), what="went", filled_by="volunteer", filler_name="Joan Pike")
    assert Notification.objects.get(to_user=worker).title == "What you prescribed is filled"


def test_the_secret_is_kept_nowhere_and_is_long_enough():
    made = from_outside()
    assert len(made.secret) == 32 and made.secret not in (made.link_seed, made.link_digest)
    assert made.link_digest == digest_of(made.secret)
    assert Prescription.objects.by_secret(made.secret) == made
    assert Prescription.objects.by_secret(made.link_digest) is None and Prescription.objects.by_secret("") is None


def test_no_message_says_why_or_what_and_the_link_goes_by_the_way_they_chose():
    worker, subject = front_door_worker(), somebody()
    people.add_contact(subject=subject, kind="email", value="ivy@post.example", by=worker)
    made = by_colleague(worker, subject, how="email")
    sent = Notification.objects.get(to_the_person=True)
    assert sent.channel == "email" and made.address in sent.words
    assert not [word for word in ("garden", "Ivy", "club") if word in sent.words + sent.title]


def test_a_way_that_leads_nowhere_is_refused_and_nothing_is_kept():
    worker, subject = front_door_worker(), somebody()
    with pytest.raises(actions.CannotGive, match="It cannot go this way"):
        by_colleague(worker, subject, how="text")
    with pytest.raises(actions.CannotGive, match="posted from the person’s record"):
        from_outside(how="post")
    assert not Prescription.objects.exists()


def test_paper_carries_the_code_and_what_the_directory_says_today():
    made = from_outside(how="paper", services=(club(days="TH", opens="10:00", at=(54.1, -1.9)),))
    parts = paper.blocks_of(whole(made))
    assert [part.address for part in parts if isinstance(part, QrCode)] == [made.address]
    said = str(parts)
    assert "Thursday" in said and "Weir allotments" in said and "Grief comes and goes" in said
    service = made.lines.first().service
    directory.withdraw(service=service, because="It closed", by=None)
    assert "not in our directory any more" in str(paper.blocks_of(whole(made)))


def test_reminded_once_each():
    worker = front_door_worker()
    unopened, old = backdated(from_outside(), 8), backdated(by_colleague(worker, somebody()), 40)
    assert actions.remind() == 2
    assert Notification.objects.filter(to_name="Ivy Broadbent", channel="text").count() == 2
    assert Task.objects.get(kind="prescription_how_it_went").owner == worker
    assert actions.remind() == 0
    backdated(unopened, 40)
    actions.remind()
    asked = Notification.objects.get(address="nadia.rahman@pharmacy.example")
    assert unopened.reference in asked.words and "Ivy" not in asked.words + asked.title
    old.refresh_from_db()
    assert old.person_reminded_at and old.givings.count() == 1


def test_nobody_is_reminded_of_what_was_opened_withdrawn_or_of_somebody_who_died():
    worker, subject = front_door_worker(), somebody()
    opened, taken_back = backdated(from_outside(), 8), backdated(from_outside(), 40)
    actions.open_by_link(prescription=opened)
    actions.withdraw(prescription=taken_back, because="The wrong person", by=worker)
    died = backdated(from_outside(), 40)
    actions.match(prescription=died, subject=subject, by=worker)
    people.record_death(subject=subject, died_on=timezone.localdate(), told_by="The ward", by=worker)
    before = Notification.objects.count()
    actions.remind()
    assert Notification.objects.count() == before
    died.refresh_from_db()
    assert not died.opens


def over(prescription: Prescription, days: int) -> Prescription:
    """Given so long ago, and its link over since."""
    Prescription.objects.filter(pk=prescription.pk).update(link_until=timezone.now() - timedelta(days=1))
    return backdated(prescription, days)


def test_one_that_nobody_matched_is_forgotten_after_the_councils_days_with_all_that_was_said_of_it():
    gone, lately, opens, matched = over(from_outside(), 366), over(from_outside(), 364), from_outside(), from_outside()
    backdated(opens, 366)
    actions.match(prescription=over(matched, 366), subject=somebody(), by=front_door_worker())
    messages = {one: Notification.objects.get(source=source_of(one)) for one in (gone, lately)}
    assert messages[gone].to_name == "Ivy Broadbent" and gone.address in messages[gone].words
    assert actions.forget_unmatched() == 1
    assert set(Prescription.objects.all()) == {lately, opens, matched}
    for one in messages.values():
        one.refresh_from_db()
    left = messages[gone]
    assert not [said for said in ("Ivy", "07700", "http") if said in left.to_name + left.address + left.words]
    assert messages[lately].to_name == "Ivy Broadbent"


def test_one_that_somebody_still_has_work_with_is_not_forgotten():
    giver, made = make_user("access_point_facilitator"), from_outside()
    Prescription.objects.filter(pk=made.pk).update(prescribed_by=giver, prescriber_email="")
    backdated(made, 40)
    actions.remind()
    over(made, 366)
    assert actions.forget_unmatched() == 0
    actions.withdraw(prescription=made, because="She moved away", by=giver)
    assert actions.forget_unmatched() == 1
    task = Task.objects.get(kind="prescription_how_it_went")
    assert made.reference not in task.title + task.url + task.why


def test_nobody_is_left_to_ask_once_all_of_it_has_an_end():
    worker, subject = front_door_worker(), somebody()
    made = backdated(by_colleague(worker, subject), 40)
    actions.remind()
    asked = Task.objects.open().filter(kind="prescription_how_it_went")
    actions.said_by_link(line=made.lines.get(), what="going")
    assert asked.get().owner == worker
    actions.said_by_link(line=made.lines.get(), what="went")
    assert not asked.exists()
    assert Task.objects.get(kind="prescription_how_it_went").done_by == worker


def test_two_who_match_it_at_once_the_second_learns_of_the_first():
    first, ann, beryl, made = front_door_worker(), somebody("Ann"), somebody("Beryl"), from_outside()
    for _ in range(2):  # pressed twice, it is one
        actions.match(prescription=Prescription.objects.get(pk=made.pk), subject=ann, by=first)
    with pytest.raises(actions.MatchedMeanwhile, match=f"{first} found meanwhile"):
        actions.match(prescription=made, subject=beryl, by=front_door_worker())
    made.refresh_from_db()
    assert made.subject == ann and set(made.lines.values_list("subject", flat=True)) == {ann.pk}
    assert Event.objects.filter(kind="prescriptions.matched").count() == 1


def test_a_session_a_new_link_and_giving_again_stand_on_the_record():
    worker, subject = front_door_worker(), somebody("Ellen", "Jones")
    made = by_colleague(worker, subject)
    session = booking.book(subject=subject, starts_at=timezone.now() + timedelta(days=2), minutes=45, place="Hub",
                           facilitator=worker, by=worker)
    for chosen in (session, session, None):
        actions.through_session(prescription=made, session=chosen, by=worker)
    made = actions.new_link(prescription=made, by=worker)
    actions.give(prescription=made, how="paper", by=worker)
    said = Event.objects.filter(subject=subject, kind__startswith="prescriptions.").order_by("pk")
    assert list(said.values_list("kind", "by")) == [(f"prescriptions.{kind}", worker.pk) for kind in (
        "given", "session", "session", "new_link", "given_again")]
    assert not [one for one in said if made.secret in one.title + one.detail]


def test_the_database_holds_who_it_is_from_and_who_filled_it():
    made = from_outside()
    with pytest.raises(IntegrityError), transaction.atomic():
        Prescription.objects.filter(pk=made.pk).update(prescriber_email="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Came.objects.create(line=made.lines.first(), what="went", filled_by="volunteer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Prescription.objects.filter(pk=made.pk).update(withdrawn_at=timezone.now())


@pytest.mark.parametrize(("written", "words"), [
    ("link_days: soon", "link_days"), ("colour: blue", "colour"), ("pages: [{key: a}]", "page 1"),
    ("pages: [{key: a, title: A, words: []}]", "words of page 1"),
    ("pages: [{key: a, title: A, words: [x]}, {key: a, title: B, words: [y]}]", "same key"),
])
def test_a_fault_of_the_pack_is_named(tmp_path, settings, written, words):
    (tmp_path / pack.FILE).write_text(written)
    settings.COUNCIL_PACK = tmp_path
    with pytest.raises(BadCouncil, match=words):
        pack.current()
