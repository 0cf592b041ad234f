"""The patterns of claims, one a file. How often each stood in the published profiles of a region's 23 councils is its
`USES`, which orders them. A pattern states what it can compute or was told, and nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from ..claim import Claim
from ..standing import Standing


@cache
def patterns() -> tuple[ModuleType, ...]:
    found = [
        importlib.import_module(f"{__name__}.{one.name}")
        for one in pkgutil.iter_modules(__path__)
        if one.name != "tests"
    ]
    return tuple(sorted(found, key=lambda one: (-one.USES, one.KEY)))


def every(at: Standing) -> Iterator[Claim]:
    """All that can be said of a council, pattern by pattern."""
    for pattern in patterns():
        yield from pattern.claims(at)
