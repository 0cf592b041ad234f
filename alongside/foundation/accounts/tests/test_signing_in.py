import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "kettle-harbour-lantern"


@pytest.fixture(autouse=True)
def _nobody_counted_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def worker():
    user = make_user("social_worker", username="amara.bello", email="amara.bello@westmere.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, login="amara.bello", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["amara.bello", "amara.bello@westmere.example"])
def test_by_name_or_address(client, worker, login):
    assert sign_in(client, login).status_code == 302
    assert is_in(client)


def test_a_wrong_password_says_so_without_saying_which_is_wrong(client, worker):
    page = sign_in(client, password="wrong").content.decode()
    assert "The name or the password is not right" in page
    assert not is_in(client)
    assert "The name or the password is not right" in sign_in(client, "nobody.at.all").content.decode()


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client, worker):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert "waits 15 minutes" in sign_in(client).content.decode()
    assert not is_in(client)


def test_signing_in_leads_back_to_the_page(client, worker):
    target = reverse("accounts:me")
    assert client.get(target).url == f"{reverse('account_login')}?next={target}"
    assert sign_in(client, next=target).url == target


def test_a_closed_account_does_not_open(client, worker):
    from django.utils import timezone

    User.objects.filter(pk=worker.pk).update(is_active=False, deactivated_at=timezone.now())
    sign_in(client)
    assert not is_in(client)


def test_closing_an_account_ends_its_session_at_once(client, worker):
    from django.utils import timezone

    client.force_login(worker)
    assert client.get(reverse("accounts:me")).status_code == 200
    User.objects.filter(pk=worker.pk).update(is_active=False, deactivated_at=timezone.now())
    assert client.get(reverse("accounts:me")).status_code == 302


def test_nobody_signs_up(client):
    for page in ("/accounts/signup/", "/accounts/3rdparty/signup/", "/accounts/email/"):
        assert client.get(page).status_code == 404


def test_the_clock_starts_again_once_a_minute(client, worker, monkeypatch):
    client.force_login(worker)
    client.get(reverse("accounts:me"))
    first = client.session["seen_at"]
    client.get(reverse("accounts:me"))
    assert client.session["seen_at"] == first
    monkeypatch.setattr("alongside.foundation.accounts.signing_in.idle.time.time", lambda: first + 61)
    client.get(reverse("accounts:me"))
    assert client.session["seen_at"] == first + 61


def test_without_work_the_session_ends(client, worker, settings):
    settings.SESSION_COOKIE_AGE = 1
    client.force_login(worker)
    time.sleep(1.1)
    assert client.get(reverse("accounts:me")).status_code == 302


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


class TestTheSecondFactor:
    @pytest.fixture(autouse=True)
    def _required(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    def add_app(self, client) -> str:
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context_data["form"].secret
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
        assert answer.url == reverse("mfa_view_recovery_codes")
        return secret

    def test_with_a_password_alone_every_page_leads_to_adding_one(self, client, worker):
        sign_in(client)
        assert client.get(reverse("accounts:me")).url == reverse("mfa_activate_totp")
        assert client.get("/desk/people/").url == reverse("mfa_activate_totp")

    def test_once_added_it_is_asked_for(self, client, worker):
        sign_in(client)
        secret = self.add_app(client)
        assert client.get(reverse("accounts:me")).status_code == 200
        client.post(reverse("account_logout"))
        cache.clear()
        assert sign_in(client).url == reverse("mfa_authenticate")
        assert not is_in(client)
        assert "not right" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
        from allauth.mfa.models import Authenticator

        Authenticator.objects.filter(user=worker).update(last_used_at=None)
        cache.clear()
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert is_in(client)

    def test_a_recovery_code_signs_in_once(self, client, worker):
        sign_in(client)
        self.add_app(client)
        code = client.get(reverse("mfa_view_recovery_codes")).context_data["unused_codes"][0]
        for expected in (True, False):
            client.post(reverse("account_logout"))
            cache.clear()
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": code})
            assert is_in(client) is expected

    def test_the_secret_is_not_readable_in_the_database(self, client, worker):
        from allauth.mfa.models import Authenticator

        sign_in(client)
        secret = self.add_app(client)
        kept = Authenticator.objects.get(user=worker, type="totp").data["secret"]
        assert secret not in kept

    def test_in_the_demo_it_is_not_asked_for(self, client, worker, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        sign_in(client)
        assert client.get(reverse("accounts:me")).status_code == 200


def test_a_forgotten_password(client, worker):
    client.post(reverse("account_reset_password"), {"email": "amara.bello@westmere.example"})
    [letter] = mail.outbox
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    path = "/" + link.split("/", 3)[3]
    form = client.get(path, follow=True)
    new = "quarry-thistle-ember"
    done = client.post(form.request["PATH_INFO"], dict.fromkeys(("password1", "password2"), new))
    assert done.status_code == 302
    cache.clear()
    sign_in(client, password="quarry-thistle-ember")
    assert is_in(client)


def test_a_forgotten_password_of_nobody_says_the_same_and_sends_nothing(client):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@westmere.example"}, follow=True)
    assert "Look in your post" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_inactive", "account_logout",
                                  "socialaccount_login_cancelled"])
def test_the_pages_can_be_read(client, name):
    assert client.get(reverse(name), follow=True).status_code == 200
