from __future__ import annotations

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.people.about_me import actions
from alongside.people.about_me.models import Network, Strength, Words

from .factories import make_person, make_words

pytestmark = pytest.mark.django_db


def test_her_words_stand_on_the_timeline():
    said = make_words()
    event = Event.objects.get(kind="about_me.said")
    assert (event.title, event.detail) == ("What matters to me, written down", said.words)


def test_a_strength_and_a_group_are_no_longer_so_and_stay():
    subject, by = make_person(), make_user()
    strength = actions.record_strength(subject=subject, words="Cooks most days", by=by)
    network = actions.record_network(subject=subject, kind="group", name="Knitting table", words="Tuesdays", by=by)
    for entry in (strength, network):
        actions.no_longer_so(entry=entry, by=by)
    assert not Strength.objects.still_so().exists() and not Network.objects.still_so().exists()
    assert Strength.objects.count() == Network.objects.count() == 1
    assert Event.objects.filter(title="No longer: Knitting table, Tuesdays").exists()


def test_without_its_event_nothing_is_written_down(monkeypatch):
    subject = make_person()

    def broken(**_kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(actions.writing.events, "record", broken)
    with pytest.raises(RuntimeError):
        make_words(subject)
    assert not Words.objects.exists()
