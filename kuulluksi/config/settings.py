"""Every setting of the house. What an authority decides stands in the database, not here."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kuulluksi.config import env

BASE = Path(__file__).resolve().parent.parent
VAR = env.folder("KUULLUKSI_VAR", BASE.parent / "var")
DEMO = env.flag("KUULLUKSI_DEMO")
DEBUG = False

REMEDY = "Make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
SECRET_KEY = env.required("SECRET_KEY", REMEDY)
RECEIPT_KEYS = env.keys("RECEIPT_KEYS", "Write k1: and 64 hexadecimal characters. " + REMEDY)
ALLOWED_HOSTS = env.listed("KUULLUKSI_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = env.text("KUULLUKSI_URL", "http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "kuulluksi.apps.KuulluksiConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kuulluksi.web.kit.charset.only_utf8",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kuulluksi.config.urls"
WSGI_APPLICATION = "kuulluksi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kuulluksi.web.kit.context.house",
            ],
            "builtins": ["kuulluksi.web.kit.tags"],
        },
    }
]

# So many seconds somebody waits for the database before the page of `web.kit.storms`: longer than
# a queue of writers lasts, shorter than people look at a white page. Together they stay below the
# 30 s after which gunicorn ends a process that is silent, and nobody would get a page.
LOCK_TIMEOUT = 8
CONNECT_TIMEOUT = 3
STATEMENT_TIMEOUT = 12  # only in the web server (`config.wsgi`); a command may take its time
SILENCE_TIMEOUT = 14  # likewise, where PostgreSQL cannot even say so (`config.postgresql`)
REQUEST_TIMEOUT = 22  # likewise, of all statements of a page together

# SQLite takes its write lock when a transaction begins, so that writers queue instead of failing;
# secure_delete overwrites erased words on disk; FULL keeps a confirmed voice through a power cut.
# A line is kept (`config.sqlite`) with 32 MB of what it has read. The journal is carried over in
# small portions: with SQLite's own of 1000 pages one giver in twenty waited four times as long.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": LOCK_TIMEOUT,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    " PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=250;",
}
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{VAR / 'kuulluksi.sqlite3'}"), conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "kuulluksi.config.sqlite"
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {
        # A pool that goes on trying to reconnect does so ever more seldom, and would keep the
        # house closed when the database is back; one that gives up tries anew with each request.
        "pool": {
            "min_size": 1,
            "max_size": 8,
            "timeout": CONNECT_TIMEOUT,
            "reconnect_timeout": CONNECT_TIMEOUT,
        },
        "connect_timeout": CONNECT_TIMEOUT,
        # However the server is set up: a confirmed voice is on its disk, no page of a list is
        # gathered by several processes, each of which would read far more than the page holds, a
        # question that is kept (`org.queries.ask`) is not thought over again for each reader, and
        # an index is followed as on disks without a moving head, or all of a list would be sorted.
        "options": f"-c synchronous_commit=on -c lock_timeout={LOCK_TIMEOUT}s"
        " -c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_generic_plan"
        " -c random_page_cost=1.1",
    }

AUTH_USER_MODEL = "kuulluksi.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "staff:login"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of an absent folder
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_NAME = "tyo"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_SSL_REDIRECT = not DEMO and env.flag("KUULLUKSI_HTTPS_REDIRECT")
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
# Subdomains and preloading concern other services of the authority; the redirect to HTTPS is the
# proxy's, unless KUULLUKSI_HTTPS_REDIRECT gives it to us.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A form carries a few thousand words at the most; anything larger is no voice. The longest form is
# a sheet of paper with two hundred questions, each with its box for quoting.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

EMAIL_FILE_PATH = VAR / "mail"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
else:
    EMAIL_HOST = env.required("EMAIL_HOST", "Name the mail server, or set KUULLUKSI_DEMO=1.")
    EMAIL_PORT = int(env.text("EMAIL_PORT", "25"))
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
    EMAIL_TIMEOUT = 20
# Text messages go to an HTTP gateway as the JSON of SMS_BODY; without SMS_URL nobody is invited by
# phone. The demo keeps them beside its letters.
SMS_FILE_PATH = VAR / "sms"
SMS_URL = env.address("SMS_URL", "Write the address of the gateway, https://…")
SMS_TOKEN = env.text("SMS_TOKEN", "")
SMS_BODY = env.template("SMS_BODY", '{"to": "{to}", "text": "{text}"}', "{to}", "{text}")
SMS_TIMEOUT = 20
# National figures to stand beside ours; fetched by `kuulluksi import-figures --sotkanet` only.
SOTKANET_URL = env.address("KUULLUKSI_SOTKANET_URL", "Write https://sotkanet.fi/rest/1.1")
SOTKANET_INDICATORS = env.listed("KUULLUKSI_SOTKANET_INDICATORS", "")
SOTKANET_REGIONS = env.listed("KUULLUKSI_SOTKANET_REGIONS", "")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "kuulluksi@localhost")

# Logs say what failed and where in the code, never from which address or device, and no path of a
# public page: a path together with a moment would tell more than the giver chose to tell.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {
        "without-path": {"()": "kuulluksi.config.logs.WithoutPath"},
        "storm-by-kind": {"()": "kuulluksi.config.logs.StormByKind"},
        "without-args": {"()": "kuulluksi.config.logs.WithoutArguments"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.request": {"level": "ERROR", "filters": ["without-path", "storm-by-kind"]},
        "django.security": {"level": "ERROR"},
        # Its warnings name the address that a faulty request came from; its own handler the moment.
        "gunicorn.error": {
            "handlers": ["console"],
            "level": "ERROR",
            "filters": ["without-args"],
            "propagate": False,
        },
    },
}
