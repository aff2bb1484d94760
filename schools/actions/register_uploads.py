"""A register on its way in: uploaded, looked at, taken over or left."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from schools.actions.register import Foresight, foresee_register, import_register
from schools.domain.roles import Right
from schools.models import Municipality, RegisterUpload
from schools.parsing.register import read_register
from schools.permissions import require


@dataclass(frozen=True, slots=True)
class Taken:
    """The upload after a confirmation, and whether it was this one that took it over."""

    upload: RegisterUpload
    is_new: bool


@transaction.atomic
def keep_upload(
    *, municipality: Municipality, file_name: str, content: bytes, by: User
) -> RegisterUpload:
    """Keep a register for its review instead of the person's earlier one that still waits.

    Raises UnreadableFileError where the file is no register.
    """
    require(by, Right.EDIT_SCHOOLS, municipality=municipality)
    read_register(content)
    waiting = RegisterUpload.objects.filter(municipality=municipality, uploaded_by=by)
    waiting.filter(confirmed_at__isnull=True).delete()
    return RegisterUpload.objects.create(
        municipality=municipality, file_name=file_name[:255], content=content, uploaded_by=by
    )


def foresee_upload(upload: RegisterUpload) -> Foresight:
    """What taking `upload` over would do now."""
    register = read_register(bytes(upload.content))
    return foresee_register(register=register, only=upload.municipality.code)


@transaction.atomic
def confirm_upload(*, upload: RegisterUpload, by: User) -> Taken:
    """Take the register over, once; the outcome stays with the upload."""
    require(by, Right.EDIT_SCHOOLS, municipality=upload.municipality)
    Municipality.objects.select_for_update().get(pk=upload.municipality_id)
    upload.refresh_from_db()
    if upload.confirmed_at is not None:
        return Taken(upload, is_new=False)
    seen = foresee_upload(upload)
    register = read_register(bytes(upload.content))
    import_register(register=register, only=upload.municipality.code, by=by)
    upload.outcome = _outcome(seen)
    upload.confirmed_at = timezone.now()
    upload.save(update_fields=["outcome", "confirmed_at"])
    return Taken(upload, is_new=True)


@transaction.atomic
def discard_upload(*, upload: RegisterUpload, by: User) -> bool:
    """Forget a register that was not taken over; False where it was."""
    require(by, Right.EDIT_SCHOOLS, municipality=upload.municipality)
    waiting = RegisterUpload.objects.filter(pk=upload.pk, confirmed_at__isnull=True)
    deleted, _ = waiting.delete()
    return bool(deleted)


def _outcome(seen: Foresight) -> dict[str, Any]:
    return {
        "created": len(seen.created),
        "changed": len(seen.changed),
        "unchanged": seen.unchanged,
        "issues": [issue.as_dict() for issue in seen.issues],
    }
