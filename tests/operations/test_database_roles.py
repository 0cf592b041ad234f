"""The web role may use the tables and nothing more."""

import pytest
from django.db import ProgrammingError, connection


@pytest.mark.usefixtures("web_role")
class TestTheWebRole:
    def test_owns_nothing(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relowner = 'alongside_web'::regrole")
            assert cursor.fetchall() == []
            cursor.execute("SELECT datname FROM pg_database WHERE datdba = 'alongside_web'::regrole")
            assert cursor.fetchall() == []

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE mine (id int)",
            "CREATE SCHEMA mine",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE django_session ADD COLUMN mine int",
            "ALTER TABLE django_session DISABLE TRIGGER ALL",
            "TRUNCATE django_session",
            "DROP TABLE django_session",
            "COPY django_session TO PROGRAM 'cat'",
            "ALTER ROLE alongside_web SUPERUSER",
        ],
    )
    def test_may_not(self, statement: str) -> None:
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_may_read_and_write_rows(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
            cursor.execute("UPDATE django_session SET session_data = 'more'")
            cursor.execute("DELETE FROM django_session RETURNING session_data")
            assert cursor.fetchall() == [("more",)]
