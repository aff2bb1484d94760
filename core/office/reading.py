"""One door for documents of every supported format."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.office.archives import TOO_LARGE
from core.office.conversion import read_through_libreoffice
from core.office.documents import (
    MAX_BLOCKS,
    MAX_CHARACTERS,
    MAX_GRID_CELLS,
    MAX_TEXT_CHARACTERS,
    Block,
    Document,
    Paragraph,
)
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
NUL = "\x00"
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
    encrypted, over 20 MB, damaged, or longer than any document of an office.
    """
    reader = _READERS.get(recognise(content))
    if reader is None:
        raise UnreadableFileError(_NOT_A_DOCUMENT)
    document = reader(content)
    if not any(paragraph.text.strip() for paragraph in document.paragraphs) and not document.tables:
        raise UnreadableFileError(_EMPTY)
    _refuse_absurd(document)
    return _storable(document)


def _refuse_absurd(document: Document) -> None:
    lengths = [len(text) for text in _texts(document)]
    if (
        document.grid_size > MAX_GRID_CELLS
        or len(document.blocks) > MAX_BLOCKS
        or max(lengths, default=0) > MAX_TEXT_CHARACTERS
        or sum(lengths) > MAX_CHARACTERS
    ):
        raise UnreadableFileError(TOO_LARGE)


def _storable(document: Document) -> Document:
    """Without NUL characters, which text in UTF-16 may hold and PostgreSQL refuses."""
    if not any(NUL in text for text in _texts(document)):
        return document
    return replace(
        document,
        blocks=tuple(map(_block_without_nul, document.blocks)),
        footnotes=tuple(note.replace(NUL, "") for note in document.footnotes),
    )


def _block_without_nul(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.replace(NUL, ""))
    rows = (
        replace(
            row,
            cells=tuple(replace(cell, text=cell.text.replace(NUL, "")) for cell in row.cells),
        )
        for row in block.rows
    )
    return replace(block, rows=tuple(rows), sheet=block.sheet.replace(NUL, ""))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield block.sheet
            yield from (cell.text for row in block.rows for cell in row.cells)
    yield from document.footnotes
