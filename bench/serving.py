"""The product as it is served, with one worker, for one size of council; and somebody signed in to it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NotMeasured(Exception):
    """Something went wrong that would make a number wrong; the words say what."""


def run(*words: str, home: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "alongside", *words], cwd=ROOT, env=_environment(home), check=False)
    if done.returncode:
        raise NotMeasured(f"alongside {' '.join(words)} failed.")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return kept | {
        "ALONGSIDE_HOME": str(home),
        "ALONGSIDE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The web server with one worker, on the embedded database that the caller keeps running."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--worker-class",
        "gthread",
        "--threads",
        "1",
        "--keep-alive",
        "60",
        "--log-level",
        "warning",
        "--no-control-socket",
        "alongside.config.wsgi:application",
    ]
    server = subprocess.Popen(words, cwd=ROOT, env=_environment(home))
    try:
        base = f"http://localhost:{port}"
        _wait(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(base: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.poll() is not None:
            raise NotMeasured("The web server stopped before it answered.")
        try:
            if httpx.get(f"{base}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise NotMeasured("The web server did not answer within two minutes.")


class Colleague:
    """Somebody signed in, on one connection that stays open."""

    def __init__(self, base: str, role: str) -> None:
        self.client = httpx.Client(base_url=base, timeout=60, follow_redirects=False)
        page = self.client.get("/accounts/demo/")
        signed_in = self.client.post(
            f"/accounts/demo/{role}/", data={"csrfmiddlewaretoken": token(page.text)}, headers={"Referer": base}
        )
        if signed_in.status_code != 302:
            raise NotMeasured(f"Signing in as {role} answered {signed_in.status_code}.")

    def get(self, path: str) -> httpx.Response:
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise NotMeasured(f"{path} answered {answer.status_code}.")
        return answer


def token(page: str) -> str:
    found = _TOKEN.search(page)
    if not found:
        raise NotMeasured("A page had no form to send.")
    return found[1]
