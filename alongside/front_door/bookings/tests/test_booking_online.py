"""Booked online, one thing a page: what is asked, what is kept, what the desk gets, and what a stranger learns."""

from __future__ import annotations

import re
from datetime import UTC, date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.notifications.models import Notification
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import actions, fetching
from alongside.front_door.bookings.models import BookingDraft, PlanningSession
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody

from .factories import EMAIL, MOBILE, at, booked, hours, open_day, times

pytestmark = pytest.mark.django_db


@pytest.fixture
def day() -> date:
    return open_day()


@pytest.fixture
def worker(day):
    worker = front_door_worker(name="Ruksana Iqbal")
    hours(worker, day)
    return worker


def page(step: str) -> str:
    return reverse("bookings:step", args=[step])


def answer_all(client: Client, day: date, hour: int = 10, **changed: str) -> None:
    answers = {
        "about": {"wants": "I would like to get out more"}, "how": {"way": "place"}, "where": {"place": "mill_lane"},
        "day": {"day": day.isoformat()}, "time": {"starts_at": None},
        "contact": {"name": "Edna Jones", "email": EMAIL, "telephone": ""},
        "needs": {"interpreter": "Polish", "access_needs": "A quiet room"},
    }
    for step, said in answers.items():
        if step == "time":
            shown = client.get(page(step)).content.decode()
            said = {"starts_at": next(value for value in times(shown)
                                      if timezone.localtime(timezone.datetime.fromisoformat(value)).hour == hour)}
        answer = client.post(page(step), {**said, **{key: changed[key] for key in said if key in changed}})
        assert answer.status_code == 302, answer.content.decode()[-3000:]


def book(client: Client, day: date, **changed) -> PlanningSession:
    answer_all(client, day, **changed)
    assert client.post(reverse("bookings:check")).status_code == 302
    return PlanningSession.objects.latest("pk")


def test_from_the_first_page_to_the_message(client, worker, day):
    assert "Book a time" in client.get(reverse("bookings:start")).content.decode()
    answer_all(client, day)
    shown = client.get(reverse("bookings:check")).content.decode()
    for words in ("I would like to get out more", "Mill Lane hub", "Edna Jones", "Polish", "A quiet room"):
        assert words in shown
    done = client.post(reverse("bookings:check"), follow=True).content.decode()
    assert "Your time is booked" in done and "Ruksana Iqbal" in done and "Who you meet" in done
    session = PlanningSession.objects.get()
    assert (session.subject, session.through, session.booked_by, session.minutes) == (None, "online", None, 45)
    assert (session.interpreter, session.access_needs, session.facilitator) == ("Polish", "A quiet room", worker)
    assert not BookingDraft.objects.exists()
    told = Notification.objects.get(to_name="Edna Jones")
    assert told.address == EMAIL and f"/book/mine/{session.secret}/" in told.words and "Mill Lane hub" in told.words
    assert "get out more" not in told.words, "what it is about is nobody else's business"


def test_two_times_to_come_for_one_address_and_no_words_of_a_stranger_in_the_mail(client, worker, day):
    hours(worker, day, starts=time(13), ends=time(17))
    booked(day, name="You have won. Ring 07700 900999")
    booked(day, hour=13)
    assert all("900999" not in one.words and "900999" not in one.title for one in Notification.objects.all())
    with pytest.raises(actions.TooMany):
        booked(day, hour=14, email=EMAIL.upper())
    booked(day, hour=14, email="another@example.org")
    answer_all(client, day, hour=15)
    refused = client.post(reverse("bookings:check"))
    shown = refused.content.decode()
    assert refused.status_code == 409 and "We cannot book that time online" in shown and "Getting out" not in shown
    assert "I would like to get out more" in client.get(reverse("bookings:check")).content.decode(), "nothing is lost"
    assert PlanningSession.objects.count() == 3
    assert booked(day, hour=15, by=worker), "a colleague may still book with them"


def test_an_address_that_nobody_has_shown_gets_few_messages_an_hour(worker, day):
    for _ in range(7):
        actions.cancel_by_themselves(session=booked(day))
    assert Notification.objects.filter(address=EMAIL).count() == 5


def test_one_of_long_ago_that_came_onto_no_record_is_forgotten_and_what_is_still_work_is_not(worker, day):
    hours(worker, day, starts=time(13), ends=time(17))
    done, open_work, matched, lately = (booked(day, hour, email=f"{hour}@example.org", by=worker)
                                        for hour in (10, 11, 13, 14))
    actions.match(session=matched, subject=somebody("Edna", "Jones"), by=worker)
    for session in (done, matched, lately):
        actions.cancel(session=session, because="They moved away", by=worker)
    for session, days in ((done, 366), (open_work, 366), (matched, 366), (lately, 364)):
        ended = timezone.now() - timedelta(days=days, minutes=2 * session.pk)
        PlanningSession.objects.filter(pk=session.pk).update(starts_at=ended - timedelta(minutes=1), ends_at=ended)
    assert actions.forget_unmatched() == 1
    assert set(PlanningSession.objects.all()) == {open_work, matched, lately}
    assert not Notification.objects.filter(address="10@example.org").exists()
    assert Notification.objects.filter(address="14@example.org").exists()


def test_it_stands_on_the_duty_board_and_on_the_workers_list_without_a_name(client, worker, day):
    session = booked(day)
    to_match = Task.objects.get(kind="planning_session_to_match")
    assert (to_match.subject, to_match.team.key, to_match.owner) == (None, "front_door", None)
    assert "Edna" not in f"{to_match.title} {to_match.why}"
    assert Task.objects.get(kind="planning_session").owner == worker
    client.force_login(worker)
    board = client.get(reverse("conversations:duty")).content.decode()
    assert "Booked session: for whom?" in board
    shown = client.get(reverse("bookings:unmatched", args=[session.pk])).content.decode()
    assert "Edna Jones" in shown and "Find the person" in shown


def test_it_is_matched_by_search_before_create_and_then_is_the_persons(client, worker, day):
    session, edna = booked(day), somebody("Edna", "Jones")
    client.force_login(worker)
    address = reverse("bookings:match", args=[session.pk])
    assert "Edna Jones" in client.get(address).content.decode()
    assert "Choose the person" in client.post(address, {}, follow=True).content.decode()
    client.post(address, {"subject": edna.pk, "seen": ""})
    session.refresh_from_db()
    assert session.subject == edna
    assert not Task.objects.open().filter(kind="planning_session_to_match").exists()
    assert Task.objects.get(kind="planning_session").subject == edna
    assert edna.events.filter(kind="bookings.matched").exists()
    assert "Edna Jones" in client.get(reverse("bookings:session", args=[edna.pk, session.pk])).content.decode()
    second = somebody("Edna", "Johns")
    late = client.post(address, {"subject": second.pk, "seen": ""}, follow=True).content.decode()
    assert "A colleague found meanwhile" in late


@pytest.mark.parametrize(("step", "said", "words"), [
    ("about", {"wants": ""}, "Write a few words"), ("how", {"way": "by_pigeon"}, "Select a valid choice"),
    ("where", {"place": ""}, "Choose a place"), ("day", {"day": ""}, "Choose a day"),
    ("contact", {"name": "", "email": EMAIL}, "Write your name"),
    ("contact", {"name": "Edna", "email": "", "telephone": ""}, "Write an email address or a telephone"),
    ("contact", {"name": "Edna", "email": "edna at home"}, "Write an email address like"),
    ("contact", {"name": "Edna", "telephone": "ring me"}, "Write a telephone number like"),
])
def test_what_is_missing_is_said_on_its_page(client, worker, day, step, said, words):
    answer_all(client, day)
    shown = client.post(page(step), said).content.decode()
    assert words in shown and "There is a problem" in shown


def test_each_page_comes_after_what_it_rests_on_and_an_answer_changed_lets_fall_what_hung_on_it(client, worker, day):
    assert client.get(page("time")).url == page("about")
    assert client.get(page("nonsense")).url == reverse("bookings:start")
    answer_all(client, day)
    back = client.post(page("how") + "?then=check", {"way": "telephone"})
    assert back.url == page("day")
    assert "No time is free just now" in client.get(back.url).content.decode()
    assert client.get(page("where")).url == reverse("bookings:start")


def test_a_session_by_telephone_asks_for_a_number_and_one_at_home_for_an_address(client, worker, day):
    hours(worker, day, way="telephone", starts=time(14), ends=time(16))
    hours(worker, day, way="home", starts=time(16), ends=time(18))
    for way, words in (("telephone", "Write the telephone number we ring"), ("home", "Write the address we come to")):
        client.post(page("about"), {"wants": "x"})
        client.post(page("how"), {"way": way})
        client.post(page("day"), {"day": day.isoformat()})
        shown = client.get(page("time")).content.decode()
        client.post(page("time"), {"starts_at": times(shown)[0]})
        assert words in client.post(page("contact"), {"name": "Edna", "email": EMAIL}).content.decode()


def test_somebody_else_was_quicker_and_the_nearest_times_are_offered(client, worker, day):
    answer_all(client, day)
    booked(day, 10, name="Sam Osei")
    gone = client.post(reverse("bookings:check"))
    shown = gone.content.decode()
    assert gone.status_code == 409 and "Somebody else has that time now" in shown and "11.00 to 11.45" in shown
    other = times(shown)[0]
    assert client.post(reverse("bookings:instead"), {"starts_at": other}).url == reverse("bookings:check")
    client.post(reverse("bookings:check"))
    assert PlanningSession.objects.get(about_name="Edna Jones").starts_at == at(day, 11)


def test_what_the_worker_puts_into_their_own_calendar_meanwhile_is_not_booked_over(client, worker, day, monkeypatch):
    answer_all(client, day)
    stamps = [f"{at(day, 10, minute).astimezone(UTC):%Y%m%dT%H%M%SZ}" for minute in (0, 45)]
    calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "BEGIN:VEVENT", "UID:1", f"DTSTAMP:{stamps[0]}",
                f"DTSTART:{stamps[0]}", f"DTEND:{stamps[1]}", "END:VEVENT", "END:VCALENDAR", ""]
    monkeypatch.setattr(fetching, "fetch", lambda address: "\r\n".join(calendar).encode())
    read = actions.read_calendar(calendar=actions.subscribe(worker=worker, address="https://calendar.example/x.ics"))
    assert read.read_at and not read.problem
    gone = client.post(reverse("bookings:check"))
    shown = gone.content.decode()
    assert gone.status_code == 409 and "Somebody else has that time now" in shown and "11.00 to 11.45" in shown
    assert not PlanningSession.objects.exists()


def test_when_nothing_is_left_they_are_told_whom_to_ring(client, worker, day):
    answer_all(client, day)
    booked(day, 10, name="Sam Osei")
    booked(day, 11, name="Ann Osei", email="ann@example.org")
    shown = client.post(reverse("bookings:check")).content.decode()
    assert "We cannot book that time online" in shown and "Ring us on" in shown
    other = Client()
    answer_all(other, later := open_day_after(day, worker), hour=10)
    booked(later, 11)
    refused = other.post(reverse("bookings:check")).content.decode()
    assert plain_words(refused) == plain_words(shown), "who has times already is told no more than where all is full"


def open_day_after(day: date, worker) -> date:
    later = open_day((day - timezone.localdate()).days + 1)
    hours(worker, later)
    return later


def plain_words(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_a_number_that_somebody_fills_up_keeps_nobody_with_an_email_address_from_booking(worker, day):
    hours(worker, day, starts=time(13), ends=time(17))
    for hour in (10, 11):
        booked(day, hour, name="A stranger", email="", telephone="+44 (0)7700 900123")
    with pytest.raises(actions.TooMany):
        booked(day, 13, email="", telephone=MOBILE)
    assert booked(day, 13, email=EMAIL, telephone=MOBILE)


def test_a_way_chosen_last_asks_for_the_number_or_the_address_that_it_needs(client, worker, day):
    hours(worker, day, way="telephone", starts=time(14), ends=time(16))
    hours(worker, day, way="home", starts=time(16), ends=time(18))
    answer_all(client, day)
    for way in ("telephone", "home"):
        client.post(page("how") + "?then=check", {"way": way})
        client.post(page("day") + "?then=check", {"day": day.isoformat()})
        shown = client.get(page("time")).content.decode()
        asked = client.post(page("time") + "?then=check", {"starts_at": times(shown)[0]})
        assert asked.url == page("contact") and client.get(reverse("bookings:check")).url == page("contact")
        with pytest.raises(actions.CannotBook, match="we ring" if way == "telephone" else "we come to"):
            actions.book_time(starts_at=at(day, 14), way=way, place="", about=actions.About("Edna", email=EMAIL))
    client.post(page("contact") + "?then=check", {"name": "Edna", "email": EMAIL, "address": "4 Alder Row"})
    assert client.post(reverse("bookings:check")).status_code == 302


def test_the_page_says_that_we_wrote_only_where_we_did(client, worker, day):
    for _ in range(5):
        actions.cancel_by_themselves(session=booked(day, hour=11))
    session = book(client, day)
    shown = client.get(reverse("bookings:own", args=[session.secret])).content.decode()
    assert "Your time is booked" in shown and "We have sent you" not in shown and "print this page" in shown
    assert not Notification.objects.filter(source=f"bookings.planningsession:{session.pk}").exists()
    other = Client()
    told = book(other, day, hour=11, email="another@example.org")
    assert "We have sent you an email" in other.get(reverse("bookings:own", args=[told.secret])).content.decode()


def test_matched_anew_the_first_record_says_that_it_was_for_somebody_else(worker, day):
    session, edna, other = booked(day), somebody("Edna", "Jones"), somebody("Edna", "Johns")
    actions.match(session=session, subject=edna, by=worker, seen="")
    with pytest.raises(actions.FoundMeanwhile):
        actions.match(session=session, subject=other, by=worker, seen="")
    session.refresh_from_db()
    assert session.subject == edna and not other.events.filter(kind="bookings.matched").exists()
    actions.match(session=session, subject=other, by=worker, seen=str(edna.pk))
    assert edna.events.get(kind="bookings.about_another").title == "A planning session was for somebody else"
    assert not other.events.filter(kind="bookings.about_another").exists()


def test_a_change_from_outside_is_seen_by_whoever_has_the_task_open(worker, day):
    session = booked(day)
    before = dict(Task.objects.values_list("pk", "version"))
    actions.move(session=session, starts_at=at(day, 11))
    moved = dict(Task.objects.values_list("pk", "version"))
    actions.cancel_by_themselves(session=session)
    after = dict(Task.objects.values_list("pk", "version"))
    assert len(before) == 2 and all(before[pk] < moved[pk] < after[pk] for pk in before)


def test_what_does_not_fit_on_the_page_is_counted_and_said(client, worker, day, monkeypatch):
    monkeypatch.setattr("alongside.front_door.bookings.views.desk.MOST", 1)
    booked(day), booked(day, 11)
    client.force_login(worker)
    assert "The earliest 1 of 2 stand here" in client.get(reverse("bookings:index")).content.decode()


def test_who_works_with_those_found_is_asked_once(client, worker, day):
    session = booked(day)
    client.force_login(worker)
    address = reverse("bookings:match", args=[session.pk])
    somebody("Edna", "Jones")
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(4):
        somebody("Edna", "Jones")
    with CaptureQueriesContext(connection) as five:
        assert client.get(address).content.decode().count("Edna Jones") >= 5
    assert len(five) <= len(one) + 1


def plain(answer, secret: str) -> str:
    """A page without what differs from one showing of it to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode().replace(secret, ""))


def test_a_stranger_with_the_link_learns_nothing_not_even_whether_there_is_a_booking(worker, day):
    session, stranger = booked(day), Client()
    true, false = (stranger.get(reverse("bookings:own", args=[secret])) for secret in (session.secret, "x" * 32))
    assert plain(true, session.secret) == plain(false, "x" * 32)
    for words in ("Edna", "Mill Lane", "Ruksana", "10.00", EMAIL):
        assert words not in true.content.decode()
    for name in ("change", "stop", "calendar_file"):
        assert stranger.get(reverse(f"bookings:{name}", args=[session.secret])).status_code == 302
    asked = [stranger.post(reverse("bookings:ask_code", args=[secret])) for secret in (session.secret, "x" * 32)]
    assert [one.status_code for one in asked] == [302, 302]
    wrong = stranger.post(reverse("bookings:code", args=["x" * 32]), {"code": "123456"}).content.decode()
    assert "That is not the code" in wrong and "Edna" not in wrong


def open_by_code(session: PlanningSession, client: Client) -> None:
    client.post(reverse("bookings:ask_code", args=[session.secret]))
    digits = OneTimeCode.objects.latest("pk").digits
    answer = client.post(reverse("bookings:code", args=[session.secret]), {"code": digits})
    assert answer.url == reverse("bookings:own", args=[session.secret])


def test_with_the_code_they_read_it_change_it_and_cancel_it(client, worker, day):
    session = booked(day)
    open_by_code(session, client)
    shown = client.get(reverse("bookings:own", args=[session.secret])).content.decode()
    assert "Mill Lane hub" in shown and "Getting out more" in shown
    change = reverse("bookings:change", args=[session.secret])
    other = times(client.get(change).content.decode())[0]
    client.post(change, {"starts_at": other})
    session.refresh_from_db()
    assert (session.starts_at, session.changes) == (at(day, 11), 1)
    assert Task.objects.get(kind="planning_session").due_at == time(11)
    assert Notification.objects.filter(title="Your planning session has a new time").exists()
    client.post(reverse("bookings:stop", args=[session.secret]), {"because": "I feel better"})
    session.refresh_from_db()
    assert session.cancelled_at and "I feel better" in session.cancelled_because
    assert set(Task.objects.open().values_list("kind", flat=True)) == {"planning_session_cancelled"}
    assert "is cancelled" in client.get(reverse("bookings:own", args=[session.secret])).content.decode()
    booked(day, 11, name="Sam Osei")


def test_what_they_cancelled_is_read_by_somebody(client, worker, day):
    session = booked(day)
    actions.cancel_by_themselves(session=session)
    client.force_login(worker)
    assert "They cancelled this themselves" in client.get(
        reverse("bookings:unmatched", args=[session.pk])).content.decode()
    client.post(reverse("bookings:read", args=[session.pk]))
    assert not Task.objects.open().exists()


def test_who_gave_a_mobile_gets_a_text_of_few_words_and_their_code_there(worker, day):
    session = booked(day, email="", telephone=MOBILE)
    told = Notification.objects.get(to_name="Edna Jones")
    assert told.channel == "text" and len(told.words) <= 300 and "get" not in told.words.lower().split()
    Client().post(reverse("bookings:ask_code", args=[session.secret]))
    assert (OneTimeCode.objects.get().channel, OneTimeCode.objects.get().address) == ("text", MOBILE)


def test_a_browser_that_booked_may_look_until_it_is_closed(client, worker, day):
    session = book(client, day)
    own = reverse("bookings:own", args=[session.secret])
    assert "Your time is booked" in client.get(own).content.decode()
    client.post(reverse("bookings:close", args=[session.secret]))
    assert "Mill Lane" not in client.get(own).content.decode()


def test_their_calendar_file_says_where_and_when_and_not_why(client, worker, day):
    session = book(client, day)
    file = client.get(reverse("bookings:calendar_file", args=[session.secret]))
    text = file.content.decode()
    assert file["Content-Type"].startswith("text/calendar") and "BEGIN:VEVENT" in text
    assert "Mill Lane hub" in text and "get out more" not in text and "Edna" not in text


def test_everybody_is_reminded_once_within_the_councils_days(worker, day, monkeypatch):
    session = booked(day)
    PlanningSession.objects.update(booked_at=timezone.now() - timedelta(days=1))
    early = session.starts_at - timedelta(days=2, hours=1)
    assert actions.remind(now=early) == 0
    assert actions.remind(now=early + timedelta(hours=2)) == 1
    assert actions.remind(now=early + timedelta(hours=3)) == 0
    assert Notification.objects.filter(title="Your planning session is soon", to_name="Edna Jones").count() == 1


def test_nobody_is_reminded_of_what_is_cancelled_or_has_just_been_booked(worker, day):
    session = booked(day)
    soon = session.starts_at - timedelta(days=1)
    PlanningSession.objects.update(booked_at=soon - timedelta(hours=1))
    assert actions.remind(now=soon) == 0
    PlanningSession.objects.update(booked_at=soon - timedelta(days=3))
    actions.cancel_by_themselves(session=session)
    assert actions.remind(now=soon) == 0


def test_a_booking_nobody_finished_is_forgotten_after_the_councils_days(client, worker, day):
    client.post(page("about"), {"wants": "I feel low"})
    assert actions.forget_drafts(now=timezone.now() + timedelta(days=1)) == 0
    assert actions.forget_drafts(now=timezone.now() + timedelta(days=3)) == 1
    assert client.get(page("how")).url == page("about")


def test_no_address_holds_a_word_of_what_they_say_and_each_page_needs_no_script(client, worker, day):
    answer_all(client, day)
    seen = [client.get(page(step)) for step in ("about", "how", "where", "day", "time", "contact", "needs")]
    for answer in seen:
        html = answer.content.decode()
        assert "Edna" not in answer.request["PATH_INFO"] and "<script>" not in html and "onclick" not in html
        assert html.count("<h1") == 1


def test_did_not_come_says_what_is_done_about_it(client, worker, day):
    session = booked(day)
    begun = timezone.now() - timedelta(hours=2)
    PlanningSession.objects.update(starts_at=begun, ends_at=begun + timedelta(minutes=45))
    client.force_login(worker)
    address = reverse("bookings:missed", args=[session.pk])
    assert "Say what is done about it" in client.post(address, {"then": ""}).content.decode()
    day = timezone.localdate() + timedelta(days=1)
    client.post(address, {"then": "rings", "ring_on": day.isoformat(), "note": "No answer at noon"})
    session.refresh_from_db()
    assert (session.missed_by, session.missed_then) == (worker, "rings") and session.missed_at
    ring = Task.objects.open().get()
    assert (ring.kind, ring.due_on, ring.owner) == ("ring_after_missed_session", day, worker)
    with pytest.raises(actions.NotAsItWas):
        actions.cancel(session=session, because="x", by=worker)


def test_an_assessment_is_offered_on_the_appearance_of_need_and_the_session_stays_what_it_was(client, worker, day):
    from alongside.front_door.conversations.models import AssessmentOffer

    session = actions.match(session=booked(day), subject=somebody("Edna", "Jones"), by=worker)
    client.force_login(worker)
    address = reverse("conversations:offer_assessment", args=[session.subject_id, session.pk])
    assert "Choose why they refused" in client.post(address, {"kind": "adult", "answer": "refused"}).content.decode()
    client.post(address, {"kind": "adult", "answer": "refused", "refusal_kind": "not_now", "refusal_words": "Later"})
    client.post(address, {"kind": "carer", "answer": "accepted"})
    refused, accepted = AssessmentOffer.objects.order_by("pk")
    assert (refused.answer, refused.refusal_kind, refused.task) == ("refused", "not_now", None)
    assert accepted.task.kind == "carers_assessment" and accepted.task.subject == session.subject
    client.post(address, {"kind": "adult", "answer": "thinking"})
    assert Task.objects.get(kind="promise").title == "Ask again about the needs assessment"
    session.refresh_from_db()
    assert session.held_at is None
