"""Who a session belongs to, in one query: the user, today's places in teams, and whom they cover for."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from alongside.foundation.accounts.models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.with_what_they_may().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
