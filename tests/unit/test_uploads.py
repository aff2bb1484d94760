"""Reading an uploaded file within its limit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.office.errors import UnreadableFileError
from core.web.uploads import read_upload


def test_content_is_read_whole():
    assert read_upload(SimpleUploadedFile("plan.docx", b"content")) == b"content"


def test_empty_file_is_refused():
    with pytest.raises(UnreadableFileError, match="Файл пустой"):
        read_upload(SimpleUploadedFile("plan.docx", b""))


@pytest.mark.parametrize("is_size_known", [True, False])
def test_file_above_the_limit_is_refused_whatever_it_declares(settings, is_size_known):
    settings.UPLOAD_LIMIT_MB = 1
    upload = SimpleUploadedFile("plan.docx", b"x" * (1024 * 1024 + 1))
    if not is_size_known:
        upload.size = None
    with pytest.raises(UnreadableFileError, match="больше 1\u00a0МБ"):
        read_upload(upload)
