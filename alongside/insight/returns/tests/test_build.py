"""The records of a period as rows of the return."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.foundation.events import source_of
from alongside.foundation.questionnaires.actions import open_draft, put_answers
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings.models import PlanningSession
from alongside.insight.returns.build import build, built, usual_period, write_down_the_look
from alongside.insight.returns.checking import check_file
from alongside.people.circumstances.models import Fact
from alongside.people.relationships.models import Relationship, UnpaidCare
from alongside.rules.national_return.columns import COLUMNS, NAMES, WORDS
from alongside.rules.national_return.lists import national_list
from alongside.rules.national_return.row import Period
from alongside.rules.spreadsheet import as_it_was, escaped

from .factories import NHS, conversation, whole_person

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))


@pytest.fixture
def worker():
    return make_user("front_door_worker")


@pytest.fixture
def winnie(worker):
    return whole_person("Winifred", "Okafor", by=worker)


def fact(subject, by, kind: str, code: str, since: date, until: date | None = None) -> Fact:
    return Fact.objects.create(
        subject_id=subject.pk,
        kind=kind,
        code=code,
        since=since,
        until=until,
        source="person",
        recorded_by=by,
        confirmed_on=since,
        confirmed_by=by,
    )


def rows(period: Period = YEAR) -> list[dict[str, str]]:
    return [values for _, values in built(period)]


def test_a_finished_conversation_is_a_request(winnie, worker):
    conversation(winnie, worker, date(2026, 5, 12))

    (row,) = rows()

    assert list(row) == list(NAMES)
    assert row["Event Type"] == "Request"
    assert (row["Event Start Date"], row["Event End Date"]) == ("12/05/2026", "12/05/2026")
    assert row["Client Type"] == "Service user"
    assert row["Event Outcome"] == "NFA: Information and advice or signposting"
    assert row["Request: Route of Access"] == "Community / Other route"
    assert (row["NHS Number"], row["Postcode"], row["Date of Birth"]) == (NHS[0], "WM4 1TR", "03/02/1947")
    assert row["LA Code"] == "999"


def test_a_planning_session_that_was_held_is_no_event_of_the_return(winnie, worker):
    """Its wellbeing plan is neither an assessment nor a plan of the Care Act: it enters no statutory count."""
    conversation(winnie, worker, date(2026, 5, 12))
    (before,) = rows()
    start = datetime(2026, 5, 14, 10, tzinfo=UTC)
    booked = PlanningSession.objects.create(
        subject_id=winnie.pk, starts_at=start, ends_at=start + timedelta(minutes=45), place="Mill Lane hub",
        facilitator=worker, booked_by=worker)
    draft = open_draft(owner=worker, questionnaire="wellbeing_plan", about=source_of(booked), title="Wellbeing plan",
                       url="/", subject=booked.subject)
    draft = put_answers(draft=draft, by=worker, answers={
        "outcomes": [{"outcome": "Get out on Thursdays"}], "assets": [{"what": "Bus pass", "kind": "own"}],
        "look_again_on": timezone.localdate() + timedelta(days=30), "seems_need": "no", "seems_carer": "no"})
    held = bookings.write_up(session=booked, draft=draft, by=worker)
    PlanningSession.objects.filter(pk=held.pk).update(held_at=start + timedelta(minutes=45))
    assert PlanningSession.objects.filter(
        held_at__date__range=(YEAR.start, YEAR.end), response__isnull=False).count() == 1
    assert rows() == [before] and before["Event Type"] == "Request"
    # In whichever period it is looked for, also that of the day on which it was written up.
    today = timezone.localdate()
    assert [row["Event Type"] for row in rows(Period(date(2026, 1, 1), max(today, date(2026, 12, 31))))] == ["Request"]


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2025, 9, 30), False), (date(2025, 10, 1), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)],
)
def test_what_ended_in_the_period_is_in_it_both_days_included(winnie, worker, day, inside):
    conversation(winnie, worker, day)
    assert bool(rows()) is inside


def test_the_person_is_shown_as_they_were_on_the_day_of_the_event(winnie, worker):
    conversation(winnie, worker, date(2026, 1, 10))
    fact(winnie, worker, "accommodation", "owner_occupier", date(2025, 1, 1), until=date(2026, 3, 1))
    fact(winnie, worker, "accommodation", "care_home", date(2026, 3, 1))

    (row,) = rows()

    assert row["Accommodation Status"] == "Owner occupier or shared ownership scheme"


def test_what_was_written_down_only_later_counts_for_an_earlier_event(winnie, worker):
    conversation(winnie, worker, date(2026, 1, 10))
    fact(winnie, worker, "has_unpaid_carer", "yes", date(2026, 1, 20))
    assert rows()[0]["Has Unpaid Carer"] == "Yes"


def test_what_nobody_asked_is_unknown_where_the_return_knows_that_word(winnie, worker):
    conversation(winnie, worker, date(2026, 1, 10))
    (row,) = rows()
    assert row["Accommodation Status"] == row["Has Unpaid Carer"] == "Unknown"


def test_a_carer_with_no_event_of_their_own_is_known_by_association(winnie, worker):
    tobi = whole_person("Tobi", "Okafor", by=worker, nhs=NHS[1], date_of_birth=date(2003, 5, 1))
    relationship = Relationship.objects.create(
        subject_id=winnie.pk, other_id=tobi.pk, kind="unpaid_carer", recorded_by=worker
    )
    UnpaidCare.objects.create(
        subject_id=winnie.pk,
        relationship=relationship,
        hours="20_to_49",
        starts_on=date(2025, 1, 1),
        recorded_by=worker,
    )

    (row,) = rows()

    assert row["Client Type"] == "Unpaid carer known by association"
    assert row["Event Type"] == row["Event Start Date"] == row["Event Outcome"] == ""
    # Whoever is not in the file may not be linked to, and is counted all the same.
    assert (row["Adult 1 Linked Person_ID"], row["No. of adults being cared for"]) == ("", "1")

    conversation(winnie, worker, date(2026, 1, 15))
    _, row = rows()
    assert (row["Adult 1 Linked Person_ID"], row["No. of adults being cared for"]) == (str(winnie.pk), "1")

    conversation(tobi, worker, date(2026, 2, 2), as_carer=True)
    row = next(row for row in rows() if row["LA Person Unique Identifier"] == str(tobi.pk))
    assert (row["Client Type"], row["Event Type"], row["Adult 1 Linked Person_ID"]) == (
        "Unpaid carer",
        "Request",
        str(winnie.pk),
    )


def test_a_restricted_record_is_in_it_as_the_law_asks(winnie, worker):
    conversation(winnie, worker, date(2026, 5, 12))
    subject = winnie.subject
    subject.restricted, subject.restricted_reason, subject.restricted_by = True, "A relative works here", worker
    from django.utils import timezone

    subject.restricted_at = timezone.now()
    subject.save()
    assert len(rows()) == 1


def test_the_file_has_a_header_and_a_line_a_row_and_says_what_fails(winnie, worker):
    conversation(winnie, worker, date(2026, 5, 12))
    other = whole_person("Gerald", "Pickup", by=worker, nhs=NHS[1])
    conversation(other, worker, date(2026, 5, 13))
    from alongside.people.people.models import Identifier

    Identifier.objects.filter(subject_id=other.pk).delete()
    file = io.StringIO()

    summary = build(YEAR, file)

    lines = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert summary.rows == len(lines) == 2
    assert dict(summary.by_type) == {"Request": 2}
    assert dict(summary.failing) == {"NHS Number": 1}
    (problem,) = summary.problems
    assert (problem["subject"], problem["field"], problem["code"], problem["row"]) == (other.pk, "NHS Number", -1, 2)


def test_one_look_names_everybody_in_the_file(winnie, worker):
    conversation(winnie, worker, date(2026, 5, 12))
    write_down_the_look(build(YEAR, None), YEAR)
    look = Look.objects.get(what="national return")
    assert look.listed == [winnie.pk]
    assert Look.objects.at_lists_with(winnie.pk).get() == look


def test_the_queries_do_not_grow_with_the_people(worker, django_assert_max_num_queries):
    for number in range(4):
        made = whole_person("Given", f"Family{number}", by=worker, nhs=NHS[number])
        conversation(made, worker, date(2026, 5, 12))
    with django_assert_max_num_queries(24):
        assert len(rows()) == 4


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        (date(2026, 11, 22), date(2025, 10, 1), date(2026, 9, 30)),
        (date(2026, 1, 5), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 8, 9), date(2025, 7, 1), date(2026, 6, 30)),
    ],
)
def test_the_usual_period_is_twelve_months_to_the_last_whole_quarter(today, start, end):
    assert usual_period(today) == Period(start, end)


def test_words_that_a_spreadsheet_would_run_are_escaped_in_the_file_and_read_as_they_were(worker, tmp_path):
    formula = whole_person("=HYPERLINK(1)", "-Okafor", by=worker)
    conversation(formula, worker, date(2026, 5, 12))
    file = tmp_path / "return.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        summary = build(YEAR, lines)
    (told,) = rows()
    with file.open(encoding="utf-8", newline="") as lines:
        (written,) = csv.DictReader(lines)
    assert (written["First Name"], written["Last Name"]) == ("'=HYPERLINK(1)", "'-Okafor")
    assert {name for name in NAMES if written[name] != told[name]} == {"First Name", "Last Name"}
    assert written | {name: as_it_was(written[name]) for name in WORDS} == told
    assert check_file(file, la_codes=(told["LA Code"],)).failed.total() == summary.failing.total()


def test_no_value_of_a_list_is_touched():
    for column in COLUMNS:
        if column.list_name:
            assert column.name not in WORDS
            permitted = [value for entry in national_list(column.list_name) if (value := entry.national(2))]
            assert [escaped(value) for value in permitted] == permitted
