"""Puts the audit triggers on every table that holds a record; run after each migration by the owner."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import connection, models

from alongside.foundation import database

SQL = Path(__file__).parent / "sql" / "audit.sql"
APPEND_ONLY = ["audit_change", "audit_look", "audit_seal"]
# Values that must never be copied into the audit, by table.
KEPT_OUT = {
    "accounts_user": ["password", "last_login"],
    "mfa_authenticator": ["data"],
    "socialaccount_socialtoken": ["token", "token_secret"],
    "socialaccount_socialapp": ["secret"],
    "account_emailconfirmation": ["key"],
    # Links that open something by themselves.
    "bookings_planningsession": ["secret"],
    "bookings_workcalendar": ["address"],
    "bookings_calendarfeed": ["secret"],
    "prescriptions_prescription": ["link_seed"],
    # What the public says about an entry of the directory without an account is forgotten after the council's days:
    # a copy here would stay for ever. That something was said, when, and who answered it how, is audited.
    "directory_suggestion": ["words"],
    "directory_feed_change": ["note", "name", "address"],
}
OTHERS_AUDITED = {"account", "mfa", "socialaccount"}


def audited_models() -> list[type[models.Model]]:
    """Every record of ours, but the audit itself and what says `audited = False` (drafts, derived look-up tables)."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        and (
            model.__module__.startswith("alongside.")
            or model._meta.app_label in OTHERS_AUDITED
        )
        and getattr(model, "audited", True)
    ]


def subject_column(model: type[models.Model]) -> models.Field | None:
    """The column that says whose record a row belongs to."""
    if model._meta.label == "subjects.Subject":
        return model._meta.pk
    return next((field for field in model._meta.concrete_fields if field.attname == "subject_id"), None)


def install(**_kwargs: object) -> None:
    """Create the functions, then one trigger a table. Safe to run again."""
    tables = set(connection.introspection.table_names())
    if "audit_change" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute(SQL.read_text())
        cursor.execute("INSERT INTO audit_epoch (number, began_at) SELECT 1, now() "
                       "WHERE NOT EXISTS (SELECT 1 FROM audit_epoch)")
        for model in audited_models():
            table = model._meta.db_table
            if table not in tables:  # migrated only so far; the rest of the migration comes back here
                continue
            subject = subject_column(model)
            words = [subject.column if subject else "", *KEPT_OUT.get(table, [])]
            arguments = ", ".join(f"'{word}'" for word in words)
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER alongside_audit AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION alongside_audit_row({arguments})"
            )
        cursor.execute("CREATE OR REPLACE TRIGGER alongside_stamp BEFORE INSERT ON audit_look "
                       "FOR EACH ROW EXECUTE FUNCTION alongside_stamp_look()")
        for table in APPEND_ONLY:
            cursor.execute(f"CREATE OR REPLACE TRIGGER alongside_keep BEFORE UPDATE OR DELETE ON {table} "
                           "FOR EACH ROW EXECUTE FUNCTION alongside_refuse()")
            cursor.execute(f"CREATE OR REPLACE TRIGGER alongside_keep_all BEFORE TRUNCATE ON {table} "
                           "FOR EACH STATEMENT EXECUTE FUNCTION alongside_refuse()")
        web = database.web_role()
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [web])
        if cursor.fetchone():
            cursor.execute(f'REVOKE ALL ON audit_change, audit_look, audit_seal, audit_epoch FROM "{web}"')
            cursor.execute(f'GRANT SELECT ON audit_change, audit_look, audit_seal, audit_epoch TO "{web}"')
            # A seal is added by the worker, which runs as the web role; what it covers cannot be changed.
            cursor.execute(f'GRANT INSERT ON audit_look, audit_seal TO "{web}"')
            cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{web}"')
