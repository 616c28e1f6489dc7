"""All settings, read from the environment. Safe by default; `make run` and `make dev` opt out."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("KURSBUCH_VAR", default=str(BASE_DIR / "var")))

# --- What kind of house this is ---------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # one-click looking around, mails readable on the site
SECRET_KEY = env.str("SECRET_KEY", default="only-for-looking-around" if DEMO or DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
# Who runs this site; what is not set of name and e-mail is that of the centre's record.
SITE_OWNER = env.str("SITE_OWNER", default="")
# Lines separated by commas.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="Ringallee 70, 35390 Gießen" if DEMO else "")
SITE_EMAIL = env.str("SITE_EMAIL", default="")
# Named in the standards as data: “title, address of the text”.
STANDARDS_LICENCE = env.str("STANDARDS_LICENCE", default="")
# Part of every calendar UID. Never change it: subscribed calendars would show all dates twice.
CALENDAR_DOMAIN = env.str("CALENDAR_DOMAIN", default="kursbuch.example.org")
# The districts and cities on the map of carriers; another Land brings a file of its own.
DISTRICTS = Path(env.str("DISTRICTS", default=str(BASE_DIR / "cohorts" / "data" / "hessen.json")))

INSTALLED_APPS = [
    "home.apps.HomeConfig",
    "cohorts",
    "curriculum",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "home.apps.UsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # lets the form renderer find Django's own templates, too
]

MIDDLEWARE = [
    "home.headers.AnswerHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.AdminContentSecurity",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "home.limits.NetworkLimits",
    "home.gate.SecondFactorFirst",
    "home.middleware.RolesFollowMemberships",
    "home.middleware.ForeignSectionsDoNotExist",
]

ROOT_URLCONF = "home.urls"
WSGI_APPLICATION = "home.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "home.context.content_language",
                "home.context.house",
            ],
            "builtins": ["home.templatetags.interface", "curriculum.templatetags.languages"],
        },
    }
]

# Our own way to show a field (templates/django/forms/field.html), also for `{{ form }}`.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'kursbuch.sqlite3'}")}
# A connection is kept for the next request: to open one takes longer than most pages do.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing; readers never wait for them.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # PostgreSQL takes a walk along successions for dear and compiles it: half a second for a query
    # that runs in a fifth of a millisecond.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
# Counts attempts, remembers used codes. One worker keeps it in its memory; several share one.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
WORKERS = env.int("WEB_CONCURRENCY", default=1)  # what gunicorn reads, too
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"

# --- Who signs in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "home.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []  # nobody has a password
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cohorts:me"
WAGTAILADMIN_LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_ADAPTER = "home.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_TIMEOUT = 30 * 60  # the whole way, longer than the code itself
# Per address (key): 20 codes of five attempts a day, so that guessing one takes years.
# Per network (ip): a class of thirty signs up in one room.
# Second factor, per person (key): 30 guesses a day at one of three valid codes in a million.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,5/5m/key,20/d/key",
    "login_failed": "60/m/ip,5/5m/key,30/d/key",
}
# Per network, counted in the cache (home.limits).
RATE_LIMITS = {
    # Forms of visitors. Thirty people who sign up in one room, each with two slips, send about 150.
    "form": "300/10m/ip",
    # Different wrong secrets in addresses. A letter with a typo, some links that were renewed; but
    # whoever guesses at a code of eight characters would need millions of years.
    "wrong_secret": "60/h/ip,200/d/ip",
    # Reported barriers: a class that tries the form together, and not a machine.
    "barrier": "20/h/ip",
    # Codes of letters that one person types. Who needs more than a few asks the coordinator.
    "personal_code": "20/d/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", False) else 0
SESSION_ENGINE = "home.sessions"  # how long which sign-in lasts stands there
SESSION_COOKIE_AGE = 60 * 60  # without a sign-in: what was typed waits for the code, not longer
# Roles that need a second factor (home.second_factor): centre, coordinator, trainer.
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=[])
MFA_ADAPTER = "home.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kursbuch"
MFA_TOTP_TOLERANCE = 1  # times 30 seconds: clocks of phones go wrong a little

# --- Languages and time -----------------------------------------------------------------------

LANGUAGE_CODE = "de"
# What the house has a catalogue for. A language is offered once its texts were reviewed by people
# who read it (docs/guides/translating.md); German always is.
KNOWN_LANGUAGES = [
    ("de", _("German")),
    ("de-simple", _("Plain German")),
    ("en", _("English")),
    ("ar", _("Arabic")),
]
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Plain German",
    "name_local": "Einfaches Deutsch",
}
REVIEWED_LANGUAGES = env.list(
    "REVIEWED_LANGUAGES",
    default=[code for code, _name in KNOWN_LANGUAGES] if DEMO else ["de", "de-simple", "en"],
)
LANGUAGES = [
    (code, name)
    for code, name in KNOWN_LANGUAGES
    if code == LANGUAGE_CODE or code in REVIEWED_LANGUAGES
]
LOCALE_PATHS = [BASE_DIR / "home" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"  # shown; stored is UTC
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# --- Static files -----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("fonts", VAR_DIR / "fonts")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "home.static_files.HashedStaticFiles"
    },
}

# --- Mail -------------------------------------------------------------------------------------

if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "post"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10  # seconds until somebody who waits for a code is told that it cannot be sent
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Kursbuch <kursbuch@example.org>")

# --- Safety -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],  # films in sign language, and their captions
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],  # the editor's preview frames public pages
        "frame-src": [SELF],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # our own frames are the editor's preview
    "staticfiles.W004",  # fonts are built by `prepare`, a bare checkout has none
]
CSRF_FAILURE_VIEW = "home.views.stale_form.stale_form"
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
)
# Room for a name of five megabytes, which is then refused at the field and not by an error page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Kursbuch"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party sees who works here
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
# The admin is for staff: plain German is for learners.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, LANG_INFO[code]["name_local"]) for code, _name in LANGUAGES if code != "de-simple"
]
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.approval.publish"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is how one signs in
# What is uploaded is checked by content (home.uploads) and handed out as a file, never shown.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 120_000_000  # bytes: a film; what is less, home.uploads says
# Played in a page; whatever else is uploaded is downloaded.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["video/mp4", "video/webm", "text/vtt"]
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # SVG can hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # of a good camera; twice that takes 400 MB to open
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# Blots out secrets and addresses of people in every record, whoever writes it where.
LOGGING_CONFIG = "home.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # no mails with the whole request
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Its deeds stand in the log of the admin; keeping the search index is not news.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}
