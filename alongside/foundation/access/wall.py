"""The wall: row-level security behind the code's own checks, on every table that has a subject.

The code asks `visible_to` and `open_subject`. Where a query forgets to, the web role still gets no row of a record
closed to the one who asks. It is a second wall against our own mistakes: the settings it reads are set by the web
role itself (`audit/context.py`), so it does not hold against somebody who can already run SQL of their own.

A model that holds nothing of a person's record but pointers, or is a derived look-up table that only ever gives
numbers to a query that is walled itself, says `row_security = False`.

What is written down where records are not opened at all (by a volunteer at a desk, by the public) belongs to nobody's
record until somebody matches it. Such a model says `row_owners = ("entered_by",)`: its rows are seen by those it names,
whoever they are about, and while they are about nobody yet by those who may open any unrestricted record.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import connection

from alongside.foundation.audit.install import subject_column

NAME = "alongside_wall"
# Each setting is read and parsed once a query (an InitPlan), and an index is used as if the wall were not there. The
# second cast only tells ALL and ANY that they are given one array and not a query of rows.
_LIST = "(SELECT nullif(current_setting('alongside.{}', true), '')::bigint[])::bigint[]"
# Whoever reads their own record sees nothing that is about nobody: a referral not matched yet may be about somebody.
_OF_NOBODY = "({column} IS NULL AND (SELECT coalesce(current_setting('alongside.own', true), '')) = '')"
# One's own entry, whoever it is about; and one about nobody yet, for those who may open any unrestricted record.
_OWNED = "{owner} = (SELECT (nullif(current_setting('alongside.context', true), '')::jsonb ->> 'user')::bigint)"
_SEES_ALL = "(SELECT nullif(current_setting('alongside.closed', true), '') IS NOT NULL)"
_SEEN = f"{{column}} <> ALL ({_LIST.format('closed')}) OR {{column}} = ANY ({_LIST.format('open')})"
# What the wall hides from somebody who may know that much: that a record is restricted, by whom and since when.
_RESTRICTION = """
CREATE OR REPLACE FUNCTION alongside_restriction(subject bigint)
RETURNS TABLE (restricted_by_id bigint, restricted_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT s.restricted_by_id, s.restricted_at FROM subjects_subject s WHERE s.id = subject AND s.restricted
$$
"""


def walled_columns() -> dict[str, tuple[str, bool]]:
    """Each walled table, with the column that names its subject and whether that may be empty."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("alongside.") or not getattr(model, "row_security", True):
            continue
        column = subject_column(model)
        if column:
            found[model._meta.db_table] = (column.column, column.null)
    return found


def owners() -> dict[str, list[str]]:
    """The columns that name whose entry a row is, by table, where the model says so."""
    return {model._meta.db_table: [model._meta.get_field(name).column for name in names]
            for model in apps.get_models() if (names := getattr(model, "row_owners", ()))}


def build(**_kwargs: object) -> None:
    """Put the policy on each table; run by the owner after each migration, and safe to run again."""
    present, owned = set(connection.introspection.table_names()), owners()
    with connection.cursor() as cursor:
        if "subjects_subject" in present:
            cursor.execute(_RESTRICTION)
        for table, (column, may_be_empty) in walled_columns().items():
            if table not in present:  # migrated only so far
                continue
            seen = _SEEN.format(column=f'"{column}"')
            if table in owned:
                theirs = " OR ".join(_OWNED.format(owner=f'"{owner}"') for owner in owned[table])
                condition = f'{theirs} OR ("{column}" IS NULL AND {_SEES_ALL}) OR ("{column}" IS NOT NULL AND ({seen}))'
                _put(cursor, table, condition)
                continue
            condition = f"{_OF_NOBODY.format(column=f'{chr(34)}{column}{chr(34)}')} OR {seen}" if may_be_empty else seen
            _put(cursor, table, condition)


def _put(cursor: Any, table: str, condition: str) -> None:
    """A policy that is already there as it should be is left alone: changing one waits for every reader."""
    digest = hashlib.sha256(condition.encode()).hexdigest()[:16]
    cursor.execute(
        "SELECT 1 FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        "WHERE c.oid = %s::regclass AND c.relrowsecurity AND p.polname = %s AND obj_description(p.oid) = %s",
        [f'"{table}"', NAME, digest],
    )
    if cursor.fetchone():
        return
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS {NAME} ON "{table}"')
    cursor.execute(f'CREATE POLICY {NAME} ON "{table}" USING ({condition})')
    cursor.execute(f"COMMENT ON POLICY {NAME} ON \"{table}\" IS '{digest}'")
