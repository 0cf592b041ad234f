"""The official files, where they are at hand: tests of them are skipped elsewhere."""

import os
from functools import cache
from pathlib import Path

import pytest

from alongside.insight.benchmarking.official.reading import Read, read_file

FOLDER = Path(os.environ.get("ALONGSIDE_REFERENCE_DATA", Path(__file__).resolve().parents[5] / "shared" / "data"))
SERIES, OPEN, LONG = "ascof_2024_25.ods", "ascof_2020_21_open_data.xlsx", "ascof_2024_25_long.csv"
needed = pytest.mark.skipif(not (FOLDER / SERIES).exists(), reason="the official files are not at hand")


@cache
def read(name: str) -> Read:
    return read_file(FOLDER / name)
