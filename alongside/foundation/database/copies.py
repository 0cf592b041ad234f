"""A whole copy of the database, and the proof that what was restored is what was copied.

The proof is, for each table, the number of its rows and the sum of their digests (so that their order does not matter).
It is taken in the same snapshot as the copy, and compared inside the transaction that restores: a copy that does not
come back whole changes nothing.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from alongside.foundation.database import binaries
from alongside.foundation.database.cluster import DatabaseProblem

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Proof:
    table: str
    rows: int
    digest: str


_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
_PROOF = "count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint), 0)::text"
# The text of a row must not depend on who asks.
_PLAIN = "SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO'; SET LOCAL intervalstyle TO 'postgres'; "


def proofs(connection: Connection) -> list[Proof]:
    connection.execute(_PLAIN)
    tables = [str(row[0]) for row in connection.execute(_TABLES).fetchall()]
    found = []
    for table in tables:
        row = connection.execute(sql.SQL("SELECT " + _PROOF + " FROM {} t").format(sql.Identifier(table))).fetchone()
        assert row is not None
        found.append(Proof(table, int(str(row[0])), str(row[1])))
    return found


def copy_out(connection: Connection, file: Path) -> list[Proof]:
    """Write the copy, with everything as it was in one moment."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        _run(
            connection,
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",  # the roles are this installation's, not the copy's
            "--no-comments",
            "--schema=public",
            "--extension=*",
            f"--snapshot={row[0]}",
            f"--file={file}",
        )
        return proofs(connection)


def bring_back(connection: Connection, file: Path, expected: list[Proof], before: sql.Composable) -> None:
    """Replace everything by the copy, in one transaction. `before` is run as soon as the database is empty."""
    script = file.with_suffix(".sql")
    _run(connection, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file), connect=False)
    first = "DROP OWNED BY CURRENT_USER CASCADE;\n" + before.as_string(connection) + ";\n"
    words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    process = subprocess.Popen(
        [_program("psql"), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(connection),
    )
    assert process.stdin is not None and process.stderr is not None
    try:
        process.stdin.write(first.encode())
        for line in _without_newer_settings(script):
            process.stdin.write(line)
        process.stdin.write(_check(connection, expected).encode())
    except BrokenPipeError:
        pass  # it stopped at an error, which it has written down
    _, said = process.communicate()
    script.unlink()
    if process.returncode:
        errors = [line for line in said.decode(errors="replace").splitlines() if "ERROR" in line or "error" in line]
        raise DatabaseProblem((errors or ["psql ended early"])[0])


def _without_newer_settings(script: Path) -> Iterator[bytes]:
    """The programs write down a setting that servers before 17 do not know."""
    in_head = True
    with script.open("rb") as file:
        for line in file:
            if in_head and line.startswith(b"SET transaction_timeout"):
                continue
            in_head = in_head and not line.startswith((b"CREATE", b"COPY"))
            # The copy names the schema that is there already.
            if line.startswith(b"CREATE SCHEMA public;"):
                continue
            yield line


def _check(connection: Connection, expected: list[Proof]) -> str:
    """Statements that raise an error unless every table is what it was."""
    checks: list[sql.Composable] = [sql.SQL("\n" + _PLAIN)]
    for proof in expected:
        statement = sql.SQL(
            "DO $check$ BEGIN IF (SELECT ({}) IS DISTINCT FROM ({}, {})) "
            "THEN RAISE EXCEPTION '%', {}; END IF; END $check$;\n"
        )
        found = sql.SQL("SELECT ({}) FROM public.{} t").format(sql.SQL(_PROOF), sql.Identifier(proof.table))
        checks.append(
            statement.format(
                found,
                sql.SQL("{}::bigint").format(sql.Literal(proof.rows)),
                sql.SQL("{}::text").format(sql.Literal(proof.digest)),
                sql.Literal(f"the table {proof.table} did not come back as it was"),
            )
        )
    return sql.Composed(checks).as_string(connection)


def _program(name: str) -> str:
    return str(binaries.embedded() / name)


def _environment(connection: Connection) -> dict[str, str]:
    """The same connection for a program; the password does not show in the list of processes."""
    info = connection.info
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "PGHOST": info.host,
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGPASSWORD": info.password,
        "PGDATABASE": info.dbname,
        "PGTZ": "UTC",
        "PGCLIENTENCODING": "UTF8",
    }


def _run(connection: Connection, program: str, *words: str, connect: bool = True) -> None:
    environment = _environment(connection) if connect else None
    done = subprocess.run([_program(program), *words], capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise DatabaseProblem((done.stderr.strip().splitlines() or [f"{program} failed"])[0])
