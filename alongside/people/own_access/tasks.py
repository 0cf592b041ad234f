"""Every morning: whose access is to be asked about again; and sessions that are long over go."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="20 5 * * *")
@app.task(name="own_access.ask_again", queueing_lock="own_access.ask_again")
def ask_again(timestamp: int) -> None:
    from .actions import forget_old, raise_what_is_due

    raise_what_is_due()
    forget_old()
