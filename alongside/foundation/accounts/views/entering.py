"""Coming in: allauth's views where ours add something of their own."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from alongside.foundation.accounts.signing_in import second_factor


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        known["council_sign_in"] = settings.OIDC_NAME if settings.OIDC_SERVER_URL else ""
        known["council_sign_in_url"] = reverse("openid_connect_login", args=["council"])
        known["next"] = self.request.GET.get("next", self.request.POST.get("next", ""))
        return known


class ChangePassword(PasswordChangeView):
    success_url = reverse_lazy("accounts:me")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("accounts:me"))  # comes in by the council's own sign-in
        return super().dispatch(request, *args, **kwargs)


class AddApp(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        self.request.session.pop(second_factor.MISSING, None)
        return answer


class RemoveApp(DeactivateTOTPView):
    """To change telephones: the old app goes, and the page to add the new one comes at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        second_factor.note_what_is_missing(self.request, self.request.user)
        second_factor.forget_recovery_codes(self.request.user)
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


sign_in = SignIn.as_view()
change_password = ChangePassword.as_view()
add_app = AddApp.as_view()
remove_app = RemoveApp.as_view()
