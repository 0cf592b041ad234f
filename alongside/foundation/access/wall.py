"""The wall: row-level security behind the code's own checks, on every table that has a subject.

The code asks `visible_to` and `open_subject`. Where a query forgets to, the web role still gets no row of a record
closed to the one who asks. It is a second wall against our own mistakes: the settings it reads are set by the web
role itself (`audit/context.py`), so it does not hold against somebody who can already run SQL of their own.

A model that holds nothing of a person's record but pointers, or is a derived look-up table that only ever gives
numbers to a query that is walled itself, says `row_security = False`.
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


def build(**_kwargs: object) -> None:
    """Put the policy on each table; run by the owner after each migration, and safe to run again."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if "subjects_subject" in present:
            cursor.execute(_RESTRICTION)
        for table, (column, may_be_empty) in walled_columns().items():
            if table not in present:  # migrated only so far
                continue
            seen = _SEEN.format(column=f'"{column}"')
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
