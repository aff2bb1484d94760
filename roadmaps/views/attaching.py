"""Files of an ordinary form: documents one by one, several pictures as one document."""

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from core.office.errors import UnreadableFileError
from core.office.files import is_picture
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions.evidence import attach_evidence
from roadmaps.actions.photos import bind_pictures, name_of_pictures
from roadmaps.models import Assignment

NAME_WIDTH = 90
_HEAD = 16


def attach_uploads(
    request: HttpRequest, found: Assignment, uploads: list[UploadedFile]
) -> list[str]:
    """Attach what can be taken; a sentence for each of the others."""
    pictures = [upload for upload in uploads if _is_picture(upload)]
    if len(pictures) < 2:
        return list(_attach_each(request, found, uploads))
    others = [upload for upload in uploads if upload not in pictures]
    return [*_attach_each(request, found, others), *_bind(request, found, pictures)]


def _attach_each(
    request: HttpRequest, found: Assignment, uploads: list[UploadedFile]
) -> Iterator[str]:
    for upload in uploads:
        try:
            attach_evidence(
                assignment=found,
                content=read_upload(upload),
                file_name=upload.name or "",
                by=_by(request),
                at=timezone.now(),
            )
        except UnreadableFileError as refused:
            yield not_attached(upload.name, str(refused))
        except NotPossible as refused:
            yield str(refused)
            return


def _bind(request: HttpRequest, found: Assignment, pictures: list[UploadedFile]) -> list[str]:
    unread: list[str] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for picture in pictures:
            try:
                yield picture.name or "", read_upload(picture)
            except UnreadableFileError as refused:
                unread.append(not_attached(picture.name, str(refused)))

    at = timezone.now()
    try:
        refused = bind_pictures(
            assignment=found,
            pictures=contents(),
            file_name=name_of_pictures(at),
            by=_by(request),
            at=at,
        )
    except (UnreadableFileError, NotPossible) as reason:
        return [*unread, str(reason)]
    return [*unread, *(not_attached(name, why) for name, why in refused)]


def not_attached(name: str | None, why: str) -> str:
    """«Приказ.pdf» не приложен, and why."""
    shown = shorten(name or "файл", NAME_WIDTH, placeholder="…")
    return f"«{shown}» не приложен. {why}"


def _is_picture(upload: UploadedFile) -> bool:
    head = upload.read(_HEAD)
    upload.seek(0)
    return is_picture(head)


def _by(request: HttpRequest) -> Any:
    return request.user
