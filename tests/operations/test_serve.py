"""The whole service as a process: it comes up, answers, is killed, comes back, and leaves nothing behind."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest


class Service:
    def __init__(self, home: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.said = home.with_name(f"stderr-{self.port}")  # a pipe that nobody reads would stop it
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alongside", "serve", "--port", str(self.port)],
            env={
                **clean,
                "ALONGSIDE_HOME": str(home),
                "ALONGSIDE_DEMO": "0",
                "ALONGSIDE_SECRET_KEY": "for this test",
                "ALONGSIDE_ALLOWED_HOSTS": "care.example",
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=self.said.open("w"),
            text=True,
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line == f"Ready: http://localhost:{self.port}\n":
                return
        raise AssertionError(self.said.read_text())

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, dict[str, object]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "care.example", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve") / "home"


@pytest.fixture
def service(home: Path) -> Iterator[Service]:
    running = Service(home)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(60)


def all_gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=20)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(service: Service, number: signal.Signals) -> None:
    service.wait_until_ready()
    assert service.ask("GET", "/ready")[0] == 200
    status, answer = service.ask("POST", "/api/v1/decide/review.due", json.dumps({"facts": {}}))
    assert (status, answer["outcome"]) == (200, "cannot_decide_yet")

    family = service.family()
    service.process.send_signal(number)
    assert service.process.wait(60) == 0
    assert all_gone(family)


def test_killed_it_leaves_nothing_running_and_comes_back(service: Service, home: Path) -> None:
    service.wait_until_ready()
    family = service.family()
    service.process.kill()
    service.process.wait()
    assert all_gone(family)

    again = Service(home)
    try:
        again.wait_until_ready()
    finally:
        again.process.terminate()
        assert again.process.wait(60) == 0


@pytest.mark.parametrize("part", ["postgres", "gunicorn", "alongside.config.cli.worker"])
def test_a_part_that_dies_is_started_again(service: Service, part: str) -> None:
    service.wait_until_ready()
    mine = psutil.Process(service.process.pid).children()
    victim = next(child for child in mine if any(part in word for word in child.cmdline()))
    victim.kill()
    until = time.monotonic() + 60
    while True:
        others = [child for child in psutil.Process(service.process.pid).children() if child != victim]
        living = [child for child in others if child.status() != psutil.STATUS_ZOMBIE]
        back = any(part in word for child in living for word in child.cmdline())
        try:
            if back and service.ask("GET", "/ready")[0] == 200:
                break
        except (OSError, http.client.HTTPException):
            pass
        assert time.monotonic() < until, "it did not come back"
        time.sleep(0.2)


def test_outside_the_demo_it_wants_a_secret_and_hosts(home: Path) -> None:
    service = Service(home, ALONGSIDE_SECRET_KEY="")
    assert service.process.wait(60) == 2
    assert "ALONGSIDE_SECRET_KEY" in service.said.read_text()


def test_a_port_in_use_is_refused(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "alongside", "serve", "--port", str(taken.getsockname()[1])],
            env={**os.environ, "ALONGSIDE_HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert "cannot be used" in done.stderr
