import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.presenters import letter_of
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.notifications.contact import contact_of
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.people.involvements.tests.factories import make_person
from alongside.people.people import actions as people
from alongside.people.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_store_of_our_own(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def amara(client):
    user = make_user("social_worker", name="Amara Bello", job_title="Social worker")
    client.force_login(user)
    return user


@pytest.fixture
def winnie(amara):
    return make_person("Winifred Okafor", by=amara)


def to(name, subject, *more):
    return reverse(f"desk:{name}", args=[subject.pk, *more])


ANSWERS = {"ask_day": "Thursday 14 May at 2 pm", "ask_where": "at your home",
           "ask_why": "We will talk about the falls.", "to_the_person": "yes", "addressee": "Winifred Okafor",
           "address": "4 Alder Row\nWM4 2AB", "format": "standard"}


def test_writing_reading_and_sending(client, amara, winnie):
    assert "We are coming to see you" in client.get(to("choose_letter", winnie)).content.decode()
    client.post(to("write_letter", winnie, "visit"), ANSWERS)
    letter = Document.objects.get()
    said = client.get(to("letter", winnie, letter.pk)).content.decode()
    assert "Thursday 14 May at 2 pm" in said and "Dear Winifred Okafor" in said and "Amara Bello" in said
    assert "Send the letter" in said
    client.post(to("send_letter", winnie, letter.pk), {"how": "post"})
    said = client.get(to("letter", winnie, letter.pk)).content.decode()
    assert "On its way" in said and "Send the letter" not in said
    assert "We are coming to see you" in client.get(to("letters", winnie)).content.decode()


def test_what_is_missing_is_asked_for_and_nothing_is_lost(client, amara, winnie):
    answer = client.post(to("write_letter", winnie, "visit"), {**ANSWERS, "ask_where": ""})
    said = answer.content.decode()
    assert answer.status_code == 422 and "Fill in “Where”" in said and "We will talk about the falls." in said
    assert not Document.objects.exists()


def test_characters_that_cannot_be_printed_are_named(client, amara, winnie):
    answer = client.post(to("write_letter", winnie, "visit"), {**ANSWERS, "ask_why": "See you soon 🙂"})
    assert "These characters cannot be printed: 🙂" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_draft_can_be_changed_and_set_aside(client, amara, winnie):
    client.post(to("write_letter", winnie, "visit"), ANSWERS)
    letter = Document.objects.get()
    form = client.get(to("change_letter", winnie, letter.pk)).content.decode()
    assert "Thursday 14 May at 2 pm" in form
    client.post(to("change_letter", winnie, letter.pk), {**ANSWERS, "ask_day": "Friday 15 May"})
    assert "Friday 15 May" in client.get(to("letter", winnie, letter.pk)).content.decode()
    client.post(to("set_aside_letter", winnie, letter.pk))
    assert Document.objects.get().status == "withdrawn"


def hidden(page):
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    read = {re.search(r'name="([^"]*)"', one)[1]: unescape(re.search(r'value="([^"]*)"', one)[1]) for one in found}
    return {name: value for name, value in read.items() if name != "csrfmiddlewaretoken"}


def test_two_who_change_one_draft_see_both_letters_and_choose(client, amara, winnie):
    client.post(to("write_letter", winnie, "visit"), ANSWERS)
    letter = Document.objects.get()
    seen = {"seen": hidden(client.get(to("change_letter", winnie, letter.pk)).content.decode())["seen"]}
    tom = Client()
    tom.force_login(make_user("social_worker", name="Tom Ashworth"))
    theirs = {**ANSWERS, **seen, "ask_why": "About the step,\nand the rail."}
    assert tom.post(to("change_letter", winnie, letter.pk), theirs).status_code == 302
    mine = {**ANSWERS, **seen, "ask_why": "About the stairs."}
    stopped = client.post(to("change_letter", winnie, letter.pk), mine)
    page = stopped.content.decode()
    assert stopped.status_code == 409 and "Tom Ashworth" in page and "About the step" in page and "the stairs" in page
    letter.refresh_from_db()
    assert letter.facts["why"].startswith("About the step")
    assert client.post(to("change_letter", winnie, letter.pk), hidden(page)).status_code == 302
    letter.refresh_from_db()
    assert letter.facts["why"] == "About the stairs."


def test_a_draft_that_was_sent_meanwhile_keeps_what_was_typed(client, amara, winnie):
    client.post(to("write_letter", winnie, "visit"), ANSWERS)
    letter = Document.objects.get()
    client.post(to("send_letter", winnie, letter.pk), {"how": "post"})
    answer = client.post(to("change_letter", winnie, letter.pk), {**ANSWERS, "ask_why": "About the stairs."})
    page = answer.content.decode()
    assert answer.status_code == 422 and "no longer a draft" in page and "About the stairs." in page


def test_a_refusal_is_said_beside_the_letter(client, amara, winnie):
    letter = make_letter(by=amara, about=winnie, address=[])
    answer = client.post(to("send_letter", winnie, letter.pk), {"how": "post"})
    assert answer.status_code == 422 and "There is no address to post it to." in answer.content.decode()
    assert not Notification.objects.exists()


def test_what_came_back_is_recorded(client, amara, winnie):
    letter = make_letter(by=amara, about=winnie)
    client.post(to("send_letter", winnie, letter.pk), {"how": "post"})
    client.post(to("letter_came_back", winnie, letter.pk), {"why": "Gone away"})
    assert "Came back undelivered" in client.get(to("letters", winnie)).content.decode()


def test_whoever_says_second_that_it_came_back_is_told_who_did(client, amara, winnie):
    letter = make_letter(by=amara, about=winnie)
    client.post(to("send_letter", winnie, letter.pk), {"how": "post"})
    client.post(to("letter_came_back", winnie, letter.pk), {"why": "Gone away"})
    answer = client.post(to("letter_came_back", winnie, letter.pk), {"why": "No such house"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Amara Bello recorded on" in page and "No such house" in page


def test_reading_letters_is_not_sending_them(client, amara, winnie):
    letter = make_letter(by=amara, about=winnie)
    client.force_login(make_user("director"))
    assert client.get(to("letter", winnie, letter.pk)).status_code == 200
    assert client.post(to("send_letter", winnie, letter.pk), {"how": "post"}).status_code == 403
    assert client.get(to("choose_letter", winnie)).status_code == 403


def test_a_restricted_record_keeps_its_letters(client, amara, winnie):
    letter = make_letter(by=amara, about=winnie)
    restrict(winnie, by=make_user())
    assert client.get(to("letters", winnie)).status_code == 404
    assert client.get(to("letter", winnie, letter.pk)).status_code == 404


def test_no_letters_yet_is_said(client, amara, winnie):
    assert "No letters yet" in client.get(to("letters", winnie)).content.decode()


class TestHowTheyNeedIt:
    def written(self, client, winnie, **answers):
        client.post(to("write_letter", winnie, "visit"), {**ANSWERS, **answers})
        return Document.objects.latest("pk")

    def test_what_they_asked_for_is_shown_and_chosen_when_it_is_written(self, client, amara, winnie):
        people.record_information_need(subject=winnie, need="large_print", detail="20 point, please", by=amara)
        people.record_information_need(subject=winnie, need="hearing_loop", by=amara)
        people.record_information_need(subject=winnie, need="bsl_interpreter", by=amara)
        page = client.get(to("write_letter", winnie, "visit")).content.decode()
        assert "Information in large print: 20 point, please" in page and "Hearing loop" in page
        # An interpreter is for a meeting, not for a letter.
        assert contact_of(winnie).asks == ("Information in large print: 20 point, please", "Hearing loop")
        assert re.search(r'value="large_print" selected', page)

    def test_nothing_recorded_is_said(self, client, amara, winnie):
        assert "Ask them how they read best" in client.get(to("write_letter", winnie, "visit")).content.decode()

    def test_another_language_is_chosen_from_what_they_speak(self, client, amara, winnie):
        Person.objects.filter(subject=winnie).update(first_language="polish")
        assert contact_of(winnie).put_into == ""  # spoken at home, and nobody asked for letters in it
        people.record_information_need(subject=winnie, need="translated", by=amara)
        page = client.get(to("write_letter", winnie, "visit")).content.decode()
        assert re.search(r'value="polish" selected', page)

    @pytest.mark.parametrize(("form", "large", "easy"), [("large_print", True, False), ("easy_read", False, True)])
    def test_large_print_and_easy_read_are_laid_out_here(self, client, amara, winnie, form, large, easy):
        letter = self.written(client, winnie, format=form, ask_why="We will talk. Then we will see Dr. Ali.")
        set_as = letter_of(letter)
        assert (set_as.large_print, set_as.easy_read) == (large, easy)
        lines = [part.text for part in set_as.blocks if hasattr(part, "text")]
        assert ("We will talk." in lines and "Then we will see Dr. Ali." in lines) is easy
        plain = self.written(client, winnie, ask_why="We will talk. Then we will see Dr. Ali.")
        assert letter.pdf().startswith(b"%PDF") and letter.sha256 != plain.sha256
        client.post(to("send_letter", winnie, letter.pk), {"how": "handed"})
        # Its layout alone does not make a letter easy to read.
        assert [task.title.rpartition("” ")[2] for task in Task.objects.filter(kind="letter_format")] == (
            ["put into easy words, with pictures"] if easy else [])

    @pytest.mark.parametrize(("answers", "what"), [
        ({"format": "braille"}, ["made in braille"]), ({"format": "audio"}, ["made in audio"]),
        ({"put_into": "polish"}, ["put into Polish"]),
        ({"format": "braille", "put_into": "polish"}, ["made in braille", "put into Polish"]),
    ])
    def test_the_others_are_a_task_with_a_day(self, client, amara, winnie, answers, what):
        letter = self.written(client, winnie, **answers)
        assert "To arrange once it is sent" in client.get(to("letter", winnie, letter.pk)).content.decode()
        client.post(to("send_letter", winnie, letter.pk), {"how": "handed"})
        tasks = list(Task.objects.filter(kind="letter_format").order_by("pk"))
        assert [task.title.rpartition("” ")[2] for task in tasks] == what
        assert all(task.owner == amara and task.due_on > timezone.localdate() for task in tasks)
        page = client.get(to("letter", winnie, letter.pk)).content.decode()
        assert "To arrange" in page and what[0] in page
