"""Files that arrive in pieces, so that a broken line costs no more than the last of them.

Pieces lie in the database: a piece and the place where the next one begins change together, any
web process may take the next piece, and what is forgotten leaves no files behind.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum

from accounts.models import User
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE
from core.web.refusals import NotPossible
from core.web.uploads import EMPTY, too_large
from roadmaps.actions.evidence import attach_stored, judged_document, stored
from roadmaps.actions.photos import stored_sheet
from roadmaps.models import Assignment, PhotoSheet, Upload, UploadPiece
from roadmaps.permissions.work import reason_against_evidence, require_doer

PIECE_BYTES = 256 * 1024
LARGEST_PIECE = MEGABYTE
MOST_UNDER_WAY_MB = 200
KEPT_FOR = timedelta(days=2)
SHEETS_KEPT_FOR = timedelta(days=14)
CHANGED_ON_THE_WAY = "Файл изменился по дороге или пока загружался. Выберите его и приложите снова."
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME_LIMIT = 255


class WrongOffset(Exception):
    """The piece does not begin where the file ends so far; `received` says where it does."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class PieceTooLarge(Exception):
    """More bytes than a piece may have, or than the file was said to have."""


def begin_upload(
    *,
    assignment: Assignment,
    file_name: str,
    size: int,
    sha256: str,
    is_sheet: bool,
    by: User,
    at: datetime,
) -> Upload:
    """Announce a file; one that the same person has begun is gone on with.

    Raises UnreadableFileError for a size that is not taken, NotPossible where the assignment is
    closed for changes or too much of the person's is under way, Refusal for who is not its doer.
    """
    require_doer(by, assignment)
    reason = reason_against_evidence(assignment)
    if reason:
        raise NotPossible(reason)
    if size > settings.UPLOAD_LIMIT_MB * MEGABYTE:
        raise UnreadableFileError(too_large())
    if size <= 0:
        raise UnreadableFileError(EMPTY)
    if not _DIGEST.fullmatch(sha256):
        raise NotPossible(CHANGED_ON_THE_WAY)
    same = {"person": by, "assignment": assignment, "sha256": sha256, "is_sheet": is_sheet}
    try:
        with transaction.atomic():
            begun = Upload.objects.filter(**same, finished_at__isnull=True).first()
            if begun is not None:
                return begun
            _require_room(by, size)
            named = file_name[:_NAME_LIMIT]
            return Upload.objects.create(**same, file_name=named, size=size, touched_at=at)
    except IntegrityError:
        return Upload.objects.get(**same, finished_at__isnull=True)


def add_piece(*, upload: Upload, offset: int, content: bytes, at: datetime) -> int:
    """Take one piece; returns how many bytes are here now. A piece sent twice counts once.

    Raises PieceTooLarge, and WrongOffset for a piece out of its turn.
    """
    end = offset + len(content)
    if len(content) > LARGEST_PIECE or end > upload.size:
        raise PieceTooLarge
    waiting = Upload.objects.filter(pk=upload.pk, received=offset, finished_at__isnull=True)
    with transaction.atomic():
        if content and waiting.update(received=end, touched_at=at):
            UploadPiece.objects.create(upload=upload, offset=offset, content=content)
            return end
    received = Upload.objects.values_list("received", flat=True).get(pk=upload.pk)
    if offset < end <= received:
        return received
    raise WrongOffset(received)


def finish_upload(*, upload: Upload, by: User, at: datetime) -> Upload:
    """Make the file whole and attach it; finishing twice gives the same.

    Raises WrongOffset where pieces are missing, UnreadableFileError for a file that is not taken
    or has changed on its way (it is then forgotten), NotPossible and Refusal as `begin_upload`.
    """
    try:
        content = _whole(upload)
        if content is None:
            return upload
        finish = _finish_sheet if upload.is_sheet else _finish_document
        finish(upload, content, by, at)
    except UnreadableFileError:
        forget_upload(upload=upload)
        raise
    return upload


def forget_upload(*, upload: Upload) -> None:
    """Give up a file that is still under way."""
    Upload.objects.filter(pk=upload.pk, finished_at__isnull=True).delete()


def forget_stale(*, now: datetime) -> tuple[int, int]:
    """Forget files that nobody sends any more and sheets that became no document.

    Returns how many of each.
    """
    stale = Upload.objects.filter(touched_at__lt=now - KEPT_FOR)
    uploads = stale.count()
    stale.delete()
    sheets = list(PhotoSheet.objects.filter(added_at__lt=now - SHEETS_KEPT_FOR))
    for sheet in sheets:
        sheet.delete()
        sheet.file.storage.delete(str(sheet.file.name))
    return uploads, len(sheets)


def _whole(upload: Upload) -> bytes | None:
    """The file put together; None where it has been finished before."""
    upload.refresh_from_db(fields=["received", "finished_at", "evidence"])
    if upload.finished_at is not None:
        return None
    if upload.received != upload.size:
        raise WrongOffset(upload.received)
    content = b"".join(
        bytes(piece)
        for piece in upload.pieces.order_by("offset").values_list("content", flat=True).iterator()
    )
    if hashlib.sha256(content).hexdigest() == upload.sha256:
        return content
    upload.refresh_from_db(fields=["finished_at", "evidence"])
    if upload.finished_at is not None:
        return None
    raise UnreadableFileError(CHANGED_ON_THE_WAY)


def _finish_document(upload: Upload, content: bytes, by: User, at: datetime) -> None:
    evidence = judged_document(upload.assignment, content, upload.file_name, by=by, at=at)
    with stored(evidence, content), transaction.atomic():
        if _claim(upload, at):
            upload.evidence = attach_stored(evidence=evidence, by=by)
            upload.save(update_fields=["evidence"])


def _finish_sheet(upload: Upload, content: bytes, by: User, at: datetime) -> None:
    ready = stored_sheet(assignment=upload.assignment, content=content, by=by, at=at)
    with ready as sheet, transaction.atomic():
        if _claim(upload, at):
            sheet.save()


def _claim(upload: Upload, at: datetime) -> bool:
    """Whether it is ours to finish; the pieces have served then."""
    waiting = Upload.objects.filter(pk=upload.pk, finished_at__isnull=True)
    is_ours = bool(waiting.update(finished_at=at, touched_at=at))
    if is_ours:
        upload.pieces.all().delete()
    upload.refresh_from_db(fields=["finished_at", "touched_at", "evidence"])
    return is_ours


def _require_room(by: User, size: int) -> None:
    under_way = Upload.objects.filter(person=by, finished_at__isnull=True)
    taken = under_way.aggregate(sum=Sum("size"))["sum"] or 0
    if taken + size > MOST_UNDER_WAY_MB * MEGABYTE:
        raise NotPossible(
            "Слишком много файлов загружается одновременно. Дождитесь, пока часть загрузится."
        )
