from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from alongside.care_management.reviews import due, holding, presenters
from alongside.care_management.reviews.models import Review
from alongside.foundation.subjects.models import Subject

TODAY = date(2026, 5, 12)


def review(**changes):
    said = {"kind": "settling_in", "reason": "planned", "opens_on": date(2026, 5, 1), "due_on": date(2026, 5, 15)}
    return Review(**(said | changes))


@pytest.mark.parametrize(("changes", "text", "kind"), [
    ({}, "Can be held now", "soon"),
    ({"opens_on": date(2026, 5, 13)}, "Coming", "work"),
    ({"due_on": date(2026, 5, 11)}, "1 day late", "late"),
    ({"due_on": TODAY}, "Can be held now", "soon"),
    ({"done_on": TODAY}, "Held", "done"),
])
def test_how_a_review_stands(changes, text, kind):
    one = review(subject=Subject(display_name="Winifred Okafor"), **changes)
    tag = presenters.state(one, TODAY)
    assert (tag.text, tag.kind) == (text, kind)


def test_why_it_is_late_in_words():
    assert presenters.late_in_words(review(late_reason="no_worker", late_note="Two posts empty")) == (
        "No worker was free: Two posts empty")
    assert presenters.late_in_words(review()) == ""


def test_the_first_review_opens_at_week_six_and_is_due_by_the_end_of_week_eight():
    plan = SimpleNamespace(starts_on=date(2026, 3, 2), support_starts_on=None)
    first = due.next_review(plan, last_review=None, on=TODAY)
    assert (first.kind, first.opens_on, first.due_on) == ("settling_in", date(2026, 4, 13), date(2026, 4, 27))
    later = due.next_review(plan, last_review=date(2026, 4, 20), on=TODAY)
    assert (later.kind, later.due_on, later.opens_on) == ("yearly", date(2027, 4, 20), date(2027, 3, 9))
    assert "overdue" not in first.because and "guidance, not statute" in first.because


def test_a_review_asked_for_is_held_within_four_weeks():
    assert due.asked_for(TODAY).due_on == date(2026, 6, 9)


def test_each_outcome_of_the_plan_is_asked():
    outcomes = [SimpleNamespace(words="Church"), SimpleNamespace(words="Unhurried mornings " * 9)]
    missing = holding.lacking({"achieved_1": "partly"}, outcomes)
    assert [question for question, _ in missing] == ["achieved_2"] and missing[0][1].endswith("…”")
