"""Settings: one file, everything that differs between installations from the environment.

Without any variable the portal runs embedded on one machine: SQLite, a broker in a folder,
mail written to files. `PRODUCTION=true` demands the rest and switches the safeguards on.
`.env.example` lists every variable.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from shnor_portal import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.read_str("VAR_DIR", str(BASE_DIR / "var")))

PRODUCTION = env.read_bool("PRODUCTION", default=False)
DEBUG = env.read_bool("DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG=true при PRODUCTION=true недопустимо: уберите DEBUG.")

SECRET_KEY = env.read_secret(
    "SECRET_KEY", fallback_file=None if PRODUCTION else VAR_DIR / "secret_key"
)
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Задайте ALLOWED_HOSTS: адрес портала, например shnor.example.ru.")
CSRF_TRUSTED_ORIGINS = env.read_list("CSRF_TRUSTED_ORIGINS")
# Where letters and calendar feeds lead: there is no request to take the address from.
PORTAL_ADDRESS = env.read_str(
    "PORTAL_ADDRESS",
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000",
)

INSTALLED_APPS = [
    "shnor_portal.apps.ShnorPortalConfig",
    "reports.apps.ReportsConfig",
    "roadmaps.apps.RoadmapsConfig",
    "assessments.apps.AssessmentsConfig",
    "schools.apps.SchoolsConfig",
    "accounts.apps.AccountsConfig",
    "core.apps.CoreConfig",
    "shnor_portal.apps.OwnersAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_tables2",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.web.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.web.middleware.ImpossibleRequestMiddleware",
    "core.web.middleware.FragmentRedirectMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.web.middleware.UploadsInMemoryMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.web.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.web.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "shnor_portal.urls"
WSGI_APPLICATION = "shnor_portal.wsgi.application"

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
                "shnor_portal.navigation.context",
            ],
            "builtins": ["core.templatetags.words", "core.templatetags.page"],
        },
    }
]
CSRF_FAILURE_VIEW = "core.web.errors.csrf_failure"
FORM_RENDERER = "core.web.forms.PortalFormRenderer"


def _database() -> dict[str, Any]:
    url = env.read_str("DATABASE_URL")
    if PRODUCTION and not url:
        raise ImproperlyConfigured("Задайте DATABASE_URL: postgres://user:password@host/name.")
    config: dict[str, Any] = dict(
        dj_database_url.parse(url or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60)
    )
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Immediate transactions and WAL let several processes write without lock errors
        # (figures in docs/decisions/embedded-database-and-broker.md).
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return config


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.read_str("REDIS_URL")
if PRODUCTION and not REDIS_URL:
    raise ImproperlyConfigured("Задайте REDIS_URL: redis://host:6379/0.")

# Counters of sign-in attempts must be shared by all processes.
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.sign_in.ClosedSignUpAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
}
# Limits on attempts count by the visitor's address, which the proxies pass on.
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_int("TRUSTED_PROXY_COUNT", default=1 if PRODUCTION else 0)
# Schools of a whole region often come from one address: it has room for all of them at nine in the
# morning. Guessing at one account's password is stopped by the limit of the account.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "120/m/ip",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

LANGUAGE_CODE = "ru"
TIME_ZONE = env.read_str("TIME_ZONE", "Europe/Moscow")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.read_str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env.read_str("MEDIA_ROOT", str(VAR_DIR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_LIMIT_MB = env.read_int("UPLOAD_LIMIT_MB", default=20, minimum=1)
# A share of «2» that grows by so many percentage points in a year is a negative course.
NEGATIVE_DYNAMICS_POINTS = env.read_int("NEGATIVE_DYNAMICS_POINTS", default=10, minimum=1)
# The comparison of two plans sends a tick for each changed value of up to two thousand rows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.read_str("EMAIL_HOST")
if not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_PORT = env.read_int("EMAIL_PORT", default=587, minimum=1)
EMAIL_HOST_USER = env.read_str("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.read_str("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = env.read_int("EMAIL_TIMEOUT", default=20, minimum=1)
EMAIL_USE_TLS = env.read_bool("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.read_str("DEFAULT_FROM_EMAIL", "portal@localhost")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DJANGO_TABLES2_TEMPLATE = "tables/table.html"

# Celery carries ids only; the job's row in the database is the queue of record.
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 25 * 60
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
BROKER_DIR = VAR_DIR / "broker"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
else:
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "shnor_portal.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "processed_folder": str(BROKER_DIR / "processed"),
        "store_processed": False,
        "polling_interval": 0.05,
    }
    for _folder in ("queue", "control", "processed"):
        (BROKER_DIR / _folder).mkdir(parents=True, exist_ok=True)
JOB_HEARTBEAT_SECONDS = env.read_int("JOB_HEARTBEAT_SECONDS", default=5, minimum=1)
JOB_RESEND_SECONDS = env.read_int("JOB_RESEND_SECONDS", default=60, minimum=1)
JOB_SWEEP_SECONDS = env.read_int("JOB_SWEEP_SECONDS", default=20, minimum=1)
LETTER_SECONDS = env.read_int("LETTER_SECONDS", default=60, minimum=1)
# Texts of letters older than this are emptied every day; 0 keeps them.
LETTER_TEXT_DAYS = env.read_int("LETTER_TEXT_DAYS", default=180, minimum=0)
# How often the portal looks whether an office's hour for reminders has come.
DIGEST_SECONDS = env.read_int("DIGEST_SECONDS", default=600, minimum=1)
# When exams were held the last time that is known, without reserve days: offered, never entered by
# itself, where an office has no dates of its own. 2026: ВПР as Рособрнадзор announced it on
# 6 February 2026, ОГЭ and ЕГЭ by the timetables of Минпросвещения and Рособрнадзор of
# 7 November 2025 (ОГЭ: order № 799/1905).
CUSTOMARY_PERIODS = env.read_periods(
    "CUSTOMARY_PERIODS",
    "vpr=2026-04-20/2026-05-20,oge=2026-06-02/2026-06-19,ege=2026-06-01/2026-06-19",
)
# How often the portal looks whether the day of an approved plan has come.
PLAN_START_SECONDS = env.read_int("PLAN_START_SECONDS", default=600, minimum=1)
# Whether lists are calculated anew at night where results have changed, and at which hour.
NIGHTLY_RUNS = env.read_bool("NIGHTLY_RUNS", default=True)
NIGHTLY_RUN_HOUR = env.read_int("NIGHTLY_RUN_HOUR", default=3, maximum=23)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "accounts.jobs.sweep_jobs",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": JOB_SWEEP_SECONDS},
    },
    "post-letters": {
        "task": "accounts.jobs.post_letters",
        "schedule": LETTER_SECONDS,
        "options": {"expires": LETTER_SECONDS},
    },
    "start-plans": {
        "task": "roadmaps.jobs.start_plans",
        "schedule": PLAN_START_SECONDS,
        "options": {"expires": PLAN_START_SECONDS},
    },
    "forget-letter-texts": {
        "task": "accounts.jobs.forget_letter_texts",
        "schedule": 24 * 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "write-digests": {
        "task": "roadmaps.jobs.write_digests",
        "schedule": DIGEST_SECONDS,
        "options": {"expires": DIGEST_SECONDS},
    },
    "forget-stale-uploads": {
        "task": "roadmaps.jobs.forget_stale_uploads",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
}
if NIGHTLY_RUNS:
    CELERY_BEAT_SCHEDULE["calculate-lists"] = {
        "task": "assessments.jobs.calculate_lists",
        "schedule": crontab(hour=str(NIGHTLY_RUN_HOUR), minute="0"),
        "options": {"expires": 12 * 60 * 60},
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "core.web.log_filters.RefusalsInOneLine"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["console"], "level": env.read_str("LOG_LEVEL", "WARNING")},
}
