"""Several files of context data at once: each is a draft of its own, clean ones go together."""

from __future__ import annotations

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.actions.audit import record
from accounts.models import User
from core.office.errors import UnreadableFileError
from core.office.packed_files import NESTED, Unpacked, told_by_number
from core.values.wording import counted, lower_first
from core.web.several_files import TakenFiles
from schools.actions.context import confirm_upload, keep_upload
from schools.domain.roles import Right
from schools.models import ContextBatch, Municipality
from schools.permissions import require
from schools.queries.context_batches import batch_files


@sensitive_variables()
@transaction.atomic
def keep_batch(
    *, municipality: Municipality, academic_year: int, unpacked: Unpacked, by: User
) -> ContextBatch:
    """A draft for each file that can be read; the others are told of by their numbers."""
    require(by, Right.EDIT_CONTEXT, municipality=municipality)
    number = len(unpacked.files) + len(unpacked.nested)
    batch = ContextBatch.objects.create(
        municipality=municipality, academic_year=academic_year, files=number,
        service_files=unpacked.service_files, uploaded_by=by,
    )  # fmt: skip
    left_aside = []
    for place, file in enumerate(unpacked.files, start=1):
        try:
            keep_upload(
                municipality=municipality, academic_year=academic_year, file_name=file.name,
                content=file.content, by=by, batch=batch,
            )  # fmt: skip
        except UnreadableFileError as error:
            left_aside.append(told_by_number(place, number, file.name, lower_first(str(error))))
    for place, name in enumerate(unpacked.nested, start=len(unpacked.files) + 1):
        left_aside.append(told_by_number(place, number, name, NESTED))
    batch.left_aside = left_aside
    batch.save(update_fields=["left_aside"])
    return batch


@transaction.atomic
def confirm_batch(*, batch: ContextBatch, by: User) -> TakenFiles:
    """Take over every file of the batch that waits and has nothing to decide about."""
    require(by, Right.EDIT_CONTEXT, municipality=batch.municipality)
    Municipality.objects.select_for_update().get(pk=batch.municipality_id)
    waiting = [one for one in batch_files(batch) if one.plan is not None]
    clean = [one for one in waiting if one.may_go]
    for one in clean:
        confirm_upload(upload=one.upload, by=by)
    words = counted(len(clean), "файл", "файла", "файлов")
    record(
        by=by, action="load context files", subject=batch, municipality_id=batch.municipality_id,
        summary=f"Загружены файлы контекстных данных без ошибок: {words} из {len(waiting)}",
    )  # fmt: skip
    return TakenFiles(len(clean), len(waiting) - len(clean))
