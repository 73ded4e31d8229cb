"""Settings, read top to bottom. What an operator may choose comes from the environment; the README has the table."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import django

from recovery_site.environment import chosen, with_file

BASE_DIR = Path(__file__).resolve().parent.parent


# What an operator may choose

operator = chosen(with_file(os.environ))
DEBUG = bool(operator["DEBUG"])
SITE_URL = str(operator["SITE_URL"])
SITE_NAME = str(operator["SITE_NAME"])
SITE_FOLDER = str(operator["SITE_FOLDER"])
DEFAULT_COUNTRY = str(operator["DEFAULT_COUNTRY"])
OPERATOR_NAME = str(operator["OPERATOR_NAME"])
OPERATOR_CONTACT = str(operator["OPERATOR_CONTACT"])
HOST_STATEMENT = str(operator["HOST_STATEMENT"])
FUNDING_STATEMENT = str(operator["FUNDING_STATEMENT"])
OFFER_URL = str(operator["OFFER_URL"])
OFFER_LABEL = str(operator["OFFER_LABEL"])
SOURCE_URL = str(operator["SOURCE_URL"])
site = urlsplit(SITE_URL)


# Django

# Nothing is signed: no session, no token, no cookie. A key of its own for each process is one secret less to keep.
SECRET_KEY = secrets.token_urlsafe(64)
# Whatever name led here: no page and no redirect depends on it (docs/decisions/hosting.md). What is no host is refused all the same.
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "recovery_site.urls"
# The site stands at the root of its host, whatever a request or a server says: its links are kept in memory for everyone.
FORCE_SCRIPT_NAME = ""
WSGI_APPLICATION = "recovery_site.wsgi.application"
DATABASES: dict[str, dict[str, str]] = {}

# Django 6 has template partials built in; until then a package brings them (docs/decisions/django.md).
PARTIALS = [] if django.VERSION >= (6, 0) else ["template_partials"]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    *PARTIALS,
    "recovery_site",
    "articles",
    "checkin",
    "plans",
    "support",
    "prose",
]

MIDDLEWARE = [
    "recovery_site.serving.page_cache.page_cache",
    "recovery_site.serving.headers.constant_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recovery_site.serving.headers.error_pages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "recovery_site.context.site"],
            "builtins": [f"{package}.templatetags.partials" for package in PARTIALS],
        },
    }
]

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"


# What comes in

# Uploads have nowhere to go: Django's own handlers would spool a large file to disk.
FILE_UPLOAD_HANDLERS: list[str] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100


# What goes out

SECURE_HSTS_SECONDS = 63072000 if site.scheme == "https" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Shaped like Django 6's setting of the same name, so that our middleware for it can be deleted then.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # No CSRF middleware: it would set a cookie, and there is no login or state for a forged request to change.
    "security.W004",  # HSTS follows SITE_URL: without an https address there is nothing to be strict about.
    "security.W005",  # HSTS speaks for this host alone: an operator's other subdomains are not ours to bind.
    "security.W008",  # The proxy in front redirects to HTTPS; the application never sees plain requests from outside.
    "security.W021",  # Joining the browsers' preload list binds a whole domain for years: the operator's decision.
]


# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# In the order in which they win: layers first, paper last.
SHEETS = ("tokens", "base", "layout", "components", "plans", "people", "kit", "if-then", "paper", "cards", "print")
STYLESHEETS = [f"css/{name}.css" for name in SHEETS]
# What they become together, where they are collected.
STYLESHEET = "css/site.css"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "recovery_site.serving.static_files.OneStylesheet"
    }
}
WHITENOISE_ALLOW_ALL_ORIGINS = False


# Logs: errors only, and never anything about the request but the route that failed.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "recovery_site.serving.logs.QuietFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Would print the address and the host name that someone sent.
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # A warning quotes the value it is about.
        "py.warnings": {"handlers": ["nowhere"], "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
DEFAULT_EXCEPTION_REPORTER = "recovery_site.serving.logs.QuietReporter"
ADMINS: list[tuple[str, str]] = []
