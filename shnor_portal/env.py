"""Strict readers of environment variables: a wrong value stops the start and names the fix.

Knows nothing of Django's settings, so that they can import it first.
"""

import os
import secrets
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def read_str(name: str, default: str = "") -> str:
    """The text of variable `name`; an empty variable counts as absent."""
    return os.environ.get(name) or default


def read_bool(name: str, *, default: bool) -> bool:
    """True or False; anything else is an error that lists what is allowed."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in _TRUE:
        return True
    if raw in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: допустимы значения true и false.")


def read_int(name: str, *, default: int, minimum: int = 0, maximum: int | None = None) -> int:
    """A whole number not below `minimum` and not above `maximum`."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdigit() or int(raw) < minimum:
        raise ImproperlyConfigured(f"{name}={raw!r}: нужно целое число не меньше {minimum}.")
    if maximum is not None and int(raw) > maximum:
        raise ImproperlyConfigured(f"{name}={raw!r}: нужно целое число не больше {maximum}.")
    return int(raw)


def read_list(name: str, default: str = "") -> list[str]:
    """Comma-separated values without blanks around them."""
    return [part.strip() for part in read_str(name, default).split(",") if part.strip()]


def read_periods(name: str, default: str) -> dict[str, tuple[date, date]]:
    """Periods by name: «vpr=2026-04-20/2026-05-20, …», first and last day."""
    return dict(_period(name, part) for part in read_list(name, default))


def _period(name: str, part: str) -> tuple[str, tuple[date, date]]:
    key, _, days = part.partition("=")
    first, _, last = days.partition("/")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        found = None
    if not key or found is None or found[0] > found[1]:
        raise ImproperlyConfigured(
            f"{name}={part!r}: нужно название и два дня, например vpr=2026-04-20/2026-05-20."
        )
    return key.strip(), found


def read_secret(name: str, *, fallback_file: Path | None) -> str:
    """A secret from `NAME`, from the file that `NAME_FILE` names, or from `fallback_file`.

    The fallback file is made with a random value at the first start; production passes None
    and must bring its own secret.
    """
    value = read_str(name)
    if value:
        return value
    file_name = read_str(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    if fallback_file is None:
        raise ImproperlyConfigured(
            f"Задайте {name} или {name}_FILE: длинную случайную строку, например вывод "
            "`openssl rand -base64 48`."
        )
    return _kept_secret(fallback_file)


def _kept_secret(path: Path) -> str:
    """The secret in `path`; written with mode 0600 where it does not exist yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
