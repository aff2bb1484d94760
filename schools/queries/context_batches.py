"""Files with context data that were uploaded together, as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from core.office.issues import Severity
from schools.domain.context.values import Value
from schools.models import ContextBatch, ContextUpload, ContextUploadState
from schools.queries.context import FilePlan, plan_uploads

_COUNTS = (ContextUploadState.DRAFT, ContextUploadState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class BatchFile:
    """One file of the batch; `plan` is None where a decision has been made.

    `differs` counts its figures that an earlier file of the batch gives another value.
    """

    upload: ContextUpload
    plan: FilePlan | None
    differs: int

    @property
    def errors(self) -> int:
        """Rows and figures of the file that are left out."""
        if self.plan is None:
            return 0
        return sum(issue.severity is Severity.ERROR for issue in self.plan.issues)

    @property
    def may_go(self) -> bool:
        """Whether the file waits, changes anything, and nothing about it asks for a person."""
        return bool(self.plan and self.plan.changes and not self.errors and not self.differs)


def batch_files(batch: ContextBatch) -> list[BatchFile]:
    """Every file with its plan as things stand now; the register is read once for all."""
    uploads = list(
        ContextUpload.objects.filter(batch=batch).select_related("municipality").order_by("pk")
    )
    said = [one for one in uploads if one.state in _COUNTS]
    plans = dict(zip((one.pk for one in said), plan_uploads(said), strict=True))
    first: dict[tuple[int, str], Value] = {}
    files = []
    for upload in uploads:
        plan = plans.get(upload.pk)
        values = plan.values if plan else {}
        differs = sum(first.setdefault(key, value) != value for key, value in values.items())
        waits = upload.state == ContextUploadState.DRAFT
        files.append(BatchFile(upload, plan if waits else None, differs if waits else 0))
    return files
