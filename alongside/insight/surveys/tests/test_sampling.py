"""The frame from our own records, the draw, and the two files."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.care_management.plans.models import Support
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.context import Context, Sees, acting, within
from alongside.foundation.subjects.models import Subject
from alongside.insight.surveys import actions
from alongside.insight.surveys.questionnaires import USERS
from alongside.insight.surveys.results import work_out
from alongside.insight.surveys.sampling.drawing import TooMany, answers_needed, draw, suggested
from alongside.insight.surveys.sampling.files import analysis, letters
from alongside.insight.surveys.sampling.frame import Candidate, Frame, LeftOut, frame, long_term_services

from .factories import answers, content, supported

TODAY = timezone.localdate


def made(*sizes):
    people = [Candidate(stratum * 1000 + n, stratum) for stratum, size in enumerate(sizes, 1) for n in range(size)]
    return Frame(date(2026, 9, 30), people, [])


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(1, 10**6), st.data())
def test_a_draw_takes_whom_it_may_no_one_twice_and_the_same_again_for_one_seed(sizes, seed, data):
    there = made(*sizes)
    wanted = {number: data.draw(st.integers(0, size)) for number, size in enumerate(sizes, 1)}
    drawn = draw(there, wanted, seed)
    assert drawn == draw(there, wanted, seed)
    ids = [one.subject_id for _, one in drawn]
    assert len(set(ids)) == len(ids) == sum(wanted.values())
    assert {number: sum(one.stratum == number for _, one in drawn) for number in wanted} == wanted
    assert sorted(serial for serial, _ in drawn) == [f"{n:05}" for n in range(1, len(ids) + 1)]


def test_more_than_there_are_cannot_be_drawn():
    with pytest.raises(TooMany) as problem:
        draw(made(3, 0, 0, 0), {1: 4}, 1)
    assert problem.value.args == (1, 3)


def test_how_many_answers_a_margin_of_five_points_needs():
    """384.16 of a very large population; fewer of a small one, and never more than there are."""
    assert answers_needed(10_000_000) == 385
    assert answers_needed(2000) == 323
    assert answers_needed(1) == 1 and answers_needed(0) == 0
    assert suggested(made(0, 0, 0, 0)) == {1: 0, 2: 0, 3: 0, 4: 0}
    some = made(5, 900, 0, 0)
    assert all(asked <= some.sizes[number] for number, asked in suggested(some).items())


def test_whom_no_letter_reaches_counts_in_the_size_and_is_not_asked_for():
    """385 answers of 1,285 asked, of whom nine in ten stand in the second group; it has 50 to write to."""
    there = Frame(date(2026, 9, 30), made(1000, 50, 0, 0).candidates, [], {2: 8950})
    assert there.populations == {1: 1000, 2: 9000, 3: 0, 4: 0}
    assert suggested(there) == {1: 124, 2: 50, 3: 0, 4: 0}


@pytest.mark.django_db
def test_everybody_with_support_stands_in_their_stratum():
    by = make_user("team_manager")
    disability = supported("Ada", by=by, reason="learning_disability", born=date(1940, 1, 1), home="care_home")
    working = supported("Bola", by=by)
    in_a_home = supported("Cerys", by=by, born=date(1930, 1, 1), home="nursing_home")
    at_home = supported("Dafydd", by=by, born=date(1930, 1, 1))
    found = frame(TODAY())
    assert {one.subject_id: one.stratum for one in found.candidates} == {
        disability.pk: 1,
        working.pk: 2,
        in_a_home.pk: 3,
        at_home.pk: 4,
    }
    assert found.left_out == []
    facts = next(one.facts for one in found.candidates if one.subject_id == in_a_home.pk)
    assert facts["SupportSetting"] == 3 and facts["Gender"] == 2 and facts["Ethnicity"] == 14
    assert facts["MechOfDelivery"] == 5


@pytest.mark.django_db
def test_whoever_is_left_out_is_so_for_a_reason_that_is_named():
    by = make_user("team_manager")
    died, restricted = supported("Ada", by=by), supported("Bola", by=by)
    Subject.objects.filter(pk=died.pk).update(died_on=TODAY())
    Subject.objects.filter(pk=restricted.pk).update(
        restricted=True, restricted_reason="Works here", restricted_by=by, restricted_at=timezone.now()
    )
    nowhere = supported("Cerys", by=by, address=False)
    no_home, no_reason = supported("Dafydd", by=by, home=""), supported("Efe", by=by, reason="")
    found = frame(TODAY())
    assert found.candidates == []
    assert dict(found.left_out) == {
        died.pk: LeftOut.DIED,
        restricted.pk: LeftOut.RESTRICTED,
        nowhere.pk: LeftOut.NO_ADDRESS,
        no_home.pk: LeftOut.NO_HOME,
        no_reason.pk: LeftOut.NO_REASON,
    }


    assert {number: size for number, size in found.populations.items() if size} == {2: 2}
    assert found.sizes[2] == 0


def kind_of_service(someone, service):
    Support.objects.filter(subject=someone.subject).update(service=service)


@pytest.mark.django_db
def test_only_long_term_support_is_asked_about():
    by = make_user("team_manager")
    home_care, reablement, unsaid, both = (supported(name, by=by) for name in ("Ada", "Bola", "Cerys", "Dafydd"))
    for someone, service in ((home_care, "home_care"), (reablement, "reablement"), (unsaid, ""), (both, "short_stay")):
        kind_of_service(someone, service)
    first = Support.objects.filter(subject=both.subject).first()
    Support.objects.filter(pk=first.pk).update(service="care_home", source="council_arranged")
    found = frame(TODAY())
    assert {one.subject_id for one in found.candidates} == {home_care.pk, both.pk}
    assert found.left_out == [(unsaid.pk, LeftOut.NO_SERVICE)]
    assert {"home_care", "in_prison", "nursing_home"} <= set(long_term_services())
    assert not {"reablement", "short_stay", "equipment", "emergency", "carer_break"} & set(long_term_services())


@pytest.mark.django_db
def test_the_sample_is_the_same_whoever_draws_it(web_role):
    """The wall closes restricted records to the analyst; the draw knows of them, and the page does not show them."""
    with acting(why="test"):
        by, analyst = make_user("team_manager"), make_user("performance_analyst")
        supported("Ada", by=by)
        closed = supported("Bola", by=by)
        Subject.objects.filter(pk=closed.pk).update(
            restricted=True, restricted_reason="Works here", restricted_by=by, restricted_at=timezone.now()
        )
    with within(Context(user_id=analyst.pk, sees=Sees.UNRESTRICTED, users=(analyst.pk,))):
        assert actions.suggested_sizes(TODAY(), by=analyst)[2] == (1, 1)
        sample = actions.draw_sample(year="2026-27", on=TODAY(), sizes={1: 0, 2: 1, 3: 0, 4: 0}, seed=7, by=analyst)
        assert sample.population_of(2) == 2
        assert not sample.left_out.exists()
    with acting(why="test"):
        assert sample.left_out.get().subject_id == closed.pk
        assert sample.left_out.get().reason == LeftOut.RESTRICTED


@pytest.mark.django_db
def test_the_analysis_file_names_nobody_and_becomes_the_survey(tmp_path):
    from alongside.insight.surveys.reading import read_file

    by = make_user("team_manager")
    people = [supported(name, by=by) for name in ("Ada", "Bola")]
    sample = actions.draw_sample(year="2026-27", on=TODAY(), sizes={1: 0, 2: 2, 3: 0, 4: 0}, seed=7, by=by)
    header, *rows = analysis(sample, "901")
    assert header[-1].startswith("Ethnicity in words") and "African" in rows[0][-1]
    words = " ".join(str(cell) for row in rows for cell in row)
    assert len(rows) == 2 and not any(str(one.pk) in words.split() or one.name in words for one in people)
    file = tmp_path / "answered.csv"
    said = {name: one for name, one in answers().items() if name.startswith("q")}
    filled = []
    for row in rows:
        there = dict(zip(header, map(str, row), strict=True))
        there |= {USERS.question_today(name, shifted=True): one for name, one in said.items()} | {"Response": "1"}
        filled.append(there)
    file.write_bytes(content(filled))
    found = work_out(read_file(file, USERS, new_numbering=True), "2026-27", {})
    quality = next(one for one in found.results if one.code == "1A")
    assert str(quality.outcome) == "24.0" and quality.weighted and quality.population == 2


@pytest.mark.django_db
def test_letters_go_to_nobody_who_died_or_was_restricted_since():
    by = make_user("team_manager")
    ada, bola, cerys = (supported(name, by=by) for name in ("Ada", "Bola", "Cerys"))
    sample = actions.draw_sample(year="2026-27", on=TODAY(), sizes={1: 0, 2: 3, 3: 0, 4: 0}, seed=7, by=by)
    Subject.objects.filter(pk=bola.pk).update(died_on=TODAY())
    Subject.objects.filter(pk=cerys.pk).update(
        restricted=True, restricted_reason="Works here", restricted_by=by, restricted_at=timezone.now()
    )
    header, *rows = letters(sample)
    assert [row[1] for row in rows] == [ada.name]
    assert rows[0][header.index("Address 1")] == "14 Tanner’s Row"
