"""The feed holds to Open Referral UK 3.0, asked in every way it offers."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.front_door.directory import actions, pack
from alongside.front_door.directory.models import (
    Accessibility,
    Contact,
    Funding,
    Language,
    Link,
    OrganisationIdentifier,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from alongside.front_door.directory.tests import factories

from . import schemas

pytestmark = pytest.mark.django_db
V3 = "/openreferral/v3"
HERE = (54.10, -1.90)
LISTS = {"services": schemas.SERVICE, "service_at_locations": schemas.PLACE, "taxonomies": schemas.TAXONOMY,
         "taxonomy_terms": schemas.TERM, "organizations": schemas.ORGANISATION}
WHOLE = {"services": schemas.FULL_SERVICE, "service_at_locations": schemas.FULL_PLACE,
         "taxonomies": schemas.FULL_TAXONOMY, "taxonomy_terms": schemas.TERM,
         "organizations": schemas.FULL_ORGANISATION}


@pytest.fixture(autouse=True)
def westmere():
    factories.terms()
    actions.load_postcodes(file=pack.postcodes_file())


@pytest.fixture
def knit():
    """With a part of every kind."""
    made = factories.service(
        "Knitting table", about=("arts", "social_groups"), days="TU", opens="10:00", closes="12:00", cost="2.50",
        at=HERE, features=("step_free",), kind="group", minimum_age=18, email="knit@post.example",
        description="Wool and talk", assurer_email="knit@post.example", assured_on=timezone.localdate())
    place = made.places.get()
    person = Contact.objects.create(service=made, name="Mo", title="Convenor", email="mo@post.example")
    Phone.objects.create(contact=person, number="01632 960 400", extension="12")
    Phone.objects.create(location=place.location, number="01632 960 401")
    Language.objects.create(service=made, name="Urdu", code="ur")
    Funding.objects.create(service=made, source="The lottery")
    ServiceArea.objects.create(service=made, name="Northfield")
    RequiredDocument.objects.create(service=made, document="A needle")
    Link.objects.create(service=made, label="Pictures", url="https://knit.example/pictures")
    OrganisationIdentifier.objects.create(organisation=made.organisation, identifier_type="Charity", identifier="1")
    Accessibility.objects.create(location=place.location, description="A lift to the first floor")
    Schedule.objects.create(service_at_location=place, freq="DAILY", description="By telephone every day")
    actions.save_service(service=made, fields={}, by=make_user("business_support", username="keeps"))
    return made


def ask(path: str, status: int = 200, **query):
    answer = Client().get(f"{V3}{path}", query)
    assert answer.status_code == status, answer.content[:300]
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def names(path: str, **query) -> list[str]:
    return [one.get("name") or one["service"]["name"] for one in ask(path, **query)["contents"]]


def test_the_front_page_says_what_it_is_and_where_it_is_described():
    said = ask("/")
    assert schemas.faults(said, schemas.ABOUT) == []
    described = Client().get(said["openapi_url"]).json()
    assert set(described["paths"]) == {"/", *(f"/{name}{end}" for name in LISTS for end in ("", "/{id}"))}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_and_each_of_its_records_holds_to_the_standard(knit, name):
    said = ask(f"/{name}")
    assert schemas.faults(said, schemas.page(LISTS[name])) == [] and said["contents"]
    for one in said["contents"][:5]:
        assert schemas.faults(ask(f"/{name}/{one['id']}"), WHOLE[name]) == []
        assert ask(f"/{name}/{one['id']}/")["id"] == one["id"], "with a stroke at its end too"
    for more in ("full", "full_service"):
        of = LISTS[name] if name.startswith("tax") else LISTS[name] if more != "full" else WHOLE[name]
        assert schemas.faults(ask(f"/{name}", **{more: "true"}), schemas.page(of)) == []


def test_everything_that_is_known_of_a_service_is_in_it(knit):
    said = ask(f"/services/{knit.uid}")
    assert said["status"] == "active" and said["url"] == f"http://testserver/find-help/{knit.uid}/"
    assert said["schedules"][0] == {"id": said["schedules"][0]["id"], "freq": "WEEKLY", "interval": 1, "byday": "TU",
                                    "opens_at": "10:00:00", "closes_at": "12:00:00"}
    assert said["cost_options"][0]["amount"] == 2.5 and said["contacts"][0]["phones"][0]["extension"] == 12
    place = said["service_at_locations"][0]
    assert place["location"]["addresses"][0]["postal_code"] == "WM4 2AB"
    assert place["location"]["phones"][0]["number"] == "01632 960 401"
    assert {one["accessibility"] for one in place["location"]["accessibility"]} == {
        "Step-free", "A lift to the first floor"}
    assert place["schedules"][0]["byday"] == "MO,TU,WE,TH,FR,SA,SU" and place["schedules"][0]["freq"] == "WEEKLY"
    assert {one["taxonomy_term"]["code"] for one in said["attributes"]} == {"arts", "social_groups"}
    assert said["required_documents"][0]["document"] == "A needle" and said["funding"][0]["source"] == "The lottery"
    assert said["languages"][0]["code"] == "ur" and said["service_areas"][0]["name"] == "Northfield"
    assert said["additional_urls"][0]["label"] == "Pictures" and said["assurer_email"] == "knit@post.example"


def test_keepers_are_nobody_elses(knit):
    Service.objects.filter(pk=knit.pk).update(
        keeper_name="Ada", keeper_email="ada@home.example", assurer_email="ada@home.example")
    knit.organisation.keeper_email = "ada@home.example"
    knit.organisation.save()
    for path in ("/services?full=true", f"/services/{knit.uid}", "/organizations?full=true"):
        assert "ada@home" not in Client().get(V3 + path).content.decode()


def test_what_is_not_published_is_not_in_it():
    draft = factories.service("Draft club", draft=True, at=HERE)
    gone = actions.withdraw(service=factories.service("Gone club"), because="It closed", by=None)
    assert names("/services") == [] == names("/service_at_locations") == names("/organizations")
    for one in (draft, gone):
        ask(f"/services/{one.uid}", 404)
    ask(f"/service_at_locations/{ServiceAtLocation.objects.get(service=draft).uid}", 404)


def test_pages(knit):
    for number in range(6):
        factories.service(f"Club {number}")
    first = ask("/services", per_page=3)
    assert (first["total_items"], first["total_pages"], first["page_number"], first["size"]) == (7, 3, 1, 3)
    assert (first["first_page"], first["last_page"], first["empty"]) == (True, False, False)
    last = ask("/services", per_page=3, page=3)
    assert (last["size"], last["first_page"], last["last_page"]) == (1, False, True)
    beyond = ask("/services", per_page=3, page=9)
    assert beyond["empty"] and beyond["last_page"] and beyond["contents"] == [] and beyond["page_number"] == 9
    every = [name for page in (1, 2, 3) for name in names("/services", per_page=3, page=page)]
    assert len(set(every)) == 7
    nothing = ask("/services", search="zzzz")
    assert nothing["empty"] and nothing["total_items"] == 0 and nothing["first_page"] and nothing["last_page"]


def test_minimal_gives_all_at_once(knit):
    for number in range(60):
        factories.service(f"Club {number}")
    said = ask("/services", minimal="true")
    assert said["size"] == 61 and said["last_page"]
    assert schemas.faults(said, schemas.page(schemas.MINIMAL)) == []
    assert set(said["contents"][0]) == {"id", "last_modified", "modified_date"}


def test_everything_a_line_each(knit):
    factories.service("Bathing service")
    answer = Client().get(f"{V3}/services", {"format": "ndjson", "full": "1"})
    lines = b"".join(answer.streaming_content).splitlines()
    assert [schemas.faults(json.loads(line), schemas.FULL_SERVICE) for line in lines] == [[], []]


def test_filters(knit):
    far = factories.service("Far choir", about=("arts",), days="MO,TH", opens="18:00", closes="20:00",
                            at=(54.5, -1.9), minimum_age=50, maximum_age=80, organisation=factories.organisation("Far"))
    term = TaxonomyTerm.objects.get(code="social_groups")
    arts = TaxonomyTerm.objects.get(code="arts")
    both, knitting, choir = ["Far choir", "Knitting table"], ["Knitting table"], ["Far choir"]
    for query, found in (
        ({"taxonomy_term_id": term.uid}, knitting), ({"taxonomy_term_id": f"{term.uid},{arts.uid}"}, both),
        ({"taxonomy_term_id": uuid.uuid4()}, []), ({"taxonomy_id": arts.taxonomy.uid}, both),
        ({"organization_id": far.organisation.uid}, choir), ({"minimum_age": 20}, choir), ({"minimum_age": 18}, both),
        ({"maximum_age": 80}, choir), ({"maximum_age": 79.5}, []), ({"day": "TU"}, knitting),
        ({"day": "thursday"}, both), ({"start_time": "17:00"}, choir), ({"end_time": "12:00"}, knitting),
        ({"day": "MO", "start_time": "10:00", "end_time": "13:00"}, []), ({"search": "wool"}, knitting),
        ({"search": "kniting"}, both), ({"search": "northfeld"}, []), ({"search": "far choir"}, choir),
        ({"search": ""}, both),
        ({"unknown": "x"}, both), ({"full": "false", "day": "MO"}, both),  # one of them by telephone every day
    ):
        assert sorted(names("/services", **query)) == found, query
        assert sorted(names("/service_at_locations", **query)) == found, query
    assert names("/taxonomy_terms", search="arts and") == ["Arts and crafts"]
    tops = ask("/taxonomy_terms", top_only="true", per_page=500)["contents"]
    assert tops and not any("parent_id" in one for one in tops)
    below = ask("/taxonomy_terms", parent_id=arts.parent.uid)["contents"]
    assert str(arts.uid) in {one["id"] for one in below}
    assert ask("/taxonomy_terms", taxonomy_id=uuid.uuid4())["empty"]
    assert names("/organizations", search="far") == ["Far"]


def test_changed_since(knit):
    moment = knit.last_modified
    early, late = moment - timedelta(seconds=1), moment + timedelta(seconds=1)
    assert names("/services", modified_after=early.isoformat()) == ["Knitting table"]
    assert names("/services", modified_after=moment.isoformat().replace("+00:00", "Z")) == ["Knitting table"]
    assert names("/services", modified_after=late.isoformat()) == []
    assert names("/organizations", modified_after="2001-01-01") and names("/services", modified_after="2001-01-01")
    Service.objects.update(last_modified=timezone.now() - timedelta(days=9))
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()
    assert names("/services", modified_after=yesterday) == []
    actions.save_organisation(organisation=knit.organisation, fields={"name": "Weir"}, by=None)
    assert names("/services", modified_after=yesterday) == ["Knitting table"], "what belongs to it counts too"


def test_near(knit):
    factories.service("Far choir", at=(54.2, -1.9))
    factories.service("Telephone line", by_telephone=True)
    near = {"latitude": HERE[0], "longitude": HERE[1]}
    assert names("/services", **near) == ["Knitting table", "Far choir", "Telephone line"], "the nearest first"
    assert names("/services", proximity=5000, **near) == ["Knitting table"]
    assert names("/services", radius=12000, lat=HERE[0], lon=HERE[1]) == ["Knitting table", "Far choir"]
    assert names("/service_at_locations", proximity=11000, **near) == ["Knitting table"], "11.1 km to the north"
    assert names("/service_at_locations", proximity=11200, **near) == ["Knitting table", "Far choir"]
    assert names("/services", postcode="WM1 1AA", proximity=500000) == names("/services", postcode="wm11aa",
                                                                            proximity=500000)


@pytest.mark.parametrize(("query", "parameter"), [
    ("page=0", "page"), ("page=x", "page"), ("page=-1", "page"), ("page=99999999999", "page"), ("page=1.5", "page"),
    ("per_page=0", "per_page"), ("per_page=501", "per_page"), ("full=maybe", "full"), ("minimal=2", "minimal"),
    ("modified_after=yesterday", "modified_after"), ("modified_after=2026-13-01", "modified_after"),
    ("modified_after=0001-01-01T00:00:00%2B14:00", "modified_after"), ("taxonomy_term_id=arts", "taxonomy_term_id"),
    ("taxonomy_id=1", "taxonomy_id"), ("minimum_age=old", "minimum_age"),
    ("minimum_age=nan", "minimum_age"), ("maximum_age=-1", "maximum_age"), ("maximum_age=1e99", "maximum_age"),
    ("start_time=25:00", "start_time"), ("end_time=noon", "end_time"), ("day=XX", "day"),
    ("postcode=nowhere", "postcode"), ("postcode=ZZ99+9ZZ", "postcode"), ("latitude=54", "latitude"),
    ("longitude=-1.9", "longitude"), ("latitude=91&longitude=0", "latitude"),
    ("latitude=inf&longitude=0", "latitude"), ("proximity=100", "proximity"),
    ("postcode=WM1+1AA&proximity=near", "proximity"), ("postcode=WM1+1AA&proximity=-5", "proximity"),
    ("format=xml", "format"), ("search=" + "x" * 301, "search"),
    ("taxonomy_id=" + ",".join(["6f0c6c2e-0000-4000-8000-000000000000"] * 51), "taxonomy_id"),
])
def test_what_cannot_be_understood_is_named(query, parameter):
    for path in ("services", "service_at_locations"):
        answer = Client().get(f"{V3}/{path}?{query}")
        said = answer.json()
        assert answer.status_code == 400 and said["parameter"] == parameter, said
        assert said["detail"].startswith(f"{parameter}: ") and answer["Access-Control-Allow-Origin"] == "*"


def test_other_lists_name_theirs():
    for path, query in (("taxonomy_terms", "top_only=x"), ("taxonomy_terms", "parent_id=x"),
                        ("taxonomies", "page=x"), ("organizations", "full=x")):
        answer = Client().get(f"{V3}/{path}?{query}")
        assert answer.status_code == 400 and answer.json()["parameter"] == query.split("=")[0]


@pytest.mark.parametrize("name", LISTS)
def test_an_id_that_is_not_there(name):
    for uid in (uuid.uuid4(), "none", "é", "x" * 400):
        answer = Client().get(f"{V3}/{name}/{uid}")
        assert answer.status_code == 404 and answer.json()["detail"] and answer["Access-Control-Allow-Origin"] == "*"


def test_only_reading_and_from_anywhere(knit):
    assert Client().post(f"{V3}/services").status_code == 405
    assert Client().options(f"{V3}/services")["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    answer = Client().head(f"{V3}/services")
    assert answer.status_code == 200 and answer.content == b"" and not answer.cookies


def test_who_has_it_already_is_told_so(knit):
    first = Client().get(f"{V3}/services/{knit.uid}")
    again = Client().get(f"{V3}/services/{knit.uid}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["Access-Control-Allow-Origin"] == "*"
    since = Client().get(f"{V3}/services/{knit.uid}", headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    page = Client().get(f"{V3}/services")
    same = Client().get(f"{V3}/services", headers={"If-None-Match": page["ETag"]})
    assert same.status_code == 304
    Service.objects.filter(pk=knit.pk).update(name="Knitting circle", last_modified=timezone.now())
    assert Client().get(f"{V3}/services", headers={"If-None-Match": page["ETag"]}).status_code == 200
    changed = Client().get(f"{V3}/services/{knit.uid}", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.usefixtures("within_a_minute")
def test_asking_too_often_is_told_kindly(monkeypatch, knit):
    monkeypatch.setattr("alongside.front_door.directory_feed.feed.answers.A_MINUTE", 3)
    answers = [Client().get(f"{V3}/services") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] and "Go on in" in answers[-1].json()["detail"]


@pytest.mark.usefixtures("within_a_minute")
def test_everything_at_once_is_there_a_few_times_an_hour_and_pages_go_on(monkeypatch, knit):
    monkeypatch.setattr("alongside.front_door.directory_feed.feed.answers.WHOLE_AN_HOUR", 2)
    whole = [Client().get(f"{V3}/services?format=ndjson{more}") for more in ("", "&full=true", "&format=")]
    assert [one.status_code for one in whole] == [200, 200, 429]
    assert whole[-1]["Retry-After"] and "or ask for pages" in whole[-1].json()["detail"]
    assert Client().get(f"{V3}/services?full=true").status_code == 200


@pytest.mark.parametrize(("path", "most"), [
    ("/services", 8), ("/services?full=true", 45), ("/services?search=kniting&postcode=WM1+1AA&proximity=9000", 10),
    ("/service_at_locations", 8), ("/service_at_locations?full=true", 40), ("/organizations?full=true", 18),
    ("/taxonomy_terms", 8),
])
def test_within_its_queries_however_many_there_are(knit, path, most, django_assert_max_num_queries):
    for number in range(5):
        factories.service(f"Club {number}", at=HERE, organisation=factories.organisation(f"Owner {number}"))
    with django_assert_max_num_queries(most):
        assert Client().get(V3 + path).status_code == 200
