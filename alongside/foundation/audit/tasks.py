"""The audit is sealed three times a minute, so that no row waits a minute for its seal."""

from __future__ import annotations

from procrastinate.contrib.django import app

from . import seals


@app.periodic(cron="* * * * * */20")  # the sixth field is seconds
@app.task(name="audit.seal", queueing_lock="audit.seal", pass_context=False)
def seal(timestamp: int) -> None:
    seals.seal()
