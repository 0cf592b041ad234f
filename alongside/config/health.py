"""For whoever watches the service: is the process alive, and is everything it needs there?"""

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse

from alongside.config.cli.migrate import pending
from alongside.foundation.jobs.health import worker_is_alive
from alongside.foundation.permissions import public

_up_to_date = False


@public
@transaction.non_atomic_requests
def health(request: HttpRequest) -> JsonResponse:
    """Alive. Asks nothing of the database, so that a dead database is not mistaken for a dead process."""
    return JsonResponse({"status": "ok"})


@public
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, its tables are those of this version, and a worker is alive."""
    answers = {"database": False, "migrations": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answers["database"] = True
        answers["migrations"] = _is_up_to_date()
        answers["worker"] = answers["migrations"] and worker_is_alive()
    except DatabaseError:
        connection.close()
    words = {name: "ok" if fine else "not ready" for name, fine in answers.items()}
    return JsonResponse(words, status=200 if all(answers.values()) else 503)


def _is_up_to_date() -> bool:
    """Asked until it is so: nobody takes a migration back under a running process."""
    global _up_to_date
    _up_to_date = _up_to_date or not pending()
    return _up_to_date
