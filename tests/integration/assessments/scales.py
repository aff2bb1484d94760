"""Scales as an office enters and loads them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import User
from assessments.actions.scale_uploads import (
    keep_scale_upload,
)
from assessments.actions.scales import (
    enter_scale,
)
from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Scale
from assessments.models import ScaleUpload, StoredScale
from assessments.queries.scales import scales_for
from schools.models import Municipality
from tests.conftest import World

OGE = Work(Procedure.OGE, "Математика", 9)
LETTER = "Письмо министерства 10.02.2027 № 6"
SCALE = Scale(OGE, 2026, 2026, 31, 8, 14, 21, source=LETTER)
HEADER = "Процедура;Предмет;Класс;Учебный год с;Учебный год по;Наибольший балл;«2» до;«3» до;«4» до;Наименьший балл;Источник\n"  # noqa: E501


def fresh(place: Any) -> Municipality:
    """The municipality as another request reads it."""
    return Municipality.objects.select_related("region").get(pk=place.pk)


def twos_to(place: Any, year: int = 2026) -> int | None:
    scale = scales_for(fresh(place)).of(OGE, year)
    return scale.twos_to if scale else None


def entered(world: World, **changes: Any) -> StoredScale:
    scale = Scale(**{**{name: getattr(SCALE, name) for name in SCALE.__slots__}, **changes})
    return enter_scale(scale=scale, municipality=world.office, by=world.administrator)


def owner() -> User:
    return User.objects.create_user("owner@example.org", "parol", full_name="О", is_superuser=True)


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def loaded(world: World, *lines: str) -> ScaleUpload:
    content = (HEADER + "\n".join(lines)).encode()
    return keep_scale_upload(
        municipality=world.office, file_name="Шкалы.csv", content=content, by=world.administrator
    )
