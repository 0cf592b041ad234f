"""So many and no more, whoever asks at the same time, and nobody's address is kept."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from alongside.foundation.limits.counting import allow, forget_old, visitor
from alongside.foundation.limits.guard import limited
from alongside.foundation.limits.models import Count


@limited("tests", per_hour=2)
def view(request):
    return HttpResponse("welcome")


def ask(address="192.0.2.7", method="post", **headers):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address, **headers)
    request.user = None
    return request


@pytest.mark.django_db
def test_the_third_is_asked_to_wait_and_told_how_long():
    assert [view(ask()).status_code for _ in range(2)] == [200, 200]
    refused = view(ask())
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 3600
    assert "Please wait a little" in refused.content.decode()


@pytest.mark.django_db
def test_another_visitor_and_looking_alone_are_free():
    for _ in range(3):
        view(ask())
    assert view(ask("192.0.2.8")).status_code == 200
    assert view(ask(method="get")).status_code == 200


@pytest.mark.django_db
def test_whose_it_was_cannot_be_read_back():
    view(ask())
    assert "192.0.2" not in repr(list(Count.objects.values_list()))


@pytest.mark.django_db(transaction=True)
def test_a_guess_that_finds_nothing_is_counted_too():
    @limited("guesses", per_hour=1)
    def nothing(request):
        raise Http404

    with pytest.raises(Http404):
        nothing(ask())
    assert nothing(ask()).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    allowed = []

    def one():
        try:
            allowed.append(allow("at once", "somebody", most=5, seconds=3600))
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(12)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(allowed) == [False] * 7 + [True] * 5


@pytest.mark.django_db
def test_windows_that_are_over_are_forgotten():
    allow("kept", "somebody", most=1, seconds=3600)
    allow("gone", "somebody", most=1, seconds=3600)
    Count.objects.filter(what="gone").update(ends_at=timezone.now())
    assert forget_old() == 1 and Count.objects.get().what == "kept"


def test_a_visitor_cannot_choose_their_own_address(settings):
    settings.NINJA_NUM_PROXIES = 1
    assert visitor(ask(HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.4")) == "198.51.100.4"
    settings.NINJA_NUM_PROXIES = 0
    assert visitor(ask(HTTP_X_FORWARDED_FOR="203.0.113.9")) == "192.0.2.7"


def test_a_machine_has_one_count_whichever_of_its_addresses_it_takes():
    ours, also_ours, another = (
        visitor(ask(one)) for one in ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", "2001:db8:1:3::3"))
    assert ours == also_ours != another
    assert visitor(ask("::ffff:192.0.2.7")) == visitor(ask()) == "192.0.2.7"
    assert visitor(ask("no address")) == "no address"
