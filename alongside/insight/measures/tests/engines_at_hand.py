"""The engines that this machine has: DuckDB always, PostgreSQL as the tests have it, Spark where it and Java are."""

import importlib.util
import os
import shutil

import pytest

from alongside.foundation.database import testing
from alongside.foundation.database.cluster import WEB

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
SPARK = pytest.param(
    "spark", marks=pytest.mark.skipif(not HAS_SPARK, reason="Spark needs the extra `spark` and a Java of 17 or later.")
)
ENGINES = ["duckdb", "postgres", SPARK]
# Spark takes minutes for what the others do in seconds; ALONGSIDE_SLOW=1 runs everything there, too.
QUICK = ["postgres", *([SPARK] if os.environ.get("ALONGSIDE_SLOW") else [])]


def connection_of(engine):
    """As the command lends it: the role of the web, in a database of nobody's."""
    return (lambda: testing.start().connect(WEB, "postgres")) if engine == "postgres" else None
