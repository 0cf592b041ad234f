"""The return is built by the worker: a large council's takes minutes."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.task(name="returns.build")
def build_in_the_background(asked_id: int) -> None:
    from .actions import carry_out

    carry_out(asked_id)
