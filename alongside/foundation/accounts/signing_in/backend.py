"""Who a session belongs to, in one query: the user, today's places in teams, and whom they cover for."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.database.prepared import prepared


@prepared
def _signed_in(user: int, today: date) -> QuerySet:
    return User.objects.with_what_they_may(today).filter(pk=user)


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(_signed_in(user=int(user_id), today=timezone.localdate())), None)
        return user if user is not None and self.user_can_authenticate(user) else None
