"""Django settings. Everything a council sets comes from the environment or its council pack (docs: interfaces)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from alongside.config.navigation import TABS
from alongside.foundation import database
from alongside.foundation.design import languages

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("ALONGSIDE_HOME", ROOT / "var")).resolve()
COUNCIL_PACK = Path(os.environ.get("ALONGSIDE_COUNCIL", ROOT / "councils" / "example")).resolve()

# Demo mode is on only where nobody has set up a real database or has said so.
DEMO = os.environ.get("ALONGSIDE_DEMO", "0" if os.environ.get("ALONGSIDE_DATABASE_URL") else "1") == "1"
if not DEMO and (
    missing := [name for name in ("ALONGSIDE_SECRET_KEY", "ALONGSIDE_ALLOWED_HOSTS") if not os.environ.get(name)]
):
    raise ImproperlyConfigured(f"Outside the demo, {' and '.join(missing)} must be set.")
SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY") or database.kept_secret(HOME, "web.key")
ALLOWED_HOSTS = [
    host.strip()
    for host in (os.environ.get("ALONGSIDE_ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1],testserver").split(",")
]
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
    "alongside.foundation.limits",
    "alongside.foundation.one_time_codes",
    "alongside.foundation.api_keys",
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
    "alongside.people.own_access",
    "alongside.people.messages",
    "alongside.front_door.directory",
    "alongside.front_door.directory_feed",
    "alongside.front_door.conversations",
    "alongside.front_door.referrals",
    "alongside.front_door.bookings",
    "alongside.front_door.access_points",
    "alongside.front_door.prescriptions",
    "alongside.front_door.social_prescribing",
    "alongside.front_door.self_assessment",
    "alongside.care_management.assessments",
    "alongside.care_management.eligibility",
    "alongside.care_management.capacity",
    "alongside.care_management.carers",
    "alongside.care_management.plans",
    "alongside.care_management.reviews",
    "alongside.safeguarding.enquiries",
    "alongside.insight.returns",
    "alongside.insight.files",
    "alongside.insight.snapshots",
    "alongside.insight.benchmarking",
    "alongside.insight.scorecards",
    "alongside.insight.demand",
    "alongside.insight.measures",
    "alongside.insight.surveys",
    "alongside.insight.waiting",
    "alongside.desk",
    "alongside.desk.export",
    "alongside.portal",
    "alongside.portal.my_plan",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random bytes added, so that its length gives nothing away
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alongside.foundation.design.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.accounts.signing_in.idle.IdleMiddleware",
    "alongside.foundation.accounts.signing_in.second_factor.SecondFactorMiddleware",
    "alongside.foundation.access.plain_input.PlainInputMiddleware",
    "alongside.foundation.access.middleware.ContextMiddleware",
    "alongside.insight.returns.at_saving.WarnAtSaving",
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

# Outside the demo a proxy in front ends TLS, says so in this header, and is the last to add the visitor's address.
if not DEMO:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
CSRF_FAILURE_VIEW = "alongside.foundation.design.errors.forged_or_stale"
NINJA_NUM_PROXIES = 0 if DEMO else 1
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"

DATABASES = {"default": database.django_settings(HOME)}
# One transaction a request: the look, the change, its event and its audit row stand or fall together.
DATABASES["default"]["ATOMIC_REQUESTS"] = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alongside.foundation.accounts.signing_in.backend.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "account_login"
# Signed out after the council's minutes without work (its pack: policy/signing_in.yaml); drafts are on the server, and
# signing in leads back to the page.
SESSION_ENGINE = "alongside.foundation.accounts.signing_in.sessions"
# In the session on the server: what was done to whom belongs in no cookie, and goes with the one who did it.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
# Rate limits are counted here: in files, so that every process of this machine counts together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache",
                      "OPTIONS": {"MAX_ENTRIES": 20_000}}}

ACCOUNT_ADAPTER = "alongside.foundation.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# An account's wrong passwords are counted in the database (accounts.WrongTry); these limits are of one machine. A whole
# council shares an address, so the limits of an address are wide; a name that is nobody's locks as an account does.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "100/m/ip", "login_failed_of_nobody": "5/15m/key",
                       "reset_password": "60/m/ip,5/h/key", "reset_password_from_key": "60/m/ip",
                       "change_password": "5/m/user", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES
_FORMS = "alongside.foundation.accounts.signing_in.forms."
ACCOUNT_FORMS = {"login": _FORMS + "SignInForm", "reauthenticate": _FORMS + "AgainForm",
                 "change_password": _FORMS + "NewPasswordForm", "reset_password": _FORMS + "ForgottenForm",
                 "reset_password_from_key": _FORMS + "ChoosePasswordForm"}
MFA_ADAPTER = "alongside.foundation.accounts.signing_in.adapters.SecondFactorAdapter"
MFA_FORMS = {"authenticate": _FORMS + "CodeForm", "reauthenticate": _FORMS + "CodeAgainForm",
             "activate_totp": _FORMS + "AddAppForm"}
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by an administrator
SECOND_FACTOR_REQUIRED = os.environ.get("ALONGSIDE_SECOND_FACTOR", "0" if DEMO else "1") == "1"

# The council's own sign-in, by OpenID Connect (docs: foundation/accounts/README.md).
OIDC_SERVER_URL = os.environ.get("ALONGSIDE_OIDC_SERVER_URL", "")
OIDC_NAME = os.environ.get("ALONGSIDE_OIDC_NAME", "your council account")
OIDC_EMAIL_VOUCHED = os.environ.get("ALONGSIDE_OIDC_EMAIL_VOUCHED", "0") == "1"
SOCIALACCOUNT_ADAPTER = "alongside.foundation.accounts.signing_in.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
# A link and not a form: our content policy lets forms lead nowhere else, and sign-in leads to the council's server.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{
    "provider_id": "council", "name": OIDC_NAME, "client_id": os.environ.get("ALONGSIDE_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("ALONGSIDE_OIDC_CLIENT_SECRET", ""), "settings": {"server_url": OIDC_SERVER_URL},
}] if OIDC_SERVER_URL else []}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
# English, and whatever there is a catalogue for: ours (alongside/locale) and the council's (languages/ of its pack).
LANGUAGES_OFFERED = languages.offered(COUNCIL_PACK)
LANGUAGES = [(one.code, one.name) for one in LANGUAGES_OFFERED]
LANGUAGES_COMPILED = HOME / "languages"
LOCALE_PATHS = [LANGUAGES_COMPILED]

# `make assets` puts a digest into each name itself, so files are served as built and kept by browsers for ever.
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "alongside" / "foundation" / "design" / "built"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\."
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {
        "location": HOME / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Where people outside reach the pages: links in messages that no page asked for begin with it.
PUBLIC_URL = os.environ.get("ALONGSIDE_PUBLIC_URL", "http://localhost:8000").rstrip("/")
# Email goes out by this server, smtp://user:password@host:587 or smtps://…; without it, as files in the outbox.
SMTP_URL = os.environ.get("ALONGSIDE_SMTP_URL", "")
EMAIL_FROM = os.environ.get("ALONGSIDE_EMAIL_FROM", "adult-social-care@localhost")
# Scripts, styles and fonts are our own files; nothing inline, nothing from elsewhere, no framing.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF], "script-src": [SELF], "style-src": [SELF], "font-src": [SELF], "connect-src": [SELF],
        "img-src": [SELF, "data:"], "object-src": [NONE], "base-uri": [NONE], "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# What the header shows; a page that does not exist is simply not linked to.
NAVIGATION = TABS
HOME_URL_NAME = "desk:my_work"
SEARCH_URL_NAME = "people:search"
ACCOUNT_LINKS = [("Notifications", "desk:told"), ("Your account", "accounts:me"), ("Away and cover", "accounts:cover")]

# What goes wrong is written to standard error, for whoever runs the service; nothing about a person is.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "alongside.config.logs.Line", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

# A long assessment is saved whole: many answers of up to 100,000 characters, many rows.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
