"""The scene, built once for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests.routes.asking import standing_scene
from tests.scene import Scene


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Scene]:
    """Takes a second to build; nobody changes it but for the time of a test."""
    with django_db_blocker.unblock(), standing_scene(tmp_path_factory.mktemp("scene")) as scene:
        yield scene


@pytest.fixture
def scene(standing: Scene, db) -> Scene:
    """The scene as it was built: rows are put back after each test, objects are its own."""
    return deepcopy(standing)
