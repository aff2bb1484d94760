"""What kind of file has been uploaded, judged by its content, and whether it is safe to open.

Office formats are ZIP archives: their directory is read before anything is unpacked, so that an
archive bomb costs nothing.
"""

import io
import re
import zipfile
import zlib
from enum import StrEnum

from core.office.errors import UnreadableFileError

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_UNPACKED_BYTES = 400 * MEGABYTE
MAX_PACKING_RATIO = 200
MAX_MEMBERS = 5_000

# What the standard library raises from malformed archives.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"\ufeff?\s*(?:Version:[\d.]+\s+(?:\w+:[^\n<]*\n)+)?(?:<\?xml[^>]*>\s*)?"
    r"(?:<!--(?:[^-]|-(?!->))*-->\s*)*"
    r"<(?:!doctype html|(?:html|head|body|meta|title|link|style|base|table|div|p|span|center|font|"
    r"h[1-6]|ul|ol|google-sheets-html-origin|b|br|a)[\s>/])",
    re.IGNORECASE,
)
_PAGE_ARCHIVE = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE
)
_PAGE_HEAD = 8192


class FileKind(StrEnum):
    """Kinds of office files and pictures the portal can tell apart."""

    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    PDF = "pdf"
    DOC = "doc"
    XLS = "xls"
    RTF = "rtf"
    JPG = "jpg"
    PNG = "png"
    ZIP = "zip"
    HTML = "html"
    MHTML = "mhtml"
    TEXT = "text"
    UNKNOWN = "unknown"


_PICTURE_MAGIC = {b"\xff\xd8\xff": FileKind.JPG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}


def recognise(content: bytes, *, max_bytes: int = MAX_BYTES) -> FileKind:
    """The kind of `content`.

    Raises UnreadableFileError for a file that is empty, too large, encrypted or an archive bomb.
    """
    if not content.strip():
        raise UnreadableFileError("Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.")
    if len(content) > max_bytes:
        raise UnreadableFileError(
            f"Файл больше {max_bytes // MEGABYTE} МБ. Уберите из него рисунки или разделите на "
            "части и загрузите снова."
        )
    if content.startswith(b"PK\x03\x04"):
        return _recognise_archive(content)
    if content.startswith(_OLE_MAGIC):
        return _recognise_compound(content)
    if content[:1024].lstrip().startswith(b"%PDF"):
        return FileKind.PDF
    if content.startswith(b"{\\rtf"):
        return FileKind.RTF
    for magic, kind in _PICTURE_MAGIC.items():
        if content.startswith(magic):
            return kind
    return _recognise_text(content) if is_text(content) else FileKind.UNKNOWN


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so calls itself a JPG or PNG."""
    return head.startswith(tuple(_PICTURE_MAGIC))


def _recognise_text(content: bytes) -> FileKind:
    head = decode_text(content[:_PAGE_HEAD])
    if _PAGE.match(head):
        return FileKind.HTML
    if _PAGE_ARCHIVE.match(head) and ("multipart/" in head or "text/html" in head):
        return FileKind.MHTML
    return FileKind.TEXT


def is_text(content: bytes) -> bool:
    """Whether `content` looks like text in UTF-8, UTF-16 or cp1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = content[:65_536]
    # The vertical tab is Word's line break.
    control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13) for byte in head)
    return b"\x00" not in head and control == 0


def decode_text(content: bytes) -> str:
    """Text of a plain file: UTF-16 by its mark, UTF-8, else cp1251 as old office programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _recognise_archive(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, len(content))
            names = {member.filename for member in members}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except BROKEN_ARCHIVE as error:
        raise UnreadableFileError(
            "Файл повреждён: его не удаётся открыть. Откройте его в Word или Excel, сохраните "
            "заново и загрузите снова."
        ) from error
    if "word/document.xml" in names:
        return FileKind.DOCX
    if any(name.startswith("xl/workbook.") for name in names):
        return FileKind.XLSX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return FileKind.ODT
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind.ODS
    return FileKind.ZIP


def _refuse_bomb(members: list[zipfile.ZipInfo], packed_bytes: int) -> None:
    unpacked = sum(member.file_size for member in members)
    too_dense = unpacked > 50 * MEGABYTE and unpacked > MAX_PACKING_RATIO * packed_bytes
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or too_dense:
        raise UnreadableFileError(
            "Файл распаковывается в слишком большой объём и не будет открыт. Сохраните документ "
            "заново и загрузите снова."
        )


def _recognise_compound(content: bytes) -> FileKind:
    """Old binary formats and encrypted new ones share a container; stream names tell them apart."""
    if _has_stream(content, "EncryptedPackage") or _has_stream(content, "EncryptionInfo"):
        raise UnreadableFileError(
            "Файл защищён паролем. Снимите пароль в Word или Excel и загрузите снова."
        )
    if _has_stream(content, "WordDocument"):
        return FileKind.DOC
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return FileKind.XLS
    return FileKind.UNKNOWN


def _has_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content
