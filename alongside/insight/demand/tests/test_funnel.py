"""Where contacts end, layer by layer: from counts, and from our own records."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import Conversation, NextStep
from alongside.insight.demand import funnel as funnels
from alongside.insight.demand import presenters
from alongside.insight.demand.funnel import OTHERWISE, BadLayers, Layer, build, last_quarters, layers, read_layers
from alongside.people.involvements.tests.factories import make_person

QUARTERS = last_quarters(date(2026, 11, 22), 8)
FOUR = tuple(Layer(key, key.capitalize(), "", frozenset())
             for key in ("information", "community", "planning", "statutory"))


def test_a_thousand_contacts_by_layer():
    """WOL-29: 700 by information, 200 by community, 60 in a planning session, 40 to social work."""
    numbers = {"information": 700, "community": 200, "planning": 60, "statutory": 40}
    found = build({(QUARTERS[-1], key): number for key, number in numbers.items()}, FOUR, QUARTERS)
    assert [(row.layer.key, row.number, row.share) for row in found.rows] == [
        ("information", 700, Decimal("70.0")), ("community", 200, Decimal("20.0")), ("planning", 60, Decimal("6.0")),
        ("statutory", 40, Decimal("4.0")), (OTHERWISE, 0, Decimal("0.0"))]
    assert found.total == 1000 and found.early == Decimal("96.0")


def test_the_trend_is_said_in_percentage_points():
    """WOL-40: managed at the earliest stage, and by how much more than a year before."""
    counts = {}
    for quarter in QUARTERS[:4]:
        counts |= {(quarter, "information"): 80, (quarter, "statutory"): 20}
    for quarter in QUARTERS[4:]:
        counts |= {(quarter, "information"): 90, (quarter, "statutory"): 10}
    found = build(counts, FOUR, QUARTERS)
    assert presenters.early_words(found) == (
        "In the last year 90.0% of contacts were settled before statutory, 10.0 percentage points more than in the "
        "year before (80.0%).")
    early, late = presenters.share_lines(found)
    assert early["values"] == [80.0] * 4 + [90.0] * 4 and late["values"] == [20.0] * 4 + [10.0] * 4


CELLS = st.dictionaries(st.tuples(st.sampled_from(QUARTERS[-3:]), st.sampled_from([one.key for one in FOUR])),
                        st.integers(0, 12), max_size=12)


@given(CELLS)
def test_fewer_than_five_are_never_shown_and_follow_from_no_sum(counts):
    found = build(counts, FOUR, QUARTERS[-3:])
    for row in found.rows:
        for number in (row.number, *row.quarters):
            assert number is None or number == 0 or number >= 5
        hidden = [number for number in row.quarters if number is None]
        assert row.number is None or len(hidden) != 1  # else it is the total less the others
    for place, total in enumerate(found.totals):
        hidden = [row.quarters[place] for row in found.rows if row.quarters[place] is None]
        assert total is None or len(hidden) != 1


def test_quarters_that_are_over_and_no_other():
    assert last_quarters(date(2026, 1, 1), 2) == (date(2025, 7, 1), date(2025, 10, 1))
    assert last_quarters(date(2026, 3, 31), 1) == (date(2025, 10, 1),)
    assert QUARTERS[-1] == date(2026, 7, 1) and len(QUARTERS) == 8


def test_each_next_step_is_in_one_layer_and_the_innermost_is_statutory():
    there = layers()
    steps = [step for layer in there for step in layer.steps]
    assert len(steps) == len(set(steps)) > 15
    assert "needs_assessment" in there[-1].steps and "information_given" in there[0].steps


@pytest.mark.parametrize(("before", "after", "words"), [
    ("steps: [b]", "steps: [community_support]", "is in another layer already"),
    ("steps: [b]", "steps: [nothing_of_ours]", "there is no next step called"),
    ("steps: [b]", "colour: red", "needs label, words and steps"),
    ("steps: [b]", "steps: no", "must be a list"),
])
def test_a_bad_file_of_layers_says_what_is_wrong(tmp_path, before, after, words):
    file = tmp_path / "layers.yaml"
    file.write_text("layers:\n  a: {label: A, words: A, steps: [community_support]}\n"
                    "  c: {label: C, words: C, steps: [b]}\n".replace(before, after))
    with pytest.raises(BadLayers, match=words):
        read_layers(file)


@pytest.fixture
def worker(db):
    return make_user("front_door_worker")


def contact(worker, *steps: str, day: date = QUARTERS[-1]):
    person = make_person(f"Ada {Subject.objects.count()}", by=worker)
    ended = timezone.make_aware(datetime.combine(day, time(11)))
    talk = Conversation.objects.create(
        subject=person, began_at=ended - timedelta(hours=1), held_by=worker, channel="telephone",
        safe_now="safe", finished_at=ended, finished_by=worker, national_outcome="information_and_advice")
    NextStep.objects.bulk_create(
        NextStep(subject=person, conversation=talk, kind=step, recorded_by=worker) for step in steps)
    return person


def test_our_own_contacts_end_in_the_innermost_of_their_layers(worker):
    for _ in range(6):
        contact(worker, "information_given")
        contact(worker, "information_given", "community_support")
        contact(worker, "community_support", "needs_assessment")
        contact(worker, "declined")
    contact(worker, "information_given", day=date(2024, 1, 5))  # before the two years
    contact(worker, "information_given", day=date(2026, 10, 5))  # its quarter is not over
    found = funnels.funnel(date(2026, 11, 22))
    assert {row.layer.key: row.number for row in found.rows} == {
        "information": 6, "community": 6, "planning": 0, "short_term": 0, "statutory": 6, OTHERWISE: 6}
    assert found.totals[-1] == 24


def test_a_restricted_record_counts_for_nobody(worker):
    people = [contact(worker, "information_given") for _ in range(6)]
    Subject.objects.filter(pk=people[0].pk).update(
        restricted=True, restricted_at=timezone.now(), restricted_by=worker, restricted_reason="colleague")
    assert funnels.funnel(date(2026, 11, 22)).total == 5


def test_the_page_says_it_in_words_a_table_and_a_chart(client, worker):
    today = timezone.localdate()
    for quarter in last_quarters(today, 8):
        for _ in range(6):
            contact(worker, "information_given", day=quarter)
            contact(worker, "needs_assessment", day=quarter)
    client.force_login(make_user("director"))
    page = client.get(reverse("demand:funnel")).content.decode()
    assert "50.0% of contacts were settled before statutory social work, as in the year before." in page
    assert "Statutory social work" in page and 'role="img"' in page and "Same as a table" in page


def test_the_page_takes_a_few_queries(client, worker, django_assert_max_num_queries):
    contact(worker, "information_given")
    with django_assert_max_num_queries(6):
        funnels.funnel(date(2026, 11, 22))
