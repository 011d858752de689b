"""Settings: one file, read from the environment, safe when nothing is set.

Every value that may differ between machines is read with `env`; README lists them.
A wrong value stops the start with the name of the variable.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf import locale
from django.core.exceptions import ImproperlyConfigured

from languages import offered
from safety import inline

from .secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))  # all we write

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
HTTPS = env.bool("HTTPS", default=False)  # on when a TLS terminator stands in front
ADMIN_PATH = env.str("ADMIN_PATH", default="beheer").strip("/")
PREVIEW_PATH = (
    "meelezen"  # for anyone who is sent a link: it says nothing of the admin's path
)

# --- Apps

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, so that it finds registered models
    "django_otp",
    "django_otp.plugins.otp_totp",  # before staff, which takes their admin away
    "django_otp.plugins.otp_static",
    "axes",
    "desk",  # before Django's admin, whose first page it takes over
    "seed",
    "content",
    "speech",
    "directory",
    "publishing",
    "editorial",
    "safety",
    "staff",
    "languages",
    "simple_history",
    "staff.apps.AdminConfig",  # django.contrib.admin, with our login
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # outermost: error pages carry the policy too
    "safety.middleware.headers",  # no-store, no-referrer and the rest
    "django.middleware.security.SecurityMiddleware",  # HSTS and redirect behind TLS
    "publishing.serve.static_files.WholeFiles",  # WhiteNoise: the admin's own files
    "languages.selection.language_from_path",  # never from a cookie
    "staff.forms.sending.stays",  # outside all that may redirect
    "staff.login.sessions.Sessions",  # editors; lazy elsewhere
    "django.middleware.common.CommonMiddleware",  # adds the last slash of an address
    "django.middleware.csrf.CsrfViewMiddleware",  # the admin's forms; no page has one
    "django.contrib.auth.middleware.AuthenticationMiddleware",  # editors
    "django_otp.middleware.OTPMiddleware",  # editors: whether the second step was taken
    "django.contrib.messages.middleware.MessageMiddleware",  # editors
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # the admin
    "simple_history.middleware.HistoryRequestMiddleware",  # history: who changed it
]

ROOT_URLCONF = "achterlating_site.urls"
ASGI_APPLICATION = "achterlating_site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # What only editors see stands beside the screens of each app.
        "DIRS": [BASE_DIR / "templates", *sorted(BASE_DIR.glob("*/admin/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Database: SQLite until DATABASE_URL says otherwise

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # It lets one write at a time. IMMEDIATE: whoever is going to write waits in line at
    # the start. With Django's default two that have read both fail at their first write,
    # however long they may wait. WAL: readers and writers do not wait for each other.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds in line; no write of ours takes one
        "init_command": "PRAGMA journal_mode=WAL",
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Languages: see languages.py

locale.LANG_INFO.update(offered.lang_info())
LANGUAGES = offered.django_languages()
LANGUAGE_CODE = offered.SOURCE
MODELTRANSLATION_LANGUAGES = offered.CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = offered.SOURCE
MODELTRANSLATION_ENABLE_FALLBACKS = False  # it would show them unmarked
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files of the admin; pages carry their own style inside them

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- What protects visitors

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # Pages and the core bundle come from here; style and scripts in a page run by
        # their hash. Said once for all kinds: that saves 30 bytes of every page.
        # blob: is how the bundle's behaviour runs without an address of its own.
        "default-src": [
            SELF,
            "blob:",
            *inline.hashes(),
        ],
        "img-src": ["data:"],  # the empty icon
        "form-action": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "media-src": [SELF],  # listening before approving
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SECURE_REFERRER_POLICY = None  # safety.middleware.headers knows public from admin
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0  # this host only: 45 bytes
if HTTPS:  # the terminator in front must set, and strip, this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other hosts below this name are not ours to decide about
    "security.W021",  # a preload list is public and says for ever that this site exists
    "security.W022",  # safety.middleware.headers sends the policy
    "axes.W002",  # no middleware: our own form says it, and keeps what was typed
    "axes.W006",  # by name, not by address: see AXES_LOCKOUT_PARAMETERS
]

# --- Editors' sessions

SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"/{ADMIN_PATH}/"  # never sent to a page
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
# An hour since the last thing done (staff.sessions); an editor who logs in late finds what she typed.
SESSION_COOKIE_AGE = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LONGEST_SESSION = 10 * 60 * 60  # seconds since logging in, however busy
# seconds that password and code count for publishing and users
REAUTHENTICATION_LASTS = 10 * 60
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    20_000  # an editor who publishes ticks every change there is
)
CSRF_COOKIE_AGE = None  # until the browser closes, as the session
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "staff.forms.interrupted_forms.csrf_failure"  # keeps what was typed
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it only says who must wait
    "django.contrib.auth.backends.ModelBackend",
]
OTP_TOTP_ISSUER = "Beheer"  # what an editor's phone shows; it says nothing

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = (
    False  # else a stranger goes on for ever
)
AXES_RESET_ON_SUCCESS = True
# By name: behind the shipped proxy every address is the proxy's own, and an address
# that decides nothing is not kept at all.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_CLIENT_IP_CALLABLE = "staff.login.forms.no_address"
AXES_DISABLE_ACCESS_LOG = True  # who came in when is nobody's business
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_RECORDS_DAYS = env.int("LOGIN_RECORDS_DAYS", default=7)  # see `forget_logins`

# --- Mail: only `digest` sends any, and only once EMAIL_URL is set

EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="beheer@localhost")

# --- Ours

# for share links, posters and the address to remember; `make run` hands its PORT on
SITE_URL = env.str(
    "SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}"
)
PUBLISHING_ROOT = VAR_DIR / "site"  # builds, blobs and the pointer to the live one
# where each publication is also written as files, for nginx or Caddy; None for nowhere
EXPORT_TO = Path(env.str("EXPORT_TO")) if env.str("EXPORT_TO", default="") else None
PUBLIC_PATHS = env.str("PUBLIC_PATHS", default="")  # tests name fewer addresses

# Reading aloud: speech/README.md. "language=engine:voice[:words a minute]", with commas.
SPEECH_VOICES = env.dict(
    "SPEECH_VOICES", default={"nl": "espeak-ng:nl", "en": "espeak-ng:en-gb"}
)
SPEECH_ROOT = VAR_DIR / "speech"  # sound that was made or recorded
# Android says of every voice that it is the phone's own, and reads a language it lacks
# with an English voice: only what somebody tried is offered there, after a question.
SPEECH_ON_ANDROID = env.list("SPEECH_ON_ANDROID", default=["nl", "en"])

# What the browser's Back does in the quiet wing: "leave" leaves the site at once; "site" goes
# through the pages that were read and leaves more behind. SECURITY.md says why "leave"; page
# 13 tells readers what it means, so its words change with this.
QUIET_BACK = env.str("QUIET_BACK", default="leave")
if QUIET_BACK not in ("site", "leave"):
    raise ImproperlyConfigured("QUIET_BACK must be “site” or “leave”.")

CORE_BUDGET = 60_000  # bytes: the core bundle of a language, brotli
# bytes: the brotli body; more does not come in one flight over TLS 1.3 and HTTP/2
QUIET_BODY_BUDGET = 8_500
QUIET_BUDGET = 9_200  # bytes: that and the headers
OPEN_BUDGET = 28_000  # bytes: the second flight
HEADER_BUDGET = 700  # bytes: status line and headers
INLINE_BUDGET = 4_200  # bytes: style, exit and loader, brotli

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "safety.quiet_logs.WithoutVisitor"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},  # no visitor's address
}
