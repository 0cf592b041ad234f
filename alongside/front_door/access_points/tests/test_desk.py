"""The desk of an access point: what is done there, by whom, within which limits, and who sees it."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.middleware import context_of
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.front_door.access_points import actions, desk
from alongside.front_door.access_points.models import (
    Accompaniment,
    ConcernHeard,
    EquipmentLent,
    HelpGiven,
    Question,
)
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.bookings.tests.factories import booked, hours, open_day
from alongside.front_door.conversations.models import RaisedConcern
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.directory.tests.factories import service, terms

from .factories import at_the_desk, mill_lane, signed_in

pytestmark = pytest.mark.django_db
CONCERN = {
    "danger": "no", "about_name": "Winnie Downton", "what": "£50 each time for the windows", "who_told": "Her daughter",
    "told_them": "yes", "wishes": "I want my money back",
}


def club(**details):
    terms()
    return service(name="Gentle gardening club", goes_with_you=True, **details)


def test_without_training_seen_and_in_date_nobody_stands_at_a_desk():
    user = at_the_desk()
    user.qualifications.update(expires_on=timezone.localdate() - timedelta(days=1))
    client = signed_in(user)
    for name in ("desk", "where", "begin", "session", "equipment", "ask", "hear"):
        answer = client.get(reverse(f"access_points:{name}"))
        shown = answer.content.decode()
        assert "You cannot stand at the desk yet" in shown and "seen and in date" in shown and "<form" not in (
            shown.split("<main", 1)[1]), name
    assert user not in desk.who_helps(timezone.localdate())


def test_first_they_say_where_they_are_and_then_everything_is_in_one_place():
    client = Client()
    client.force_login(at_the_desk())
    assert client.get(reverse("access_points:desk")).url == reverse("access_points:where")
    client.post(reverse("access_points:where"), {"point": "mill_lane"})
    shown = client.get(reverse("access_points:desk")).content.decode()
    for words in ("Mill Lane hub", "Help somebody look", "Book time to talk", "Give out equipment",
                  "Company for a first time", "Ask a professional", "Worried that somebody is being hurt?"):
        assert words in shown


def test_their_role_is_narrow_no_record_opens_and_no_list_of_others(client):
    person = somebody("Edna", "Jones")
    for role in ("access_point_facilitator", "access_point_volunteer"):
        client = signed_in(at_the_desk(role))
        for address in (reverse("desk:person", args=[person.pk]), reverse("people:search"), reverse("bookings:index"),
                        reverse("conversations:duty"), reverse("referrals:index"), reverse("access_points:questions")):
            assert client.get(address).status_code in (403, 404), address
    volunteer = signed_in(at_the_desk("access_point_volunteer"))
    assert volunteer.get(reverse("access_points:lend", args=["kettle_tipper"])).status_code == 403
    assert volunteer.get(reverse("access_points:company")).status_code == 403
    assert "Give out equipment" not in volunteer.get(reverse("access_points:desk")).content.decode()


def test_they_look_together_make_a_list_and_say_what_came_of_it():
    terms()
    entry = service(name="Hospice shop helper", about=["volunteering"], summary="Charity shop seeks volunteers")
    client = signed_in(at_the_desk("access_point_volunteer"))
    begun = client.post(reverse("access_points:begin"), {"wanted": "volunteering in a charity shop",
                                                         "about_name": "Mrs Jones"})
    shown = client.get(begun.url).content.decode()
    assert "Hospice shop helper" in shown and "Put on their list" in shown
    helping = HelpGiven.objects.get()
    client.post(reverse("access_points:put_on_list", args=[helping.pk, entry.uid]))
    assert list(helping.saved_list.services.all()) == [entry]
    assert reverse("directory:paper", args=[helping.saved_list.secret]) in client.get(begun.url).content.decode()
    client.post(reverse("access_points:end_help", args=[helping.pk]), {"outcome": "found"})
    helping.refresh_from_db()
    assert (helping.outcome, helping.place) == ("found", "Mill Lane hub") and helping.ended_at
    assert not PlanningSession.objects.exists() and not Task.objects.exists()


def test_a_planning_session_is_booked_with_them_and_the_front_door_finds_whose_it_is():
    worker, day = front_door_worker(), open_day()
    hours(worker, day)
    user = at_the_desk("access_point_volunteer")
    client = signed_in(user)
    address = reverse("access_points:session")
    page = client.get(address).content.decode()
    assert "10.00" in page
    value = page.split('name="starts_at"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    said = {"starts_at": value, "name": "Edna Jones", "telephone": "07700 900123", "wants": "Getting out more"}
    assert "Write their name" in client.post(address, {**said, "name": ""}).content.decode()
    assert client.post(address, said).url == reverse("access_points:desk")
    session = PlanningSession.objects.get()
    assert (session.booked_by, session.through, session.subject, session.facilitator) == (user, "facilitator", None,
                                                                                          worker)
    assert Task.objects.filter(kind="planning_session_to_match", team__key="front_door").exists()
    assert "Edna Jones" in client.get(reverse("access_points:desk")).content.decode()
    again = client.post(address, {**said, "name": "Sam Osei"}).content.decode()
    assert "There is a problem" in again


def test_equipment_has_its_list_its_limit_its_question_and_its_day():
    user = at_the_desk()
    client = signed_in(user)
    address = reverse("access_points:lend", args=["kettle_tipper"])
    said = {"about_name": "Mrs Jones", "telephone": "01632 960555", "fits": "yes", "key": uuid4()}
    assert "Then it is not for them" in client.post(address, {**said, "fits": "no"}).content.decode()
    assert client.post(address, said).status_code == 302
    assert "Mrs Jones has 1 already" in client.post(address, {**said, "key": uuid4()}).content.decode()
    lent = EquipmentLent.objects.get()
    assert (lent.label, lent.return_by - lent.given_on, lent.entered_by) == ("Kettle tipper", timedelta(days=84), user)
    assert lent.asked_first == "Can they fill it without lifting it?"
    assert Task.objects.get(kind="equipment_due_back").due_on == lent.return_by
    assert client.get(reverse("access_points:lend", args=["key_safe"])).status_code == 404, "not for desks"
    with pytest.raises(actions.TooMany, match="not on the list for desks"):
        actions.lend(by=user, point=mill_lane(), item="key_safe", about_name="Mrs Jones")
    client.post(reverse("access_points:back", args=[lent.pk]), {"state": "Good"})
    lent.refresh_from_db()
    assert lent.returned_on == timezone.localdate() and not Task.objects.open().exists()


@pytest.mark.parametrize(("kind", "taken_on"), [("advice", False), ("taken_on", True)])
def test_a_question_goes_to_a_professional_and_an_answer_comes_back(kind, taken_on):
    user, therapist = at_the_desk("access_point_volunteer"), make_user(
        "occupational_therapist", team=make_team("occupational_therapy"))
    client = signed_in(user)
    client.post(reverse("access_points:ask"), {"whom": "occupational_therapist", "words": "Is a board safe for her?",
                                               "about_name": "", "waits": "yes"})
    client.post(reverse("access_points:ask"), {"whom": "occupational_therapy", "words": "Is a board safe for her?",
                                               "about_name": "", "waits": "yes"})
    question = Question.objects.get()
    task = Task.objects.get()
    assert (task.team.key, task.priority) == ("occupational_therapy", "urgent") and "board" not in task.title
    professional = Client()
    professional.force_login(therapist)
    assert "Is a board safe for her?" in professional.get(reverse("access_points:questions")).content.decode()
    here = reverse("access_points:question", args=[question.pk])
    professional.post(here, {"words": "Yes, with a rail", "kind": kind})
    question.refresh_from_db()
    assert (question.answered_by, question.kind) == (therapist, kind)
    assert Task.objects.open().filter(kind="access_point_taken_on", owner=therapist).exists() is taken_on
    assert Notification.objects.filter(to_user=user, title="Your question is answered").exists()
    assert "New answer" in client.get(reverse("access_points:desk")).content.decode()
    assert "Yes, with a rail" in client.get(reverse("access_points:asked", args=[question.pk])).content.decode()
    assert "New answer" not in client.get(reverse("access_points:desk")).content.decode()
    late = professional.post(reverse("access_points:question", args=[question.pk]), {"words": "No", "kind": "advice"})
    assert "Yes, with a rail" in late.content.decode()


def test_who_reads_no_talks_reads_only_what_is_asked_about_money():
    user, officer = at_the_desk("access_point_volunteer"), make_user("finance_officer", team=make_team("finance"))
    client, theirs, worker = signed_in(user), signed_in(officer), signed_in(make_user("front_door_worker"))
    asked = {"welfare_rights": "Does she get the allowance?", "social_work": "Her son shouts at her",
             "occupational_therapy": "Is a board safe?", "front_door": "Whom do we ring?"}
    for whom, words in asked.items():
        client.post(reverse("access_points:ask"), {"whom": whom, "words": words, "about_name": "", "waits": "no"})
    for signed, readable in ((theirs, {"welfare_rights"}), (worker, set(asked))):
        listed = signed.get(reverse("access_points:questions")).content.decode()
        for one in Question.objects.all():
            here = reverse("access_points:question", args=[one.pk])
            assert (here in listed) is (one.whom in readable)
            assert signed.get(here).status_code == (200 if one.whom in readable else 404)
    hidden = Question.objects.get(whom="social_work")
    theirs.post(reverse("access_points:question", args=[hidden.pk]), {"words": "No", "kind": "advice"})
    hidden.refresh_from_db()
    assert hidden.answered_at is None


def test_a_concern_is_written_down_with_guidance_beside_it_and_is_raised_on_a_record_by_safeguarding():
    user, winnie = at_the_desk("access_point_volunteer", name="Idris Coker"), somebody("Winnie", "Downton")
    client = signed_in(user)
    page = client.get(reverse("access_points:hear")).content.decode()
    assert "Do not promise to keep it secret" in page and "ring 999 before" in page
    assert "Write what you saw or heard" in client.post(
        reverse("access_points:hear"), {**CONCERN, "what": ""}).content.decode()
    passed = client.post(reverse("access_points:hear"), CONCERN, follow=True).content.decode()
    assert "It is with the safeguarding team" in passed and "A first look is promised by" in passed
    heard, task = ConcernHeard.objects.get(), Task.objects.get()
    assert (task.kind, task.team.key) == ("safeguarding_concern", "safeguarding") and "Winnie" not in task.title
    lead = make_user("safeguarding_lead", team=make_team("safeguarding"))
    safeguarding = Client()
    safeguarding.force_login(lead)
    queue = safeguarding.get(reverse("enquiries:queue")).content.decode()
    address = reverse("access_points:concern", args=[heard.pk])
    assert "A concern was heard at Mill Lane hub" in queue and address in queue
    assert "Winnie Downton" in safeguarding.get(address).content.decode()
    assert "Choose the person" in safeguarding.post(address, {"kinds": ["financial"]}).content.decode()
    safeguarding.post(address, {"kinds": ["financial"], "subject": winnie.pk})
    raised = RaisedConcern.objects.get()
    assert (raised.subject, raised.kinds, raised.item.queue) == (winnie, ["financial"], "safeguarding_concern")
    assert raised.response.answers["what"] == CONCERN["what"] and raised.response.answers["wishes"] == CONCERN["wishes"]
    assert not Task.objects.open().exclude(pk=raised.item_id).exists()
    seen = client.get(reverse("access_points:heard", args=[heard.pk])).content.decode()
    assert "Somebody of the safeguarding team has it" in seen
    too_late = {"kinds": ["physical"], "subject": winnie.pk}
    assert "A colleague has raised" not in safeguarding.post(address, too_late, follow=True).content.decode()
    other = Client()
    other.force_login(make_user("safeguarding_lead", team=make_team("safeguarding"), username="other"))
    assert "A colleague has raised" in other.post(address, too_late, follow=True).content.decode()
    assert RaisedConcern.objects.get().kinds == ["financial"]


@pytest.mark.parametrize(("told", "asked"), [("not_safe", "not_safe"), ("not_there", "not_reached")])
def test_a_concern_without_their_wishes_is_raised_all_the_same_and_says_why(told, asked):
    user, winnie = at_the_desk(), somebody("Winnie", "Downton")
    lead = make_user("safeguarding_lead", team=make_team("safeguarding"))
    heard = actions.hear(by=user, point=mill_lane(), about_name="Winnie Downton", what="Bruises", told_them=told,
                         who_told="A neighbour", in_danger_now=True, rang_999=True)
    assert Task.objects.get().priority == "urgent"
    raised = actions.raise_on_record(heard=heard, subject=winnie, kinds=["physical"], by=lead)
    assert (raised.wishes_asked, raised.in_danger_now, raised.item.priority) == (asked, True, "urgent")
    with pytest.raises(actions.AlreadyTaken):
        actions.raise_on_record(heard=heard, subject=winnie, kinds=["physical"], by=lead)


def arranged(by: User, goes: User, **details) -> Accompaniment:
    said = {"service": details.pop("service", None) or club(), "about_name": "Mr Smith", "goes": goes,
            "on_day": timezone.localdate() + timedelta(days=1), "at": time(9, 30), "meet_at": "At home, 4 Weir Street",
            "telephone": "07700 900456", **details}
    return actions.arrange(by=by, point=mill_lane(), **said)


def test_somebody_goes_along_on_a_day_is_reminded_and_says_how_it_went(monkeypatch):
    by, goes = at_the_desk(name="Pauline Whitworth"), at_the_desk("access_point_volunteer", name="Idris Coker")
    one = arranged(by, goes)
    assert Task.objects.get(kind="accompaniment").owner == goes
    volunteer = signed_in(goes)
    shown = volunteer.get(reverse("access_points:accompaniment", args=[one.pk])).content.decode()
    assert "At home, 4 Weir Street" in shown and "Meet them" in shown and "How did it go?" not in shown
    assert actions.remind(day=one.on_day) == 1 and actions.remind(day=one.on_day) == 0
    assert Notification.objects.filter(to_user=goes, title__startswith="Tomorrow").exists()
    assert "Idris Coker meets you" in Notification.objects.get(to_name="Mr Smith").words
    Accompaniment.objects.update(on_day=timezone.localdate())
    address = reverse("access_points:accompaniment", args=[one.pk])
    assert "Say whether it happened" in volunteer.post(address, {"outcome": "goes_on"}).content.decode()
    volunteer.post(address, {"met": "yes", "went": "yes", "stayed": "yes", "outcome": "goes_on",
                             "how_it_was": "I dug a whole bed"})
    one.refresh_from_db()
    assert (one.met, one.went, one.stayed, one.outcome, one.ended_by) == (True, True, True, "goes_on", goes)
    assert not Task.objects.open().exists()
    hub = signed_in(by).get(address).content.decode()
    assert "I dug a whole bed" in hub and "Arrange it once more" in hub


def test_company_is_arranged_from_the_hub_to_a_group_that_goes_with_people():
    by, goes, entry = at_the_desk(), at_the_desk("access_point_volunteer"), club()
    client, day = signed_in(by), timezone.localdate() + timedelta(days=4)
    found = client.post(reverse("access_points:company"), {"words": "gardening", "postcode": ""}).content.decode()
    assert "Gentle gardening club" in found and "Goes with you" in found
    said = {"about_name": "Mr Smith", "goes": goes.pk, "on_day": day.isoformat(), "at": "9.30", "meet_at": "At home"}
    address = reverse("access_points:arrange", args=[entry.uid])
    assert "Write where they meet" in client.post(address, {**said, "meet_at": ""}).content.decode()
    client.post(address, said)
    assert Accompaniment.objects.get().goes == goes
    another = client.post(address, {**said, "about_name": "Mrs Jones"}).content.decode()
    assert "goes along with somebody else then" in another


def test_nobody_is_sent_along_whose_training_is_not_in_date_that_day():
    by, goes = at_the_desk(), at_the_desk("access_point_volunteer")
    goes.qualifications.update(expires_on=timezone.localdate())
    with pytest.raises(actions.Missing, match="runs out before that day"):
        arranged(by, goes)
    goes.qualifications.update(expires_on=None)
    with pytest.raises(actions.Missing, match="has gone"):
        arranged(by, goes, service=club(), on_day=date(2026, 1, 1))


def test_what_another_entered_is_not_there(client):
    mine, other = at_the_desk(), at_the_desk()
    help_given = actions.begin_help(by=other, point=mill_lane(), about_name="Mrs Jones", wanted="Company")
    lent = actions.lend(by=other, point=mill_lane(), item="trolley", about_name="Mrs Jones")
    asked = actions.ask(by=other, point=mill_lane(), whom="front_door", words="Who?")
    heard = actions.hear(by=other, point=mill_lane(), about_name="Winnie", what="x", who_told="y", told_them="yes",
                         in_danger_now=False)
    one = arranged(other, other)
    client = signed_in(mine)
    for name, row in (("look", help_given), ("back", lent), ("asked", asked), ("heard", heard), ("again", one),
                      ("accompaniment", one)):
        assert client.get(reverse(f"access_points:{name}", args=[row.pk])).status_code == 404, name
    shown = client.get(reverse("access_points:desk")).content.decode()
    assert "Mrs Jones" not in shown and "Mr Smith" not in shown
    assert client.get(reverse("access_points:concern", args=[heard.pk])).status_code == 403


KINDS = (HelpGiven, EquipmentLent, Question, ConcernHeard, Accompaniment, PlanningSession)


def seen_by(user: User) -> set[str]:
    """Without a single condition of ours: what the database itself gives the web role."""
    with context.within(context_of(User.objects.get(pk=user.pk), "r")):
        return {model.__name__ for model in KINDS if model.objects.exists()}


def test_the_database_itself_gives_nobody_at_a_desk_what_another_entered(web_role):
    context.enter(context.NOBODY)
    with context.acting(why="test"):
        worker, day = front_door_worker(), open_day()
        hours(worker, day)
        first, second, carer = at_the_desk(), at_the_desk("access_point_volunteer"), make_user("carers_centre_worker")
        goes = at_the_desk("access_point_volunteer")
        everybody = {model.__name__ for model in KINDS}
        actions.begin_help(by=first, point=mill_lane(), about_name="Mrs Jones", wanted="Company")
        actions.lend(by=first, point=mill_lane(), item="trolley", about_name="Mrs Jones")
        actions.ask(by=first, point=mill_lane(), whom="front_door", words="Who?")
        heard = actions.hear(by=first, point=mill_lane(), about_name="Winnie", what="x", who_told="y", told_them="yes",
                             in_danger_now=False)
        arranged(first, goes)
        booked(day, by=first)
        winnie = somebody("Winnie", "Downton")
    assert seen_by(first) == everybody
    assert seen_by(second) == set() == seen_by(carer)
    assert seen_by(goes) == {"Accompaniment"}
    assert seen_by(worker) == everybody, "those who may open records"
    assert not any(model.objects.exists() for model in KINDS), "the public"
    with context.acting(why="test"):
        ConcernHeard.objects.filter(pk=heard.pk).update(subject=winnie)
        PlanningSession.objects.update(subject=winnie)
    assert seen_by(first) == everybody and seen_by(second) == set()


def test_they_write_it_as_the_web_role_too(web_role):
    context.enter(context.NOBODY)
    with context.acting(why="test"):
        user, worker, day = at_the_desk(), front_door_worker(), open_day()
        hours(worker, day)
        entry = club()
    client = signed_in(user)
    client.post(reverse("access_points:begin"), {"wanted": "Company", "about_name": "Mrs Jones"})
    client.post(reverse("access_points:lend", args=["trolley"]), {"about_name": "Mrs Jones", "fits": "yes",
                                                                       "key": uuid4()})
    client.post(reverse("access_points:ask"), {"whom": "front_door", "words": "Who?", "waits": "no"})
    client.post(reverse("access_points:hear"), CONCERN)
    client.post(reverse("access_points:arrange", args=[entry.uid]), {
        "about_name": "Mr Smith", "goes": user.pk, "on_day": (day).isoformat(), "at": "9.30", "meet_at": "At home"})
    page = client.get(reverse("access_points:session")).content.decode()
    value = page.split('name="starts_at"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    client.post(reverse("access_points:session"), {"starts_at": value, "name": "Edna Jones", "wants": "x"})
    assert seen_by(user) == {model.__name__ for model in KINDS}


def test_the_community_book_says_what_is_here_who_knows_and_what_is_missing():
    client = signed_in(at_the_desk())
    address = reverse("access_points:book")
    assert "Write it in a sentence" in client.post(address, {"kind": "gap", "words": ""}).content.decode()
    client.post(address, {"kind": "gap", "words": "Nowhere warm to sit on Sundays", "whom_to_ask": "The chapel"})
    shown = client.get(address).content.decode()
    assert "Community book: Westmere Central" in shown and "Nowhere warm to sit on Sundays" in shown
    assert "Nowhere warm" not in client.get(address, {"network": "Northfield"}).content.decode()
    from alongside.front_door.access_points.models import BookNote

    note = BookNote.objects.get()
    client.post(reverse("access_points:settle_note", args=[note.pk]), {"settled": "The chapel opens its hall"})
    assert "The chapel opens its hall" in client.get(address).content.decode()
    commissioner = Client()
    commissioner.force_login(make_user("commissioner"))
    assert commissioner.get(address).status_code == 200
    commissioner.force_login(make_user("councillor"))
    assert commissioner.get(address).status_code == 403


def test_anybody_reads_where_the_places_are_and_whether_they_are_open(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(timezone.datetime(2026, 11, 24, 10)))
    shown = client.get(reverse("access_points:places")).content.decode()
    for words in ("Westmere Central", "Mill Lane hub", "Open now, until 17.00", "Harbour surgery"):
        assert words in shown
    place = client.get(reverse("access_points:place", args=["mill_lane"])).content.decode()
    assert "A quiet room if you ask" in place and "kettle tipper" in place and "Sunday" in place
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(timezone.datetime(2026, 12, 24, 18)))
    place = client.get(reverse("access_points:place", args=["mill_lane"])).content.decode()
    assert "Closed: Christmas Day" in place and "Opens Saturday 26 December" in place
    assert client.get(reverse("access_points:place", args=["nowhere"])).status_code == 404


def test_the_desk_within_its_queries(django_assert_max_num_queries):
    user = at_the_desk()
    for number in range(5):
        actions.begin_help(by=user, point=mill_lane(), about_name="", wanted=f"Company {number}")
        actions.ask(by=user, point=mill_lane(), whom="front_door", words=f"Who {number}?")
    client = signed_in(user)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("access_points:desk")).status_code == 200


def test_what_a_desk_wrote_about_nobodys_record_is_forgotten_and_what_is_still_out_or_asked_is_not():
    desk_worker, point, long_ago = at_the_desk(), mill_lane(), timezone.now() - timedelta(days=366)
    old, new = (actions.begin_help(by=desk_worker, point=point, about_name="Edna", wanted="Company") for _ in range(2))
    HelpGiven.objects.filter(pk=old.pk).update(entered_at=long_ago)
    at = {"entered_by": desk_worker, "point": point.key, "place": point.label, "about_name": "Edna"}
    lent = {"item": "trolley", "label": "Trolley", "asked_first": "Steps?", "given_on": long_ago.date() - timedelta(90),
            "return_by": long_ago.date() - timedelta(20)}
    EquipmentLent.objects.create(**at, **lent, returned_on=long_ago.date() - timedelta(1))
    still_out = EquipmentLent.objects.create(**at, **lent)
    Question.objects.create(**at, whom="social_work", words="Who helps?", answer="We do", kind="advice",
                            answered_by=desk_worker, answered_at=long_ago)
    asked = Question.objects.create(**at, whom="social_work", words="Who helps?")
    assert actions.forget_unmatched() == 3
    assert list(HelpGiven.objects.all()) == [new] and list(EquipmentLent.objects.all()) == [still_out]
    assert list(Question.objects.all()) == [asked]
