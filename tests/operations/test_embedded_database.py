"""The PostgreSQL that Alongside runs for itself: private, by password, recovered after a crash, stopped with us."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from alongside.foundation.database import DatabaseProblem, cluster, kept_secret, start
from alongside.foundation.database.cluster import KEEPER, OWNER, PORT, WEB, Cluster


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def database(home: Path) -> Iterator[Cluster]:
    running = start(home, throw_away=True)
    yield running
    running.stop()


def server_of(home: Path) -> psutil.Process:
    return psutil.Process(int((home / "database" / "postmaster.pid").read_text().split()[0]))


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def start_elsewhere(home: Path) -> subprocess.Popen[str]:
    """Another process that starts, or joins, the database of this folder and holds on to it."""
    script = (
        "import sys, pathlib; from alongside.foundation.database import start; "
        "running = start(pathlib.Path(sys.argv[1]), throw_away=True); "
        "print(running.started_here, flush=True); sys.stdin.read(); running.stop()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


class TestItIsPrivate:
    def test_nobody_else_can_enter_the_folders_or_read_the_passwords(self, home: Path, database: Cluster) -> None:
        for folder in (home, home / "database", home / "secrets"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for secret in (home / "secrets").iterdir():
            assert stat.S_IMODE(secret.stat().st_mode) == 0o600

    def test_folders_above_keep_their_mode(self, tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        running = start(closed / "home", throw_away=True)
        running.stop()
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700

    def test_it_does_not_run_as_root(self, home: Path, database: Cluster) -> None:
        assert server_of(home).uids().effective != 0

    @pytest.mark.parametrize("role", [KEEPER, OWNER, WEB])
    def test_every_role_needs_its_password(self, home: Path, database: Cluster, role: str) -> None:
        database.connect(role, "postgres" if role == KEEPER else "alongside").close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(host=str(home / "database"), port=PORT, user=role, password="guessed", dbname="alongside")

    def test_passwords_are_kept_as_scram_and_nothing_listens_on_the_network(
        self, home: Path, database: Cluster
    ) -> None:
        with database.connect(KEEPER, "postgres") as connection:
            kept = connection.execute(
                "SELECT DISTINCT left(rolpassword, 13) FROM pg_authid WHERE rolcanlogin"
            ).fetchall()
            assert kept == [("SCRAM-SHA-256",)]
            assert connection.execute("SELECT auth_method FROM pg_hba_file_rules GROUP BY 1").fetchall() == [
                ("scram-sha-256",)
            ]
            assert connection.execute("SHOW data_checksums").fetchall() == [("on",)]
        assert [c for c in server_of(home).net_connections("inet") if c.status == psutil.CONN_LISTEN] == []

    def test_a_path_too_long_for_a_socket_has_a_short_private_folder(self, tmp_path: Path) -> None:
        home = tmp_path / ("long" * 20) / ("longer" * 10)
        running = start(home, throw_away=True)
        try:
            running.connect(WEB).close()
            folder = cluster.socket_folder(home)
            assert len(str(folder)) < 60
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        finally:
            running.stop()
            folder.rmdir()


class TestTheTwoRoles:
    def test_the_owner_owns_the_database_and_is_no_superuser(self, database: Cluster) -> None:
        with database.connect(OWNER) as connection:
            assert connection.execute(
                "SELECT rolsuper, rolcreaterole, rolbypassrls, "
                "(SELECT datdba::regrole::text FROM pg_database WHERE datname = 'alongside') "
                "FROM pg_roles WHERE rolname = current_user"
            ).fetchone() == (False, False, False, OWNER)

    def test_the_web_uses_what_the_owner_makes_and_makes_nothing(self, database: Cluster) -> None:
        with database.connect(OWNER) as owner, database.connect(WEB) as web:
            owner.execute("CREATE TABLE note (id bigserial, said text)")
            web.execute("INSERT INTO note (said) VALUES ('hello')")
            assert web.execute("SELECT said FROM note").fetchall() == [("hello",)]
            for forbidden in ("DROP TABLE note", "TRUNCATE note", "CREATE TABLE new ()", "CREATE TEMP TABLE new ()"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    web.execute(forbidden)


class TestItIsShared:
    def test_a_second_process_joins_the_running_server(self, home: Path, database: Cluster) -> None:
        pid = server_of(home).pid
        with start_elsewhere(home) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "False\n"
            other.communicate("")
        assert server_of(home).pid == pid
        database.connect(WEB).close()

    def test_two_that_begin_together_start_one_server(self, home: Path) -> None:
        both = [start_elsewhere(home) for _ in range(2)]
        said = sorted(process.stdout.readline() for process in both if process.stdout)
        for process in both:
            process.communicate("")
        assert said == ["False\n", "True\n"]


class TestItEndsAndBeginsAgain:
    def test_it_stops_when_the_process_that_started_it_is_killed(self, home: Path) -> None:
        starter = start_elsewhere(home)
        assert starter.stdout is not None
        starter.stdout.readline()
        server = server_of(home)
        starter.kill()
        starter.communicate()
        wait_until(lambda: not server.is_running() or server.status() == psutil.STATUS_ZOMBIE)
        start(home, throw_away=True).stop()

    def test_what_was_committed_survives_a_kill(self, home: Path) -> None:
        running = start(home)
        with running.connect(OWNER) as connection:
            connection.execute("CREATE TABLE promise (id int)")
            connection.execute("INSERT INTO promise SELECT generate_series(1, 5000)")
            os.kill(server_of(home).pid, signal.SIGKILL)
        wait_until(lambda: not running.is_running())
        again = start(home)
        try:
            with again.connect(WEB) as connection:
                assert connection.execute("SELECT count(*) FROM promise").fetchone() == (5000,)
            assert "was not properly shut down; automatic recovery" in (home / "database.log").read_text()
        finally:
            again.stop()

    def test_a_pid_that_another_program_has_been_given_is_not_taken_for_the_server(self, home: Path) -> None:
        start(home, throw_away=True).stop()
        stale = home / "database" / "postmaster.pid"
        stale.write_text(f"{os.getpid()}\n{home / 'database'}\n1700000000\n{PORT}\n.\n\n  0  0\nready   \n")
        running = start(home, throw_away=True)
        try:
            assert running.started_here
            running.connect(WEB).close()
        finally:
            running.stop()

    def test_a_pid_file_cut_short_is_no_obstacle(self, home: Path) -> None:
        start(home, throw_away=True).stop()
        (home / "database" / "postmaster.pid").write_text("")
        start(home, throw_away=True).stop()

    def test_a_folder_half_made_is_made_again(self, home: Path) -> None:
        (home / "database.new").mkdir(parents=True)
        (home / "database.new" / "PG_VERSION").write_text("18\n")
        running = start(home, throw_away=True)
        running.connect(WEB).close()
        running.stop()

    def test_a_folder_of_another_version_is_refused_and_left_alone(self, home: Path) -> None:
        (home / "database").mkdir(parents=True)
        (home / "database" / "PG_VERSION").write_text("12\n")
        with pytest.raises(DatabaseProblem, match="was made by PostgreSQL 12"):
            start(home, throw_away=True)
        assert [path.name for path in (home / "database").iterdir()] == ["PG_VERSION"]


class TestKeptSecrets:
    def test_a_secret_is_made_once(self, home: Path) -> None:
        first = kept_secret(home, "some.key")
        assert len(first) >= 48
        assert kept_secret(home, "some.key") == first
        assert kept_secret(home, "other.key") != first
