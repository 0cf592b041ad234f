"""Bring the tables up to date, as the owner of the database."""

import argparse
import sys

from alongside.config.cli.running import records

NAME = "migrate"
HELP = "bring the database up to date (needs the owner role)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is pending")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(args: argparse.Namespace) -> int:
    with records(as_owner=not args.check):
        if not args.check:
            migrate(quiet=args.quiet)
            return 0
        waiting = pending()
        if waiting:
            print(f"Pending: {', '.join(waiting)}", file=sys.stderr)
        return 1 if waiting else 0


def migrate(*, quiet: bool) -> None:
    from django.core.management import call_command
    from django.db import connection

    from alongside.foundation import database

    connection.ensure_connection()
    database.make_fit(connection.connection, owner=connection.settings_dict["USER"], web=database.web_role())
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)


def pending() -> list[str]:
    """The migrations that this version has and the database has not."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
