"""The council's own sign-in, against a real OpenID Connect provider over HTTP, with every redirect."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from oidc_provider_mock import User as ProvidersUser
from oidc_provider_mock import run_server_in_thread

from alongside.foundation.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    people = [
        ProvidersUser(sub="amara", claims={"email": "amara.bello@westmere.example", "email_verified": True}),
        ProvidersUser(sub="stranger", claims={"email": "somebody@westmere.example", "email_verified": True}),
        ProvidersUser(sub="claims", claims={"email": "amara.bello@westmere.example", "email_verified": False}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        address = f"http://localhost:{server.server_port}"
        settings.OIDC_SERVER_URL = address
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{
            "provider_id": "council", "name": "Westmere", "client_id": "alongside", "secret": "a-secret",
            "settings": {"server_url": address}}]}}
        yield address


def walk(client, who: str, next_page: str = ""):
    """From our page to the provider's, signing in there, and back to ours."""
    query = {"next": next_page} if next_page else {}
    away = client.get(reverse("openid_connect_login", args=["council"]), query).url
    assert "code_challenge=" in away
    page = requests.post(away, data={"sub": who}, allow_redirects=False, timeout=10)
    back = urlsplit(page.headers["location"])
    assert back.path == reverse("openid_connect_callback", args=["council"])
    return client.get(f"{back.path}?{back.query}")


def test_somebody_with_an_account_comes_in_and_goes_on_where_they_were(client, provider):
    user = make_user("social_worker", email="Amara.Bello@westmere.example")
    answer = walk(client, "amara", reverse("accounts:me"))
    assert answer.status_code == 302
    assert answer.url == reverse("accounts:me")
    assert int(client.session["_auth_user_id"]) == user.pk
    assert SocialAccount.objects.get(uid="amara").user == user
    assert client.get(answer.url).status_code == 200


def test_the_next_time_they_are_known_by_the_provider_whatever_their_address(client, provider):
    user = make_user("social_worker", email="amara.bello@westmere.example")
    walk(client, "amara")
    client.post(reverse("account_logout"))
    user.email = "amara.smith@westmere.example"
    user.save()
    walk(client, "amara")
    assert int(client.session["_auth_user_id"]) == user.pk


def test_somebody_without_an_account_is_told_and_none_is_made(client, provider):
    from alongside.foundation.accounts.models import User

    answer = walk(client, "stranger")
    assert answer.status_code == 403
    assert "You have no account here yet" in answer.content.decode()
    assert not User.objects.exists()


def test_an_address_nobody_verified_opens_nothing(client, provider, settings):
    make_user("social_worker", email="amara.bello@westmere.example")
    assert walk(client, "claims").status_code == 403
    assert "_auth_user_id" not in client.session
    settings.OIDC_EMAIL_VOUCHED = True
    assert walk(client, "claims").status_code == 302
    assert "_auth_user_id" in client.session


def test_a_closed_account_stays_closed(client, provider):
    from django.utils import timezone

    make_user("social_worker", email="amara.bello@westmere.example", is_active=False, deactivated_at=timezone.now())
    assert walk(client, "amara").status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_call_back_nobody_asked_for_is_refused(client, provider):
    answer = client.get(reverse("openid_connect_callback", args=["council"]), {"code": "x", "state": "y"})
    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_offers_it(client, provider, settings):
    settings.OIDC_NAME = "your Westmere account"
    assert "Sign in with your Westmere account" in client.get(reverse("account_login")).content.decode()
