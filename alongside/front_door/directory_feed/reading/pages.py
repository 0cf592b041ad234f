"""Any Open Referral UK feed, by its address or as files: its services one after another, whatever its version."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from .older import as_new, is_older
from .sheet import CannotBeRead

MOST_BYTES, MOST_PAGES, MOST_SERVICES = 100 * 1024 * 1024, 5_000, 100_000
ON_A_PAGE, TRIES, WAIT, SECONDS = 100, 3, 1.0, 60
# What only a service with all its parts has; without any of them each is asked for by itself.
PARTS = ("service_at_locations", "contacts", "schedules", "attributes", "cost_options", "service_taxonomys",
         "regular_schedules", "eligibilitys")
ENDINGS = (".json", ".ndjson")
Told = Callable[[int | None], None]


def services(source: str, *, total: Told = lambda count: None) -> Iterator[Any]:
    """Of an address, a file or a folder of files. `total` is told how many there are once that is known."""
    yield from _as_new(source, _by_address(source, total) if is_address(source) else _of_files(Path(source)))


def of_file(file: Path, name: str) -> Iterator[Any]:
    """Of one file that somebody brought, who knows it by this name."""
    yield from _as_new(name, _of_file(file, name))


def _as_new(source: str, read: Iterator[Any]) -> Iterator[Any]:
    for number, one in enumerate(read):
        if number >= MOST_SERVICES:
            raise CannotBeRead(f"{source} has more than {MOST_SERVICES:,} services.")
        yield as_new(one) if isinstance(one, Mapping) and is_older(one) else one


def is_address(source: str) -> bool:
    return urlsplit(source).scheme in ("http", "https")


def _of_files(path: Path) -> Iterator[Any]:
    files = sorted(one for ending in ENDINGS for one in path.glob(f"*{ending}")) if path.is_dir() else [path]
    if not files:
        raise CannotBeRead(f"{path.name} has no file that ends in {' or '.join(ENDINGS)}.")
    for file in files:
        yield from _of_file(file, file.name)


def _of_file(file: Path, name: str) -> Iterator[Any]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CannotBeRead(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB.")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise CannotBeRead(f"{name} cannot be opened: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise CannotBeRead(f"{name} is not text in UTF-8.") from None
    yield from _lines(text, name) if file.suffix == ".ndjson" else _contents(_json(text, name), name)


def _lines(text: str, name: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _json(line, f"{name}, line {number}")


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise CannotBeRead(f"{name} is nested too deeply.") from None
    except ValueError as problem:
        raise CannotBeRead(f"{name} is not JSON: {problem}.") from None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _contents(said: Any, name: str) -> list[Any]:
    """The services of a page, 3.0 or 1.0; of a bare list; or the one service that a file holds."""
    if isinstance(said, Mapping):
        for key in ("contents", "content", "services"):
            if isinstance(said.get(key), list):
                return list(said[key])
        if "name" in said:
            return [said]
    if isinstance(said, list):
        return said
    raise CannotBeRead(f"{name} holds no list of services.")


def _by_address(source: str, total: Told) -> Iterator[Any]:
    base = source.rstrip("/").removesuffix("/services")
    pages, number = 1, 0
    while number < pages:
        number += 1
        said = _asked(f"{base}/services?" + urlencode({"page": number, "per_page": ON_A_PAGE, "full": "true"}))
        count, pages = _size(said)
        if number == 1:
            total(count)
        for one in _contents(said, f"{base}/services"):
            whole = not isinstance(one, Mapping) or not one.get("id") or any(part in one for part in PARTS)
            yield one if whole else _asked(f"{base}/services/{quote(str(one['id']), safe='')}")


def _size(said: Any) -> tuple[int | None, int]:
    """How many services, and how many pages, as either version writes them."""
    def whole(*names: str) -> int | None:
        found = next((said[name] for name in names if isinstance(said.get(name), int)), None)
        return found if found is None or found >= 0 else None

    if not isinstance(said, Mapping):
        return None, 1
    pages = whole("total_pages", "totalPages") or 1
    if pages > MOST_PAGES:
        raise CannotBeRead(f"The feed says that it has {pages:,} pages.")
    return whole("total_items", "totalElements"), pages


def _asked(address: str) -> Any:
    """A server that is busy is asked again, a little later."""
    for turn in range(TRIES):
        try:
            with urlopen(Request(address, headers={"Accept": "application/json"}), timeout=SECONDS) as answer:
                body = answer.read(MOST_BYTES + 1)
        except HTTPError as problem:
            if problem.code not in (429, 500, 502, 503, 504) or turn == TRIES - 1:
                raise CannotBeRead(f"{address} answers {problem.code}.") from None
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if turn == TRIES - 1:
                reason = getattr(problem, "reason", None) or problem
                raise CannotBeRead(f"{address} cannot be reached: {reason}.") from None
        else:
            if len(body) > MOST_BYTES:
                raise CannotBeRead(f"{address} answers with more than {MOST_BYTES // 1024 // 1024} MB.")
            return _json(body.decode("utf-8-sig", errors="replace"), address)
        time.sleep(WAIT * (turn + 1))
    raise AssertionError("the last turn answers or raises")
