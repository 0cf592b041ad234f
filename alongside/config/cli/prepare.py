"""What `serve` does before it serves: tables up to date, and the demo council on a first run.

A process of its own, because it may act as the owner of the database and the web must not.
"""

import sys

from alongside.config.cli import Refused, answered, commands, main
from alongside.config.cli.migrate import migrate, pending
from alongside.config.cli.running import set_up_django
from alongside.foundation import database
from alongside.foundation.questionnaires.declare import BadQuestions, check_added
from alongside.rules.council import BadCouncil


def prepare() -> int:
    try:
        set_up_django()
        check_added()
    except (BadCouncil, BadQuestions) as problem:
        raise Refused(str(problem)) from None
    from django.conf import settings

    if waiting := pending():
        if not database.owner_is_known():
            raise Refused(
                f"The database is not up to date ({len(waiting)} migrations pending, first {waiting[0]}): "
                "set ALONGSIDE_OWNER_DATABASE_URL, or run `alongside migrate` where it is set."
            )
        print("Preparing the database…", flush=True)
        migrate(quiet=True)
    if settings.DEMO and "demo" in commands() and not _has_records():
        print("Loading the demo council…", flush=True)
        return main(["demo"])
    return 0


def _has_records() -> bool:
    from alongside.foundation.subjects.models import Subject

    return Subject.objects.exists()


if __name__ == "__main__":
    sys.exit(answered(prepare))
