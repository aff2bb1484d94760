"""Files that begin like a picture, a PDF or an office document and go on as nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from core.office.errors import UnreadableFileError
from core.office.files import FileKind
from core.office.wholeness import require_whole


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind)
    return buffer.getvalue()


def archive(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, text)
    return buffer.getvalue()


WHOLE = [
    (picture("PNG"), FileKind.PNG),
    (picture("JPEG"), FileKind.JPG),
    (picture("JPEG") + b"trailer of a phone", FileKind.JPG),
    (b"%PDF-1.7\nstartxref\n0\n%%EOF\n" + b"\x00" * 9000, FileKind.PDF),
    (archive("word/document.xml", "\ufeff<?xml version='1.0'?><x/>"), FileKind.DOCX),
    (archive("xl/workbook.bin", "x"), FileKind.XLSX),
    (archive("content.xml", "<x/>"), FileKind.ODT),
    (b"anything", FileKind.TEXT),
]


@pytest.mark.parametrize(("content", "kind"), WHOLE)
def test_whole_file_passes(content: bytes, kind: FileKind) -> None:
    require_whole(content, kind)


BROKEN = [
    (picture("PNG")[:10], FileKind.PNG, "не до конца"),
    (picture("PNG")[:-20], FileKind.PNG, "не до конца"),
    (picture("JPEG")[:4] + b"\x00" * 50, FileKind.JPG, "не до конца"),
    (picture("JPEG")[:-2], FileKind.JPG, "не до конца"),
    (b"%PDF-1.7\n1 0 obj\n", FileKind.PDF, "не до конца"),
    (archive("word/document.xml", ""), FileKind.DOCX, "повреждён"),
    (archive("word/document.xml", "text"), FileKind.DOCX, "повреждён"),
    (archive("word/styles.xml", "<x/>"), FileKind.DOCX, "повреждён"),
    (archive("xl/workbook.xml", "<x/>")[:-30], FileKind.XLSX, "повреждён"),
]


@pytest.mark.parametrize(("content", "kind", "words"), BROKEN)
def test_beginning_of_a_file_is_refused(content: bytes, kind: FileKind, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        require_whole(content, kind)


def test_picture_of_too_many_points_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(UnreadableFileError, match="слишком много точек"):
        require_whole(picture("PNG"), FileKind.PNG)
