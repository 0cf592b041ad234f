"""Writing to one's worker, adding to one's own record, seeing something differently: by the pages, as the web role."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit import context
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.work.models import Task
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.models import SeenDifferently, Words
from alongside.people.about_me.tests.factories import make_words
from alongside.people.agreements.tests.factories import make_agreement
from alongside.people.messages import actions, policy
from alongside.people.messages.models import Begun, Message, Thread, outsider
from alongside.people.messages.tests.factories import make_worker
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import SignedIn
from alongside.people.own_access.tests.factories import EMAIL, let_in, let_in_power, make_person
from alongside.people.relationships import actions as relationships

from .signing_in import sign_in

pytestmark = pytest.mark.django_db
LIST, WRITE = "/my-plan/messages/", "/my-plan/messages/write/"


@pytest.fixture(autouse=True)
def as_the_pages_run(web_role):
    context.enter(context.NOBODY)


def quietly():
    """What the test itself makes or looks at, beside the pages."""
    return context.acting(why="test")


@pytest.fixture
def hers(client):
    with quietly():
        make_team("front_door", name="Front door")
        subject = make_person()
        worker = make_worker(subject, name="Amara Bello")
        access = let_in(subject, by=worker)
    sign_in(client, EMAIL)
    access.worker = worker
    return access


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def test_she_reads_who_reads_her_words_and_by_when_and_whom_to_ring(client, hers):
    page = client.get(LIST).content.decode()
    assert "Amara Bello reads what you write." in page and "You get an answer by" in page
    assert "999" in page and "01632 960 199" in page and "We read messages Monday to" in page


def test_a_message_is_sent_read_and_answered(client, hers):
    client.get(WRITE)
    sent = client.post(WRITE, {"words": "Is the ramp coming?", "revision": "0", "do": "send"})
    with quietly():
        message = Message.objects.get()
        assert sent.url == reverse("my_plan:sent", args=[message.thread_id])
        assert (message.writer, message.writer_access) == ("Winifred Okafor", hers.pk)
        assert Task.objects.get(kind="message").owner == hers.worker
    assert "Your message is sent" in client.get(sent.url).content.decode()
    assert "Not read yet" in client.get(reverse("my_plan:thread", args=[message.thread_id])).content.decode()
    with quietly():
        actions.write_from_colleague(thread=message.thread, words="On Monday", by=hers.worker)
    assert "New message for you" in client.get(LIST).content.decode()
    page = client.get(reverse("my_plan:thread", args=[message.thread_id])).content.decode()
    assert "On Monday" in page and "Read by Amara Bello" in page
    with quietly():
        assert Message.objects.get(words="On Monday").read_by_name == "Winifred Okafor"


def test_while_her_worker_is_away_she_is_told_who_reads_it(client, hers):
    with quietly():
        accounts.arrange_cover(absent=hers.worker, cover=make_user(name="Tom Ashworth"), starts_on=timezone.localdate(),
                               ends_on=timezone.localdate() + timedelta(days=3), by=make_user("team_manager"))
    page = client.get(WRITE).content.decode()
    assert "Amara Bello is away. Tom Ashworth reads what you write until" in page


def test_words_of_danger_show_whom_to_ring_now(client, hers, monkeypatch):
    monkeypatch.setattr(policy, "is_open", lambda now: True)
    sent = client.post(WRITE, {"words": "I am frightened of him", "revision": "0", "do": "send"})
    page = client.get(sent.url).content.decode()
    assert "Are you safe now?" in page and "116 123" in page
    with quietly():
        assert Task.objects.get(kind="message").priority == Task.Priority.URGENT


def test_what_she_has_begun_is_kept_and_nobody_else_reads_it(client, hers):
    client.post(WRITE, {"words": "I want to say", "revision": "0", "do": "keep"})
    assert "I want to say" in client.get(WRITE).content.decode()
    assert "Go on with your message" in client.get(LIST).content.decode()
    with quietly():
        assert not Message.objects.exists() and Begun.objects.get().words == "I want to say"


def test_the_page_keeps_by_itself_and_two_windows_are_noticed(client, hers):
    keep = reverse("my_plan:keep_writing")
    first = client.post(keep, {"place": "new", "words": "One", "revision": "0"}).json()
    assert first["kept"] and first["says"].startswith("Saved")
    assert client.post(keep, {"place": "new", "words": "One and two", "revision": first["revision"]}).json()["kept"]
    late = client.post(keep, {"place": "new", "words": "Three", "revision": first["revision"]})
    assert late.status_code == 409 and not late.json()["kept"]
    page = client.post(WRITE, {"words": "Three", "revision": str(first["revision"]), "do": "keep"}).content.decode()
    assert "in another window" in page and "One and two" in page and "Three" in page
    client.post(WRITE, {"words": "All three", "revision": hidden(page, "revision"), "do": "keep"})
    with quietly():
        assert Begun.objects.get().words == "All three"
    for nowhere in ("", "anywhere", "thread:x"):
        assert client.post(keep, {"place": nowhere, "words": "x"}).status_code == 400


def test_a_newer_message_is_read_before_hers_is_sent(client, hers):
    with quietly():
        thread = actions.write_from_outside(subject=hers.subject, who=outsider(hers), words="Well?").thread
    answer = reverse("my_plan:answer", args=[thread.pk])
    seen = hidden(client.get(answer).content.decode(), "seen")
    with quietly():
        actions.write_from_colleague(thread=thread, words="It comes on Monday", by=hers.worker)
    page = client.post(answer, {"words": "Nobody answers", "seen": seen, "revision": "0"}).content.decode()
    assert "There is a newer message" in page and "It comes on Monday" in page and "Nobody answers" in page
    client.post(answer, {"words": "Thank you", "seen": hidden(page, "seen"), "revision": "0"})
    with quietly():
        assert Message.objects.filter(words="Thank you").exists()


def test_what_was_asked_for_is_given_with_a_photo_cleaned_of_where_it_was_taken(client, hers):
    with quietly():
        thread = actions.begin_from_colleague(subject=hers.subject, about="Your letter", words="Hello", by=hers.worker)
        thread = thread.thread
        asked = actions.write_from_colleague(thread=thread, words="Could you?", by=hers.worker,
                                             asks_for="A photo of it")
    answer = reverse("my_plan:answer", args=[thread.pk])
    page = client.get(answer).content.decode()
    assert "A photo of it" in page
    given = {"words": "Here it is", "seen": hidden(page, "seen"), "revision": "0"}
    wrong = client.post(answer, {**given, "gives": "yes", "file": SimpleUploadedFile("run.exe", b"MZ\x00\x01")})
    assert wrong.status_code == 422 and "save it as a PDF" in wrong.content.decode()
    assert "Here it is" in wrong.content.decode()
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Secretcam"
    Image.new("RGB", (4, 4)).save(picture, "JPEG", exif=exif)
    assert b"Secretcam" in picture.getvalue()
    client.post(answer, {**given, "gives": "yes", "file": SimpleUploadedFile("me.jpg", picture.getvalue())})
    with quietly():
        asked.refresh_from_db()
        file = Message.objects.get(words="Here it is").attachments.get()
        assert asked.given_at and b"Secretcam" not in file.content()
    taken = client.get(reverse("my_plan:attachment", args=[file.pk]))
    assert taken["Content-Disposition"] == 'attachment; filename="me.jpg"'
    assert taken["X-Content-Type-Options"] == "nosniff"


def test_another_persons_messages_files_and_entries_are_not_there(client, hers):
    with quietly():
        other = make_person("Omar Farouk")
        his = actions.write_from_outside(subject=other, who=outsider(let_in(other, ways=[("email", "o@example.org")])),
                                         words="Mine")
        said = make_words(other)
    for address in (reverse("my_plan:thread", args=[his.thread_id]), reverse("my_plan:answer", args=[his.thread_id]),
                    reverse("my_plan:sent", args=[his.thread_id]), reverse("my_plan:attachment", args=[1]),
                    reverse("my_plan:differently", args=["words", said.pk]),
                    reverse("my_plan:differently", args=["nothing", 1]), reverse("my_plan:add_words", args=["money"])):
        page = client.get(address)
        assert page.status_code == 404 and "Mine" not in page.content.decode(), address


def test_a_deputy_for_money_reads_only_what_they_wrote(client, hers):
    with quietly():
        health = actions.write_from_outside(subject=hers.subject, who=outsider(hers), words="My knees").thread
        let_in_power(hers.subject, "deputy_finance")
    client.cookies.clear()
    sign_in(client, "chidi@example.org")
    assert "My knees" not in client.get(LIST).content.decode()
    assert client.get(reverse("my_plan:thread", args=[health.pk])).status_code == 404
    sent = client.post(WRITE, {"words": "What does it cost?", "revision": "0"})
    page = client.get(reverse("my_plan:thread", args=[_last_thread()])).content.decode()
    assert sent.status_code == 302 and "What does it cost?" in page
    assert client.get("/my-plan/add/").status_code == 404, "their power does not reach what matters to her"


def _last_thread() -> int:
    with quietly():
        return Thread.objects.latest("pk").pk


def test_what_she_adds_stands_as_hers_beside_what_a_worker_wrote(client, hers):
    with quietly():
        make_words(hers.subject, topic="changed", words="She manages the stairs", by=hers.worker)
    assert "What has changed" in client.get("/my-plan/add/").content.decode()
    address = reverse("my_plan:add_words", args=["changed"])
    page = client.get(address).content.decode()
    assert "She manages the stairs" in page and "It stays." in page
    assert client.post(address, {"words": "", "revision": "0"}).status_code == 422
    client.post(address, {"words": "Half a th", "revision": "0", "do": "keep"})
    assert "Half a th" in client.get(address).content.decode()
    assert client.post(address, {"words": "I do not any more", "revision": "1"}).url == "/my-plan/about-me/"
    page = client.get("/my-plan/about-me/").content.decode()
    assert "I do not any more" in page and "You wrote this here on" in page and "She manages the stairs" in page
    with quietly():
        added = Words.objects.get(words="I do not any more")
        assert (added.added_by, added.recorded_by, added.whose) == ("Winifred Okafor", None, "own")
        assert not Begun.objects.exists() and Task.objects.get(kind="addition").owner == hers.worker


def test_danger_in_what_she_adds_shows_whom_to_ring(client, hers):
    answer = client.post(reverse("my_plan:add_words", args=["bad_day"]), {"words": "When he hits me", "revision": "0"})
    assert answer.url == "/my-plan/safe-now/" and "Are you safe now?" in client.get(answer.url).content.decode()


def test_she_sees_something_differently_and_reads_the_answer(client, hers):
    with quietly():
        entry = make_words(hers.subject, words="She refuses help", by=hers.worker)
    address = reverse("my_plan:differently", args=["words", entry.pk])
    assert address in client.get("/my-plan/about-me/").content.decode()
    assert "She refuses help" in client.get(address).content.decode()
    client.post(address, {"words": "I never refused", "wants": "right", "revision": "0"})
    with quietly():
        said = SeenDifferently.objects.get()
        assert (said.about, said.wants, said.said_by) == (f"about_me.words:{entry.pk}", "right", "Winifred Okafor")
        assert Task.objects.get(kind="seen_differently").owner == hers.worker
    assert "You have no answer yet" in client.get("/my-plan/i-see-this-differently/").content.decode()


def test_what_she_sees_differently_in_a_paper_stands_beside_it_for_workers(client, hers):
    with quietly():
        letter = make_letter(by=hers.worker, about=hers.subject, title="What we agreed")
        documents.send_letter(document=letter, how="handed", by=hers.worker)
        release = own_access.release(document=letter, part="documents", about_others="nothing", harm_words="None",
                                     by=hers.worker)
    address = reverse("my_plan:differently", args=["paper", release.pk])
    assert address in client.get(reverse("my_plan:paper", args=[release.pk])).content.decode()
    client.post(address, {"words": "We agreed on Tuesdays", "wants": "right", "revision": "0"})
    desk = Client()
    desk.force_login(hers.worker)
    page = desk.get(reverse("desk:letter", args=[hers.subject_id, letter.pk])).content.decode()
    assert "We agreed on Tuesdays" in page and "sees this differently" in page


def test_she_lets_somebody_read_one_message_and_takes_it_back(client, hers):
    with quietly():
        tobi = relationships.record(subject=hers.subject, kind="grandchild", name="Tobi Okafor", by=hers.worker)
        let_in(hers.subject, by=hers.worker, relationship=tobi, ways=[("email", "tobi@example.org")])
        her = {"subject": hers.subject, "who": outsider(hers)}
        thread = actions.write_from_outside(words="Is the ramp coming?", **her).thread
        other = actions.write_from_outside(words="I am afraid", **her).thread
        his = Client()
        sign_in(his, "tobi@example.org")
    here = reverse("my_plan:thread", args=[thread.pk])
    page = client.get(here).content.decode()
    assert "does not read this" in page and his.get(here).status_code == 404
    address = re.search(r'action="(/my-plan/messages/[^"]+/open-to/[^"]+)"', page)[1]
    assert his.post(address, {"do": "open"}).status_code == 404
    client.post(address, {"do": "open"})
    assert "Tobi Okafor can read this from now on." in client.get(here).content.decode()
    listed = his.get(LIST).content.decode()
    assert "Is the ramp coming?" in listed and "I am afraid" not in listed
    assert "Who else reads this" not in his.get(here).content.decode()
    assert his.get(reverse("my_plan:thread", args=[other.pk])).status_code == 404
    client.post(address, {"do": "close"})
    assert his.get(here).status_code == 404 and "Is the ramp" not in his.get(LIST).content.decode()


def test_a_colleague_of_a_team_whose_name_says_too_much_is_not_named_beside_what_they_did(client, hers):
    with quietly():
        lead = make_user("safeguarding_lead", name="Yasmin Haddad", team=make_team("safeguarding", name="Safeguarding"))
        said = make_words(hers.subject, by=hers.worker)
        thread = actions.write_from_outside(subject=hers.subject, who=outsider(hers), words="Well?").thread
        actions.write_from_colleague(thread=thread, words="I shall ring you", by=lead)
        differs = about_me.see_differently(entry=said, what="What matters", words="No", wants="right",
                                           who=outsider(hers))
        about_me.answer(said=differs, outcome="righted", words="Put right", by=lead)
    here = reverse("my_plan:thread", args=[thread.pk])
    for address in (LIST, here, reverse("my_plan:answer", args=[thread.pk]), reverse("my_plan:differing")):
        page = client.get(address).content.decode()
        assert "Adult social care" in page and "Haddad" not in page and "Safeguarding" not in page, address
    assert "Read by Adult social care" in client.get(here).content.decode()
    with quietly():
        actions.close(thread=thread, because="All said", by=lead)
    page = client.get(here).content.decode()
    assert "Adult social care finished this" in page and "Haddad" not in page


def too_late():
    with quietly():
        SignedIn.objects.update(seen_at=timezone.now() - timedelta(minutes=20))


def test_what_she_sends_when_her_time_is_up_is_in_the_box_again_after_the_code(client, hers):
    client.post(WRITE, {"words": "I want to", "revision": "0", "do": "keep"})
    too_late()
    out = client.post(WRITE, {"words": "I want to say more\r\nthan this", "revision": "1", "do": "send"})
    assert out.url == "/my-plan/sign-in/?wrote"
    assert "is kept for half an hour" in client.get(out.url).content.decode()
    assert "say more" not in str(dict(client.session.items()))
    with quietly():
        assert Begun.objects.get().words == "I want to" and not Message.objects.exists()
    assert sign_in(client).url == WRITE
    page = client.get(WRITE).content.decode()
    assert "We kept what you had written here" in page and "say more" in page and "another window" not in page
    assert "say more" in client.get(WRITE).content.decode(), "it is kept as what she has begun"
    client.post(WRITE, {"words": "Sent at last", "revision": hidden(page, "revision"), "do": "send"})
    with quietly():
        assert Message.objects.get().words == "Sent at last"


@pytest.mark.parametrize("place", ["add", "differently", "take_back"])
def test_wherever_she_writes(client, hers, place):
    with quietly():
        said, agreed = make_words(hers.subject, by=hers.worker), make_agreement(hers.subject, by=hers.worker)
    address = {"add": reverse("my_plan:add_words", args=["changed"]),
               "differently": reverse("my_plan:differently", args=["words", said.pk]),
               "take_back": reverse("my_plan:take_back", args=[agreed.pk])}[place]
    too_late()
    client.post(address, {"words": "Typed too late", "wants": "right", "revision": "0"})
    assert sign_in(client).url == address
    page = client.get(address).content.decode()
    assert "Typed too late" in page
    if place == "differently":
        assert re.search(r'value="right"[^>]*checked', page)


def test_it_is_given_back_to_nobody_else_and_not_after_signing_out(client, hers):
    with quietly():
        son = relationships.record(subject=hers.subject, kind="child", name="Chidi Okafor", by=hers.worker)
        let_in(hers.subject, by=hers.worker, relationship=son, ways=[("email", "chidi@example.org")])
    too_late()
    client.post(WRITE, {"words": "He takes my money", "revision": "0", "do": "send"})
    assert sign_in(client, "chidi@example.org").url == "/my-plan/"
    assert "my money" not in client.get(WRITE).content.decode()
    client.post(reverse("my_plan:sign_out"))
    assert sign_in(client).url == "/my-plan/" and "my money" not in client.get(WRITE).content.decode()


def test_whoever_was_closed_out_reads_the_same_and_nothing_is_held(client, hers):
    with quietly():
        own_access.close_for_safety(subject=hers.subject, words="He answers for her", by=hers.worker)
    out = client.post(WRITE, {"words": "Hello", "revision": "0", "do": "send"})
    assert out.url == "/my-plan/sign-in/?wrote" and "held_words" not in client.session


def test_finish_later_cuts_nothing_and_says_what_it_does_not_keep(client, hers, monkeypatch):
    long = "a\r\n" * 2400
    file = SimpleUploadedFile("a.txt", b"What she can do")
    answer = client.post(WRITE, {"words": long, "revision": "0", "do": "keep", "file": file}, follow=True)
    assert "The file is not: add it again" in answer.content.decode()
    with quietly():
        assert Begun.objects.get().words == long
    page = client.post(WRITE, {"words": "b" * 10_001, "revision": "1", "do": "keep"})
    assert page.status_code == 422 and "too long to keep" in page.content.decode()
    monkeypatch.setattr(actions, "MOST_BEGUN", 1)
    page = client.post(reverse("my_plan:add_words", args=["changed"]),
                       {"words": "Half a thought", "revision": "0", "do": "keep"})
    assert page.status_code == 422
    assert "You have begun many things" in page.content.decode() and "Half a thought" in page.content.decode()
