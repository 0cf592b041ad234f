"""Our answers to allauth's questions: nobody signs up by themselves, words are ours, secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation import database
from alongside.foundation.accounts import actions
from alongside.foundation.accounts.models import User

from . import second_factor

WRONG = "The name or the password is not right. Check both and try again"
LOCKED = "Too many tries. For safety this account waits 15 minutes before the next one"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_email_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": LOCKED,
        "incorrect_password": "That is not your password",
        "enter_current_password": "That is not your password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """What is wrong is counted by address, then by account; a name that is nobody's answers as an account would."""
        super().pre_authenticate(request, **credentials)
        user = self._meant(credentials)
        if user is not None:
            locked = actions.is_locked(user=user)
        else:
            key = self._get_login_attempts_cache_key(request, **credentials)
            locked = not ratelimit.consume(request, action="login_failed_of_nobody", key=key)
        if locked:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if user := self._meant(credentials):
            actions.count_wrong_try(user=user)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Called when its holder has chosen a new password."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        if user := self._meant(credentials):
            actions.unlock_account(user=user, by=None)

    @staticmethod
    def _meant(credentials: dict[str, Any]) -> User | None:
        return User.objects.known_as(credentials.get("username") or credentials.get("email") or "")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        answer = super().post_login(request, user, **kwargs)
        second_factor.note_what_is_missing(request, user)
        return answer

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one letter about an account: how to choose a password."""
        if template_prefix != "account/email/password_reset_key":
            return
        send_mail(
            "Choose your password for Alongside",
            "Somebody asked for a new password for your account. If it was you, open this page and choose one:\n\n"
            f"{context['password_reset_url']}\n\n"
            f"Your user name is {context.get('username') or email}. The page works for three days and once.\n"
            "If it was not you, do nothing; your password stays as it is.\n",
            None, [email],
        )


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The council's own sign-in says who somebody is. The account itself was made by an administrator before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        user = self._account_of(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.jinja", status=403))
        sociallogin.connect(request, user)

    @staticmethod
    def _account_of(sociallogin: SocialLogin) -> User | None:
        """By an address the provider has verified (or vouches for as a whole: a setting)."""
        for address in sociallogin.email_addresses:
            if address.verified or settings.OIDC_EMAIL_VOUCHED:
                found = User.objects.working().by_email(address.email)
                if found is not None:
                    return found
        return None


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are kept encrypted, with a key outside the database."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": "That code is not right, or has run out"}

    def get_totp_issuer(self) -> str:
        return "Alongside"

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The change is in the audit; no mail."""

    @staticmethod
    def _cipher() -> Fernet:
        kept = database.kept_secret(settings.HOME, "factor.key")
        return Fernet(base64.urlsafe_b64encode(hashlib.sha256(kept.encode()).digest()))
