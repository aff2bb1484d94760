"""Documents that prove the work: attaching and taking away.

The kind of a file is judged by its content. It is stored under a random name; the person's own
name is kept beside it and given back on download.
"""

import hashlib
import uuid
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.actions.audit import record
from accounts.models import User
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE, FileKind, recognise
from core.office.wholeness import require_whole
from roadmaps.actions.work import overtaken, take_up
from roadmaps.domain.evidence import shown_name
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import require_doer

_OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
}
_EXTENSIONS = {FileKind.JPG: (".jpg", ".jpeg")}
_NOT_TAKEN = "Приложите документ PDF, Word (docx), Excel (xlsx), ODT или снимок JPG, PNG."
_REFUSED_KINDS = {
    FileKind.DOC: "Это старый формат Word. Сохраните документ как docx или PDF и приложите снова.",
    FileKind.XLS: "Это старый формат Excel. Сохраните книгу как xlsx или PDF и приложите снова.",
    FileKind.RTF: "Документы RTF не принимаются. Сохраните как docx или PDF и приложите снова.",
    FileKind.ODS: "Таблицы ODS не принимаются. Сохраните как xlsx или PDF и приложите снова.",
    FileKind.ZIP: "Это архив. Достаньте из него документы и приложите их по одному.",
    FileKind.TEXT: f"Это текст без оформления. {_NOT_TAKEN}",
    FileKind.HTML: f"Это веб-страница. {_NOT_TAKEN}",
    FileKind.MHTML: f"Это веб-страница. {_NOT_TAKEN}",
}


def attach_evidence(
    *, assignment: Assignment, content: bytes, file_name: str, by: User, at: datetime
) -> Evidence:
    """Attach a document; the same file on the same assignment stays one.

    Raises UnreadableFileError with a sentence for a file that is not taken, NotPossible where the
    assignment is closed for changes at present, Refusal where the person is not its doer.
    """
    with transaction.atomic():
        # A refused file must not count as begun work.
        require_doer(by, assignment)
        kind = _kind_of(content)
        take_up(assignment=assignment, by=by, at=at)
        digest = hashlib.sha256(content).hexdigest()
        kept = assignment.evidence.kept().filter(sha256=digest).first()
        if kept is not None:
            return kept
        extensions = _EXTENSIONS.get(kind, (f".{kind.value}",))
        evidence = Evidence(
            assignment=assignment,
            file_name=shown_name(file_name, extensions),
            content_type=CONTENT_TYPES[kind],
            size=len(content),
            sha256=digest,
            uploaded_by=by,
            uploaded_at=at,
        )
        return _store(evidence, content, extensions[0], by)


def remove_evidence(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Take a document away before the work is accepted; its row and file are kept."""
    assignment = evidence.assignment
    with transaction.atomic():
        take_up(assignment=assignment, by=by, at=at)
        _hold(assignment)
        if Evidence.objects.kept().filter(pk=evidence.pk).update(removed_at=at):
            evidence.removed_at = at
            _record(evidence, by, "remove evidence", f"Убран документ «{evidence.file_name}»")


def _kind_of(content: bytes) -> FileKind:
    kind = recognise(content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
    if kind not in CONTENT_TYPES:
        raise UnreadableFileError(
            _REFUSED_KINDS.get(kind, f"Такие файлы не принимаются. {_NOT_TAKEN}")
        )
    require_whole(content, kind)
    return kind


def _store(evidence: Evidence, content: bytes, extension: str, by: User) -> Evidence:
    """Write file and row together: a row that fails leaves no file behind."""
    evidence.file.save(f"{uuid.uuid4().hex}{extension}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            _hold(evidence.assignment)
            evidence.save()
            _record(evidence, by, "attach evidence", f"Приложен документ «{evidence.file_name}»")
    except IntegrityError:
        # Two uploads of the same file met; the first one counts.
        evidence.file.delete(save=False)
        return evidence.assignment.evidence.kept().get(sha256=evidence.sha256)
    except BaseException:
        evidence.file.delete(save=False)
        raise
    return evidence


def _hold(assignment: Assignment) -> None:
    """Keep the assignment from being handed in or judged until this transaction ends."""
    row = Assignment.objects.filter(pk=assignment.pk, status=assignment.status)
    if not row.update(status=assignment.status):
        raise overtaken(assignment)


def _record(evidence: Evidence, by: User, action: str, summary: str) -> None:
    assignment = evidence.assignment
    record(
        by=by,
        action=action,
        subject=assignment,
        summary=summary,
        municipality_id=assignment.occurrence.activity.roadmap.municipality_id,
    )
