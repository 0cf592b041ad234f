import pytest

from alongside.foundation.notifications.contact import contact_of
from alongside.people.people.models import Address, Contact, InformationNeed

from .factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def winnie():
    return person("Winifred", "Okafor").subject


def add(winnie, kind, value, **details):
    return Contact.objects.create(subject=winnie, kind=kind, value=value, normal=value.replace(" ", ""), **details)


def test_nothing_is_known_of_somebody_new(winnie):
    reach = contact_of(winnie)
    known = (reach.name, reach.email, reach.mobile, reach.address, reach.format)
    assert known == ("Winifred Okafor", "", "", (), "standard")


def test_letters_go_where_she_asked_for_them(winnie):
    Address.objects.create(subject=winnie, kind="home", line_1="4 Alder Row", postcode="WM4 2AB")
    assert contact_of(winnie).address == ("4 Alder Row", "WM4 2AB")
    Address.objects.create(subject=winnie, kind="correspondence", line_1="9 Mill Street", postcode="WM1 3CD")
    assert contact_of(winnie).address == ("9 Mill Street", "WM1 3CD")


def test_no_texts_is_kept_and_another_mobile_may_be_texted(winnie):
    add(winnie, "mobile", "07700 900123", no_texts=True)
    assert contact_of(winnie).refusal_of("text") == "No texts"
    add(winnie, "mobile", "07700 900456")
    reach = contact_of(winnie)
    assert (reach.mobile, reach.refusal_of("text")) == ("07700900456", "")


def test_the_preferred_way_and_the_form_she_asked_for(winnie):
    add(winnie, "email", "winnie@example.org", preferred=True)
    assert contact_of(winnie).preferred == "email"
    InformationNeed.objects.create(subject=winnie, need="contact_by_letter")
    InformationNeed.objects.create(subject=winnie, need="large_print")
    reach = contact_of(winnie)
    assert (reach.preferred, reach.format) == ("post", "large_print")
