"""Issuing and revoking a key, and noting that one was used."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Organisation, User

from .models import ApiKey, digest_of

BEGINS = "al_"
NOTE_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue(*, organisation: Organisation, name: str, scope: str, by: User) -> tuple[ApiKey, str]:
    """The key, and its secret, which nobody can read again."""
    secret = BEGINS + secrets.token_urlsafe(24)
    key = ApiKey.objects.create(
        organisation=organisation,
        name=name,
        scope=scope,
        digest=digest_of(secret),
        ends=secret[-4:],
        issued_by=by,
        issued_at=timezone.now(),
    )
    return key, secret


@transaction.atomic
def revoke(*, key: ApiKey, by: User) -> ApiKey:
    """From now on it opens nothing."""
    key = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = timezone.now(), by
        key.save(update_fields=["revoked_at", "revoked_by"])
    return key


def note_use(*, key: ApiKey) -> None:
    """When it was last used, to within a minute: a program that asks a thousand times writes once."""
    now = timezone.now()
    if key.used_at is None or now - key.used_at >= NOTE_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_at=now)


def organisation_named(name: str) -> Organisation:
    """The one of this name, new where there is none yet."""
    found = Organisation.objects.filter(name__iexact=name).first()
    return found or Organisation.objects.create(name=name)
