import pytest

from alongside.foundation.accounts.models import Qualification, Team, User
from alongside.foundation.accounts.personas import PERSONAS, TEAMS, ensure_demo_council
from alongside.foundation.permissions import roles

pytestmark = pytest.mark.django_db


def test_there_is_a_persona_for_every_role():
    assert {persona.key for persona in PERSONAS} == set(roles.ROLES)
    assert len({persona.name for persona in PERSONAS}) == len(PERSONAS)


def test_the_demo_council_is_made_once(settings):
    settings.DEMO = True
    first = ensure_demo_council()
    again = ensure_demo_council()
    assert first.users == again.users
    assert User.objects.count() == len(PERSONAS)
    assert set(Team.objects.values_list("key", flat=True)) == set(TEAMS)
    assert all(again.users[key].holds(key) for key in roles.ROLES)


def test_the_carers_centre_is_another_organisation(settings):
    settings.DEMO = True
    worker = ensure_demo_council().users["carers_centre_worker"]
    assert not worker.organisation.is_council
    assert not worker.may("people.see_all")


def test_registrations_have_been_seen(settings):
    settings.DEMO = True
    made = ensure_demo_council()
    assert "social_worker" in made.users["social_worker"].qualifications_now
    assert not Qualification.objects.filter(seen_by=None).exists()


def test_there_is_no_demo_council_outside_the_demo(settings):
    settings.DEMO = False
    with pytest.raises(RuntimeError):
        ensure_demo_council()
    assert not User.objects.exists()
