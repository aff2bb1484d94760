"""One door for documents of every supported format."""

from collections.abc import Callable

from core.office.archives import TOO_LARGE
from core.office.conversion import read_through_libreoffice
from core.office.documents import MAX_GRID_CELLS, Document
from core.office.errors import UnreadableFileError
from core.office.files import FileKind, recognise
from core.office.hypertext import read_hypertext, read_web_archive
from core.office.opendocument import read_opendocument
from core.office.pdf import read_pdf
from core.office.plain_text import read_text
from core.office.sheets import read_sheets
from core.office.word import read_docx

_NOT_A_DOCUMENT = (
    "Это не документ: портал читает файлы Word, Excel, PDF, LibreOffice, веб-страницы и текст с "
    "табуляциями. Выберите файл .docx, .xlsx, .pdf, .odt, .html или .txt."
)
_EMPTY = "В документе нет ни текста, ни таблиц. Проверьте, тот ли файл выбран."
_READERS: dict[FileKind, Callable[[bytes], Document]] = {
    FileKind.DOCX: read_docx,
    FileKind.ODT: read_opendocument,
    FileKind.ODS: read_opendocument,
    FileKind.XLSX: read_sheets,
    FileKind.XLS: read_sheets,
    FileKind.PDF: read_pdf,
    FileKind.HTML: read_hypertext,
    FileKind.MHTML: read_web_archive,
    FileKind.TEXT: read_text,
    FileKind.DOC: lambda content: read_through_libreoffice(content, "doc"),
    FileKind.RTF: lambda content: read_through_libreoffice(content, "rtf"),
}


def read_document(content: bytes, filename: str = "") -> Document:
    """Read a document; its kind is told by its content, whatever `filename` ends with.

    Raises UnreadableFileError with a sentence for people when the file is not a document, is empty,
    encrypted, over 20 MB or damaged.
    """
    reader = _READERS.get(recognise(content))
    if reader is None:
        raise UnreadableFileError(_NOT_A_DOCUMENT)
    document = reader(content)
    if not any(paragraph.text.strip() for paragraph in document.paragraphs) and not document.tables:
        raise UnreadableFileError(_EMPTY)
    if document.grid_size > MAX_GRID_CELLS:
        raise UnreadableFileError(TOO_LARGE)
    return document
