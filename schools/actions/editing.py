"""Changing what is known of a school, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from schools.domain.requisites import REQUISITES, doubt_about, shown
from schools.domain.roles import Right
from schools.models import School, SchoolKind
from schools.permissions import require

CHANGED = (
    "Пока форма была открыта, эти сведения изменил другой человек: {names}. Посмотрите, что стоит "
    "теперь, и решите снова."
)
NAMES = {
    "name": "краткое название",
    "full_name": "полное название",
    "kind": "тип",
    "msu_code": "код МСУ",
    "oge_code": "код ОГЭ",
    "ege_code": "код ЕГЭ",
    **{one.key: one.title for one in REQUISITES},
}
EDITED = tuple(NAMES)
"""What the form of a school changes; login, branch and closing come from the register."""


@transaction.atomic
def edit_school(
    *, school: School, by: User, values: Mapping[str, Any], seen: Mapping[str, str]
) -> list[str]:
    """Write `values` (by the names of EDITED) and say what is doubtful about them, in sentences.

    `seen` are the words that stood in the form when it was opened. NotPossible where somebody
    else has changed one of the fields that are to be changed.
    """
    school = (
        School.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .get(pk=school.pk)
    )
    require(by, Right.EDIT_SCHOOLS, municipality=school.municipality)
    now, wanted = words_of(school), dict(values)
    said = {name: _said(name, wanted[name]) for name in EDITED if name in wanted}
    # What the editor has not touched stays as it is now, whatever the form had shown.
    changed = [name for name in said if said[name] not in (now[name], seen.get(name, now[name]))]
    lost = [NAMES[name] for name in changed if seen.get(name, now[name]) != now[name]]
    if lost:
        raise NotPossible(CHANGED.format(names=", ".join(lost)))
    if changed:
        for name in changed:
            setattr(school, name, wanted[name])
        school.save(update_fields=changed)
        record(
            by=by,
            action="edit school",
            subject=school,
            summary="Сведения о школе изменены",
            changes={NAMES[name]: (now[name], said[name]) for name in changed},
            municipality_id=school.municipality_id,
        )
    doubts = (doubt_about(one.key, str(getattr(school, one.key) or "")) for one in REQUISITES)
    return [doubt for doubt in doubts if doubt]


def words_of(school: School) -> dict[str, str]:
    """What the form of a school shows, in words, by the names of EDITED."""
    return {name: _said(name, getattr(school, name)) for name in EDITED}


def _said(name: str, value: Any) -> str:
    return str(SchoolKind(value).label) if name == "kind" else shown(name, value)
