"""The measuring itself: slips, recall and tables. No timing is asserted."""

from __future__ import annotations

from random import Random

from bench import measure, slips, table


def test_a_misspelt_name_is_one_slip_away_and_keeps_its_first_letter():
    from rapidfuzz.distance import OSA

    for number in range(300):
        wrong = slips.misspelt("Entwistle", Random(number))
        assert wrong != "Entwistle" and wrong[0] == "E"
        assert OSA.distance("Entwistle", wrong) <= 2


def test_slips_are_the_same_for_one_seed():
    assert slips.one_slip("Winifred", "Okafor", Random(3)) == slips.one_slip("Winifred", "Okafor", Random(3))


def test_a_short_name_is_left_as_it_is():
    for number in range(50):
        given, _ = slips.one_slip("Jo", "Tranter", Random(number))
        assert given == "Jo"


def test_recall_counts_the_person_among_the_first_twenty():
    one, other = measure.Target(7, "Ivy", "Marsh", 1930), measure.Target(8, "Ada", "Marsh", 1931)
    page = (
        "<nav>"
        + '<a href="/desk/people/8/">nav</a></nav><main>'
        + "".join(f'<a href="/desk/people/{n}/">x</a>' for n in (7, *range(100, 125)))
    )
    assert measure.recall([page, page], [one, other]) == 0.5
    assert measure.recall([page, page], [one, other], {7: {7}, 8: {8, 101}}) == 1.0
    assert measure.recall([page], [measure.Target(124, "A", "Bcdef", 1)]) == 0.0


def test_percentiles():
    run = measure.Run([float(number) for number in range(1, 201)])
    assert (run.p50, run.p95) == (100.5, 190.0)


def test_a_result_is_written_and_compared_with_the_last(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "RESULTS", tmp_path)
    result = {
        "people": 20,
        "rows": 900,
        "measured": "2026-11-22T04:00:00+00:00",
        "load": 0.1,
        "cores": 2,
        "load_seconds": 3,
        "recall_at_20": 0.9,
        "recall_at_20_name_alone": 1.0,
        "milliseconds": {"open a record": {"p50": 31.0, "p95": 50.0}, "bare commit": {"p50": 1.0, "p95": 2.0}},
    }
    table.write(result)
    assert table.last(20) == result and table.last(21) is None
    words = table.shown(result, table.last(20))
    assert (
        "missed" in words.splitlines()[2]
        and "missed" not in words.splitlines()[3]
        and "missed" in words.splitlines()[-1]
    )
