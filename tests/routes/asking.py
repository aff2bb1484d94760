"""The tables of all subjects, and how a line of them is asked of the scene."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.conf import settings as portal_settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver

from tests import routes
from tests.routes.subject import Line, Subject, lines_of
from tests.scene import Scene, build_scene


def subjects() -> list[Subject]:
    """Of all modules that have one."""
    modules = [import_module(f"tests.routes.{one.name}") for one in iter_modules(routes.__path__)]
    return [module.SUBJECT for module in modules if hasattr(module, "SUBJECT")]


def addresses() -> dict[str, bool]:
    """Names of all addresses but admin's; whether they take parameters."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Any, namespace: str) -> Iterator[tuple[str, bool]]:
    for pattern in patterns:
        if not hasattr(pattern, "url_patterns"):
            yield f"{namespace}{pattern.name}", bool(pattern.pattern.regex.groups)
        elif pattern.app_name != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, namespace + inner)


ROUTES = addresses()
LINES = [line for subject in subjects() for line in lines_of(subject)]
OF_OBJECTS = [
    one
    for one in LINES
    if ROUTES.get(one.route) and not {one.route, one.name} & one.subject.without_object
]


def arguments(scene: Scene, line: Line) -> list[Any]:
    """Of the address of `line`."""
    return _arguments(scene, line.subject).get(line.name, [])


def query(scene: Scene, line: Line) -> dict[str, Any]:
    """Of the address of `line`."""
    return _query(scene, line.subject).get(line.name, {})


def sent(scene: Scene, line: Line, person: str) -> dict[str, Any]:
    """What the form of `line` sends; files are at their beginning."""
    given = _forms(scene, line.subject, person).get(line.name, {})
    for value in given.values():
        if isinstance(value, UploadedFile):
            value.seek(0)
    return given


# A subject answers for all its lines together, some with a look at the database; the scene stands
# still, so it is asked once.


@cache
def _arguments(scene: Scene, subject: Subject) -> dict[str, list[Any]]:
    return subject.arguments(scene)


@cache
def _query(scene: Scene, subject: Subject) -> dict[str, dict[str, Any]]:
    return subject.query(scene)


@cache
def _forms(scene: Scene, subject: Subject, person: str) -> dict[str, dict[str, Any]]:
    return subject.forms(scene, person)


@contextmanager
def standing(folder: Path) -> Iterator[None]:
    """An installation of its own for many tests; whatever was written is undone at the end."""
    static = folder / "static"
    static.mkdir()
    plain = {
        "MEDIA_ROOT": folder / "media",
        "STATIC_ROOT": static,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    }
    with override_settings(**plain), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def standing_scene(folder: Path) -> Iterator[Scene]:
    """The scene for many tests."""
    with standing(folder):
        yield build_scene()


def signed_in(scene: Scene, person: str) -> Client:
    """A browser of its own with the session of `person`."""
    client = Client()
    if person != "anonymous":
        client.cookies[portal_settings.SESSION_COOKIE_NAME] = scene.sessions[person]
    return client
