"""Several files at once: each becomes a draft of its own, and those without errors go together."""

from __future__ import annotations

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.importing import confirm_import, draft_import
from assessments.models import ImportBatch, ImportState
from assessments.permissions import require_import
from assessments.queries.batches import batch_files
from core.office.errors import UnreadableFileError
from core.office.packed_files import NESTED, Unpacked, told_by_number
from core.values.wording import counted, lower_first
from core.web.several_files import TakenFiles
from schools.models import Municipality


@sensitive_variables()
def draft_batch(*, municipality: Municipality, unpacked: Unpacked, by: User) -> ImportBatch:
    """A draft for each file that can be read; the others are told of by their numbers."""
    require_import(by, municipality)
    number = len(unpacked.files) + len(unpacked.nested)
    batch = ImportBatch.objects.create(
        municipality=municipality, files=number, service_files=unpacked.service_files,
        uploaded_by=by,
    )  # fmt: skip
    left_aside = []
    for place, file in enumerate(unpacked.files, start=1):
        try:
            draft_import(
                municipality=municipality, content=file.content, file_name=file.name, by=by,
                batch=batch,
            )  # fmt: skip
        except UnreadableFileError as error:
            left_aside.append(told_by_number(place, number, file.name, lower_first(str(error))))
    for place, name in enumerate(unpacked.nested, start=len(unpacked.files) + 1):
        left_aside.append(told_by_number(place, number, name, NESTED))
    batch.left_aside = left_aside
    batch.save(update_fields=["left_aside"])
    return batch


@transaction.atomic
def confirm_batch(*, batch: ImportBatch, by: User) -> TakenFiles:
    """Load every file of the batch that waits and has no errors."""
    require_import(by, batch.municipality)
    waiting = [one for one in batch_files(batch) if one.results_import.state == ImportState.DRAFT]
    clean = [one for one in waiting if one.may_go]
    for one in clean:
        confirm_import(results_import=one.results_import, by=by)
    words = counted(len(clean), "файл", "файла", "файлов")
    record(
        by=by, action="confirm batch of results", subject=batch,
        municipality_id=batch.municipality_id,
        summary=f"Загружены файлы без ошибок: {words} из {len(waiting)}",
    )  # fmt: skip
    return TakenFiles(len(clean), len(waiting) - len(clean))
