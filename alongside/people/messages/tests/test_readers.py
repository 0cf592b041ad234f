"""Who reads a thread beside the person: whoever began it, and whom it was opened to by name. Nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.people.about_me import actions as about_me
from alongside.people.involvements import actions as involvements
from alongside.people.messages import actions, readers, selectors
from alongside.people.messages.models import OpenedTo, Thread, outsider
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import Part
from alongside.people.own_access.tests.factories import let_in_power
from alongside.people.relationships import actions as relationships

from .factories import make_access, make_message, make_subject, make_worker

pytestmark = pytest.mark.django_db
SON = "tobi@post.example"


class Scene:
    def __init__(self) -> None:
        self.subject = make_subject()
        self.worker = make_worker(self.subject)
        self.own = make_access(self.subject, self.worker)

    def chosen(self, **details):
        son = relationships.record(subject=self.subject, kind="child", name="Tobi Okafor", by=self.worker)
        return make_access(self.subject, self.worker, relationship=son, parts=Part.values, ways=[("email", SON)],
                           **details)

    def attorney(self):
        return let_in_power(self.subject, "lpa_welfare", by=self.worker)

    def hers(self):
        return make_message("My son takes my money", subject=self.subject, who=outsider(self.own)).thread

    def told(self):
        return set(Notification.objects.filter(to_user=None).values_list("address", flat=True))


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.parametrize("whom", ["chosen", "attorney"])
def test_what_she_writes_and_what_is_answered_is_read_by_her_alone(scene, whom):
    other = getattr(scene, whom)()
    thread = scene.hers()
    begun_by_a_colleague = actions.begin_from_colleague(
        subject=scene.subject, about="Your money", words="Ring me", by=scene.worker).thread
    actions.write_from_colleague(thread=thread, words="I will come alone", by=scene.worker)
    assert scene.told() == {"winnie@post.example"}
    assert set(Thread.objects.open_to(scene.own)) == {thread, begun_by_a_colleague}
    assert not Thread.objects.open_to(other).exists() and not thread.is_open_to(other)


def test_what_somebody_began_they_read_and_so_does_she(scene):
    son = scene.chosen()
    his = make_message("When do you come?", subject=scene.subject, who=outsider(son)).thread
    assert list(Thread.objects.open_to(son)) == [his] == list(Thread.objects.open_to(scene.own))
    actions.write_from_colleague(thread=his, words="On Monday", by=scene.worker)
    assert scene.told() == {"winnie@post.example", SON}


def test_opened_by_name_that_one_reads_it_and_no_other_and_no_longer_once_it_is_closed(scene):
    son, attorney, thread = scene.chosen(), scene.attorney(), scene.hers()
    readers.open_to(thread=thread, access=son, by=scene.worker)
    readers.open_to(thread=thread, access=son, by=scene.worker)
    assert OpenedTo.objects.get().opened_by == scene.worker and scene.told() == {SON}
    assert list(Thread.objects.open_to(son)) == [thread] and not Thread.objects.open_to(attorney).exists()
    assert Event.objects.get(kind="messages.opened").permission == "messages.see"
    readers.close_to(thread=thread, access=son, by=None)
    assert not thread.is_open_to(son) and OpenedTo.objects.get().closed_at
    assert Event.objects.get(kind="messages.no_longer_opened")


def test_nobody_is_given_it_who_does_not_read_messages_or_while_somebody_stands_over_her(scene):
    son, thread = scene.chosen(), scene.hers()
    son.parts = [Part.PLAN]
    son.save()
    with pytest.raises(readers.CannotOpen):
        readers.open_to(thread=thread, access=son, by=scene.worker)
    with pytest.raises(readers.CannotOpen):
        readers.open_to(thread=thread, access=scene.own, by=scene.worker)
    son.parts = list(Part.values)
    son.save()
    own_access.close_for_safety(subject=scene.subject, words="He answers for her", by=scene.worker)
    with pytest.raises(readers.CannotOpen):
        readers.open_to(thread=thread, access=son, by=scene.worker)
    assert not OpenedTo.objects.exists()


def test_whoever_acts_for_her_is_answered_about_what_they_added_and_the_other_is_not_told(scene):
    attorney, son = scene.attorney(), scene.chosen()
    added = about_me.add(subject=scene.subject, topic="changed", words="She sleeps badly", who=outsider(attorney))
    about_me.take_up(words=added, how="talk", by=scene.worker)
    assert Thread.objects.get().is_open_to(attorney) and not Thread.objects.get().is_open_to(son)
    assert scene.told() == {"winnie@post.example", "chidi@example.org"}


def test_that_she_sees_something_differently_is_answered_to_her_alone(scene):
    scene.chosen()
    words = about_me.write_down(subject=scene.subject, topic="matters", words="Bowls", by=scene.worker)
    said = about_me.see_differently(entry=words, what="What matters", words="Not any more", wants="right",
                                    who=outsider(scene.own))
    about_me.answer(said=said, outcome="righted", words="Put right", by=scene.worker)
    assert scene.told() == {"winnie@post.example"}


def test_whoever_reads_no_messages_is_told_of_the_answer_too(scene):
    son = scene.chosen()
    son.parts = [Part.PLAN]
    son.save()
    words = about_me.write_down(subject=scene.subject, topic="matters", words="Bowls", by=scene.worker)
    said = about_me.see_differently(entry=words, what="The plan", words="Not any more", wants="right",
                                    who=outsider(son))
    about_me.answer(said=said, outcome="righted", words="Put right", by=scene.worker)
    assert scene.told() == {"winnie@post.example", SON}


def test_a_colleague_opens_it_and_closes_it_on_the_page_of_the_thread(client, scene):
    son, thread = scene.chosen(), scene.hers()
    client.force_login(scene.worker)
    page = reverse("messages:thread", args=[thread.pk])
    assert "does not read it" in client.get(page).content.decode()
    client.post(reverse("messages:open_to", args=[thread.pk, son.pk]))
    assert "reads it too" in client.get(page).content.decode() and thread.is_open_to(son)
    centre = make_team("centre")
    elsewhere = make_user("carers_centre_worker", team=centre)
    involvements.start(subject=scene.subject, team=centre, worker=elsewhere, reason="Caring", by=scene.worker)
    client.force_login(elsewhere)
    without = client.get(page).content.decode()
    assert "Somebody else who has My plan reads this too" in without and son.who not in without
    client.force_login(scene.worker)
    client.post(reverse("messages:close_to", args=[thread.pk, son.pk]))
    assert not thread.is_open_to(son)
    assert client.post(reverse("messages:open_to", args=[thread.pk, scene.own.pk])).status_code == 404


def new(access):
    return set(selectors.new_messages(access))


def test_another_who_opens_it_first_does_not_make_it_read_for_her(scene):
    son, thread = scene.chosen(), scene.hers()
    readers.open_to(thread=thread, access=son, by=None)
    answer = actions.write_from_colleague(thread=thread, words="I will come on Monday", by=scene.worker)
    assert new(son) == new(scene.own) == {answer.pk}
    actions.read_from_outside(thread=thread, who=outsider(son))
    answer.refresh_from_db()
    assert answer.read_at is None and new(son) == set() and new(scene.own) == {answer.pk}
    actions.read_from_outside(thread=thread, who=outsider(scene.own))
    answer.refresh_from_db()
    assert answer.read_by_name == "Winifred Okafor" and new(scene.own) == set()
    later = actions.write_from_colleague(thread=thread, words="Or on Tuesday", by=scene.worker)
    assert new(son) == {later.pk}


def test_whoever_began_it_for_her_or_reads_where_she_does_not_sign_in_makes_it_read(scene):
    son = scene.chosen()
    begun = make_message("Is the ramp coming?", subject=scene.subject, who=outsider(son)).thread
    answer = actions.write_from_colleague(thread=begun, words="On Monday", by=scene.worker)
    assert new(son) == {answer.pk}
    actions.read_from_outside(thread=begun, who=outsider(son))
    answer.refresh_from_db()
    assert answer.read_by_name.startswith("Tobi Okafor")
    thread = scene.hers()
    readers.open_to(thread=thread, access=son, by=scene.worker)
    own_access.close(access=scene.own, because="asked", by=scene.worker)
    said = actions.write_from_colleague(thread=thread, words="I came", by=scene.worker)
    actions.read_from_outside(thread=thread, who=outsider(son))
    said.refresh_from_db()
    assert said.read_by_name.startswith("Tobi Okafor")


def test_who_could_read_it_is_asked_at_once_however_many_they_are(scene):
    thread = scene.hers()
    with CaptureQueriesContext(connection) as alone:
        readers.could_read(thread)
    scene.chosen()
    scene.attorney()
    with CaptureQueriesContext(connection) as several:
        assert [reads for _, reads in readers.could_read(thread)] == [False, False]
    assert len(several) <= len(alone) + 1  # their ways are fetched only where there is somebody
