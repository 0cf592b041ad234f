"""What is measured is a page that answers: no refusal and no way round is taken for a fast one."""

from __future__ import annotations

from random import Random

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from alongside.foundation.audit.context import acting
from alongside.front_door.directory.tests import many
from bench.directory import PAGES


@pytest.mark.django_db
def test_each_page_that_is_measured_answers(client):
    with acting(why="test"):
        many.fill(30)
    answers = {path: client.get(path).status_code for path in PAGES.values() if isinstance(path, str)}
    assert {"/", "/refer/", "/book/"} < set(answers)
    assert set(answers.values()) == {200}, answers


@pytest.fixture
def _one_connection():
    """As Django's own test client has it: the end of a request does not close the connection of the test."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_each_way_to_a_page_leads_to_one_that_answers():
    with acting(why="test"):
        many.fill(30)
    client = httpx.Client(base_url="http://localhost", transport=httpx.WSGITransport(app=get_wsgi_application()))
    ways = {name: way for name, way in PAGES.items() if callable(way)}
    led = {name: next(way(client, Random(4))) for name, way in ways.items()}
    assert {client.get(address).status_code for address in led.values()} == {200}, led
    parts = ("/find-help/results/", "/find-help/map/", "/find-help/", "/questions/")
    assert all(part in address for part, address in zip(parts, led.values(), strict=True)), led
