"""The register of locally trusted organisations: one network each, and what is missing is flagged."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.front_door.directory.tests import factories as directory
from alongside.front_door.social_prescribing import trusted
from alongside.rules.council import BadCouncil

from .factories import link_worker

pytestmark = pytest.mark.django_db


def test_six_organisations_each_with_one_network_and_missing_standards_flagged(client):
    directory.terms()
    directory.service(organisation=directory.organisation("Weir Allotments Society"))
    networks = trusted.by_network()
    found = [one for rows in networks.values() for one in rows]
    assert len(found) == 6 and len({one.trusted.name for one in found}) == 6
    weir = next(one for one in found if one.trusted.name == "Weir Allotments Society")
    assert weir.missing == ["Safeguarding policy and training", "Accounts of the last year seen"] and weir.groups == 1
    assert networks["Hollin Bridge"] == []
    client.force_login(link_worker())
    page = client.get(reverse("social_prescribing:trusted")).content.decode()
    assert "Missing: Safeguarding policy and training" in page and "a gap" in page


@pytest.mark.parametrize(("written", "words"), [
    ("standards: {a: A}\nnetworks: [N]\norganisations: [{name: X, network: M, role: r}]", "network of X"),
    ("standards: {a: A}\nnetworks: [N]\norganisations: [{name: X, network: N, role: r, standards: [b]}]", "'b'"),
    ("standards: {a: A}\nnetworks: [N, M]\norganisations: [{name: X, network: N, role: r}, "
     "{name: X, network: M, role: r}]", "twice"),
    ("networks: [N]", "must have standards"),
])
def test_a_fault_is_named(tmp_path, settings, written, words):
    (tmp_path / trusted.FILE).write_text(written)
    settings.COUNCIL_PACK = tmp_path
    with pytest.raises(BadCouncil, match=words):
        trusted.current()


def test_a_council_without_a_register_says_so(tmp_path, settings):
    settings.COUNCIL_PACK = tmp_path
    assert trusted.by_network() == {}
