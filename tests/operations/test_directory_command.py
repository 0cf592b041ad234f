"""`alongside directory`: postcodes and search, from the command line."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from alongside.config.cli import directory, main
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Entry, PostcodeCentroid
from alongside.front_door.directory.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def records_of_this_test(monkeypatch):
    monkeypatch.setattr(directory, "records", nullcontext)


def test_postcodes_are_loaded_in_place_of_the_last(capsys):
    assert main(["directory", "postcodes", str(pack.postcodes_file())]) == 0
    assert capsys.readouterr().out == f"{PostcodeCentroid.objects.count():,} postcodes.\n"


def test_a_bad_file_ends_with_one_sentence_and_changes_nothing(tmp_path, capsys):
    file = tmp_path / "postcodes.csv"
    file.write_text("postcode,latitude,longitude\nWM1 1AA,54.1,-1.9\nhere,54.1,-1.9\n")
    assert main(["directory", "postcodes", str(file)]) == 2
    assert "postcodes.csv, line 3, postcode" in capsys.readouterr().err
    assert main(["directory", "postcodes", str(tmp_path / "none.csv")]) == 2
    assert not PostcodeCentroid.objects.exists()


def test_search_is_made_anew_from_the_records(capsys):
    factories.terms()
    factories.service()
    Entry.objects.all().delete()
    assert main(["directory", "refresh"]) == 0
    assert capsys.readouterr().out.endswith(" terms, 1 entries.\n") and Entry.objects.count() == 1
