"""Django settings. Everything a council sets comes from the environment or its council pack (docs: interfaces)."""

import os
from pathlib import Path

from alongside.foundation import database

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("ALONGSIDE_HOME", ROOT / "var")).resolve()
COUNCIL_PACK = Path(os.environ.get("ALONGSIDE_COUNCIL", ROOT / "councils" / "example")).resolve()

# Demo mode is on only where nobody has set up a real database or has said so.
DEMO = os.environ.get("ALONGSIDE_DEMO", "0" if os.environ.get("ALONGSIDE_DATABASE_URL") else "1") == "1"
SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY") or database.kept_secret(HOME, "web.key")
ALLOWED_HOSTS = os.environ.get("ALONGSIDE_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver" if DEMO else "").split(",")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "alongside.foundation.accounts",
    "alongside.foundation.subjects",
    "alongside.foundation.access",
    "alongside.foundation.permissions",
    "alongside.foundation.audit",
    "alongside.foundation.events",
    "alongside.foundation.decisions",
    "alongside.foundation.work",
    "alongside.foundation.questionnaires",
    "alongside.foundation.documents",
    "alongside.foundation.jobs",
    "alongside.foundation.notifications",
    "alongside.foundation.design",
    "alongside.people.people",
    "alongside.people.relationships",
    "alongside.people.circumstances",
    "alongside.people.about_me",
    "alongside.people.warnings",
    "alongside.people.agreements",
    "alongside.people.involvements",
    "alongside.people.case_notes",
    "alongside.people.visits",
    "alongside.people.risks",
    "alongside.front_door.conversations",
    "alongside.front_door.referrals",
    "alongside.front_door.bookings",
    "alongside.care_management.assessments",
    "alongside.care_management.eligibility",
    "alongside.care_management.capacity",
    "alongside.care_management.carers",
    "alongside.care_management.plans",
    "alongside.care_management.reviews",
    "alongside.safeguarding.enquiries",
    "alongside.insight.returns",
    "alongside.desk",
    "alongside.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.audit.middleware.AuditContextMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "alongside.foundation.design.environment.environment",
            "context_processors": ["alongside.foundation.design.context.page"],
        },
    },
]
FORM_RENDERER = "alongside.foundation.design.forms.DesignSystemRenderer"

DATABASES = {"default": database.django_settings(HOME)}
# One transaction a request: the look, the change, its event and its audit row stand or fall together.
DATABASES["default"]["ATOMIC_REQUESTS"] = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "alongside" / "foundation" / "design" / "built"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
