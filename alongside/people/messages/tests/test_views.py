from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.uploads.cleaning import Clean
from alongside.people.messages import actions
from alongside.people.messages.models import Message, Thread

from .factories import make_message, make_subject, make_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(client) -> Thread:
    subject = make_subject()
    worker = make_worker(subject)
    client.force_login(worker)
    return make_message(subject=subject).thread


def _post(client, address, *, do="sign", first=False, **answers):
    """As the page sends it; `revision` as the draft stands."""
    client.get(address)
    draft = Draft.objects.order_by("-pk").first()
    keys = "about,words,asks,asks_for,asks_by" if first else "words,asks,asks_for,asks_by"
    return client.post(address, {"keys": keys, "revision": draft.revision, "do": do, "asks": "no", **answers})


def test_what_waits_is_on_the_workers_list_with_how_many_are_unread(client, thread):
    make_message("And when?", subject=thread.subject, thread=thread)
    page = client.get(reverse("messages:waiting")).content.decode()
    assert "2 messages not read yet" in page and "Is the ramp coming?" in page
    assert Look.objects.filter(what="messages", listed=[thread.subject_id]).exists()


def test_the_worker_reads_answers_and_closes_it(client, thread):
    address = reverse("messages:thread", args=[thread.pk])
    assert "Is the ramp coming?" in client.get(address).content.decode()
    message = Message.objects.get()
    assert message.read_by is not None and Look.objects.filter(subject=thread.subject, what="messages").exists()
    close = reverse("messages:close", args=[thread.pk])
    assert "They wrote last" in client.post(close, {"because": "Done"}).content.decode()
    answer = reverse("messages:answer", args=[thread.pk])
    assert "Write the message before you send it" in _post(client, answer, words="").content.decode()
    _post(client, answer, words="On Monday", asks="yes", asks_for="A photograph of the step")
    assert Message.objects.get(words="On Monday").asks_for == "A photograph of the step"
    page = client.get(address).content.decode()
    assert "Asked for, not given yet" in page and "They do not know yet that this is here" in page
    assert client.post(close, {"because": "The ramp is in"}).status_code == 302
    assert "The ramp is in" in client.get(address).content.decode()
    assert client.get(answer).status_code == 302, "a closed one is not answered"


def test_an_answer_saves_itself_and_says_when_they_wrote_meanwhile(client, thread):
    answer = reverse("messages:answer", args=[thread.pk])
    _post(client, answer, words="On Mon", do="save")
    assert "On Mon" in client.get(answer).content.decode()
    make_message("It is urgent", subject=thread.subject, thread=thread)
    page = _post(client, answer, words="On Monday").content.decode()
    assert "wrote meanwhile" in page and "On Monday" in page and not Message.objects.from_colleagues().exists()
    _post(client, answer, words="On Monday, and sooner if I can")
    assert Message.objects.from_colleagues().get().words.startswith("On Monday, and sooner")


def test_the_worker_writes_first(client, thread):
    address = reverse("messages:write", args=[thread.subject_id])
    _post(client, address, first=True, about="Your review", words="Shall we meet?")
    written = Message.objects.get(words="Shall we meet?")
    assert written.thread.about == "Your review"
    assert "Your review" in client.get(reverse("messages:index", args=[thread.subject_id])).content.decode()


def test_a_file_is_taken_and_never_opened_in_a_page(client, thread):
    page = Clean(b"<b>hello</b>", "text/plain", "letter.txt")
    file = make_message(subject=thread.subject, thread=thread, files=[page]).attachments.get()
    taken = client.get(reverse("messages:attachment", args=[file.pk]))
    assert taken.content == b"<b>hello</b>" and taken["X-Content-Type-Options"] == "nosniff"
    assert taken["Content-Disposition"] == 'attachment; filename="letter.txt"'


def test_what_tells_of_somebody_else_is_marked(client, thread):
    message = Message.objects.get()
    here, mark = reverse("messages:thread", args=[thread.pk]), reverse("messages:mark", args=[message.pk])
    assert '<input type="hidden" name="tells" value="yes">' in client.get(here).content.decode()
    for _ in range(2):  # two who press it mean the same
        client.post(mark, {"tells": "yes"})
    client.post(mark)
    message.refresh_from_db()
    assert message.third_party
    page = client.get(here).content.decode()
    assert "About somebody else" in page and '<input type="hidden" name="tells" value="no">' in page


def test_no_permission_and_restricted(client, thread):
    pages = [reverse("messages:index", args=[thread.subject_id]), reverse("messages:thread", args=[thread.pk])]
    client.force_login(make_user("business_support"))
    assert [client.get(page).status_code for page in pages] == [403, 403]
    reader = make_user("finance_officer")
    client.force_login(reader)
    assert client.get(pages[1]).status_code == 403
    restrict(thread.subject, make_user())
    client.force_login(make_user("social_worker", team=make_team("south")))
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert actions.work_of(thread) is not None
