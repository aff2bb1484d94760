"""The scanned order of an edition: judged by its content, kept under a random name."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE, FileKind, recognise
from core.office.wholeness import require_whole
from core.values.file_names import shown_name
from core.web.refusals import NotPossible
from roadmaps.models import Edition
from roadmaps.permissions.plans import require_keeper

NOT_TAKEN = "Приложите скан приказа: PDF или снимок JPG, PNG."
HAS_SCAN = "Скан этого приказа уже приложен, заменить его нельзя."
_TYPES = {
    FileKind.PDF: ("application/pdf", (".pdf",)),
    FileKind.JPG: ("image/jpeg", (".jpg", ".jpeg")),
    FileKind.PNG: ("image/png", (".png",)),
}


@dataclass(frozen=True, slots=True)
class OrderScan:
    """A file that may stand for an order."""

    content: bytes
    name: str
    content_type: str
    extension: str

    @property
    def sha256(self) -> str:
        """Its digest."""
        return hashlib.sha256(self.content).hexdigest()


def read_scan(content: bytes, file_name: str) -> OrderScan:
    """The scan as it is kept; UnreadableFileError with a sentence for anything else."""
    kind = recognise(content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
    if kind not in _TYPES:
        raise UnreadableFileError(f"Такой файл не подойдёт. {NOT_TAKEN}")
    require_whole(content, kind)
    content_type, extensions = _TYPES[kind]
    return OrderScan(content, shown_name(file_name, extensions), content_type, extensions[0])


def keep_scan(edition: Edition, scan: OrderScan) -> None:
    """Write the file and its row, last of all in a transaction: a row that fails leaves no file."""
    edition.scan.save(f"{uuid.uuid4().hex}{scan.extension}", ContentFile(scan.content), save=False)
    try:
        Edition.objects.filter(pk=edition.pk).update(
            scan=edition.scan.name,
            scan_name=scan.name,
            scan_type=scan.content_type,
            scan_size=len(scan.content),
            scan_sha256=scan.sha256,
        )
    except BaseException:
        edition.scan.delete(save=False)
        raise
    edition.refresh_from_db()


@transaction.atomic
def attach_scan(*, edition: Edition, by: User, scan: OrderScan) -> Edition:
    """Attach the scan that was not at hand at the approval, once; the same file again is none."""
    require_keeper(by, edition.roadmap)
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    if locked.scan_sha256 == scan.sha256:
        return locked
    if locked.scan:
        raise NotPossible(HAS_SCAN)
    record(
        by=by,
        action="attach order",
        subject=edition.roadmap,
        summary=f"К редакции №\u00a0{edition.number} приложен скан приказа «{scan.name}»"[:500],
        municipality_id=edition.roadmap.municipality_id,
    )
    keep_scan(locked, scan)
    return locked
