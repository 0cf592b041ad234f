import pytest
from django.urls import reverse

from alongside.foundation.accounts.personas import PERSONAS, ensure_demo_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    return ensure_demo_council()


def test_everybody_is_on_the_page_with_what_they_do(demo, client):
    page = client.get(reverse("accounts:demo")).content.decode()
    for persona in PERSONAS:
        assert persona.name in page
    assert "Opens nobody" in page


@pytest.mark.parametrize("persona", [persona.key for persona in PERSONAS])
def test_one_press_signs_in(demo, client, persona):
    answer = client.post(reverse("accounts:demo_sign_in", args=[persona]))
    assert answer.status_code == 302
    assert int(client.session["_auth_user_id"]) == demo.users[persona].pk


def test_after_the_press_one_is_where_one_wanted_to_be(demo, client):
    answer = client.post(reverse("accounts:demo_sign_in", args=["social_worker"]), {"next": "/desk/people/4/"})
    assert answer.url == "/desk/people/4/"


def test_the_press_leads_nowhere_else(demo, client):
    answer = client.post(reverse("accounts:demo_sign_in", args=["social_worker"]), {"next": "https://elsewhere.example/"})
    assert answer.url == "/desk/"


def test_a_link_alone_signs_nobody_in(demo, client):
    assert client.get(reverse("accounts:demo_sign_in", args=["social_worker"])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_there_is_no_such_page(demo, client, settings):
    settings.DEMO = False
    assert client.get(reverse("accounts:demo")).status_code == 404
    assert client.post(reverse("accounts:demo_sign_in", args=["director"])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_an_empty_council_says_so(client, settings):
    settings.DEMO = True
    assert "not loaded yet" in client.get(reverse("accounts:demo")).content.decode()
