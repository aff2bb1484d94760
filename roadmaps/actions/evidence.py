"""Documents that prove the work: attaching, replacing, describing and taking away.

The format of a file is judged by its content. It is stored under a random name; the person's own
name is kept beside it and given back on download.
"""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.actions.audit import record
from accounts.models import User
from core.office.attached import read_attached, usual_extension
from core.office.files import MEGABYTE
from core.values.file_names import printable
from core.web.refusals import NotPossible
from roadmaps.actions.work import hold, take_up
from roadmaps.domain.evidence import (
    DocumentKind,
    guessed_kind,
    host_of,
    trouble_with_link,
)
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import require_doer

REMARK_LIMIT = 500
NAMES_OF_LINK = 200
REPLACED_ALREADY = "Этот документ уже заменён или убран. Обновите страницу и посмотрите новый."
REASON_MISSING = "Напишите, почему документ заменён: прежняя версия останется в истории."


def attach_evidence(
    *,
    assignment: Assignment,
    content: bytes,
    file_name: str,
    by: User,
    at: datetime,
    remark: str = "",
) -> Evidence:
    """Attach a document; the same file on the same assignment stays one.

    Raises UnreadableFileError with a sentence for a file that is not taken, NotPossible where the
    assignment is closed for changes at present, Refusal where the person is not its doer.
    """
    evidence = judged_document(assignment, content, file_name, by=by, at=at)
    evidence.remark = remark.strip()[:REMARK_LIMIT]
    with stored(evidence, content), transaction.atomic():
        return attach_stored(evidence=evidence, by=by)


def judged_document(
    assignment: Assignment, content: bytes, file_name: str, *, by: User, at: datetime
) -> Evidence:
    """The row of a file that is taken, neither stored nor saved yet.

    A whole document is read for it: outside a transaction nobody else waits. Raises
    UnreadableFileError and Refusal as `attach_evidence`.
    """
    require_doer(by, assignment)
    document = read_attached(content, file_name, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
    return Evidence(
        assignment=assignment,
        kind=guessed_kind(document.name, is_picture=document.is_picture).value,
        file_name=document.name,
        content_type=document.content_type,
        size=len(content),
        sha256=document.sha256,
        uploaded_by=by,
        uploaded_at=at,
    )


@contextmanager
def stored(evidence: Evidence, content: bytes) -> Iterator[None]:
    """Store the file whose row the block writes; no file stays where the row does not.

    Around the outermost transaction: its end decides whether the row stays.
    """
    extension = usual_extension(evidence.content_type)
    evidence.file.save(f"{uuid.uuid4().hex}{extension}", ContentFile(content), save=False)
    own_file = str(evidence.file.name)
    try:
        yield
    except BaseException:
        evidence.file.storage.delete(own_file)
        raise
    if evidence.pk is None:
        evidence.file.storage.delete(own_file)


def attach_stored(*, evidence: Evidence, by: User) -> Evidence:
    """Save the row of a document that is `stored`; where the same file is attached, that one."""
    take_up(assignment=evidence.assignment, by=by, at=evidence.uploaded_at)
    return _attached_already(evidence) or _keep(evidence, by, _told("Приложен", evidence))


def replace_evidence(
    *, former: Evidence, content: bytes, file_name: str, because: str, by: User, at: datetime
) -> Evidence:
    """Put a new version in the place of a document; the former one stays readable.

    Raises NotPossible without a reason, for the very same file, and where somebody else has
    replaced or removed the document first; otherwise as `attach_evidence`.
    """
    evidence = judged_document(former.assignment, content, file_name, by=by, at=at)
    evidence.replaces, evidence.replaced_because = former, because.strip()[:REMARK_LIMIT]
    evidence.remark = former.remark
    if not evidence.replaced_because:
        raise NotPossible(REASON_MISSING)
    with stored(evidence, content), transaction.atomic():
        take_up(assignment=former.assignment, by=by, at=at)
        kept = _attached_already(evidence)
        if kept is not None:
            raise NotPossible(f"Такой файл уже приложен: «{kept.file_name}».")
        summary = f"Документ «{former.file_name}» заменён на «{evidence.file_name}»"
        return _keep(evidence, by, summary)


def attach_link(
    *, assignment: Assignment, url: str, title: str, by: User, at: datetime, remark: str = ""
) -> Evidence:
    """Attach an address; the portal itself never opens it.

    Raises NotPossible with a sentence for what is no address of a protected page.
    """
    url = url.strip()
    with transaction.atomic():
        require_doer(by, assignment)
        trouble = trouble_with_link(url)
        if trouble:
            raise NotPossible(trouble)
        take_up(assignment=assignment, by=by, at=at)
        title = printable(" ".join(title.split()))[:NAMES_OF_LINK] or host_of(url)
        evidence = Evidence(
            assignment=assignment,
            kind=DocumentKind.LINK.value,
            url=url,
            file_name=title,
            sha256=hashlib.sha256(url.encode()).hexdigest(),
            remark=remark.strip()[:REMARK_LIMIT],
            uploaded_by=by,
            uploaded_at=at,
        )
        return _attached_already(evidence) or _keep(evidence, by, f"Приложена ссылка «{title}»")


def take_from_earlier(
    *, assignment: Assignment, document: Evidence, by: User, at: datetime
) -> Evidence:
    """Let a document that the same school or party has attached elsewhere serve here too.

    The stored file is one. Raises NotPossible for a document of somebody else, or one that has
    been removed since.
    """
    with transaction.atomic():
        require_doer(by, assignment)
        if not _is_of_same_doer(document, assignment):
            raise NotPossible("Взять можно только документ той же школы или того же исполнителя.")
        if document.removed_at is not None:
            raise NotPossible(REPLACED_ALREADY)
        take_up(assignment=assignment, by=by, at=at)
        evidence = Evidence(
            assignment=assignment,
            kind=document.kind,
            file=document.file.name,
            url=document.url,
            file_name=document.file_name,
            content_type=document.content_type,
            size=document.size,
            sha256=document.sha256,
            remark=document.remark,
            taken_from=document,
            uploaded_by=by,
            uploaded_at=at,
        )
        summary = f"{_told('Приложен', evidence)} из приложенных раньше"
        return _attached_already(evidence) or _keep(evidence, by, summary)


def describe_evidence(
    *, evidence: Evidence, kind: str, remark: str, by: User, at: datetime
) -> Evidence:
    """Say what kind of document it is and what should be known of it."""
    with transaction.atomic():
        take_up(assignment=evidence.assignment, by=by, at=at)
        hold(evidence.assignment)
        new = {"kind": DocumentKind(kind).value, "remark": remark.strip()[:REMARK_LIMIT]}
        old = {name: getattr(evidence, name) for name in new}
        if new == old:
            return evidence
        if not Evidence.objects.kept().filter(pk=evidence.pk).update(**new):
            raise NotPossible(REPLACED_ALREADY)
        for name, value in new.items():
            setattr(evidence, name, value)
        _record(evidence, by, "describe evidence", f"Уточнён документ «{evidence.file_name}»")
    return evidence


def remove_evidence(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Take a document away before the work is accepted; its row and file are kept."""
    assignment = evidence.assignment
    with transaction.atomic():
        take_up(assignment=assignment, by=by, at=at)
        hold(assignment)
        if Evidence.objects.kept().filter(pk=evidence.pk).update(removed_at=at):
            evidence.removed_at = at
            _record(evidence, by, "remove evidence", f"Убран документ «{evidence.file_name}»")


def _attached_already(evidence: Evidence) -> Evidence | None:
    return evidence.assignment.evidence.kept().filter(sha256=evidence.sha256).first()


def _is_of_same_doer(document: Evidence, assignment: Assignment) -> bool:
    other = document.assignment
    return (other.school_id, other.party_id) == (assignment.school_id, assignment.party_id)


def _told(verb: str, evidence: Evidence) -> str:
    return f"{verb} документ «{evidence.file_name}»"


def _keep(evidence: Evidence, by: User, summary: str) -> Evidence:
    """Save the row; where two sendings of one document met, the first one counts."""
    former = evidence.replaces
    try:
        with transaction.atomic():
            hold(evidence.assignment)
            if former is not None:
                _step_back(former, evidence.uploaded_at)
            evidence.save()
            _record(evidence, by, "attach evidence", summary)
    except IntegrityError:
        kept = _attached_already(evidence)
        if kept is None:
            raise NotPossible(REPLACED_ALREADY) from None
        return kept
    return evidence


def _step_back(former: Evidence, at: datetime) -> None:
    """The former version leaves its place; who comes second finds it left."""
    if not Evidence.objects.kept().filter(pk=former.pk).update(removed_at=at):
        raise NotPossible(REPLACED_ALREADY)
    former.removed_at = at


def _record(evidence: Evidence, by: User, action: str, summary: str) -> None:
    assignment = evidence.assignment
    record(
        by=by,
        action=action,
        subject=assignment,
        summary=summary,
        municipality_id=assignment.occurrence.activity.roadmap.municipality_id,
    )
