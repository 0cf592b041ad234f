import shutil
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts import actions
from alongside.foundation.accounts.models import User, WrongTry
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Change

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


class TestALockedAccount:
    @pytest.fixture
    def locked(self, client, worker):
        for number in range(5):
            sign_in(client, ["amara.bello", "amara.bello@westmere.example"][number % 2], "wrong")
        return worker

    def test_it_is_counted_for_all_machines_by_name_and_address_together(self, client, locked):
        cache.clear()  # another machine has a cache of its own
        assert "waits 15 minutes" in sign_in(client).content.decode()
        assert "waits 15 minutes" in sign_in(client, "Amara.Bello@westmere.example").content.decode()
        assert not is_in(client)

    def test_after_a_quarter_of_an_hour_it_opens(self, client, locked):
        WrongTry.objects.update(at=F("at") - timedelta(minutes=15))
        sign_in(client)
        assert is_in(client)

    def test_what_is_right_in_between_wipes_nothing(self, client, worker):
        for _ in range(4):
            sign_in(client, password="wrong")
        sign_in(client)
        client.post(reverse("account_logout"))
        sign_in(client, password="wrong")
        assert "waits 15 minutes" in sign_in(client).content.decode()

    def test_no_other_account_is_locked_with_it(self, client, locked):
        other = make_user("social_worker", username="callum.lees")
        other.set_password(PASSWORD)
        other.save()
        sign_in(client, "callum.lees")
        assert is_in(client)

    def test_a_name_that_is_nobodys_answers_alike_and_is_not_kept(self, client, worker):
        for _ in range(5):
            sign_in(client, "nobody.at.all", "wrong")
        assert "waits 15 minutes" in sign_in(client, "nobody.at.all").content.decode()
        assert not WrongTry.objects.exists()

    def test_an_administrator_sees_it_and_unlocks_it_and_that_is_kept(self, client, locked):
        admin = make_user("administrator", name="Lena Kowalczyk")
        client.force_login(admin)
        assert locked.name in client.get(reverse("accounts:users"), {"show": "locked"}).content.decode()
        page = client.get(reverse("accounts:user", args=[locked.pk])).content.decode()
        assert "Unlock the account" in page
        answer = client.post(reverse("accounts:unlock_user", args=[locked.pk]), follow=True).content.decode()
        assert f"{locked.name} can sign in again" in answer
        assert "Unlock the account" not in answer
        assert set(WrongTry.objects.values_list("lifted_by__name", flat=True)) == {"Lena Kowalczyk"}
        kept = Change.objects.filter(table="accounts_wrongtry", operation="update")
        assert {(row.user_id, row.after["lifted_by_id"]) for row in kept} == {(admin.pk, admin.pk)}
        client.post(reverse("account_logout"))
        sign_in(client)
        assert is_in(client)

    def test_nobody_unlocks_themselves(self, client, worker):
        admin = make_user("administrator", name="Lena Kowalczyk")
        for _ in range(5):
            WrongTry.objects.create(user=admin)
        client.force_login(admin)
        answer = client.post(reverse("accounts:unlock_user", args=[admin.pk]), follow=True).content.decode()
        assert "You cannot unlock yourself" in answer
        assert WrongTry.objects.standing().count() == 5


def test_signing_in_leads_back_to_the_page(client, worker):
    target = reverse("accounts:me")
    assert client.get(target).url == f"{reverse('account_login')}?next={target}"
    assert sign_in(client, next=target).url == target


def test_a_closed_account_does_not_open(client, worker):
    User.objects.filter(pk=worker.pk).update(is_active=False, deactivated_at=timezone.now())
    sign_in(client)
    assert not is_in(client)


def test_closing_an_account_ends_its_session_at_once(client, worker):
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


def test_without_work_the_session_ends_after_the_councils_minutes(client, worker, settings, tmp_path):
    settings.COUNCIL_PACK = shutil.copytree(settings.COUNCIL_PACK, tmp_path / "pack")
    policy = settings.COUNCIL_PACK / "policy" / "signing_in.yaml"
    policy.write_text(policy.read_text().replace("2015-04-01: 30", "2015-04-01: 7"))
    sign_in(client)
    page = client.get(reverse("accounts:me"))
    assert 'data-session-minutes="7"' in page.content.decode()
    assert client.session.get_expiry_age() == 7 * 60
    kept = Session.objects.get(session_key=client.session.session_key)
    assert timedelta(minutes=6, seconds=50) < kept.expire_date - timezone.now() <= timedelta(minutes=7)
    Session.objects.update(expire_date=timezone.now())
    assert client.get(reverse("accounts:me")).status_code == 302


def code_of(secret: str) -> str:
    """What the app shows now: the one before it is taken too, but stops being taken at any moment."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


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

    def test_a_code_is_taken_once(self, client, worker):
        sign_in(client)
        secret = self.add_app(client)
        client.post(reverse("account_logout"))
        code = code_of(secret)
        cache.clear()
        for expected in (True, False):
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": code})
            assert is_in(client) is expected
            client.post(reverse("account_logout"))

    def test_a_code_that_is_still_good_is_not_taken_again_a_period_later(self, client, worker, monkeypatch):
        start = time.time() // 30 * 30
        monkeypatch.setattr(time, "time", lambda: start)
        sign_in(client)
        code = code_of(self.add_app(client))
        cache.clear()
        for seconds, expected in ((0, True), (45, False)):
            client.post(reverse("account_logout"))
            monkeypatch.setattr(time, "time", lambda seconds=seconds: start + seconds)
            sign_in(client)
            client.post(reverse("mfa_authenticate"), {"code": code})
            assert is_in(client) is expected

    def test_five_wrong_codes_lock_the_account(self, client, worker):
        sign_in(client)
        secret = self.add_app(client)
        client.post(reverse("account_logout"))
        sign_in(client)
        for number in range(5):
            assert "not right" in client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"}).content.decode()
        cache.clear()
        page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).content.decode()
        assert "waits 15 minutes" in page
        assert not is_in(client)

    def test_the_secret_is_not_readable_in_the_database(self, client, worker):
        sign_in(client)
        secret = self.add_app(client)
        kept = Authenticator.objects.get(user=worker, type="totp").data["secret"]
        assert secret not in kept

    def test_in_the_demo_it_is_not_asked_for(self, client, worker, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        sign_in(client)
        assert client.get(reverse("accounts:me")).status_code == 200


def test_a_forgotten_password(client, worker):
    for _ in range(5):
        actions.count_wrong_try(user=worker)
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
