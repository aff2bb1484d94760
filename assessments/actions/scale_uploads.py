"""A table of scales on its way in: read into a draft, looked at, taken over or left."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.scales import enter_scale, replace_scale
from assessments.models import ImportState, ScaleUpload
from assessments.parsing.scale_tables import read_scales
from assessments.permissions import require_scale_upload, require_scales
from assessments.queries.import_plans import Effect
from assessments.queries.scale_uploads import UploadPlan, plan_upload, row_as_dict, rows_of
from core.office.files import MEGABYTE
from core.office.workbooks import read_workbook
from schools.models import Municipality


@transaction.atomic
def keep_scale_upload(
    *, municipality: Municipality, file_name: str, content: bytes, by: User
) -> ScaleUpload:
    """Keep what a table says for its review, instead of the person's earlier one that waits.

    Raises UnreadableFileError where the file holds no table of scales.
    """
    require_scales(by, municipality)
    tables = read_scales(read_workbook(content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE))
    waiting = ScaleUpload.objects.filter(
        municipality=municipality, uploaded_by=by, state=ImportState.DRAFT
    )
    for earlier in waiting.select_for_update():
        _decide(earlier, ImportState.DISCARDED, by)
    name = PurePath(file_name.replace("\\", "/")).name[-255:] or "шкалы"
    kept = ScaleUpload.objects.create(
        municipality=municipality, file_name=name, uploaded_by=by,
        draft={"rows": [row_as_dict(row) for row in tables.rows]},
        issues=[issue.as_dict() for issue in tables.issues],
    )  # fmt: skip
    _told(kept, "upload scales", by, f"Загружен на проверку файл шкал «{name}»")
    return kept


@transaction.atomic
def confirm_scale_upload(*, upload: ScaleUpload, by: User) -> UploadPlan:
    """Put the scales of the table into force: new ones are added, changed ones replaced."""
    locked = _locked(upload)
    require_scale_upload(by, locked)
    municipality = locked.municipality
    plan = plan_upload(municipality, rows_of(locked))
    for line in plan.with_effect(Effect.NEW, Effect.CHANGED):
        scale, cell = line.row.scale, line.row.cell
        if line.stored is None:
            enter_scale(scale=scale, municipality=municipality, by=by, upload=locked, cell=cell)
        else:
            replace_scale(stored=line.stored, scale=scale, by=by, upload=locked, cell=cell)
    _decide(locked, ImportState.CONFIRMED, by)
    _told(locked, "confirm scales", by, f"Шкалы из файла «{locked.file_name}»: {plan.words}")
    return plan


@transaction.atomic
def discard_scale_upload(*, upload: ScaleUpload, by: User) -> ScaleUpload:
    """Leave the table out; what was read from it stays for the record."""
    locked = _locked(upload)
    require_scale_upload(by, locked)
    _decide(locked, ImportState.DISCARDED, by)
    _told(locked, "discard scales", by, f"Отклонён файл шкал «{locked.file_name}»")
    return locked


def _locked(upload: ScaleUpload) -> ScaleUpload:
    return (
        ScaleUpload.objects.select_for_update(of=("self",))
        .select_related("municipality__region")
        .get(pk=upload.pk)
    )


def _decide(upload: ScaleUpload, state: ImportState, by: User) -> None:
    upload.state = state
    upload.decided_by = by
    upload.decided_at = timezone.now()
    upload.save(update_fields=["state", "decided_by", "decided_at"])


def _told(upload: ScaleUpload, action: str, by: User, summary: str) -> None:
    record(
        by=by, action=action, subject=upload, municipality_id=upload.municipality_id,
        summary=summary,
    )  # fmt: skip
