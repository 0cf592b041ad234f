"""What every room's part of the API is made of: who may ask, pages of a list, codes with their words, what is wrong.

A room exports a `router` in its slice's `api.py`; `config/api.py` puts them together. No `from __future__ import
annotations` in those files: the annotations of an operation are read when it is declared.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.security import django_auth
from pydantic import Field

from alongside.foundation import codelists

__all__ = ["About", "Coded", "Listed", "Pages", "Paging", "Problem", "answers", "chosen", "coded", "listed", "local",
           "name_of", "room_router"]

MOST_ON_A_PAGE = 200
Row = TypeVar("Row")


class Problem(Schema):
    """What is wrong, in one sentence that names the place."""

    detail: str


class Coded(Schema):
    """A code of a list, with the words people read."""

    code: str
    words: str


class Listed(Schema, Generic[Row]):
    """A page of a list."""

    items: list[Row]
    count: int = Field(description="how many there are in all")
    page: int
    pages: int


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    on_a_page: int = Field(50, ge=1, le=MOST_ON_A_PAGE, description="how many on a page")


# The number of a record, as the database holds one.
About = Annotated[int, Path(ge=1, lt=2**63, description="the number of the record", title="record")]
Pages = Annotated[Paging, Query()]


def room_router(tag: str) -> Router:
    """For those signed in; each operation says with `@needs` what permission it takes."""
    return Router(auth=django_auth, tags=[tag])


def answers(shape: Any) -> dict[int, Any]:
    """What an operation about people may answer."""
    return {200: shape, 401: Problem, 403: Problem, 404: Problem, 422: Problem}


def listed(rows: Any, paging: Paging, shape: Callable[[Any], Any]) -> dict[str, Any]:
    """One page; a page past the end is empty."""
    paginator = Paginator(rows, paging.on_a_page)
    inside = paging.page <= paginator.num_pages
    return {
        "items": [shape(row) for row in paginator.page(paging.page)] if inside else [],
        "count": paginator.count, "page": paging.page, "pages": paginator.num_pages,
    }


def coded(list_name: str, code: str) -> dict[str, str] | None:
    """The code with its words, or as it stands where no list has it (an old import, say); none where none is kept."""
    if not code:
        return None
    try:
        words = codelists.label(list_name, code)
    except LookupError:
        words = code.replace("_", " ")
    return {"code": code, "words": words}


def chosen(record: Any, field: str) -> dict[str, str] | None:
    """The same for a field with choices of its own."""
    code = getattr(record, field)
    return {"code": code, "words": str(getattr(record, f"get_{field}_display")())} if code else None


def name_of(colleague: Any) -> str | None:
    return colleague.name if colleague is not None else None


def local(moment: datetime | None) -> datetime | None:
    """On the clock people lived it by, with its offset."""
    return timezone.localtime(moment) if moment else None
