"""The same command on a cluster of two executors, each a process of its own, gives the same answer as here.

Its events are the worked examples where they are at hand, and otherwise made. What Spark writes down of its own running
says that both executors worked, and that its settings come from the usual file.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.insight.measures.tests.constructed import a_council
from alongside.insight.measures.tests.engines_at_hand import HAS_SPARK
from alongside.insight.measures.tests.factories import written
from alongside.insight.measures.tests.random_councils import councils
from alongside.insight.measures.tests.test_examples import EXAMPLES, FILES

pytestmark = pytest.mark.skipif(not HAS_SPARK, reason="Spark needs the extra `spark` and a Java of 17 or later.")
TWO_EXECUTORS = "local-cluster[2,1,1024]"
MINUTES = 15


def measured(events: list[Path], population: Path, *words: str, **settings: str) -> list[dict]:
    command = [
        sys.executable, "-m", "alongside", "measures", "ascof", "--events", *map(str, events), "--year", "2024-25",
        "--population", str(population), "--json", *words,
    ]  # fmt: skip
    done = subprocess.run(
        command, env=os.environ | settings, capture_output=True, text=True, timeout=60 * MINUTES, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def events_at_hand(folder: Path) -> tuple[list[Path], Path]:
    population = folder / "population.csv"
    if EXAMPLES.is_dir():
        texts = [(EXAMPLES / f"population_{name}.csv").read_text(encoding="utf-8") for name in FILES]
        population.write_text(texts[0].rstrip() + "\n" + texts[1].split("\n", 1)[1])
        return [EXAMPLES / f"cld_{name}.parquet" for name in FILES], population
    rows = list(councils(50, seed=9)) + a_council("901", 300, seed=9)[0]
    codes = sorted({row["la_code"] for row in rows})
    lines = [f"{code},{band},1000" for code in codes for band in ("18_64", "65_plus")]
    population.write_text("\n".join(["la_code,age_band,population", *lines]) + "\n")
    return [written(rows, folder)], population


def told(log: Path, event: str) -> Iterator[dict]:
    """Every happening of one kind; the rest are plans, hundreds of megabytes of them, and are passed over unread."""
    for file in log.rglob("events_*"):
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.startswith(f'{{"Event":"{event}"'))


def test_two_executors_answer_as_this_process_does(tmp_path: Path):
    events, population = events_at_hand(tmp_path)
    log = tmp_path / "log"
    log.mkdir()
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(
        f"spark.eventLog.enabled true\nspark.eventLog.compress false\nspark.eventLog.dir {log.as_uri()}\n"
    )
    there = measured(
        events, population, "--engine", "spark",
        ALONGSIDE_SPARK_MASTER=TWO_EXECUTORS, ALONGSIDE_SPARK_PARTITIONS="4", SPARK_CONF_DIR=str(settings),
    )  # fmt: skip
    assert there == measured(events, population)
    assert len(there) > 100
    added = {one["Executor ID"] for one in told(log, "SparkListenerExecutorAdded")}
    worked = Counter(one["Task Info"]["Executor ID"] for one in told(log, "SparkListenerTaskEnd"))
    assert added == {"0", "1"}
    assert set(worked) == added, worked
