"""Whether a file is what its first bytes promise, as far as that is cheap: nothing is decoded."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from core.office.errors import UnreadableFileError
from core.office.files import BROKEN_ARCHIVE, FileKind

_PICTURES = {FileKind.JPG: ("JPEG",), FileKind.PNG: ("PNG",)}
_MAIN_PARTS = {
    FileKind.DOCX: ("word/document.xml",),
    FileKind.XLSX: ("xl/workbook.xml", "xl/workbook.bin"),
    FileKind.ODT: ("content.xml",),
}
_BROKEN_PICTURE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
_PICTURE_END = {FileKind.JPG: b"\xff\xd9", FileKind.PNG: b"IEND"}
_PDF_TAIL = 8192
_HEAD = 65_536
_XML_STARTS = (b"<", b"\xff\xfe", b"\xfe\xff")


def require_whole(content: bytes, kind: FileKind) -> None:
    """Refuse a picture, PDF or office file that has no more than the beginning of one.

    Raises UnreadableFileError with a sentence; files of other kinds pass.
    """
    if kind in _PICTURES:
        _require_picture(content, kind)
    elif kind is FileKind.PDF:
        _require_pdf(content)
    elif kind in _MAIN_PARTS:
        _require_main_part(content, kind)


def _require_picture(content: bytes, kind: FileKind) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES[kind]) as picture:
            picture.verify()
    except Image.DecompressionBombError as error:
        raise UnreadableFileError(
            "В снимке слишком много точек. Уменьшите его и приложите снова."
        ) from error
    except _BROKEN_PICTURE as error:
        raise _broken_picture() from error
    if _PICTURE_END[kind] not in content:
        raise _broken_picture()


def _broken_picture() -> UnreadableFileError:
    return UnreadableFileError(
        "Снимок повреждён или загружен не до конца. Откройте его у себя, сохраните заново и "
        "приложите снова."
    )


def _require_pdf(content: bytes) -> None:
    tail = content.rstrip(b"\x00 \t\r\n")[-_PDF_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise UnreadableFileError(
            "Файл PDF повреждён или загружен не до конца. Сохраните документ в PDF заново и "
            "приложите снова."
        )


def _require_main_part(content: bytes, kind: FileKind) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = next(one for one in _MAIN_PARTS[kind] if one in archive.namelist())
            with archive.open(name) as part:
                head = part.read(_HEAD)
    except (StopIteration, *BROKEN_ARCHIVE) as error:
        raise _broken_document() from error
    is_xml = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_XML_STARTS)
    if name.endswith(".xml") and not is_xml:
        raise _broken_document()


def _broken_document() -> UnreadableFileError:
    return UnreadableFileError(
        "Документ повреждён: в нём нет текста, который открыл бы Word или Excel. Откройте его у "
        "себя, сохраните заново и приложите снова."
    )
