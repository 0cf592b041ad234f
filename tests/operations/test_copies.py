"""A copy of the database comes back whole, or nothing changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql

from alongside.foundation.database import DatabaseProblem, copies, start, web_rights
from alongside.foundation.database.cluster import OWNER, WEB, Cluster

RIGHTS = web_rights(owner=OWNER, web=WEB)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Cluster]:
    running = start(tmp_path / "home", throw_away=True)
    with running.connect(OWNER) as owner:
        owner.execute(
            "CREATE TABLE person (id bigserial PRIMARY KEY, name text, born date, seen timestamptz, about jsonb)"
        )
        owner.execute(
            "INSERT INTO person (name, born, seen, about) SELECT 'Zoë ' || n, date '1940-01-01' + n, "
            "timestamptz '2026-01-01 00:00+00' + n * interval '1 minute', jsonb_build_object('n', n) "
            "FROM generate_series(1, 500) n"
        )
        owner.execute("CREATE TABLE empty (id int)")
    yield running
    running.stop()


def test_what_comes_back_is_what_was_copied(database: Cluster, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    with database.connect(OWNER) as owner:
        proofs = copies.copy_out(owner, file)
        assert {(proof.table, proof.rows) for proof in proofs} == {("person", 500), ("empty", 0)}
        owner.execute("DELETE FROM person WHERE id > 10; CREATE TABLE later (id int); DROP TABLE empty")

        copies.bring_back(owner, file, proofs, RIGHTS)

        assert copies.proofs(owner) == proofs
        assert owner.execute("INSERT INTO person (name) VALUES ('next') RETURNING id").fetchone() == (501,)


def test_the_web_role_has_its_rights_again(database: Cluster, tmp_path: Path) -> None:
    with database.connect(OWNER) as owner, database.connect(WEB) as web:
        copies.bring_back(owner, tmp_path / "copy", copies.copy_out(owner, tmp_path / "copy"), RIGHTS)
        web.execute("UPDATE person SET name = 'changed' WHERE id = 1")
        assert web.execute("SELECT count(*) FROM person").fetchone() == (500,)


@pytest.mark.parametrize("change", [{"rows": 499}, {"digest": "1"}])
def test_a_copy_that_does_not_come_back_whole_changes_nothing(
    database: Cluster, tmp_path: Path, change: dict[str, object]
) -> None:
    with database.connect(OWNER) as owner:
        proofs = [
            replace(proof, **change) if proof.table == "person" else proof  # type: ignore[arg-type]
            for proof in copies.copy_out(owner, tmp_path / "copy")
        ]
        owner.execute("INSERT INTO person (name) VALUES ('since the copy')")
        before = copies.proofs(owner)
        with pytest.raises(DatabaseProblem, match="the table person did not come back as it was"):
            copies.bring_back(owner, tmp_path / "copy", proofs, RIGHTS)
        assert copies.proofs(owner) == before


def test_one_changed_letter_shows_in_the_proof(database: Cluster) -> None:
    with database.connect(OWNER) as owner:
        before = copies.proofs(owner)
        owner.execute(sql.SQL("UPDATE person SET name = 'Zoe 1' WHERE id = 1"))
        assert copies.proofs(owner) != before
