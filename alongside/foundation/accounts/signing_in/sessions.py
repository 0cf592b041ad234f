"""Sessions in the database, as long as the council lets them idle."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone

from alongside.rules import council


class SessionStore(DatabaseSession):
    """Django asks here how long a session lives; what the council has decided is held to its limits when it is read."""

    def get_session_cookie_age(self) -> int:
        minutes: int = council.load(settings.COUNCIL_PACK).policy("signing_in.idle_minutes", timezone.localdate())
        return 60 * minutes
