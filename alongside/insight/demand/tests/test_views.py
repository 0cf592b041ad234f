"""The pages: who may, what they show, what they hold back, and what is taken away."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.context import acting
from alongside.foundation.subjects.models import Subject
from alongside.insight.demand import counting
from alongside.insight.demand import settings as own
from alongside.insight.demand.models import ProjectedPopulation, Projection
from alongside.insight.demand.settings import ages

from .factories import content, somebody, whole_file

pytestmark = pytest.mark.django_db
HERE = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _people_are_counted_today(monkeypatch):
    monkeypatch.setattr(counting, "counted_on", lambda today: today)


@pytest.fixture
def analyst(client):
    user = make_user("performance_analyst")
    client.force_login(user)
    return user


def load(client, data=None, **more):
    return client.post(reverse("demand:load"), {
        "file": SimpleUploadedFile("projection.csv", whole_file() if data is None else data), "title": "Central",
        "source": "Invented", "published_on": "2026-06-01", **more})


def people(number, **about):
    by = make_user("team_manager")
    usual = {"born": date(1945, 5, 1), "reason": "physical_personal_care", "postcode": "WM3 1TR"} | about
    return [somebody(one, by=by, **usual) for one in range(number)]


def text(client, name, query=""):
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anything_is_loaded_each_page_says_so(client, analyst):
    assert "No population projection is loaded yet" in text(client, "demand:home")
    assert "Too few people to show" in text(client, "demand:cohorts")
    assert "1,449 (1,204 to 1,586)" in text(client, "demand:groups")


def test_a_projection_is_loaded_whole(client, analyst):
    answer = load(client)
    made = Projection.objects.get()
    assert answer["Location"] == f"{reverse('demand:home')}?projection={made.pk}"
    assert made.populations.count() == 30 and made.published_on == HERE


@pytest.mark.parametrize(("data", "words"), [
    (content("Westmere,f,70-75,2026,5", "Westmere,f,75-80,2026,5"), "both hold the age 75"),
    (content("Westmere,f,60-69,2026,5"), "60 to 69 cannot be divided"),
    (content("Westmere,f,65-69,2026,lots"), "row 2, people"),
])
def test_a_wrong_file_changes_nothing_and_is_explained(client, analyst, data, words):
    answer = load(client, data)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Projection.objects.exists() and not ProjectedPopulation.objects.exists()


def test_the_cost_of_today_s_service_grows_with_the_population(client, analyst):
    people(6)
    year = timezone.localdate().year
    load(client, whole_file(years=(year, year + 5, year + 10)))
    page = text(client, "demand:home")
    # 6 people at £100 a week are £31,307 a year; 2,600 people of their age become 3,000.
    assert "£31,000" in page and "£36,000" in page
    assert "Its own uncertainty is not in the margins" in page and "75 to 84" in page
    assert '<svg viewBox="0 0 600 220" role="img"' in page and "Same as a table" in page
    rows = list(csv.DictReader(io.StringIO(
        client.get(reverse("demand:file", args=["cost", "csv"])).content.decode("utf-8-sig"))))
    last = [row for row in rows if row["ages"] == "All ages"][-1]
    assert (last["people_central"], last["cost_central"]) == ("7", "36000")
    assert int(last["cost_low"]) < 36000 < int(last["cost_high"])


def test_fewer_than_five_are_held_back_everywhere(client, analyst):
    people(7)
    people(3, reason="mental_health", born=date(1990, 1, 1), postcode="WM5 2AB")
    load(client)
    for name, query in [("demand:home", ""), ("demand:home", "?need=Mental+health"), ("demand:cohorts", ""),
                        ("demand:cohorts", "?need=Mental+health"), ("demand:cohorts", "?place=WM5&age=25+to+64")]:
        page = text(client, name, query)
        assert ">3<" not in page and ">7<" not in page, f"{name}{query}: 3 follows from 10 and 7"
    rows = client.get(reverse("demand:file", args=["cohorts", "csv"])).content.decode("utf-8-sig").splitlines()
    assert len(rows) > 2 and {row.rsplit(",", 1)[1] for row in rows[1:]} <= {"[c]", "10"}


def test_a_restricted_record_counts_for_nobody(client, analyst):
    made = people(6)
    Subject.objects.filter(pk=made[0].subject_id).update(
        restricted=True, restricted_at=timezone.now(), restricted_by=analyst, restricted_reason="colleague")
    assert counting.cohorts(timezone.localdate(), ages()).people == 5



def test_people_are_added_up_in_a_few_queries(client, analyst, django_assert_max_num_queries):
    people(6)
    with django_assert_max_num_queries(6):
        counting.cohorts(timezone.localdate(), ages())


def test_what_is_taken_away_carries_no_formula(client, analyst):
    people(6)
    load(client, whole_file(areas=("=cmd|' /C calc'!A0",)), title="=1+1")
    content = client.get(reverse("demand:file", args=["cost", "csv"])).content.decode("utf-8-sig")
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(content)) for cell in row)
    book = client.get(reverse("demand:file", args=["cohorts", "xlsx"])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["All", "All", "All", 6.0]


@pytest.mark.parametrize("role", ["performance_analyst", "commissioner", "director"])
@pytest.mark.parametrize("name", ["demand:home", "demand:cohorts", "demand:groups"])
def test_analyst_commissioner_and_director_read_the_pages(client, role, name):
    client.force_login(make_user(role))
    text(client, name)


def test_others_do_not_and_only_an_analyst_loads(client):
    client.force_login(make_user("social_worker"))
    assert client.get(reverse("demand:home")).status_code == 403
    client.force_login(make_user("commissioner"))
    assert client.get(reverse("demand:load")).status_code == 403
    assert client.get(reverse("demand:file", args=["cost", "pdf"])).status_code == 404


@pytest.mark.parametrize("name", ["demand:home", "demand:cohorts", "demand:groups", "demand:load"])
def test_a_file_of_the_council_that_cannot_be_read_is_named_on_every_page(client, analyst, monkeypatch, tmp_path, name):
    (tmp_path / "cohorts.yaml").write_text("ages: [0-25, 20-65]")
    (tmp_path / "groups.yaml").write_text("groups: no")
    monkeypatch.setattr(own, "_folder", lambda: tmp_path)
    answer = client.get(reverse(name))
    assert answer.status_code == 503 and ".yaml" in answer.content.decode()


@pytest.mark.parametrize("name", ["demand:cohorts", "demand:funnel", "demand:journeys", "demand:home"])
def test_figures_are_the_same_for_whoever_reads_them(client, web_role, name):
    """Added up outside the reader's own wall: a commissioner opens no record and reads what the director reads."""
    with acting(why="test"):
        made = people(7)
        load_by = make_user("performance_analyst")
        Subject.objects.filter(pk=made[0].subject_id).update(
            restricted=True, restricted_at=timezone.now(), restricted_by=load_by, restricted_reason="colleague")
    client.force_login(load_by)
    load(client)
    said = []
    for role in ("performance_analyst", "commissioner", "programme_manager"):
        client.force_login(make_user(role))
        said.append(client.get(reverse(name)).content.decode().split("<h1")[1].split("</main>")[0]
                    .replace(load_link(client), ""))
    assert said[0] == said[1] == said[2]
    if name in ("demand:cohorts", "demand:journeys"):
        assert "6" in said[1] and "7" not in re.findall(r">(\d+)<", said[1])


def load_link(client) -> str:
    """An analyst alone is offered to load a projection."""
    page = client.get(reverse("demand:home")).content.decode()
    found = re.search(r"<p><a[^>]*>\s*Load a projection\s*</a></p>", page)
    return found[0] if found else "nothing of the kind"
