"""One door for documents of every supported format."""

from collections.abc import Callable

from core.office.documents import Document
from core.office.errors import UnreadableFileError
from core.office.files import FileKind, recognise
from core.office.word import read_docx

_NOT_A_DOCUMENT = (
    "Это не документ: портал читает файлы Word, Excel, PDF, LibreOffice и текст с табуляциями. "
    "Выберите файл .docx, .xlsx, .pdf, .odt или .txt."
)
_READERS: dict[FileKind, Callable[[bytes], Document]] = {
    FileKind.DOCX: read_docx,
}


def read_document(content: bytes, filename: str = "") -> Document:
    """Read a document by its content; `filename` only helps where the content says nothing.

    Raises UnreadableFileError with a sentence for people when the file is not a document, is empty,
    encrypted, too large or damaged.
    """
    reader = _READERS.get(recognise(content))
    if reader is None:
        raise UnreadableFileError(_NOT_A_DOCUMENT)
    return reader(content)
