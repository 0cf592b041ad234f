"""A pack is made behind the pages, tells how far it is, and is kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import making, pack
from alongside.insight.benchmarking.models import FORMS, KeptPack

from .test_pack import figures as figures

pytestmark = pytest.mark.django_db
ASKED = {"group": "North West", "year": "2024-25", "baseline": "", "tolerance": ""}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def analyst(client):
    user = make_user("performance_analyst")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"benchmarking:{name}", args=args)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def made(analyst, figures):
    asked = making.ask_for_pack(group="North West", year="2024-25", by=analyst)
    making.carry_out(asked.pk)
    return KeptPack.objects.get()


def test_asking_answers_at_once_and_the_page_says_how_far_it_is(client, analyst, figures):
    answer = client.post(address("ask_for_pack"), ASKED)
    one = KeptPack.objects.get()
    assert answer["Location"] == address("kept_pack", one.pk) and one.is_under_way and one.asked_by == analyst
    page = text(client.get(address("kept_pack", one.pk)))
    assert "Step 1 of" in page and "Waiting for its turn" in page and 'hx-trigger="every 2s"' in page
    assert "look again" in page and "<progress" in page
    part = text(client.get(address("kept_pack", one.pk), headers={"HX-Request": "true"}))
    assert "<html" not in part and "Waiting for its turn" in part


def test_the_same_pack_is_not_asked_for_twice(client, analyst, figures):
    client.post(address("ask_for_pack"), ASKED)
    client.post(address("ask_for_pack"), ASKED)
    assert KeptPack.objects.count() == 1


def test_progress_goes_council_by_council_to_its_end(analyst, figures, monkeypatch):
    asked = making.ask_for_pack(group="North West", year="2024-25", by=analyst)
    steps = []
    say = making._say

    def heard(kept, step, **also):
        steps.append((kept.done, step))
        say(kept, step, **also)

    monkeypatch.setattr(making, "_say", heard)
    making.carry_out(asked.pk)
    assert [done for done, _ in steps] == list(range(len(steps))) and "Working out Wigan" in {say for _, say in steps}
    kept = KeptPack.objects.get()
    assert (kept.done, kept.councils, kept.step) == (kept.of, 10, "") and kept.of == len(steps)


def test_it_is_kept_in_every_form_and_taken_away(client, made):
    page = text(client.get(address("kept_pack", made.pk)))
    assert "Profiles of 10 councils" in page and 'hx-trigger="every 2s"' not in page
    for form, begins in (("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("json", b"{")):
        answer = client.get(address("kept_file", made.pk, form))
        assert b"".join(answer.streaming_content).lstrip().startswith(begins)
        assert answer["Content-Disposition"] == f'attachment; filename="north-west-2024-25.{form}"'
    assert "North West, 2024-25" in text(client.get(address("packs")))
    assert client.get(address("kept_file", made.pk, "docx")).status_code == 404


def test_what_is_kept_stays_as_it_was_when_figures_change(client, made, figures):
    before = made.file("json").read_bytes()
    figures.figures.update(outcome=1)
    assert made.file("json").read_bytes() == before


def test_a_pack_that_cannot_be_made_says_why(client, analyst, figures):
    asked = making.ask_for_pack(group="London", year="2024-25", by=analyst)
    making.carry_out(asked.pk)
    page = text(client.get(address("kept_pack", asked.pk)))
    assert "It was not made" in page and "There are no figures of London for 2024-25." in page
    assert not asked.folder.exists() and client.get(address("kept_file", asked.pk, "pdf")).status_code == 404


def test_what_breaks_is_told_without_its_workings_and_leaves_no_file(analyst, figures, monkeypatch):
    asked = making.ask_for_pack(group="North West", year="2024-25", by=analyst)
    monkeypatch.setattr(pack, "write", lambda made, form: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.carry_out(asked.pk)
    kept = KeptPack.objects.get()
    assert kept.failure == "The pack could not be made. Please ask for it again." and not kept.folder.exists()


def test_one_that_a_killed_worker_left_is_begun_again_and_one_that_ended_is_left_alone(made, monkeypatch):
    monkeypatch.setattr(making, "_carry_out", lambda kept: pytest.fail("made again"))
    making.carry_out(made.pk)
    KeptPack.objects.update(finished_at=None)
    begun = []
    monkeypatch.setattr(making, "_carry_out", lambda kept: begun.append(kept.pk))
    making.carry_out(made.pk)
    assert begun == [made.pk]


@pytest.mark.parametrize(
    "change, says", [({"group": "Norway"}, "No group is called Norway"), ({"year": "soon"}, "Write the year"),
                     ({"tolerance": "-1"}, "tolerance must be")]
)  # fmt: skip
def test_what_makes_no_sense_is_not_asked_for(client, analyst, figures, change, says):
    page = text(client.post(address("ask_for_pack"), {**ASKED, **change}, follow=True))
    assert says in page and not KeptPack.objects.exists()


def test_it_is_thrown_away_by_those_who_write(client, made, django_capture_on_commit_callbacks):
    client.force_login(make_user("commissioner"))
    assert client.post(address("throw_away", made.pk)).status_code == 403
    client.force_login(make_user("performance_analyst"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("throw_away", made.pk))
    assert not KeptPack.objects.exists() and not made.folder.exists()


def test_every_form_is_known_to_the_page():
    assert set(FORMS) == set(pack.SPOKEN)
