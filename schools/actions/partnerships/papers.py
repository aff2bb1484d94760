"""Documents of partnerships: the agreement, and what is attached to a visit."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from core.office.attached import AttachedFile, read_attached
from core.office.files import MEGABYTE
from schools.actions.partnerships.locking import held, told
from schools.domain.roles import Right
from schools.models import Partnership, PartnershipVisit
from schools.permissions import require


def read_paper(content: bytes, file_name: str) -> AttachedFile:
    """The document as it is kept; UnreadableFileError with a sentence for what is not taken."""
    return read_attached(content, file_name, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)


@contextmanager
def with_paper(row: Partnership | PartnershipVisit, paper: AttachedFile | None) -> Iterator[None]:
    """Store the document and fill the fields of the row that the block saves.

    Around the outermost transaction: where the block fails or saves no row, no file stays.
    """
    if paper is None:
        yield
        return
    row.file.save(f"{uuid.uuid4().hex}{paper.extension}", ContentFile(paper.content), save=False)
    row.file_name, row.content_type = paper.name, paper.content_type
    row.size, row.sha256 = len(paper.content), paper.sha256
    stored = str(row.file.name)
    try:
        yield
    except BaseException:
        row.file.storage.delete(stored)
        raise
    if row.pk is None:
        row.file.storage.delete(stored)


def attach_agreement(*, partnership: Partnership, paper: AttachedFile, by: User) -> None:
    """Attach the signed agreement; another one takes its place, the same one again is none."""
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    row = Partnership(pk=partnership.pk)
    with with_paper(row, paper), transaction.atomic():
        now = held(partnership)
        former, former_name = str(now.file.name or ""), now.file_name
        Partnership.objects.filter(pk=now.pk).update(
            file=row.file.name,
            file_name=row.file_name,
            content_type=row.content_type,
            size=row.size,
            sha256=row.sha256,
        )
        told(
            now,
            by=by,
            action="attach agreement",
            summary=f"Приложено соглашение «{paper.name}»",
            changes={"Соглашение": (former_name, paper.name)} if former_name else {},
        )
        if former:
            transaction.on_commit(lambda: row.file.storage.delete(former))
