"""A scale that the office has entered, and a table of scales on its way in."""

from __future__ import annotations

from typing import Any

from tests.conftest import World

TABLE = (
    "Процедура;Предмет;Класс;Учебный год с;Наибольший балл;«2» до;«3» до;«4» до;Источник\n"
    "ОГЭ;Физика;9;2026/27;39;9;19;29;Письмо министерства 10.02.2027 № 7\n"
)


def scales_of_office(world: World) -> dict[str, Any]:
    """Both, by the administrator."""
    from assessments.actions.scale_uploads import keep_scale_upload
    from assessments.actions.scales import enter_scale
    from assessments.domain.procedures import Procedure, Work
    from assessments.domain.scales import Scale

    work = Work(Procedure.OGE, "Математика", 9)
    scale = Scale(work, 2026, 2026, 31, 7, 14, 21, source="Письмо министерства 10.02.2027 № 6")
    by, office = world.administrator, world.office
    return {
        "scale": enter_scale(scale=scale, municipality=office, by=by),
        "scale_upload": keep_scale_upload(
            municipality=office, file_name="Шкалы.csv", content=TABLE.encode(), by=by
        ),
    }  # fmt: skip
