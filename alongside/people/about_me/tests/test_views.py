from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.about_me.models import Network, Strength, Words

from .factories import make_person, make_words

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def test_new_words_stand_first_and_earlier_ones_stay_readable(client, django_assert_max_num_queries):
    _sign_in(client)
    subject = make_person()
    make_words(subject, words="I like my own company")
    address = reverse("about_me:write", args=[subject.pk])
    assert client.get(address, {"topic": "good_day"}).status_code == 200
    empty = client.post(address, {"topic": "matters", "whose": "told", "said_on": "2026-04-14", "words": "Church"})
    assert "told you" in empty.content.decode() and Words.objects.count() == 1
    client.post(address, {"topic": "matters", "whose": "own", "said_on": "2026-11-20", "words": "Get me to church"})
    with django_assert_max_num_queries(18):
        page = client.get(reverse("about_me:index", args=[subject.pk])).content.decode()
    assert "Get me to church" in page and "I like my own company" in page and "Earlier words (1)" in page


def test_strengths_and_groups_are_added_and_end(client):
    _sign_in(client)
    subject = make_person()
    client.post(reverse("about_me:strength", args=[subject.pk]), {"words": "Cooks most days"})
    client.post(reverse("about_me:network", args=[subject.pk]),
                {"kind": "faith", "name": "St Brendan’s", "words": "every Sunday"})
    strength, network = Strength.objects.get(), Network.objects.get()
    page = client.get(reverse("about_me:index", args=[subject.pk])).content.decode()
    assert "Cooks most days" in page and "St Brendan" in page
    client.post(reverse("about_me:no_longer", args=[subject.pk, "strength", strength.pk]))
    client.post(reverse("about_me:no_longer", args=[subject.pk, "network", network.pk]))
    assert not Strength.objects.still_so().exists() and not Network.objects.still_so().exists()
    assert client.post(reverse("about_me:no_longer", args=[subject.pk, "word", 1])).status_code == 404


def test_no_permission_and_restricted(client):
    subject = make_person()
    _sign_in(client, "director")
    assert client.get(reverse("about_me:write", args=[subject.pk])).status_code == 403
    restrict(subject, make_user())
    _sign_in(client, team=make_team("south"))
    assert client.get(reverse("about_me:index", args=[subject.pk])).status_code == 404
