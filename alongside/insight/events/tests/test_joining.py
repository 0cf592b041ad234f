"""Joining of quarters by the national rules, on histories small enough to be worked out by hand."""

from datetime import date

import pytest

from alongside.insight.events.joining import Period, Submission, chosen, join, quarters, single, submissions
from alongside.insight.events.reading import read

from .factories import event, table, written

Q1, Q2, Q3 = quarters(date(2024, 4, 1), date(2024, 12, 31))
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


def service(number: int, start: str, end: str = "", **changed: str) -> dict[str, str]:
    days = {"Event Start Date": start, "Event End Date": end, "Event Reference": f"S{number}"}
    return event(number, **days | changed)


def request(number: int, start: str, end: str, **changed: str) -> dict[str, str]:
    kind = {"Event Type": "Request", "Service Type": "", "Service Component": ""}
    return service(number, start, end, **kind | changed)


@pytest.fixture
def sent(tmp_path):
    """A file of rows, sent on a day, for a period."""

    def send(name: str, rows: list[dict[str, str]], submitted: date, start: date, end: date) -> Submission:
        made = read([written(rows, tmp_path / f"{name}.csv")], out=tmp_path / f"{name}.parquet")
        return Submission("901", made.path, submitted, start, end)

    return send


def joined(sent: list[Submission], tmp_path, through: date = Q2.end) -> list[dict]:
    made = join(sent, out=tmp_path / "joined.parquet", through=through, as_of=date(2026, 1, 1), first=Q1.start)
    return sorted(table(made), key=lambda row: str(row["event_reference"]))


def test_quarters():
    assert [(Q1.start, Q1.end), (Q2.start, Q2.end)] == [
        (date(2024, 4, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 9, 30))
    ]  # fmt: skip
    assert list(quarters(date(2024, 10, 1), date(2025, 3, 30))) == [Q3]


def test_the_latest_file_that_covers_the_quarter_and_came_after_it_counts(tmp_path):
    def one(submitted: date, start: date, end: date) -> Submission:
        return Submission("901", tmp_path, submitted, start, end)

    early = one(date(2024, 6, 20), Q1.start, Q1.end)
    first = one(date(2024, 7, 20), Q1.start, Q1.end)
    second = one(date(2024, 10, 20), Q1.start, Q2.end)
    too_late = one(date(2025, 1, 20), Q1.start, Q3.end)
    found = chosen([early, first, second, too_late], [Q1, Q2, Q3], as_of=date(2024, 12, 31))
    assert [choice.submission for choice in found] == [second, second, None]


def test_months_with_enough_events_of_enough_kinds_make_the_period(tmp_path):
    kinds = ("Request", "Assessment", "Review", "Service")
    rows = [
        service(number, "01/04/2024", f"15/{month:02}/2024", **{"Event Type": kinds[number % 4]})
        for month in range(4, 10)
        for number in range(1, 41)
    ]
    stray = [service(900, "01/01/2024", "15/01/2024"), service(901, "01/04/2024", "15/10/2024")]
    made = read([written(rows + stray, tmp_path / "a.csv")], out=tmp_path / "a.parquet")
    (found,) = submissions(made.path, date(2024, 9, 20))
    assert (found.start, found.end) == (date(2024, 4, 1), date(2024, 8, 31)), "not the month of sending"
    assert not found.stated
    (found,) = submissions(made.path, date(2024, 10, 20))
    assert found.end == date(2024, 9, 30)


def test_too_few_events_leave_the_stated_period(tmp_path):
    made = read([written([service(1, "01/05/2024", "02/05/2024")], tmp_path / "a.csv")], out=tmp_path / "a.parquet")
    (found,) = submissions(made.path, date(2025, 4, 20))
    assert (found.start, found.end, found.stated) == (YEAR.start, YEAR.end, True)


def test_a_service_found_in_two_quarters_is_one_and_the_later_row_counts(sent, tmp_path):
    first = sent("a", [service(1, "10/04/2024")], date(2024, 7, 20), Q1.start, Q1.end)
    second = sent("b", [service(1, "10/04/2024", "20/08/2024")], date(2024, 10, 20), Q2.start, Q2.end)
    (row,) = joined([first, second], tmp_path)
    assert (row["event_end"], row["period_end"]) == (date(2024, 8, 20), Q2.end)


def test_a_service_that_the_next_quarter_no_longer_has_ended_with_its_quarter(sent, tmp_path):
    rows = [service(1, "10/04/2024"), service(2, "11/04/2024", "20/05/2024")]
    first = sent("a", rows, date(2024, 7, 20), Q1.start, Q1.end)
    second = sent("b", [service(3, "10/07/2024")], date(2024, 10, 20), Q2.start, Q2.end)
    ends = {row["event_reference"]: row["event_end"] for row in joined([first, second], tmp_path)}
    assert ends == {"S1": Q1.end, "S2": date(2024, 5, 20), "S3": None}


def test_where_the_council_sent_nothing_later_nothing_is_closed(sent, tmp_path):
    first = sent("a", [service(1, "10/04/2024")], date(2024, 7, 20), Q1.start, Q1.end)
    made = join([first], out=tmp_path / "j.parquet", through=Q3.end, as_of=date(2026, 1, 1), first=Q1.start)
    assert [row["event_end"] for row in table(made)] == [None]
    assert [gap.period for gap in made.gaps] == [Q2, Q3]


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ([{}, {}], 1),
        ([{}, {"Event Reference": "other"}], 1),
        ([{}, {"Service Type": "LONG TERM SUPPORT: COMMUNITY"}], 1),
        ([{}, {"Service Component": "Meals"}], 2),
        ([{}, {"Event Start Date": "11/04/2024"}], 2),
        ([{}, {"Event End Date": "20/06/2024"}], 1),
        ([{}, {"Client Type": "Unpaid carer"}], 2),
        ([{}, {"NHS Number": "9990000005"}], 2),
        ([{}, {"Delivery Mechanism": "Direct payment"}], 1),
        ([{}, {"Unit Cost": "99"}], 1),
    ],
)
def test_what_makes_two_services_of_one(sent, tmp_path, changes, kept):
    base = service(1, "10/04/2024", **{"Delivery Mechanism": ""})
    one = sent("a", [base | change for change in changes], date(2024, 7, 20), Q1.start, Q1.end)
    assert len(joined([one], tmp_path, Q1.end)) == kept


def test_of_duplicates_an_open_end_then_the_outcome_that_wins_is_kept(sent, tmp_path):
    rows = [
        service(1, "10/04/2024", "20/05/2024", **{"Event Reference": "ended"}),
        service(1, "10/04/2024", **{"Event Reference": "other", "Event Outcome": "NFA: Other"}),
        service(1, "10/04/2024", **{"Event Reference": "wins", "Event Outcome": "Admitted to hospital"}),
        service(1, "10/04/2024", **{"Event Reference": "blank", "Event Outcome": ""}),
    ]
    (row,) = joined([sent("a", rows, date(2024, 7, 20), Q1.start, Q1.end)], tmp_path, Q1.end)
    assert row["event_reference"] == "wins"


def test_of_equal_rows_the_conversation_and_then_the_last_row_is_kept(sent, tmp_path):
    rows = [
        request(1, "10/04/2024", "12/04/2024", **{"Event Reference": "said", "Event Description": "Conversation"}),
        request(1, "10/04/2024", "12/04/2024", **{"Event Reference": "silent", "Event Description": ""}),
        request(2, "10/04/2024", "12/04/2024", **{"Event Reference": "before", "Event Description": ""}),
        request(2, "10/04/2024", "12/04/2024", **{"Event Reference": "last", "Event Description": ""}),
    ]
    found = joined([sent("a", rows, date(2024, 7, 20), Q1.start, Q1.end)], tmp_path, Q1.end)
    assert [row["event_reference"] for row in found] == ["last", "said"]


def test_requests_count_in_the_quarter_in_which_they_ended(sent, tmp_path):
    rows = [
        request(1, "10/03/2024", "12/04/2024"),
        request(2, "10/03/2024", "30/03/2024"),
        request(3, "10/04/2024", ""),
        request(4, "", "12/04/2024"),
    ]
    found = joined([sent("a", rows, date(2024, 7, 20), Q1.start, Q1.end)], tmp_path, Q1.end)
    assert [row["event_reference"] for row in found] == ["S1"]


def test_a_death_ends_what_was_going_on(sent, tmp_path):
    rows = [
        service(1, "10/04/2023", **{"Date of Death": "20/03/2024"}),
        service(2, "10/04/2024", **{"Date of Death": "01/04/2024"}),
        service(3, "10/04/2024", **{"Date of Death": "20/05/2024"}),
    ]
    found = joined([sent("a", rows, date(2024, 7, 20), Q1.start, Q1.end)], tmp_path, Q1.end)
    assert [row["event_reference"] for row in found] == ["S3"], "nobody dead before the quarter or before the start"


def test_joined_rows_carry_no_costs_and_single_ones_do(sent, tmp_path):
    rows = [
        service(1, "10/04/2024", **{"Unit Cost": "10"}),
        service(1, "10/04/2024", **{"Unit Cost": "20"}),
        service(1, "10/04/2024", **{"Unit Cost": "20"}),
    ]
    one = sent("a", rows, date(2025, 4, 20), YEAR.start, YEAR.end)
    assert [row["unit_cost"] for row in joined([one], tmp_path, Q1.end)] == [None]
    made = single([one], out=tmp_path / "single.parquet", period=YEAR, as_of=date(2025, 6, 1))
    assert sorted(row["unit_cost"] for row in table(made)) == [10, 20]


def test_with_nothing_sent_the_table_is_empty(tmp_path):
    made = join([], out=tmp_path / "j.parquet", through=Q1.end, as_of=date(2026, 1, 1))
    assert (made.rows, table(made), made.choices) == (0, [], ())


def months_of_events(folder, more: list[dict[str, str]]) -> list[Submission]:
    """A year of events of three kinds, a hundred a month, and some more rows; sent in May 2025."""
    rows = [
        request(month * 100 + number, f"01/{4 + month:02}/2024", f"20/{4 + month:02}/2024",
                **{"Event Type": ("Request", "Review", "Assessment")[number % 3]})
        for month in range(9) for number in range(100)
    ]  # fmt: skip
    made = read([written(rows + more, folder / "sent.csv")], out=folder / "sent.parquet")
    return submissions(made.path, date(2025, 5, 20))


def test_what_ends_after_it_was_sent_says_nothing_of_the_months_it_covers(tmp_path):
    (usual,) = months_of_events(tmp_path, [])
    planned = [service(90_000 + number, "01/04/2024", "31/12/2030") for number in range(4000)]
    (with_plans,) = months_of_events(tmp_path, planned)
    assert (usual.start, usual.end, usual.stated) == (date(2024, 4, 1), date(2024, 12, 31), False)
    assert (with_plans.start, with_plans.end, with_plans.stated) == (usual.start, usual.end, False)


@pytest.mark.parametrize("outcome", ["Progress to financial assessment", "Progress to End of Life Care"])
def test_an_outcome_that_only_release_1_had_stands_before_those_that_end_it(sent, tmp_path, outcome):
    one = request(1, "01/05/2024", "02/05/2024", **{"Event Outcome": "NFA: Other", "Event Reference": "other"})
    two = request(1, "01/05/2024", "02/05/2024", **{"Event Outcome": outcome, "Event Reference": "first"})
    goes_on = "Progress to assessment, review or reassessment"
    on = request(2, "01/05/2024", "02/05/2024", **{"Event Outcome": goes_on, "Event Reference": "on"})
    same = request(2, "01/05/2024", "02/05/2024", **{"Event Outcome": outcome, "Event Reference": "after"})
    file = sent("a", [one, two, on, same], date(2024, 8, 1), Q1.start, Q1.end)
    assert [row["event_reference"] for row in joined([file], tmp_path, Q1.end)] == ["first", "on"]


def test_of_two_files_of_one_day_the_one_named_later_counts(tmp_path):
    one, two = (Submission("901", tmp_path / name, date(2024, 8, 1), Q1.start, Q1.end) for name in "ab")
    assert [chosen(sent, [Q1], date(2025, 1, 1))[0].submission for sent in ([one, two], [two, one])] == [two, one]


def test_people_are_compared_whatever_their_capitals(sent, tmp_path):
    rows = [
        request(2, "01/05/2024", "02/05/2024", **{"LA Person Unique Identifier": name, "NHS Number": ""})
        for name in ("ab1", "AB1")
    ]
    assert len(joined([sent("a", rows, date(2024, 8, 1), Q1.start, Q1.end)], tmp_path, Q1.end)) == 1
