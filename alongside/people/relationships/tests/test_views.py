from __future__ import annotations

import re

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.people.relationships import actions
from alongside.people.relationships.models import Authority, Relationship, UnpaidCare
from alongside.people.relationships.presenters import WHILE_CAPACITY_IS_LACKING

from .factories import make_contact, make_person

pytestmark = pytest.mark.django_db


def _sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def test_somebody_with_a_record_is_searched_for_and_chosen(client):
    _sign_in(client)
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    address = reverse("relationships:add", args=[winnie.pk])
    found = client.get(address, {"q": "toby okafor"}).content.decode()
    assert f'href="?other={tobi.pk}"' in found
    assert Look.objects.at_lists_with(tobi.pk).exists()
    page = client.get(address, {"other": tobi.pk}).content.decode()
    assert "Tobi Okafor</strong> has a record here" in page and 'name="name"' not in page
    assert f'value="{tobi.pk}"' in page
    client.post(f"{address}?other={tobi.pk}", {"record": tobi.pk, "kind": "grandchild", "may_be_told": "yes"})
    assert Relationship.objects.get(subject=winnie, other=tobi).kind == "grandchild"


def test_a_record_that_is_not_theirs_to_open_is_not_chosen(client):
    _sign_in(client)
    winnie, hidden = make_person(), make_person("Tobi Okafor")
    restrict(hidden, make_user())
    address = reverse("relationships:add", args=[winnie.pk])
    assert "Tobi" not in client.get(address, {"q": "tobi okafor"}).content.decode()
    assert client.get(address, {"other": hidden.pk}).status_code in (403, 404)


def test_the_page_shows_those_around_them_in_emergency_order_and_writes_the_look(client, django_assert_max_num_queries):
    _sign_in(client)
    subject = make_person()
    for place, name in ((2, "Jean Lofthouse"), (1, "Chidi Okafor")):
        row = make_contact(subject, name=name, emergency_order=place)
        actions.record_care(relationship=row, hours="up_to_19", what_they_do="Shopping", by=make_user())
    with django_assert_max_num_queries(20):
        page = client.get(reverse("relationships:index", args=[subject.pk])).content.decode()
    assert page.index("Chidi Okafor") < page.index("Jean Lofthouse")
    assert Look.objects.filter(subject=subject, what="people around them").exists()


def test_adding_an_outside_person_and_another_record(client):
    _sign_in(client)
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    address = reverse("relationships:add", args=[winnie.pk])
    nobody = client.post(address, {"kind": "neighbour", "may_be_told": "ask"}).content.decode()
    assert "Enter their name, or search for their record" in nobody
    client.post(address, {"name": "Jean Lofthouse", "kind": "neighbour", "may_be_told": "some",
                          "may_be_told_what": "When she is in hospital", "emergency_order": "1"})
    client.post(address, {"record": tobi.pk, "kind": "grandchild", "may_be_told": "yes"})
    assert {row.who for row in Relationship.objects.all()} == {"Jean Lofthouse", "Tobi Okafor"}
    taken = client.post(address, {"name": "Ada", "kind": "friend", "may_be_told": "yes", "emergency_order": "1"})
    assert "Jean Lofthouse has this place already" in taken.content.decode()
    own = client.post(address, {"record": winnie.pk, "kind": "friend", "may_be_told": "yes"})
    assert "own record" in own.content.decode()


def test_a_closed_record_cannot_be_named_by_its_number(client):
    _sign_in(client, team=make_team("south"))
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    restrict(tobi, make_user())
    page = client.post(reverse("relationships:add", args=[winnie.pk]),
                       {"record": tobi.pk, "kind": "grandchild", "may_be_told": "yes"}).content.decode()
    assert "Nobody with this record is open to you" in page and not Relationship.objects.exists()


def test_changing_ending_care_and_powers(client):
    _sign_in(client)
    row = make_contact()
    client.post(reverse("relationships:change", args=[row.pk]),
                {"name": "Chidi Okafor", "kind": "child", "may_be_told": "yes", "telephone": "07700 900 456"})
    client.post(reverse("relationships:care", args=[row.pk]),
                {"hours": "up_to_19", "what_they_do": "Post and bills", "starts_on": "2026-02-01"})
    client.post(reverse("relationships:authority", args=[row.pk]),
                {"kind": "lpa_welfare", "how": "sole", "seen": "no"})
    power = Authority.objects.get()
    client.post(reverse("relationships:see_paper", args=[power.pk]), {"on": "2026-03-01", "reference": "7000-1"})
    page = client.get(reverse("relationships:index", args=[row.subject_id])).content.decode()
    assert "07700 900 456" in page and "reference 7000-1" in page and WHILE_CAPACITY_IS_LACKING in page
    assert UnpaidCare.objects.get().what_they_do == "Post and bills"
    client.post(reverse("relationships:end_authority", args=[power.pk]), {"on": "2026-04-01", "reason": "Revoked"})
    client.post(reverse("relationships:end", args=[row.pk]), {"on": "2026-05-01"})
    row.refresh_from_db()
    power.refresh_from_db()
    assert row.ended_on is not None and power.end_reason == "Revoked"
    assert client.get(reverse("relationships:end_authority", args=[power.pk])).status_code == 404


def test_no_permission_and_restricted(client):
    row = make_contact()
    _sign_in(client, "director")
    assert client.get(reverse("relationships:add", args=[row.subject_id])).status_code == 403
    restrict(row.subject, make_user())
    _sign_in(client, team=make_team("south"))
    for name, key in (("index", row.subject_id), ("change", row.pk), ("end", row.pk), ("care", row.pk)):
        assert client.get(reverse(f"relationships:{name}", args=[key])).status_code == 404


def test_two_who_put_the_same_person_right_are_told_of_each_other(client):
    _sign_in(client)
    row = make_contact(make_person(), name="Chidi Okafor")
    address = reverse("relationships:change", args=[row.pk])
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())[1]
    mine = {"name": "Chidi Okafor", "kind": "child", "may_be_told": "yes", "telephone": "07700 900 456", "seen": seen}
    actions.change(relationship=row, by=make_user(), may_be_told="no")
    stopped = client.post(address, mine)
    row.refresh_from_db()
    assert stopped.status_code == 409 and row.may_be_told == "no"
    assert "07700 900 456" in stopped.content.decode()
