"""Packs are made by the worker, when somebody asks."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.task(name="benchmarking.pack")
def make_in_the_background(pack_id: int) -> None:
    from .making import carry_out

    carry_out(pack_id)
