"""What colleagues wrote down at desks as well: to be counted, or finished for them. None of it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from alongside.foundation.audit import context


@contextmanager
def everybodys() -> Iterator[None]:
    with context.within(replace(context.current(), sees=context.Sees.UNRESTRICTED)):
        yield
