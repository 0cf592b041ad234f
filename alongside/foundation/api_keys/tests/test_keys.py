"""A key is shown once, opens its scope, and nothing once it is revoked."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.api_keys import actions
from alongside.foundation.api_keys.models import ApiKey
from alongside.foundation.api_keys.signing import WithKey
from alongside.foundation.audit.models import Change

pytestmark = pytest.mark.django_db


def issued(**changed):
    said = {
        "organisation": make_organisation("Mill Lane Surgery"),
        "name": "Practice system",
        "scope": "referrals.send",
        "by": make_user("administrator"),
    }
    return actions.issue(**{**said, **changed})


def test_only_its_digest_is_kept():
    key, secret = issued()
    row = ApiKey.objects.filter(pk=key.pk).values().get()
    assert secret not in str(row) and secret.endswith(key.ends) and len(secret) > 30
    assert secret not in str(list(Change.objects.values()))


def test_it_opens_its_scope_until_it_is_revoked(rf):
    key, secret = issued()
    door = WithKey("referrals.send")
    assert door.authenticate(rf.get("/"), secret) == key
    key.refresh_from_db()
    assert key.used_at
    assert door.authenticate(rf.get("/"), secret + "x") is None and door.authenticate(rf.get("/"), "x" * 5000) is None
    actions.revoke(key=key, by=make_user("administrator"))
    assert door.authenticate(rf.get("/"), secret) is None


def test_a_scope_that_does_not_exist_is_refused():
    with pytest.raises(LookupError):
        WithKey("people.see")


def test_revoking_says_who():
    key, _ = issued()
    with pytest.raises(IntegrityError, match="api_key_revoked_by_somebody"), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=timezone.now())


def test_an_administrator_issues_and_revokes(client):
    client.force_login(make_user("administrator"))
    page = client.post(
        reverse("api_keys:issue"), {"organisation": "Westmere Homes", "name": "Lettings", "scope": "referrals.send"}
    ).content.decode()
    key = ApiKey.objects.get()
    secret = page.split('readonly value="')[1].split('"')[0]
    assert ApiKey.objects.with_secret(secret, "referrals.send") == key
    page = client.get(reverse("api_keys:index")).content.decode()
    assert "Westmere Homes" in page and secret not in page and "Never" in page
    client.post(reverse("api_keys:revoke", args=[key.pk]))
    assert ApiKey.objects.with_secret(secret, "referrals.send") is None
    assert "Revoked" in client.get(reverse("api_keys:index")).content.decode()


def test_nobody_else_does(client):
    client.force_login(make_user("team_manager"))
    for name in ("index", "issue"):
        assert client.get(reverse(f"api_keys:{name}")).status_code == 403
