"""Keeps the web, the worker and the embedded database running together, and stops them together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from alongside.foundation import database
from alongside.foundation.database.cluster import ends_with_parent

TRIES = 5  # deaths of one child within a minute, after which something is wrong that a restart does not mend
GRACE = 30.0


class Stopped(Exception):
    """Somebody asked us to stop."""


class GaveUp(Exception):
    """A part keeps dying; the message says which."""


class Child:
    def __init__(self, name: str, command: list[str], *, dies_by: signal.Signals) -> None:
        self.name = name
        self.command = command
        self.dies_by = dies_by  # the signal it gets if we are killed and cannot stop it ourselves
        self.deaths: list[float] = []
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us, so that we choose the order in which things stop
            preexec_fn=partial(ends_with_parent, self.dies_by),
        )

    def restart_if_dead(self) -> None:
        if self.process.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) >= TRIES:
            raise GaveUp(f"the {self.name} ended {TRIES} times within a minute")
        print(f"The {self.name} ended (status {self.process.returncode}); starting it again.", file=sys.stderr)
        self.start()

    def stop(self, grace: float = GRACE) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(grace)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Supervisor:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.cluster: database.Cluster | None = None
        self.children: list[Child] = []
        self._asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._make = _parent_is_make()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def go_on(self) -> None:
        """Called at every turn of every loop."""
        if self._asked_to_stop or (self._make and not _catches_interrupts(self._make)):
            raise Stopped

    def start_database(self) -> None:
        if database.is_embedded():
            self.cluster = database.start(self.home)

    def finish(self, command: list[str], *, environment: dict[str, str]) -> int:
        """Run a step to its end, unless we are asked to stop first."""
        step = subprocess.Popen(
            command, env={**os.environ, **environment}, start_new_session=True, preexec_fn=ends_with_parent
        )
        try:
            while step.poll() is None:
                self.go_on()
                time.sleep(0.05)
        finally:
            if step.poll() is None:
                step.terminate()
                step.wait()
        return step.returncode

    def run(self, name: str, command: list[str], *, dies_by: signal.Signals = signal.SIGTERM) -> None:
        self.children.append(Child(name, command, dies_by=dies_by))

    def wait_for(self, happened: Callable[[], bool], seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not happened():
            self.keep()
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def keep(self) -> None:
        """One look at everything that should be running."""
        self.go_on()
        if self.cluster is not None and not self.cluster.is_running():
            print("The database ended; starting it again.", file=sys.stderr)
            self.start_database()
        for child in self.children:
            child.restart_if_dead()

    def keep_running(self) -> None:
        while True:
            self.keep()
            time.sleep(0.25)

    def stop(self) -> None:
        """First those who use the database, then the database."""
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        for child in self.children:
            child.stop()
        if self.cluster is not None:
            self.cluster.stop()


def _parent_is_make() -> int | None:
    parent = os.getppid()
    try:
        named = Path(f"/proc/{parent}/comm").read_text().strip() in {"make", "gmake"}
    except OSError:
        return None
    return parent if named and _catches_interrupts(parent) else None


def _catches_interrupts(pid: int) -> bool:
    """Make passes SIGTERM on, but not a SIGINT sent to it alone: it stops catching it, and waits for us to end."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:")).split()[1]
    return bool(int(caught, 16) & 1 << (signal.SIGINT - 1))
