"""Coming in and going out: what a browser is told, where signing in may lead, and what nobody can do in our name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "kettle-harbour-lantern"
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "///evil.example",
             "javascript:alert(1)", "http:evil.example", "https://testserver@evil.example/", "\thttps://evil.example",
             "data:text/html,x"]


@pytest.fixture(autouse=True)
def _nobody_counted_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def worker() -> User:
    user = make_user("social_worker", username="amara.bello", persona="social_worker")
    user.set_password(PASSWORD)
    user.save()
    return user


def come_in(client: Client, **more: str):
    return client.post(reverse("account_login"), {"login": "amara.bello", "password": PASSWORD, **more})


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/demo/", "/desk/", "/desk/account/",
                                  "/desk/people/999999/", "/desk/accounts/", "/nothing/here/", "/api/v1/openapi.json",
                                  "/api/v1/people/?q=win"])
def test_every_answer_tells_the_browser_to_run_nothing_but_ours_and_to_be_framed_by_nobody(client, worker, path):
    client.force_login(worker)
    answer = client.get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client, worker, elsewhere):
    assert come_in(client, next=elsewhere).url.startswith("/desk/")
    client.post(reverse("account_logout"))
    demo = client.post(reverse("accounts:demo_sign_in", args=["social_worker"]), {"next": elsewhere})
    assert demo.url.startswith("/desk/")
    assert client.get(reverse("account_login"), {"next": elsewhere}).url.startswith("/desk/")


@pytest.mark.parametrize("way", ["password", "demo"])
def test_a_session_laid_for_somebody_is_not_the_one_they_come_in_with(client, worker, way):
    session = client.session
    session["laid"] = "by somebody else"
    session.save()
    before = session.session_key
    if way == "password":
        come_in(client)
    else:
        client.post(reverse("accounts:demo_sign_in", args=["social_worker"]))
    assert "_auth_user_id" in client.session
    assert client.session.session_key != before
    assert not type(client.session)().exists(before)


def test_going_out_ends_the_session_on_the_server(client, worker):
    come_in(client)
    key = client.session.session_key
    client.get(reverse("account_logout"))
    assert type(client.session)().exists(key)  # a link or a picture elsewhere signs nobody out
    client.post(reverse("account_logout"))
    assert not type(client.session)().exists(key)


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(client, worker):
    come_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["domain"] == ""
    assert cookie["max-age"] == ""  # gone with the browser


def test_outside_the_demo_cookies_and_pages_go_by_tls_alone():
    asked = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "DEBUG", "SECOND_FACTOR_REQUIRED"]
    code = ("import json; from alongside.config import settings; "
            f"print(json.dumps([getattr(settings, name) for name in {asked}]))")
    told = os.environ | {"ALONGSIDE_DEMO": "0", "ALONGSIDE_SECRET_KEY": "x" * 50,
                         "ALONGSIDE_ALLOWED_HOSTS": "a.example", "ALONGSIDE_SECOND_FACTOR": "1"}
    said = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True,
                          cwd=Path(__file__).resolve().parents[1])
    secure_session, secure_csrf, hsts, debug, second_factor = json.loads(said.stdout)
    assert (secure_session, secure_csrf, debug, second_factor) == (True, True, False, True)
    assert hsts >= 180 * 24 * 3600


@pytest.mark.parametrize(("name", "args"), [("account_login", []), ("accounts:demo_sign_in", ["social_worker"]),
                                            ("account_logout", []), ("account_reset_password", [])])
def test_no_other_site_can_send_our_forms(worker, name, args):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse(name, args=args), {"login": "amara.bello", "password": PASSWORD})
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_there_is_no_demo_sign_in(client, worker, settings):
    settings.DEMO = False
    assert client.get(reverse("accounts:demo")).status_code == 404
    assert client.post(reverse("accounts:demo_sign_in", args=["social_worker"])).status_code == 404
    assert "_auth_user_id" not in client.session
