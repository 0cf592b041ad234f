from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.events.models import Event
from alongside.foundation.subjects.outside import Outsider
from alongside.foundation.work.models import Task
from alongside.people.about_me import actions, presenters
from alongside.people.about_me.models import SeenDifferently, TakenUp, Words
from alongside.people.messages.models import Message
from alongside.people.messages.tests.factories import make_subject, make_worker
from alongside.rules.dates import add_months

from .factories import make_words

pytestmark = pytest.mark.django_db
HERSELF = Outsider("Winifred Okafor", access=1)
HER_SON = Outsider("Chidi Okafor", "attorney for health and welfare", access=2)


def make_addition(subject=None, *, words="My knees are worse since March", topic="changed", who=HERSELF):
    return actions.add(subject=subject or make_subject(), topic=topic, words=words, who=who)


def test_what_she_adds_is_marked_as_hers_and_her_workers_words_stand():
    subject = make_subject()
    worker = make_worker(subject)
    before = make_words(subject, topic="changed", words="She manages the stairs")
    added = make_addition(subject)
    assert presenters.whose_note(added).startswith("Added by Winifred Okafor themselves on ")
    assert [one.words for one in subject.words.newest_first()] == [added.words, before.words]
    assert [tag.text for tag in presenters.tags(added)] == ["New, and theirs"] and presenters.tags(before) == []
    task = Task.objects.get(kind="addition")
    assert (task.owner, task.due_on is not None) == (worker, True)
    assert Event.objects.get(kind="about_me.added").by is None


def test_what_somebody_adds_for_her_says_who_and_in_which_right():
    added = make_addition(who=HER_SON)
    assert (added.whose, added.told_by) == ("told", "Chidi Okafor, attorney for health and welfare")
    assert "Chidi Okafor, attorney for health and welfare" in presenters.whose_note(added)


def test_several_additions_are_one_piece_of_work_and_danger_makes_it_urgent():
    subject = make_subject()
    make_addition(subject)
    make_addition(subject, topic="bad_day", words="When he shouts at me")
    assert Task.objects.get(kind="addition").priority == Task.Priority.URGENT


def test_no_colleague_changes_a_word_of_it_by_any_route():
    added = make_addition()
    for change in (lambda: Words.objects.filter(pk=added.pk).update(words="She is fine"),
                   lambda: Words.objects.filter(pk=added.pk).update(added_by="Somebody else"),
                   lambda: Words.objects.filter(pk=added.pk).delete()):
        with pytest.raises(IntegrityError, match="their own words"), transaction.atomic():
            change()
    added.refresh_from_db()
    assert added.words == "My knees are worse since March"


def test_words_are_written_down_by_one_side_alone():
    with pytest.raises(IntegrityError), transaction.atomic():
        Words.objects.create(subject=make_subject(), topic="matters", words="x", said_on="2026-01-01")


def test_reading_all_of_it_ends_the_work_and_only_once():
    subject = make_subject()
    worker = make_worker(subject)
    first, second = make_addition(subject), make_addition(subject, topic="goals", words="To see my sister")
    actions.take_up(words=first, how="read", by=worker)
    assert Task.objects.open().filter(kind="addition").exists()
    actions.take_up(words=second, how="plan", by=worker)
    assert not Task.objects.open().filter(kind="addition").exists()
    assert Task.objects.open().get(kind="added_to_the_plan").owner == worker
    assert list(Words.objects.filter(subject=subject).for_the_plan()) == [second]
    with pytest.raises(actions.Untouchable):
        actions.take_up(words=first, how="talk", by=worker)


def test_to_talk_about_it_writes_to_them_with_their_words_in_it():
    subject = make_subject()
    worker = make_worker(subject)
    actions.take_up(words=make_addition(subject), how="talk", note="Shall I come on Monday?", by=worker)
    message = Message.objects.get()
    assert "My knees are worse since March" in message.words and "Shall I come on Monday?" in message.words


def test_seen_differently_stands_beside_the_entry_and_is_answered_in_the_laws_time():
    subject = make_subject()
    worker = make_worker(subject)
    entry = make_words(subject, words="She refuses help")
    said = actions.see_differently(entry=entry, what="What matters to me", words="I never refused", wants="right",
                                   who=HERSELF)
    task = Task.objects.get(kind="seen_differently")
    assert task.due_on == add_months(said.said_at.date(), 1)
    assert presenters.beside([entry]) == {events.source_of(entry): [said]}
    actions.answer(said=said, outcome="stands", words="She said it on the day. Your words stand beside it", by=worker)
    said.refresh_from_db()
    assert not Task.objects.open().filter(kind="seen_differently").exists() and said.words == "I never refused"
    with pytest.raises(actions.AnsweredAlready):
        actions.answer(said=said, outcome="righted", words="Changed", by=worker)


def test_the_worker_reads_it_marked_says_what_comes_of_it_and_answers(client):
    subject = make_subject()
    worker = make_worker(subject)
    client.force_login(worker)
    entry = make_words(subject, words="She refuses help")
    added = make_addition(subject)
    said = actions.see_differently(entry=entry, what="What matters to me", words="I never refused", wants="beside",
                                   who=HERSELF)
    page = client.get(reverse("about_me:index", args=[subject.pk])).content.decode()
    assert "New, and theirs" in page and "I never refused" in page and "Winifred Okafor sees this differently" in page
    address = reverse("about_me:take_up", args=[subject.pk, added.pk])
    assert "My knees are worse" in client.get(address).content.decode()
    assert "There is a problem" in client.post(address, {"how": "talk", "note": ""}).content.decode()
    assert client.post(address, {"how": "read"}).status_code == 302 and TakenUp.objects.get().by == worker
    answer = reverse("about_me:differently", args=[subject.pk, said.pk])
    assert "Send the answer" in client.get(answer).content.decode()
    client.post(answer, {"outcome": "stands", "words": "It stays, and so do yours"})
    assert SeenDifferently.objects.get().answered_by == worker
    assert "It stays, and so do yours" in client.get(answer).content.decode()


def test_whoever_may_only_read_answers_nothing(client):
    subject = make_subject()
    said = actions.see_differently(entry=make_words(subject), what="x", words="No", wants="beside", who=HERSELF)
    client.force_login(make_user("finance_officer"))
    address = reverse("about_me:differently", args=[subject.pk, said.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"outcome": "stands", "words": "No"}).status_code == 403


def test_what_a_paper_is_called_is_read_with_the_permission_of_papers(client):
    subject = make_subject()
    letter = make_letter(by=make_user(), about=subject, title="Your HIV clinic")
    said = actions.see_differently(entry=letter, what=letter.title, words="It was in May", wants="right", who=HERSELF)
    actions.answer(said=said, outcome="righted", words="Put right", by=make_worker(subject))
    everywhere = [*Event.objects.filter(kind__startswith="about_me.").values_list("title", flat=True),
                  *Task.objects.filter(kind="seen_differently").values_list("title", flat=True)]
    assert len(everywhere) == 3 and not [title for title in everywhere if "HIV" in title]
    actions.see_differently(entry=letter, what=letter.title, words="And wrong", wants="right", who=HERSELF)
    pages = [reverse("about_me:index", args=[subject.pk]), reverse("about_me:differently", args=[subject.pk, said.pk])]
    for role, reads in (("social_worker", True), ("information_governance_lead", False)):
        user = make_user(role)
        assert user.may("people.see") and user.may("documents.see") is reads, role
        client.force_login(user)
        for page in pages:
            text = client.get(page).content.decode()
            assert ("HIV" in text) is reads and (reads or "a paper" in text), (role, page)
