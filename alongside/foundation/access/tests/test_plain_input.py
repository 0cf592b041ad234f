"""A character that the database cannot keep never reaches a page."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
ODD = "a\x00b"


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user("administrator"))
    return client


def test_in_what_is_asked(administrator: Client) -> None:
    answer = administrator.get(reverse("accounts:users"), {"q": ODD})
    assert answer.status_code == 400
    assert administrator.get(reverse("accounts:users"), {ODD: "1"}).status_code == 400
    assert administrator.get("/desk/people/1/move/a%00b/").status_code == 400


def test_in_a_form_it_is_shown_and_the_rest_is_kept(administrator: Client) -> None:
    answer = administrator.post(reverse("accounts:add_user"), {"name": ODD, "email": "zoe@westmere.example"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "a\N{REPLACEMENT CHARACTER}b" in page and "zoe@westmere.example" in page
    assert administrator.post(reverse("account_login"), {"login": ODD, "password": ODD}).status_code < 400


def test_in_the_api(client: Client) -> None:
    client.force_login(make_user("social_worker"))
    assert client.get("/api/v1/people/", {"q": ODD}).status_code == 400
    sent = client.post("/api/v1/decide/eligibility.adult", {"facts": {"impairment": ODD}}, "application/json")
    assert sent.status_code == 400


def test_other_words_pass(administrator: Client) -> None:
    assert administrator.get(reverse("accounts:users"), {"q": "Zoë ’ 𐍈 %"}).status_code == 200
