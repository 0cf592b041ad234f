"""The pages: who may, what they show, the files, and what is looked at."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.insight.surveys import actions, forms
from alongside.insight.surveys.models import LoadedSurvey, Sample

from .factories import answers, content, people, supported

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def load(client, data, year="2020-21", **more):
    return client.post(
        reverse("surveys:load"),
        {
            "file": SimpleUploadedFile("answers.csv", data),
            "kind": "users",
            "year": year,
            "numbering": "year",
            **more,
        },
    )


def test_a_survey_is_loaded_and_read(client, analyst):
    client.force_login(analyst)
    assert "No survey is loaded yet" in client.get(reverse("surveys:home")).content.decode()
    rows = people(*[answers()] * 5, *[answers(q7a=2)] * 5, answers(q3a="999"))
    populations = SimpleUploadedFile("people.csv", b"la_code,stratum,population\n901,2,1100\n")
    once = load(client, content(rows), populations=populations).content.decode()
    loaded = LoadedSurvey.objects.get()
    assert reverse("surveys:results", args=[loaded.pk]) in once
    assert "from 1 to 4" in once and "Row 11" in once and "999" in once
    page = client.get(reverse("surveys:results", args=[loaded.pk])).content.decode()
    assert "54.5%" in page and "6 of 11" in page and "2015-16 framework" in page
    figures = client.get(reverse("surveys:figures_file", args=[loaded.pk])).content.decode("utf-8-sig")
    assert figures.splitlines()[0].startswith("measure,framework,title,council")


def test_what_somebody_answered_is_shown_to_whoever_loads_it_and_kept_nowhere(client, analyst):
    client.force_login(analyst)
    rows = people(*[answers()] * 5, answers(q3a="999"))
    rows[5]["PrimaryKey"] = rows[5]["SerialNo"] = "00417"
    once = load(client, content(rows)).content.decode()
    assert "00417" in once and "999" in once
    assert Look.objects.filter(what="survey: cells to put right", detail="answers.csv").exists()
    loaded = LoadedSurvey.objects.get()
    assert loaded.faults == [{"la_code": "901", "field": "q3a", "message": "Must be from 1 to 4.", "cells": 1}]
    for name in ("results", "faults_file"):
        said = client.get(reverse(f"surveys:{name}", args=[loaded.pk])).content.decode()
        assert "from 1 to 4" in said and "00417" not in said and "999" not in said


def test_a_file_without_fault_leads_to_its_figures(client, analyst):
    client.force_login(analyst)
    answer = load(client, content(people(*[answers()] * 5)))
    assert answer["Location"] == reverse("surveys:results", args=[LoadedSurvey.objects.get().pk])
    assert "Nothing is wrong in the file" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("name", "megabytes"), [("file", 20), ("populations", 1)])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, analyst, monkeypatch, name, megabytes):
    client.force_login(analyst)
    monkeypatch.setattr(forms, "read", None)
    monkeypatch.setattr(forms, "read_populations_of", None)
    large = SimpleUploadedFile("large.csv", b"q" * (megabytes * 1_000_000 + 1))
    data = {"file": SimpleUploadedFile("answers.csv", b"q"), name: large}
    form = {"kind": "users", "year": "2020-21", "numbering": "year"}
    answer = client.post(reverse("surveys:load"), form | data)
    assert answer.status_code == 422 and f"larger than {megabytes} MB" in answer.content.decode()


def test_one_or_two_answers_stay_hidden_on_the_page_and_in_the_file(client, analyst):
    client.force_login(analyst)
    load(client, content(people(*[answers()] * 9, answers(q7a=2))))
    loaded = LoadedSurvey.objects.get()
    assert "[c] too few people" in client.get(reverse("surveys:results", args=[loaded.pk])).content.decode()
    rows = client.get(reverse("surveys:figures_file", args=[loaded.pk])).content.decode("utf-8-sig").splitlines()
    assert [row for row in rows if row.startswith("4A,")][0].split(",")[6:11] == [""] * 5


def test_a_formula_in_a_file_is_not_kept(client, analyst):
    client.force_login(analyst)
    load(client, content(people(answers(q3a="=1+1"), answers(LaCode="=2+2"), answers())))
    loaded = LoadedSurvey.objects.get()
    list_of_faults = client.get(reverse("surveys:faults_file", args=[loaded.pk])).content.decode("utf-8-sig")
    figures = client.get(reverse("surveys:figures_file", args=[loaded.pk])).content.decode("utf-8-sig")
    assert "=1+1" not in list_of_faults and ",=2" not in figures and "'=2+2" in figures


@pytest.mark.parametrize(
    ("data", "year", "words"),
    [
        (b"", "2020-21", "empty"),
        (b"a,b\n1,2\n", "2020-21", "none of these is a column"),
        (content(people(answers())), "2020", "A year is written as"),
        (content(people(answers())), "2024-25", "Say how they are numbered"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_file(client, analyst, data, year, words):
    client.force_login(analyst)
    answer = load(client, data, year)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not LoadedSurvey.objects.exists()


def test_a_sample_is_drawn_and_its_files_taken(client, analyst):
    by = make_user("team_manager")
    ada = supported("Ada", by=by)
    left = supported("Bola", by=by, home="")
    client.force_login(analyst)
    assert 'value="1"' in client.get(reverse("surveys:draw")).content.decode()
    today = timezone.localdate()
    form = {
        "year": "2026-27",
        "on_day": today.day,
        "on_month": today.month,
        "on_year": today.year,
        "on": today.isoformat(),
        "seed": 5,
        "stratum_1": 0,
        "stratum_2": 1,
        "stratum_3": 0,
        "stratum_4": 0,
    }
    answer = client.post(reverse("surveys:draw"), form | {"stratum_2": 9})
    assert answer.status_code == 422 and "1 can be written to: ask that many or fewer" in answer.content.decode()
    client.post(reverse("surveys:draw"), form)
    sample = Sample.objects.get()
    page = client.get(reverse("surveys:sample", args=[sample.pk])).content.decode()
    assert left.name in page and "Kind of home is not recorded" in page
    assert reverse("circumstances:index", args=[left.pk]) in page
    numbers = client.get(reverse("surveys:analysis_file", args=[sample.pk])).content.decode("utf-8-sig")
    assert ada.name not in numbers and "00001" in numbers
    assert Look.objects.at_lists_with(ada.pk).filter(what="survey sample").exists()
    assert ada.name in client.get(reverse("surveys:letters_file", args=[sample.pk])).content.decode("utf-8-sig")
    assert Look.objects.at_lists_with(ada.pk).filter(what="survey letters").exists()
    assert Look.objects.at_lists_with(left.pk).filter(what="left out of a survey sample").exists()


def test_who_may_only_read_figures_loads_nothing_and_draws_nobody(client):
    by = make_user("team_manager")
    sample = actions.draw_sample(year="2026-27", on=timezone.localdate(), sizes={1: 0, 2: 0, 3: 0, 4: 0}, seed=1, by=by)
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("surveys:home")).content.decode()
    assert "Load a survey" not in page and "Draw a sample" not in page
    for name, args in (
        ("load", []),
        ("draw", []),
        ("sample", [sample.pk]),
        ("letters_file", [sample.pk]),
        ("analysis_file", [sample.pk]),
    ):
        assert client.get(reverse(f"surveys:{name}", args=args)).status_code == 403
    client.force_login(by)
    assert client.get(reverse("surveys:home")).status_code == 403
