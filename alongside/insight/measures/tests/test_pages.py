"""The pages of the figures: who sees what, the look written for every person named, the files, and their queries."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from alongside.foundation.access.actions import restrict
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.insight.disclosure import Convention, policy
from alongside.insight.measures import actions
from alongside.insight.measures.held_back import held_back
from alongside.insight.measures.kept import people as kept
from alongside.insight.measures.kept.months import year_of
from alongside.insight.measures.models import Figure, Run
from alongside.insight.tests.packs import publishing_otherwise
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db
KEY = "3D(1a)"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def a_run(*rows, people=()) -> Run:
    """A run that is done, with these figures, and these people behind the first measure."""
    now = datetime(2026, 11, 20, 4, tzinfo=UTC)
    made = Run.objects.create(year="2026-27", snapshot_at=now, finished_at=now, has_people=True, of=1, done=1,
                              released_on=now.date())
    figures = {(KEY, split, part): (top, below) for split, part, top, below in rows}
    held = held_back(figures, {}, smallest=5, populations=frozenset())
    Figure.objects.bulk_create(
        Figure(run=made, measure=KEY, split=key[1], part=key[2], numerator=top, denominator=below,
               held_back=held.get(key, ""))
        for key, (top, below) in figures.items()
    )
    made.folder.mkdir(parents=True)
    with duckdb.connect() as database:
        kept.start(database)
        for subject, top, below, reason, unknowns, *more in people:
            where = {"month": "", "team": None, "ethnicity": None} | (more[0] if more else {})
            database.execute(
                "INSERT INTO stood_behind (measure, person_id, subject, in_numerator, in_denominator, reason, "
                "unknowns, month, team, ethnicity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [KEY, f"999_{subject}", subject, top, below, reason, unknowns, *where.values()],
            )
        kept.finish(database, made.people_file)
    return made


def months(*values):
    return [("month", f"20{24 + n // 12}-{n % 12 + 1:02}", value, 50) for n, value in enumerate(values)]


def test_before_the_first_run_the_page_says_what_to_do(client, analyst):
    client.force_login(analyst)
    page = client.get(reverse("measures:home")).content.decode()
    assert "Not worked out" in page and "Work out the figures" in page
    assert "Not worked out yet" in client.get(reverse("measures:measure", args=[KEY])).content.decode()


def test_asking_puts_it_to_the_worker_and_says_how_far_it_is(client, analyst):
    client.force_login(analyst)
    answer = client.post(reverse("measures:home"), {"year": year_of(timezone.localdate()).name})
    asked = Run.objects.get()
    assert answer["Location"] == reverse("measures:run", args=[asked.pk]) and asked.asked_by == analyst
    page = client.get(answer["Location"]).content.decode()
    assert "Waiting for its turn" in page and f"of {asked.of}" in page
    assert client.post(reverse("measures:home"), {"year": "1999-00"}).status_code == 200 and Run.objects.count() == 1


def test_a_figure_opens_to_its_people_and_each_named_is_a_look(client, analyst):
    one, two = person("Winifred", "Hartley", by=analyst), person("Bilal", "Rahman", by=analyst)
    a_run(("", "", 1, 2), people=[(one.pk, True, True, "direct_payment", ""),
                                  (two.pk, False, True, "no_mechanism", "mechanism")])
    client.force_login(analyst)
    page = client.get(reverse("measures:people", args=[KEY])).content.decode()
    assert "Winifred Hartley" in page and "Bilal Rahman" in page and "how the support is delivered is blank" in page
    assert Look.objects.filter(what="people behind a figure", listed=sorted([one.pk, two.pk])).exists()
    rest = client.get(reverse("measures:people", args=[KEY]), {"side": "rest"}).content.decode()
    assert "Winifred Hartley" not in rest and "Bilal Rahman" in rest
    unknown = client.get(reverse("measures:people", args=[KEY]), {"unknown": "mechanism"}).content.decode()
    assert "Winifred Hartley" not in unknown and "Bilal Rahman" in unknown
    figure = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    opened = reverse("measures:people", args=[KEY])
    assert "How the support is delivered" in figure and f'{opened}?unknown=mechanism"' in figure
    assert f'{opened}?reason=no_mechanism"' in figure
    why = client.get(opened, {"reason": "no_mechanism"}).content.decode()
    assert "Winifred Hartley" not in why and "Bilal Rahman" in why


def test_a_restricted_person_is_counted_and_not_named(client, analyst):
    hidden = person("Margaret", "Osei", by=analyst)
    restrict(subject=hidden.subject, reason="A relative works here", named=[], by=make_user("team_manager"))
    a_run(("", "", 1, 1), people=[(hidden.pk, True, True, "direct_payment", "")])
    client.force_login(analyst)
    page = client.get(reverse("measures:people", args=[KEY])).content.decode()
    assert "Margaret" not in page and "M.O." not in page and "A record that is not open to you" in page
    assert str(reverse("desk:person", args=[hidden.pk])) not in page
    assert not Look.objects.filter(what="people behind a figure").exists()


def test_whoever_may_not_open_people_sees_small_numbers_held_back_and_no_people(client):
    a_run(("", "", 30, 60), ("gender", "Female", 3, 20), ("gender", "Male", 27, 40))
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert page.count("Held back") >= 4, "the small part, and the other from which it would follow"
    assert "30 of 60" in page and "27" not in page.split("By gender")[1].split("</table>")[0]
    assert "See the people" not in page
    assert client.get(reverse("measures:people", args=[KEY])).status_code == 403


def test_the_files_hold_small_numbers_back_whoever_takes_them(client, analyst):
    a_run(("", "", 30, 60), ("team", "=HYPERLINK(1)", 3, 20), ("team", "North", 27, 40))
    client.force_login(analyst)
    text = client.get(reverse("measures:download", args=["csv"])).content.decode()
    assert "'=HYPERLINK(1),,,," in text and "North,,,," in text and "Everybody,,30,60,50.0" in text
    content = client.get(reverse("measures:download", args=["xlsx"])).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Figures").to_python()
    assert ["'=HYPERLINK(1)", "", ""] in [row[6:9] for row in sheet] and [30, 60, 50] in [row[7:10] for row in sheet]
    assert client.get(reverse("measures:download", args=["pdf"])).status_code == 404


def test_the_national_convention_is_said_where_the_council_has_chosen_it(client, analyst, monkeypatch):
    monkeypatch.setattr(policy, "convention", lambda today: Convention.NATIONAL)
    a_run(("", "", 3, 60))
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "5.0%" in page and "as in the national publication" in page and "3 of 60" not in page


def test_the_stricter_rule_is_said_and_holds_the_outcome_back(client):
    a_run(("", "", 3, 60))
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "5.0%" not in page and "The outcome is held back with them; the national publication shows it" in page
    assert "3 of 60" not in page and "Held back of Held back" in page


def test_the_council_chooses_between_the_two_in_its_pack(client, settings, tmp_path):
    a_run(("", "", 3, 60))
    client.force_login(make_user("commissioner"))
    pages = []
    for chosen in ("strict", "national"):
        publishing_otherwise(settings, tmp_path / chosen, {": strict}": f": {chosen}}}"})
        pages.append(client.get(reverse("measures:measure", args=[KEY])).content.decode())
    assert ["5.0%" in page for page in pages] == [False, True]


def test_a_split_that_could_not_be_shown_says_so_and_names_no_part(client):
    a_run(("", "", 5, 6), ("team", "North", 2, 3), ("team", "South", 3, 3))
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "By team it is not shown: there are too few people" in page
    assert "North" not in page and "5 of 6" in page


def test_a_run_after_the_release_is_for_those_alone_who_may_open_its_people(client, analyst):
    """Tuesday's figures less Monday's would tell of whoever came in between."""
    released = a_run(("", "", 30, 60))
    now = datetime(2026, 11, 21, 4, tzinfo=UTC)
    later = Run.objects.create(year="2026-27", snapshot_at=now, finished_at=now)
    later.figures.create(measure=KEY, numerator=31, denominator=61)
    client.force_login(make_user("commissioner"))
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "30 of 60" in page and "31 of 61" not in page and "This is the release of 20 November 2026" in page
    client.force_login(analyst)
    assert "31 of 61" in client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "Everybody,,30,60,50.0" in client.get(reverse("measures:download", args=["csv"])).content.decode()
    assert Run.objects.release("2026-27") == released and Run.objects.latest() == later


def test_months_make_a_chart_with_its_reading_and_its_table(client, analyst):
    a_run(("", "", 25, 50), *months(25, 26, 24, 25, 26, 24, 25, 26, 24, 25, 48))
    client.force_login(analyst)
    page = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    assert "Something has changed for the better: the latest figure is above the upper limit" in page
    assert "al-spc-icon--improving" in page and "Same as a table" in page and "Nov 2024" in page


def test_each_part_and_each_month_opens_to_its_own_people(client, analyst):
    north, south, then = (person(name, "Hartley", by=analyst) for name in ("Nora", "Sol", "Thea"))
    a_run(
        ("", "", 1, 2), ("team", "North", 1, 1), ("team", "South", 0, 1), *months(20, 25),
        people=[
            (north.pk, True, True, "direct_payment", "", {"team": "North"}),
            (south.pk, False, True, "no_mechanism", "mechanism", {"team": "South"}),
            (then.pk, True, True, "direct_payment", "", {"month": "2024-02"}),
        ],
    )
    client.force_login(analyst)
    figure = client.get(reverse("measures:measure", args=[KEY])).content.decode()
    opened = reverse("measures:people", args=[KEY])
    assert f'{opened}?side=numerator&amp;split=team&amp;part=North"' in figure
    assert f'{opened}?side=denominator&amp;split=team&amp;part=South"' in figure
    assert f'{opened}?month=2024-02"' in figure
    assert f'{opened}?side=numerator&amp;split=team&amp;part=South"' not in figure, "nobody is there"
    shown = client.get(opened, {"split": "team", "part": "South", "side": "denominator"}).content.decode()
    assert "Sol Hartley" in shown and "Team: South" in shown
    assert "Nora Hartley" not in shown and "Thea Hartley" not in shown
    assert "?split=team&amp;part=South&amp;side=numerator" in shown, "the part stays when the side is changed"
    month = client.get(opened, {"month": "2024-02"}).content.decode()
    assert "Thea Hartley" in month and "Nora Hartley" not in month and "Feb 2024" in month
    everybody = client.get(opened).content.decode()
    assert "Nora Hartley" in everybody and "Thea Hartley" not in everybody
    for odd in ({"split": "1=1", "part": "x"}, {"month": "9999"}, {"month": "2024-99"}, {"split": "team"}):
        assert client.get(opened, odd).status_code == 200
    client.force_login(make_user("commissioner"))
    assert opened not in client.get(reverse("measures:measure", args=[KEY])).content.decode()


def test_a_target_stands_on_the_chart_with_its_reading_and_its_history(client, analyst):
    a_run(("", "", 25, 50), *months(*[25, 26, 24] * 4))
    page, target = (reverse(f"measures:{name}", args=[KEY]) for name in ("measure", "target"))
    client.force_login(analyst)
    assert "No target has been set" in client.get(page).content.decode()
    wrong = client.post(target, {"value": "101", "source": "The scorecard"}).content.decode()
    assert "100 at most" in wrong and 'value="101"' in wrong
    assert "Say where the target was decided" in client.post(target, {"value": "4"}).content.decode()
    for value, said in (("40", "Consistently hitting"), ("90.5", "Failing its target"), ("50", "Hit and miss")):
        client.post(target, {"value": value, "source": "The scorecard, 4"})
        shown = client.get(page).content.decode()
        assert said in shown and f"Target: {value}%" in shown and "al-spc__target" in shown
    assert "Met" in shown and "Missed" in shown, "each month in the table says which"
    before = client.get(target).content.decode()
    assert before.count("The scorecard, 4; set by") == 3
    client.post(target, {"value": "", "source": "No target this year"})
    assert "No target has been set" in client.get(page).content.decode()
    client.force_login(make_user("commissioner"))
    assert client.get(target).status_code == 403 and "Set a target" not in client.get(page).content.decode()


def test_a_run_that_failed_says_so_and_why(client, analyst):
    failed = Run.objects.create(
        year="2026-27", finished_at=timezone.now(), failure="They could not be worked out. Please ask for them again.",
        asked_by=analyst,
    )
    client.force_login(analyst)
    page = client.get(reverse("measures:run", args=[failed.pk])).content.decode()
    assert "They were not worked out" in page and "Please ask for them again" in page and "progress" not in page
    home = client.get(reverse("measures:home")).content.decode()
    assert "failed" in home and "The last one failed" in home


def test_a_measure_that_nobody_can_work_out_says_why(client, analyst):
    client.force_login(analyst)
    from alongside.insight.measures.registry import ASCOF

    lacking = next(one for one in ASCOF if not one.is_computed)
    assert lacking.limitations
    page = client.get(reverse("measures:measure", args=[lacking.key])).content.decode()
    assert "A council cannot work this out" in page
    assert client.get(reverse("measures:measure", args=["9Z"])).status_code == 404


def test_a_worker_of_the_front_door_does_not_see_figures(client):
    client.force_login(make_user("front_door_worker"))
    for name, args in (("home", []), ("measure", [KEY]), ("people", [KEY])):
        assert client.get(reverse(f"measures:{name}", args=args)).status_code == 403


def test_pages_stay_within_their_queries_however_many_people_there_are(client, analyst):
    rows = [(person("Ada", f"Number{n}", by=analyst).pk, True, True, "direct_payment", "") for n in range(12)]
    a_run(("", "", 12, 12), ("gender", "Female", 12, 12), people=rows)
    client.force_login(analyst)
    for name, args in (("home", []), ("measure", [KEY]), ("people", [KEY])):
        with CaptureQueriesContext(connection, ) as asked:
            client.get(reverse(f"measures:{name}", args=args))
        assert len(asked) <= 20, (name, len(asked))


def test_an_outcome_of_a_run_keeps_its_places():
    from alongside.insight.measures import publishing
    from alongside.insight.measures.registry import measure

    made = a_run(("", "", 1, 3))
    shown = publishing.shown(measure(KEY), made.figures.all(), timezone.localdate(), whole=True)
    assert shown[publishing.HEADLINE].outcome == Decimal("33.3")
    assert actions.forget_old_people() == 0
