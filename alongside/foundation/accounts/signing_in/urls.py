"""The pages of signing in, under the names allauth leads to. Only these: nobody signs up, no address is added.

Each says whom it is for, as every view does.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.socialaccount import views as single
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path

from alongside.foundation.accounts.views import entering
from alongside.foundation.permissions import public, signed_in

urlpatterns = [
    path("login/", public(entering.sign_in), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(entering.change_password), name="account_change_password"),
    path("password/reset/", public(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", public(account.password_reset_from_key),
            name="account_reset_password_from_key"),
    path("password/reset/key/done/", public(account.password_reset_from_key_done),
         name="account_reset_password_from_key_done"),
    path("second-factor/", signed_in(mfa.index), name="mfa_index"),
    path("second-factor/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", signed_in(entering.add_app), name="mfa_activate_totp"),
    path("second-factor/app/remove/", signed_in(entering.remove_app), name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", signed_in(recovery_codes.view_recovery_codes),
         name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", signed_in(recovery_codes.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
    path("council/cancelled/", public(single.login_cancelled), name="socialaccount_login_cancelled"),
    path("council/error/", public(single.login_error), name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", public(openid.login), name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", public(openid.callback), name="openid_connect_callback"),
]
