"""A server of its own for these journeys, which kill it; and a worker who is signed in."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from alongside.foundation.accounts.tests.factories import make_subject, make_user

SITE = "alongside.foundation.questionnaires.tests.demo_site:application"


class Site:
    """The site in a process that can be killed and started again at the same address."""

    def __init__(self, log) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = log
        self.process = None

    def start(self) -> None:
        environment = {**os.environ, "DEMO_DATABASE": connection.settings_dict["NAME"],
                       "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--threads", "4",
             "--no-control-socket", SITE],
            env=environment, stdout=self.log, stderr=self.log, start_new_session=True)
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"The site did not start; {self.log.name} says why.")

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def site(transactional_db, tmp_path):
    with (tmp_path / "site.log").open("w") as log:
        running = Site(log)
        try:
            running.start()
            yield running
        finally:
            running.kill()


@pytest.fixture
def ngozi(transactional_db):
    return make_user("social_worker", name="Ngozi Amadi")


@pytest.fixture
def ivy(transactional_db):
    return make_subject("Ivy Broadbent")


@pytest.fixture
def address(site, ivy):
    return f"{site.url}/desk/tests/{ivy.pk}/talk/"


def session_cookie(user, site) -> dict:
    """What the browser holds after signing in."""
    client = Client()
    client.force_login(user)
    cookies: SimpleCookie = client.cookies
    return {"name": settings.SESSION_COOKIE_NAME, "value": cookies[settings.SESSION_COOKIE_NAME].value, "url": site.url}


@pytest.fixture
def signed_in(site, ngozi):
    def sign_in(context, user=ngozi) -> None:
        context.add_cookies([session_cookie(user, site)])

    return sign_in


def wait_until_saved(page, text="on the server", timeout=15_000) -> None:
    """Until the pill says so; it said something else before the words were written."""
    page.wait_for_function("text => document.querySelector('[data-saved-words]').textContent.includes(text)", arg=text,
                           timeout=timeout)
