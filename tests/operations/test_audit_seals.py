"""A forged row is found, whoever forged it."""

import json

import pytest
from django.db import connection

from alongside.config import cli
from alongside.foundation.accounts.tests.factories import make_subject
from alongside.foundation.audit import context, seals
from alongside.foundation.audit.models import Change, Epoch, Look, Seal

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("audit_change", "audit_look", "audit_seal", "audit_epoch")


def as_owner(statement: str, *values) -> None:
    """What only the owner of the database can do: with the triggers off, anything."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in TABLES[:3]:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in TABLES[:3]:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(autouse=True)
def sealed(settings, tmp_path):
    settings.HOME = tmp_path
    Epoch.objects.get_or_create(number=1)
    with context.acting(why="test"):
        subject = make_subject("Winifred Hartley")
        subject.display_name = "Winnie Hartley"
        subject.save()
        Look.objects.create(subject=subject, what="person")
        assert seals.seal().rows >= 3
        yield subject
    with connection.cursor() as cursor:
        for table in TABLES[:3]:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_epoch")
        cursor.execute("INSERT INTO audit_epoch (number, began_at) VALUES (1, now())")


def broken() -> list[str]:
    return seals.verify()["broken"]


def test_what_nobody_touched_is_whole():
    found = seals.verify()
    assert found["broken"] == []
    assert found["sealed_to"]
    assert seals.seal() is None


def test_new_rows_wait_for_the_next_seal_and_follow_in_the_chain(sealed):
    sealed.display_name = "W Hartley"
    sealed.save()
    assert seals.verify()["unsealed"] == 1
    made = seals.seal()
    assert made.previous == Seal.objects.order_by("id").first().digest
    assert seals.verify() | {"sealed_to": ""} == {"sealed_to": "", "unsealed": 0, "broken": []}


def test_an_altered_row_is_found():
    as_owner("UPDATE audit_change SET user_id = 1 WHERE operation = 'update'")
    assert "not those that were sealed" in broken()[0]


def test_a_row_taken_away_is_found():
    as_owner("DELETE FROM audit_look")
    assert "not those that were sealed" in broken()[0]


def test_a_row_slipped_in_is_found():
    one = Change.objects.first()
    as_owner("INSERT INTO audit_change (epoch, xid, at, \"table\", \"row\", operation, request, why, database_user) "
             "VALUES (%s, %s, now(), 'subjects_subject', '1', 'update', '', '', 'alongside_web')", one.epoch, one.xid)
    assert "not those that were sealed" in broken()[0]


@pytest.mark.parametrize(("epoch", "xid"), [(0, 5), (9, 5), (1, 10**12)])
def test_a_row_put_where_no_seal_would_come_is_found(epoch, xid):
    as_owner("INSERT INTO audit_change (epoch, xid, at, \"table\", \"row\", operation, request, why, database_user) "
             "VALUES (%s, %s, now(), 'subjects_subject', '1', 'update', '', '', 'alongside_web')", epoch, xid)
    assert "belong to no transaction" in broken()[0]


def test_a_seal_taken_away_is_found(sealed):
    sealed.display_name = "W Hartley"
    sealed.save()
    seals.seal()
    as_owner("DELETE FROM audit_seal WHERE id = (SELECT max(id) FROM audit_seal)")
    assert "in the file of seals" in broken()[0]


def test_a_seal_made_without_the_key_is_found(sealed, settings, tmp_path):
    as_owner("DELETE FROM audit_change WHERE operation = 'update'")
    as_owner("DELETE FROM audit_seal")
    settings.HOME = tmp_path / "elsewhere"
    seals.seal()
    settings.HOME = tmp_path
    assert any("not those that were sealed" in sentence for sentence in broken())


def test_after_a_restore_the_tail_of_the_life_before_is_sealed_too(sealed):
    sealed.display_name = "W Hartley"
    sealed.save()
    as_owner("INSERT INTO audit_epoch (number, began_at) VALUES (2, now())")
    sealed.display_name = "Winnie"
    sealed.save()
    seals.seal()
    assert set(Seal.objects.values_list("epoch", flat=True)) == {1, 2}
    assert seals.verify() | {"sealed_to": ""} == {"sealed_to": "", "unsealed": 0, "broken": []}


def test_the_command_answers_in_json_and_by_its_exit_status(capsys, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr("alongside.config.cli.audit.records", nullcontext)
    assert cli.main(["audit", "verify", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"sealed_to", "unsealed", "broken"}
    as_owner("DELETE FROM audit_look")
    assert cli.main(["audit", "verify"]) == 1
    assert "NOT whole" in capsys.readouterr().out
