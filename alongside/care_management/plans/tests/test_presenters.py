from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from alongside.care_management.plans import presenters

from .factories import make_answers

WINNIE = SimpleNamespace(display_name="Winifred Okafor")


def test_a_draft_reads_as_it_will_stand():
    words = presenters.in_words(make_answers(starts_on="2026-05-12", agreed_on="2026-05-11"), WINNIE)
    first = words.outcomes[0]
    assert [title for title, _ in first.groups] == list(presenters.GROUP_TITLES.values())
    assert first.needs == ("managing and maintaining nutrition",)
    assert first.groups[2][1][0].cost == "£138.60 a week, Council social care"
    assert words.agreement == "Agrees with it, 11 May 2026" and words.starts_on == date(2026, 5, 12)
    assert words.direct_payment.endswith("They want one for a part of it.")


def test_who_pays_is_named_as_on_their_page():
    words = presenters.in_words(make_answers(), WINNIE)
    assert [(one.label, one.shown) for one in words.slices] == [
        ("Winifred", "£4.75"), ("Council social care", "£138.60"), ("NHS", "£100.80")]


def test_a_free_service_says_so_and_hours_stand_in_for_how_much():
    service = [{"source": "council_arranged", "what": "Visit", "who": "Larkfield", "hours": 1.5, "weekly_cost": "0.00"}]
    line = presenters.in_words(make_answers(services_1=service), WINNIE).outcomes[0].groups[-1][1][0]
    assert (line.cost, line.how_much) == ("Free", "1.5 hours")


def test_an_empty_draft_reads_without_a_fault():
    words = presenters.in_words({}, WINNIE)
    assert words.outcomes == () and words.agreement == "" and words.budget.total == 0
