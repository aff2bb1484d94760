"""Reading what a form has uploaded, within the limit of the settings."""

from collections.abc import Callable
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler

from core.office.errors import UnreadableFileError

MEGABYTE = 1024 * 1024
EMPTY = "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова."

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "keeps_uploads_in_memory"


def uploads_in_memory(view: View) -> View:
    """Files sent to `view` never touch the disk: they may hold names of pupils.

    The middleware `UploadsInMemoryMiddleware` sees to it before the request's body is read; a
    request is not longer than UPLOAD_LIMIT_MB × FILES_PER_REQUEST.
    """
    setattr(view, _MARK, True)
    return view


def wants_uploads_in_memory(view: Callable[..., Any]) -> bool:
    """Whether `uploads_in_memory` has marked the view."""
    return bool(getattr(view, _MARK, False))


class InMemoryUploads(MemoryFileUploadHandler):
    """Keeps a file of any size in memory; Django writes those over 2.5 MB to a temporary file."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """The length of the request was judged before."""
        self.activated = True


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
