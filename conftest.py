"""Every test run has a PostgreSQL of its own, started when the first test asks for a database."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from alongside.foundation.database import testing

pytest_plugins = ["tests.browser"]
# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")
QUEUE = ("procrastinate_events", "procrastinate_jobs", "procrastinate_workers", "procrastinate_periodic_defers")
# What a test asks for that asks a database (PostgreSQL is one engine of the measures), and those that start their own.
DATABASE, OF_THEIR_OWN = {"db", "transactional_db", "postgres", "live_server", "engine"}, "tests/operations/"


@pytest.hookimpl(tryfirst=True)  # before `-m database` chooses among them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for one in items:
        asked = DATABASE.intersection(getattr(one, "fixturenames", ()))
        if asked or one.get_closest_marker("django_db") or one.nodeid.startswith(OF_THEIR_OWN):
            one.add_marker("database")


@pytest.fixture(scope="session")
def postgres() -> Iterator[object]:
    cluster = testing.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, postgres: object) -> None:
    """pytest-django asks for this before it makes the tests' database: the moment to start the server."""


@pytest.fixture(scope="session", autouse=True)
def tables_that_refuse_to_be_emptied() -> Iterator[None]:
    """A test that commits (transaction=True) empties every table afterwards: the audit's own triggers would refuse, and
    Django does not know the tables of the queue."""
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations

    ordinary = DatabaseOperations.execute_sql_flush

    def without_triggers(operations: DatabaseOperations, sql_list: list[str]) -> None:
        # Only tables that hold something: to truncate all of them takes longer than most tests.
        with connection.cursor() as cursor:
            tables = [*connection.introspection.django_table_names(only_existing=True, include_views=False), *QUEUE]
            one = " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
            cursor.execute(one)
            filled = [f'DELETE FROM "{table}"' for (table,) in cursor.fetchall()]
        quiet, loud = (f"SET LOCAL session_replication_role TO {role}" for role in ("replica", "origin"))
        ordinary(operations, [quiet, *filled, loud])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture
def web_role(db: None) -> Iterator[None]:
    """The test goes on as the web role, which owns nothing, and sees what the test has written so far.

    Tests run as the owner otherwise. Whatever the owner may do and the web role may not belongs in a test of this kind.
    """
    from django.db import connection
    from psycopg.pq import TransactionStatus

    with connection.cursor() as cursor:
        cursor.execute("SET ROLE alongside_web")
    yield
    if connection.connection.info.transaction_status != TransactionStatus.INERROR:  # else the rollback resets it too
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def pytest_unconfigure() -> None:
    testing.forget()


@pytest.fixture
def within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the test takes, no minute or hour of what visitors may ask ends meanwhile."""
    from alongside.foundation.limits import counting

    moment = time.time()
    monkeypatch.setattr(counting, "time", SimpleNamespace(time=lambda: moment))
