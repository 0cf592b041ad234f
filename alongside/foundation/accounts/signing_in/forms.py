"""allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache

from alongside.foundation.accounts import actions
from alongside.foundation.design.forms import speak_plainly

LABELS = {
    "login": "User name or email address", "password": "Password", "oldpassword": "Your password now",
    "password1": "New password", "password2": "New password again", "email": "Email address", "code": "Code",
}
HINTS = {
    "code": "Six figures from your authenticator app, or one of your recovery codes",
    "password1": "At least 12 characters. Three or four words together are easy to remember",
}


class _InOurWords(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS.get(name, field.label), HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        if "login" in self.fields:
            self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(autocomplete="one-time-code", spellcheck="false")
        speak_plainly(self)


class SignInForm(_InOurWords, LoginForm):
    pass


class AgainForm(_InOurWords, ReauthenticateForm):
    pass


class NewPasswordForm(_InOurWords, ChangePasswordForm):
    pass


class ForgottenForm(_InOurWords, ResetPasswordForm):
    pass


class ChoosePasswordForm(_InOurWords, ResetPasswordKeyForm):
    pass


class _CountedCode(forms.Form):
    """Wrong codes count as wrong passwords do. A code is taken once for as long as it is good."""

    def clean_code(self) -> str:
        if actions.is_locked(user=self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            return self._taken_once(super().clean_code())
        except forms.ValidationError:
            actions.count_wrong_try(user=self.user)
            raise

    def _taken_once(self, code: str) -> str:
        """allauth remembers a code for one period; with tolerance the code itself is good for longer."""
        good_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        typed = "".join(filter(str.isalnum, code)).lower()
        if not cache.add(f"second-factor:{self.user.pk}:{typed}", True, timeout=good_for):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CountedCode, _InOurWords, AuthenticateForm):
    pass


class CodeAgainForm(_CountedCode, _InOurWords, SecondFactorAgainForm):
    pass


class AddAppForm(_InOurWords, ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Six figures that the app shows now"
