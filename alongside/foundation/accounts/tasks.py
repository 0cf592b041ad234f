"""Every night: sessions that are over are forgotten, and what stood in them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from .signing_in.sessions import SessionStore


@app.periodic(cron="50 2 * * *")
@app.task(name="accounts.forget_sessions", queueing_lock="accounts.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    SessionStore.clear_expired()
