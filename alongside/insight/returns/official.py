"""The official mapping of values, loaded by the council from the published spreadsheet and kept beside its files.

It belongs to who published it, so it is never part of this product: until it is loaded, the lists are those that are
public, each with how sure we are of it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage
from django.utils import timezone

from alongside.foundation.workbooks import opening as workbooks
from alongside.rules.national_return.mapping import BadMapping, Official, read_mapping
from alongside.rules.national_return.wording import PUBLIC, Wording

KEPT_AS = "returns/official_mapping.json"
# A spreadsheet of some hundred values: one of many megabytes is something else.
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Loaded:
    """The mapping in use, and where it came from."""

    official: Official
    loaded_at: datetime
    loaded_by: str
    digest: str


def read_file(file: Path, name: str = "") -> Official:
    """The mapping in a spreadsheet (XLSX, ODS, XLS)."""
    name = name or file.name
    try:
        if file.stat().st_size > LARGEST:
            raise BadMapping(f"{name} is larger than {LARGEST // 1024 // 1024} MB, and is no mapping of values.")
        sheets = dict(workbooks.sheets(file))
    except OSError as problem:
        raise BadMapping(f"{name} cannot be read: {problem.strerror or problem}.") from problem
    except workbooks.CannotBeOpened as problem:
        raise BadMapping(f"{name} {problem}.") from problem
    return read_mapping(sheets, name)


def keep(official: Official, *, by: str) -> Loaded:
    """Put it in use, in place of any before it."""
    data = official.as_data()
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    data |= {"loaded_at": timezone.now().isoformat(), "loaded_by": by, "digest": digest}
    kept = Path(default_storage.path(KEPT_AS))
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # In one step: at no moment is there none, and of two at once one stands whole.
    with NamedTemporaryFile("w", encoding="utf-8", dir=kept.parent, prefix=".", delete=False) as draft:
        json.dump(data, draft, ensure_ascii=False)
    Path(draft.name).replace(kept)
    return _loaded(data)


def loaded() -> Loaded | None:
    if not default_storage.exists(KEPT_AS):
        return None
    with default_storage.open(KEPT_AS, "rb") as content:
        return _loaded(json.load(content))


def _loaded(data: dict) -> Loaded:
    return Loaded(
        Official.from_data(data), datetime.fromisoformat(data["loaded_at"]), data["loaded_by"], data["digest"]
    )


def wording() -> Wording:
    """The words that files and records are held to now."""
    one = loaded()
    return Wording(one.official) if one else PUBLIC
