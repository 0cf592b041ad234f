"""One query, three engines, the same answer."""

from datetime import date

import ibis
import pytest

from alongside.insight.events.engines import EngineProblem, Given, opened, run
from alongside.insight.measures.tests.constructed import a_council
from alongside.insight.measures.tests.engines_at_hand import QUICK, connection_of
from alongside.insight.measures.tests.factories import figures, given, reablement, written
from alongside.insight.measures.tests.random_councils import councils


@pytest.mark.parametrize("engine", QUICK)
def test_random_councils_give_the_same_cells(engine, tmp_path):
    rows = list(councils(100, seed=7)) + a_council("901", 200, seed=7)[0]
    (tmp_path / "other").mkdir()
    other = figures(rows, tmp_path / "other", engine=engine, postgres=connection_of(engine))
    assert other == figures(rows, tmp_path)


def test_one_query_on_an_engine_opened_for_it(tmp_path):
    tables = given([reablement(date(2024, 6, 3), None)], tmp_path)
    events = tables[0].table
    assert run(events.select("person_id", "event_start"), "duckdb", tables) == [
        {"person_id": "9990000001", "event_start": date(2024, 6, 3)}
    ]


def test_what_is_kept_is_worked_out_once_and_is_a_table_after_that(tmp_path):
    tables = given([reablement(date(2024, 6, day), None) for day in (1, 2, 3)], tmp_path)
    with opened("duckdb", tables) as running:
        events = tables[0].table
        late = running.keep("late", events.filter(events.event_start > ibis.date("2024-06-01")))
        assert late.get_name() == "late"
        assert running.rows(late.aggregate(rows=late.count())) == [{"rows": 2}]


def test_several_files_are_one_table(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    events = given([], tmp_path)[0].table
    files = tuple(written([reablement(date(2024, 6, 3), None)], tmp_path / name) for name in ("one", "two"))
    assert run(events.aggregate(rows=events.count()), "duckdb", [Given(events, files)]) == [{"rows": 2}]


def test_an_engine_we_do_not_have(tmp_path):
    with pytest.raises(EngineProblem, match="no engine called oracle"), opened("oracle", []):
        pass


def test_postgres_without_a_server_says_what_to_set(monkeypatch):
    monkeypatch.delenv("ALONGSIDE_DATABASE_URL", raising=False)
    with pytest.raises(EngineProblem, match="ALONGSIDE_DATABASE_URL"), opened("postgres", []):
        pass


def test_postgres_that_does_not_answer(monkeypatch):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    with pytest.raises(EngineProblem, match="does not answer"), opened("postgres", []):
        pass
