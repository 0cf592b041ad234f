"""Every change is written down by the database itself, and the web role can do nothing about it."""

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.audit import context
from alongside.foundation.audit.install import audited_models
from alongside.foundation.audit.models import Change, Look
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

pytestmark = pytest.mark.django_db


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def last() -> Change:
    return Change.objects.latest("id")


@pytest.fixture
def subject() -> Subject:
    return make_subject("Winifred Hartley")


def test_a_raw_update_is_seen_with_who_and_why(subject):
    user = make_user()
    with context.acting(user=user, why="putting a name right"):
        sql("UPDATE subjects_subject SET display_name = 'Winnie Hartley' WHERE id = %s", subject.pk)
    change = last()
    assert (change.table, change.row, change.subject_id) == ("subjects_subject", str(subject.pk), subject.pk)
    assert change.operation == "update"
    assert change.before == {"display_name": "Winifred Hartley"}
    assert change.after == {"display_name": "Winnie Hartley"}
    assert (change.user_id, change.why) == (user.pk, "putting a name right")
    assert change.database_user == "alongside_owner"


def test_a_bulk_update_leaves_a_line_for_each_row(subject):
    make_subject("Omar Farouk")
    before = Change.objects.count()
    Subject.objects.update(display_name="Somebody")
    assert Change.objects.count() == before + 2


def test_inserts_and_deletes_keep_the_whole_row(subject):
    worker = make_user()
    task = work.raise_task(kind="errand", title="Ring back", subject=subject, owner=worker, by=worker)
    assert last().operation == "insert"
    assert last().after["title"] == "Ring back"
    Task.objects.filter(pk=task.pk).delete()
    gone = last()
    assert (gone.operation, gone.subject_id) == ("delete", subject.pk)
    assert gone.before["title"] == "Ring back"
    assert gone.after is None


def test_a_change_of_nothing_leaves_no_line(subject):
    before = Change.objects.count()
    subject.save()
    sql("UPDATE subjects_subject SET display_name = display_name")
    assert Change.objects.count() == before


def test_secrets_are_kept_out():
    user = make_user()
    user.set_password("kettle-harbour-lantern")
    user.save()
    change = Change.objects.filter(table="accounts_user", operation="update").latest("id")
    assert change.after["password"] == "kept out"
    assert "argon2" not in str(change.before) + str(change.after)


def test_every_record_of_ours_has_its_trigger():
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                       "WHERE t.tgname = 'alongside_audit' AND t.tgenabled = 'O'")
        watched = {name for (name,) in cursor.fetchall()}
    wanted = {model._meta.db_table for model in audited_models()} & present
    assert wanted - watched == set()
    assert {"subjects_subject", "accounts_user", "access_grant", "mfa_authenticator"} <= watched


def test_when_the_audit_cannot_be_written_the_change_is_undone(subject):
    sql("ALTER TABLE audit_change ADD CONSTRAINT broken CHECK (operation <> 'update') NOT VALID")
    with pytest.raises(DatabaseError), transaction.atomic():
        Subject.objects.filter(pk=subject.pk).update(display_name="Changed")
    subject.refresh_from_db()
    assert subject.display_name == "Winifred Hartley"


def test_a_merge_of_changes_in_an_action_is_undone_with_it(subject):
    worker = make_user()
    task = work.raise_task(kind="errand", title="Ring back", subject=subject, owner=worker, by=worker)
    sql("ALTER TABLE audit_change ADD CONSTRAINT broken CHECK (operation <> 'update') NOT VALID")
    with pytest.raises(DatabaseError), transaction.atomic():
        work.finish(task=task, outcome="Rang", by=worker)
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.usefixtures("web_role")
class TestTheWebRole:
    @pytest.fixture(autouse=True)
    def _one_line(self):
        with context.acting(why="test"):
            Look.objects.create(subject=make_subject(), what="person")
            yield

    @pytest.mark.parametrize("table", ["audit_change", "audit_look", "audit_seal"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET epoch = 9", "DELETE FROM {}", "TRUNCATE {}",
                                           "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"])
    def test_may_not_touch_what_is_written(self, table, statement):
        with pytest.raises(DatabaseError), transaction.atomic():
            sql(statement.format(table))

    def test_may_not_write_a_change_itself(self):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql("INSERT INTO audit_change (epoch, xid, at, \"table\", \"row\", operation, request, why, database_user) "
                "VALUES (1, 1, now(), 'subjects_subject', '1', 'update', '', '', 'somebody')")

    def test_may_not_begin_an_epoch_or_replace_a_function(self):
        for statement in ("INSERT INTO audit_epoch (number, began_at) VALUES (2, now())",
                          "CREATE OR REPLACE FUNCTION alongside_audit_row() RETURNS trigger LANGUAGE plpgsql AS "
                          "'BEGIN RETURN NULL; END'",
                          "DROP TRIGGER alongside_audit ON subjects_subject",
                          "SET session_replication_role = replica"):
            with pytest.raises(DatabaseError), transaction.atomic():
                sql(statement)

    def test_cannot_say_itself_who_looked_or_when(self):
        worker = make_user()
        with context.within(context.Context(user_id=worker.pk, request="abc", sees=context.Sees.EVERYTHING)):
            made = Look.objects.create(subject=Subject.objects.first(), what="person", user_id=999, epoch=7, xid=3)
        made.refresh_from_db()
        assert (made.user_id, made.request, made.epoch) == (worker.pk, "abc", 1)
        assert made.xid > 3

