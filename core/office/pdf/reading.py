"""Pages of a PDF as paragraphs and tables in reading order."""

import io
import itertools
import logging
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from core.office.documents import Block, Document, Paragraph
from core.office.errors import UnreadableFileError
from core.office.pdf.bounds import refuse_heavy_pages
from core.office.pdf.furniture import without_furniture
from core.office.pdf.healing import one_table
from core.office.pdf.lines import Line
from core.office.pdf.pages import Page, read_page
from core.office.pdf.paragraphs import Sheet, paragraphs_of
from core.office.pdf.tables import PageTable, goes_on
from core.office.pdf.unruled import with_unruled_tables

MAX_PAGES = 300
_FEWEST_LETTERS = 20
_NOTE = re.compile(r"^(?:\d{1,2}|\*{1,3})\)?\s*[А-ЯЁA-Zа-яё«]")
_SMALLER = 0.93
_ENCRYPTED = "Файл PDF защищён паролем. Снимите пароль и загрузите снова."
_DAMAGED = (
    "Файл PDF повреждён: его не удаётся открыть. Сохраните документ в PDF заново и загрузите снова."
)
_NO_TEXT = (
    "В этом PDF нет текста, только изображения страниц. Загрузите исходный документ Word или PDF с "
    "распознанным текстом."
)
_TOO_LONG = f"В файле PDF больше {MAX_PAGES} страниц. Оставьте страницы с планом и загрузите снова."

# The library reports every oddity of a font; a person can do nothing about them.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(content: bytes) -> Document:
    """Read a PDF; raises UnreadableFileError where it is damaged, encrypted or has no text."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableFileError(_TOO_LONG)
            refuse_heavy_pages(pdf.pages)
            pages = [read_page(page) for page in pdf.pages]
    except UnreadableFileError:
        raise
    except Exception as error:
        # Malformed files break the library in dozens of places with as many kinds of errors.
        raise UnreadableFileError(_ENCRYPTED if _is_locked(error) else _DAMAGED) from error
    if sum(page.letters for page in pages) < _FEWEST_LETTERS:
        raise UnreadableFileError(_NO_TEXT if pages else _DAMAGED)
    pages = with_unruled_tables(without_furniture(pages))
    return Document(kind="pdf", blocks=tuple(_blocks(pages)))


def _is_locked(error: Exception) -> bool:
    causes = (error, error.__cause__, *error.args)
    if not isinstance(error, PdfminerException | PDFPasswordIncorrect | PDFEncryptionError):
        return False
    return any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes)


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    number = 0
    parts: list[PageTable] = []
    sheets: list[Sheet] = []
    notes: list[Sheet] = []
    edges = _text_edges(pages)
    standing = [(place, item) for place, page in enumerate(pages) for item in _items(page)]
    after = [item for _, item in standing[1:]]
    last = -1
    for (place, item), following in itertools.zip_longest(standing, after):
        page = pages[place]
        if last >= 0 and last != place and page.width != pages[last].width:
            # A page of another format begins a new part of the document.
            yield from paragraphs_of(sheets)
            sheets = []
            yield Paragraph("", page=page.number)
        last = place
        if not isinstance(item, PageTable) and parts and _is_note(item, parts[-1], following):
            notes.append(_sheet(page, edges, item))
            continue
        if isinstance(item, PageTable):
            yield from paragraphs_of(sheets)
            sheets = []
        if parts and not (isinstance(item, PageTable) and goes_on(parts[-1], item)):
            number += 1
            yield one_table(parts, number)
            yield from paragraphs_of(notes)
            parts, notes = [], []
        if isinstance(item, PageTable):
            parts.append(item)
        else:
            sheets.append(_sheet(page, edges, item))
    yield from paragraphs_of(sheets)
    if parts:
        yield one_table(parts, number + 1)
        yield from paragraphs_of(notes)


def _sheet(
    page: Page, edges: Mapping[float, tuple[float, float]], lines: tuple[Line, ...]
) -> Sheet:
    return Sheet(page.number, page.width, *edges[page.width], lines=lines)


def _is_note(
    lines: Sequence[Line], table: PageTable, following: PageTable | tuple[Line, ...] | None
) -> bool:
    """Whether lines at the foot of a page are notes to a table that the next page goes on with.

    A note begins with a figure or asterisks and is set in smaller letters than the table.
    """
    if not isinstance(following, PageTable) or following.page == table.page:
        return False
    if not goes_on(table, following) or not _NOTE.match(lines[0].text):
        return False
    heights = [text.first.height for text in table.texts.values() if text.first]
    usual = statistics.median(line.height for line in lines)
    return bool(heights) and usual < _SMALLER * statistics.median(heights)


def _items(page: Page) -> Iterator[PageTable | tuple[Line, ...]]:
    """Tables and the lines between them from top to bottom."""
    rest = list(page.lines)
    for table in sorted(page.tables, key=lambda table: table.top):
        above = tuple(line for line in rest if line.top < table.top)
        if above:
            yield above
        rest = rest[len(above) :]
        yield table
    if rest:
        yield tuple(rest)


def _text_edges(pages: Sequence[Page]) -> dict[float, tuple[float, float]]:
    """Between which places texts stand on pages of one width."""
    edges: dict[float, tuple[float, float]] = {}
    for page in pages:
        lefts = [line.x0 for line in page.lines]
        rights = [line.x1 for line in page.lines]
        left, right = edges.get(page.width, (page.width, 0.0))
        edges[page.width] = min([left, *lefts]), max([right, *rights])
    return edges
