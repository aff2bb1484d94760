"""What files call a school: remembered once a person has said it, forgotten when it was wrong."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from schools.domain.matching import plain_name
from schools.domain.roles import Right
from schools.models import School, SchoolName
from schools.permissions import require


@transaction.atomic
def remember_name(*, school: School, written: str, by: User) -> SchoolName:
    """`written` means this school from now on; it may have meant another one before."""
    require(by, Right.IMPORT_RESULTS, municipality=school.municipality)
    name, _ = SchoolName.objects.update_or_create(
        municipality=school.municipality, plain=plain_name(written)[:300],
        defaults={
            "school": school, "written": written[:300], "remembered_by_name": str(by)[:200],
        },
    )  # fmt: skip
    record(
        by=by, action="remember school name", subject=school,
        municipality_id=school.municipality_id, summary=f"Запомнено название «{name.written}»",
    )  # fmt: skip
    return name


@transaction.atomic
def forget_name(*, name: SchoolName, by: User) -> None:
    """`name` means nothing any more; what was loaded by it stays."""
    require(by, Right.IMPORT_RESULTS, municipality=name.municipality)
    record(
        by=by, action="forget school name", subject=name.school,
        municipality_id=name.municipality_id, summary=f"Забыто название «{name.written}»",
    )  # fmt: skip
    name.delete()
