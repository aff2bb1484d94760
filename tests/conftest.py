"""Fixtures shared by all tests: scratch folders, the fixed cast of people, query counting."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.examples import examples

# A busy machine is not a wrong answer: properties are judged by what they find, not by the clock.
# The gates draw the same few examples each time, as more of the same finds nothing new;
# HYPOTHESIS_PROFILE=thorough draws new ones, and many.
hypothesis_settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=examples(50),
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "same", hypothesis_settings.get_profile("thorough"), derandomize=True
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def _no_static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stays empty: each client of a test looks through it anew."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def _scratch_installation(settings, tmp_path: Path, _no_static_files: Path) -> None:
    """Each test has its own media folder, mail and cache; static files need no collecting."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = _no_static_files
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass(frozen=True)
class World:
    """Two municipalities of one region, a third in another, and the people in them."""

    region: object
    office: object
    other_office: object
    school: object
    branch: object
    other_school: object
    foreign_school: object
    people: dict[str, object]

    def __getattr__(self, name: str) -> object:
        # Not yet there while a world is being copied.
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


ROLES_AT_HOME = ("administrator", "coordinator", "curator", "executor", "head", "observer")


@pytest.fixture
def world(db) -> World:
    """The fixed cast; see `make_world`."""
    return make_world()


def make_world() -> World:
    """The fixed cast.

    `office` is the municipality at home with `school` (its `branch`) and `other_school`; `head`
    leads `school`, `other_head` leads `other_school`, `curator` supports `school`; `stranger`
    coordinates `other_office`, a neighbour in the same region, with `foreign_school`; `nobody`
    can sign in and has no role.
    """
    from accounts.models import User
    from schools.models import Membership, Municipality, Region, School

    region = Region.objects.create(code="98", name="Озёрный край")
    office = Municipality.objects.create(
        region=region,
        code="reg98_m001",
        name="Приозёрный муниципальный округ",
        office_name="Управление образования",
    )
    other_office = Municipality.objects.create(
        region=region, code="reg98_m002", name="Заречный район", office_name="Отдел образования"
    )
    school = School.objects.create(municipality=office, login="edu980001", name="Школа № 1")
    branch = School.objects.create(
        municipality=office, login="edu980003", name="Филиал школы № 1", parent=school
    )
    other_school = School.objects.create(municipality=office, login="edu980002", name="Школа № 2")
    foreign_school = School.objects.create(
        municipality=other_office, login="edu980101", name="Заречная школа"
    )

    def person(email: str, role: str | None, **scope: object) -> User:
        user = User.objects.create_user(
            f"{email}@example.org", "parol-dlya-testov", full_name=email
        )
        if role:
            Membership.objects.create(user=user, role=role, **scope)
        return user

    people = {
        "administrator": person("administrator", "administrator", municipality=office),
        "coordinator": person("coordinator", "coordinator", municipality=office),
        "curator": person("curator", "curator", school=school),
        "executor": person("executor", "executor", municipality=office),
        "head": person("head", "school_head", school=school),
        "other_head": person("other_head", "school_head", school=other_school),
        "observer": person("observer", "observer", region=region),
        "stranger": person("stranger", "coordinator", municipality=other_office),
        "nobody": person("nobody", None),
    }
    return World(region, office, other_office, school, branch, other_school, foreign_school, people)


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """How many queries a call makes."""

    def count(call: Callable[[], object]) -> int:
        asked: list[str] = []

        def note(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            call()
        return len(asked)

    return count


@pytest.fixture
def documents() -> Path:
    """The folder of real plans; the test is skipped where it is absent."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("SHNOR_DOCUMENTS", root.parent / "shared" / "documents"))
    if not folder.is_dir():
        pytest.skip(f"real plans are not here: {folder.name} is absent")
    return folder
