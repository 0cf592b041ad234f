"""Every address and who may use it, as a table to read: docs/roles_and_urls.csv.

`python -m alongside.config.roles_and_urls` writes it anew; a person reads the difference before it is committed, and
tests/test_roles_and_urls.py fails while the table says anything else than the code.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.foundation.permissions import roles

TABLE = Path(__file__).resolve().parents[2] / "docs" / "roles_and_urls.csv"
PUBLIC, SIGNED_IN = "public", "signed in"


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    needs: str

    def open_to(self, role: str) -> bool:
        """A key of the API is nobody's role."""
        return self.needs in (PUBLIC, SIGNED_IN) or self.needs in roles.ROLES[role].permissions


def addresses() -> list[Address]:
    """Every page and every operation of the API, by path."""
    from django.urls import get_resolver

    return sorted([*_pages(get_resolver(), "", ""), *_operations()], key=lambda one: (one.path, one.name))


def _pages(resolver: Any, prefix: str, space: str) -> Iterator[Address]:
    from django.urls import URLResolver

    for entry in resolver.url_patterns:
        path = prefix + _readable(str(entry.pattern))
        if isinstance(entry, URLResolver):
            if entry.namespace != "api":
                yield from _pages(entry, path, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield Address(space + (entry.name or ""), f"/{path}", getattr(entry.callback, "permission", "NOT SAID"))


def _readable(pattern: str) -> str:
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern).strip("^").replace("$", "")


def _operations() -> Iterator[Address]:
    from alongside.config.api import api

    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                address = f"/api/v1/{prefix.strip('/')}/{path.strip('/')}".replace("//", "/")
                yield Address(f"api:{operation.view_func.__name__}", f"{'/'.join(operation.methods)} {address}",
                              getattr(operation.view_func, "permission", "NOT SAID"))


def as_csv(rows: list[Address]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["name", "address", "needs", *(role.name for role in roles.ROLES.values())])
    for row in rows:
        table.writerow([row.name, row.path, row.needs, *("yes" if row.open_to(key) else "" for key in roles.ROLES)])
    return text.getvalue()


def write() -> None:
    TABLE.write_text(as_csv(addresses()), encoding="utf-8")


if __name__ == "__main__":
    from alongside.config.cli.running import set_up_django

    set_up_django()
    write()
