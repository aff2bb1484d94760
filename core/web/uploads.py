"""Reading what a form has uploaded, within the limit of the settings."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.office.errors import UnreadableFileError

MEGABYTE = 1024 * 1024
EMPTY = "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова."


def read_upload(upload: UploadedFile) -> bytes:
    """The whole content of `upload`.

    Raises UnreadableFileError with a sentence where the file is empty or larger than
    UPLOAD_LIMIT_MB.
    """
    limit = settings.UPLOAD_LIMIT_MB * MEGABYTE
    if upload.size is not None and upload.size > limit:
        raise UnreadableFileError(too_large())
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise UnreadableFileError(too_large())
    if not content:
        raise UnreadableFileError(EMPTY)
    return content


def too_large() -> str:
    """The sentence for a file beyond the limit."""
    return (
        f"Файл больше {settings.UPLOAD_LIMIT_MB}\u00a0МБ. Уберите из него рисунки или разделите "
        "на части и загрузите снова."
    )
