"""Twenty people are writing when the machine room loses the service: what they were told is saved, is saved."""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import psutil
import pytest
import requests

from tests.operations.test_serve import Service, all_gone

# Everybody has been told at least this often that their words are saved before the service is killed.
SAVES_BEFORE = 4


class Writer:
    """Somebody with a note open, whose page saves itself again and again as the note grows."""

    def __init__(self, number: int, persona: str, subject_id: int) -> None:
        self.number, self.persona, self.subject_id = number, persona, subject_id
        self.acknowledged = 0  # the last sentence the service said it had saved
        self.sent = 0  # the last one sent, answered or not
        self.refused: list[str] = []
        self.session = requests.Session()

    def text(self, sentences: int) -> str:
        return " ".join(f"Sentence {one} of writer {self.number}." for one in range(1, sentences + 1))

    def opens_the_note(self, address: str) -> None:
        self.session.post(f"{address}/accounts/demo/{self.persona}/", timeout=60,
                          data={"csrfmiddlewaretoken": self._token(f"{address}/accounts/demo/")})
        page = self._page(address)
        self.revision = int(_value(page, "revision"))
        self.saves_at = f"{address}{re.search(r'/desk/drafts/[0-9]+/', page)[0]}"  # type: ignore[index]
        self.token = self.session.cookies["csrftoken"]

    def writes_until(self, told_to_stop: threading.Event, everybody_wrote: threading.Barrier) -> None:
        while not told_to_stop.is_set():
            self.sent += 1
            try:
                answer = self.session.post(self.saves_at, timeout=60, data={
                    "csrfmiddlewaretoken": self.token, "keys": "words", "words": self.text(self.sent),
                    "revision": self.revision, "token": f"page {self.number}", "turn": self.sent,
                })
                saved = answer.json()
            except requests.RequestException:
                return  # the service is gone; whether this last one was kept, nobody was told
            if answer.status_code != 200 or saved["state"] != "saved":
                self.refused.append(answer.text[:300])
                return
            self.acknowledged, self.revision = self.sent, saved["revision"]
            if self.acknowledged == SAVES_BEFORE:
                everybody_wrote.wait(120)

    def finds(self, address: str) -> str:
        """The note as it stands when the page is opened again."""
        return _words(self._page(address))

    def _page(self, address: str) -> str:
        page = self.session.get(f"{address}/desk/people/{self.subject_id}/notes/write/", timeout=60)
        assert page.status_code == 200, page.text[:500]
        return page.text

    def _token(self, url: str) -> str:
        return _value(self.session.get(url, timeout=60).text, "csrfmiddlewaretoken")


def _value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no box called {name}"
    return unescape(found[1])


def _words(page: str) -> str:
    found = re.search(r'<textarea[^>]*name="words"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, "no box for the note"
    return unescape(found[1]).strip()


def kill_everything(service: Service) -> list[psutil.Process]:
    """The supervisor first, so that it starts nothing again; then the web, the worker and the database at once."""
    family = service.family()
    assert any("postgres" in process.name() for process in family)
    service.process.kill()
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    service.process.wait()
    return family


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def writers(home: Path) -> list[Writer]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    made = subprocess.run(
        [sys.executable, "-m", "tests.operations.twenty_people"], env={**clean, "ALONGSIDE_HOME": str(home)},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )
    assert made.returncode == 0, made.stderr
    return [Writer(number, *one) for number, one in enumerate(json.loads(made.stdout.splitlines()[-1]))]


def start(home: Path) -> Service:
    service = Service(home, ALONGSIDE_DEMO="1", ALONGSIDE_ALLOWED_HOSTS="localhost")
    service.wait_until_ready()
    return service


def test_a_server_killed_while_twenty_save_loses_no_acknowledged_save(home: Path, writers: list[Writer]) -> None:
    service = start(home)
    address = f"http://localhost:{service.port}"
    told_to_stop, everybody_wrote = threading.Event(), threading.Barrier(len(writers) + 1)
    try:
        with ThreadPoolExecutor(len(writers)) as people:
            list(people.map(lambda writer: writer.opens_the_note(address), writers))
            writing = [people.submit(writer.writes_until, told_to_stop, everybody_wrote) for writer in writers]
            try:
                everybody_wrote.wait(120)
            finally:
                # They are let go together: most have a save on its way at this moment.
                family = kill_everything(service)
                told_to_stop.set()
            for one in writing:
                one.result()
    finally:
        if service.process.poll() is None:
            service.process.kill()
    assert all_gone(family)
    assert [writer.refused for writer in writers] == [[]] * len(writers)
    assert all(writer.acknowledged >= SAVES_BEFORE for writer in writers)
    assert any(writer.sent > writer.acknowledged for writer in writers), "nobody was saving when it was killed"

    again = start(home)
    address = f"http://localhost:{again.port}"
    try:
        for writer in writers:
            kept = writer.finds(address)  # still signed in
            assert kept.startswith(writer.text(writer.acknowledged)), f"writer {writer.number} lost what was saved"
            assert writer.text(writer.sent).startswith(kept)
    finally:
        again.process.terminate()
        assert again.process.wait(60) == 0
