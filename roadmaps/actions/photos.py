"""Photographed sheets become one document: taken in, put in order, turned, bound into a PDF."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE, recognise
from core.office.wholeness import require_whole
from core.web.refusals import NotPossible
from roadmaps.actions.evidence import attach_evidence, attach_stored, judged_document, stored
from roadmaps.models import Assignment, Evidence, PhotoSheet
from roadmaps.permissions.work import reason_against_evidence, require_doer
from roadmaps.renderers.photos import FORMATS, as_page, pdf_of_pages

MOST_SHEETS = 40
NO_SHEETS = "Снимков пока нет. Добавьте хотя бы один."
_NOT_A_PICTURE = "Это не снимок JPG или PNG. Документы прикладывайте на странице поручения."


def add_sheet(*, assignment: Assignment, content: bytes, by: User, at: datetime) -> PhotoSheet:
    """Take one picture as the last sheet.

    Raises UnreadableFileError with a sentence for what is no whole picture, NotPossible where the
    assignment is closed for changes or there are too many sheets, Refusal for who is not its doer.
    """
    ready = stored_sheet(assignment=assignment, content=content, by=by, at=at)
    with ready as sheet, transaction.atomic():
        sheet.save()
    return sheet


@contextmanager
def stored_sheet(
    *, assignment: Assignment, content: bytes, by: User, at: datetime
) -> Iterator[PhotoSheet]:
    """The last sheet with its picture stored, for a block that saves its row or does not.

    Around the outermost transaction, as `evidence.stored`; raises as `add_sheet`.
    """
    _require_open(assignment, by)
    page = _page(content)
    own = PhotoSheet.objects.filter(person=by, assignment=assignment)
    if own.count() >= MOST_SHEETS:
        raise NotPossible(f"В одном документе не больше {MOST_SHEETS} снимков.")
    last = own.aggregate(last=Max("position"))["last"] or 0
    sheet = PhotoSheet(
        person=by, assignment=assignment, size=len(page), position=last + 1, added_at=at
    )
    sheet.file.save(f"{uuid.uuid4().hex}.jpg", ContentFile(page), save=False)
    stored_name = str(sheet.file.name)
    try:
        yield sheet
    except BaseException:
        sheet.file.storage.delete(stored_name)
        raise
    if sheet.pk is None:
        sheet.file.storage.delete(stored_name)


@transaction.atomic
def move_sheet(*, sheet: PhotoSheet, step: int) -> None:
    """Put a sheet one place earlier (`step` -1) or later (1)."""
    own = list(
        PhotoSheet.objects.select_for_update().filter(
            person=sheet.person, assignment=sheet.assignment
        )
    )
    here = next((index for index, one in enumerate(own) if one.pk == sheet.pk), None)
    if here is None or not 0 <= here + step < len(own):
        return
    own.insert(here + step, own.pop(here))
    for position, one in enumerate(own, start=1):
        PhotoSheet.objects.filter(pk=one.pk).update(position=position)


def turn_sheet(*, sheet: PhotoSheet) -> None:
    """Turn a sheet by a quarter clockwise."""
    turns = (sheet.quarter_turns + 1) % 4
    PhotoSheet.objects.filter(pk=sheet.pk).update(quarter_turns=turns)


def drop_sheet(*, sheet: PhotoSheet) -> None:
    """Take a sheet away for good; it has served no document yet."""
    if PhotoSheet.objects.filter(pk=sheet.pk).delete()[0]:
        sheet.file.storage.delete(str(sheet.file.name))


def bind_sheets(*, assignment: Assignment, file_name: str, by: User, at: datetime) -> Evidence:
    """Make one PDF of the person's sheets and attach it; the sheets have served then.

    Raises NotPossible without sheets, and where they have changed or served meanwhile; otherwise
    as `attach_evidence`.
    """
    _require_open(assignment, by)
    sheets = list(PhotoSheet.objects.filter(person=by, assignment=assignment))
    if not sheets:
        raise NotPossible(NO_SHEETS)
    # Seconds of work: nobody else waits for it in a transaction.
    content = pdf_of_pages(
        [(_read(sheet), sheet.quarter_turns) for sheet in sheets],
        max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE,
    )
    name = file_name.strip() or name_of_pictures(at)
    document = judged_document(assignment, content, name, by=by, at=at)
    with stored(document, content), transaction.atomic():
        gone, _ = PhotoSheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).delete()
        if gone != len(sheets):
            raise NotPossible("Снимки изменились или уже собраны в документ. Обновите страницу.")
        evidence = attach_stored(evidence=document, by=by)
        transaction.on_commit(lambda: _delete_files(sheets))
    return evidence


def bind_pictures(
    *,
    assignment: Assignment,
    pictures: Iterable[tuple[str, bytes]],
    file_name: str,
    by: User,
    at: datetime,
) -> list[tuple[str, str]]:
    """Make one PDF of pictures in the order given and attach it.

    Pictures that are not taken are returned with a sentence each; the others are bound. Raises as
    `attach_evidence`.
    """
    _require_open(assignment, by)
    pages, refused = [], []
    for name, content in pictures:
        try:
            pages.append((_page(content), 0))
        except UnreadableFileError as reason:
            refused.append((name, str(reason)))
    if pages:
        content = pdf_of_pages(pages, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
        attach_evidence(assignment=assignment, content=content, file_name=file_name, by=by, at=at)
    return refused


def name_of_pictures(at: datetime) -> str:
    """What a document of pictures is called where nobody has named it."""
    return f"Снимки {timezone.localdate(at):%d.%m.%Y}"


def _page(content: bytes) -> bytes:
    kind = recognise(content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
    if kind not in FORMATS:
        raise UnreadableFileError(_NOT_A_PICTURE)
    require_whole(content, kind)
    return as_page(content, kind)


def _require_open(assignment: Assignment, by: User) -> None:
    require_doer(by, assignment)
    reason = reason_against_evidence(assignment)
    if reason:
        raise NotPossible(reason)


def _read(sheet: PhotoSheet) -> bytes:
    with sheet.file.open("rb") as file:
        content: bytes = file.read()
    return content


def _delete_files(sheets: list[PhotoSheet]) -> None:
    for sheet in sheets:
        sheet.file.storage.delete(str(sheet.file.name))
