"""Pages of a PDF as paragraphs and tables in reading order."""

import io
import itertools
import logging
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from core.office.documents import Block, Document, Paragraph
from core.office.errors import UnreadableFileError
from core.office.pdf.healing import one_table
from core.office.pdf.lines import Line, Word, begins_anew, joined, lines_of
from core.office.pdf.tables import Fill, PageTable, goes_on, read_table
from core.office.pdf.unruled import Rule, unruled_tables

MAX_PAGES = 300
_FEWEST_LETTERS = 20
_MARGIN = 60.0
_NEAR = 3.0
_INKS = 4

Box = tuple[float, float, float, float]
_LOOSE, _WIDE = 0.35, 0.7
_CENTRE_TOLERANCE = 12.0
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


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    items: tuple[Line | PageTable, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(item for item in self.items if isinstance(item, Line))


def read_pdf(content: bytes) -> Document:
    """Read a PDF; raises UnreadableFileError where it is damaged, encrypted or has no text."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableFileError(_TOO_LONG)
            pages = [_read_page(page) for page in pdf.pages]
    except UnreadableFileError:
        raise
    except Exception as error:
        # Malformed files break the library in dozens of places with as many kinds of errors.
        raise UnreadableFileError(_ENCRYPTED if _is_locked(error) else _DAMAGED) from error
    if sum(_letters(page) for page in pages) < _FEWEST_LETTERS:
        raise UnreadableFileError(_NO_TEXT if pages else _DAMAGED)
    return Document(kind="pdf", blocks=tuple(_blocks(_with_unruled(pages))))


def _with_unruled(pages: Sequence[_Page]) -> list[_Page]:
    """Pages with lines that stand in columns put together to tables."""
    found = unruled_tables([page.lines for page in pages], [page.rules for page in pages])
    return [
        page if part is None else _with_table(page, *part)
        for page, part in zip(pages, found, strict=True)
    ]


def _with_table(page: _Page, first: int, last: int, table: PageTable) -> _Page:
    inside = {id(line) for line in page.lines[first : last + 1]}
    items = [item for item in page.items if id(item) not in inside]
    return replace(page, items=tuple(sorted([*items, table], key=lambda item: item.top)))


def _is_locked(error: Exception) -> bool:
    causes = (error, error.__cause__, *error.args)
    if not isinstance(error, PdfminerException | PDFPasswordIncorrect | PDFEncryptionError):
        return False
    return any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes)


def _letters(page: _Page) -> int:
    count = 0
    for item in page.items:
        if isinstance(item, Line):
            count += sum(letter.isalnum() for letter in item.text)
        else:
            count += sum(len(cell.text) for row in item.rows for cell in row.cells)
    return count


def _read_page(page: Any) -> _Page:
    found = page.extract_words(extra_attrs=["fontname"], return_chars=True)
    drawn = _tables(page)
    boxes = [box for table in drawn for box in table.cells]
    words = [word for each in found for word in _words(each, boxes)]
    fills = _fills(page)
    tables = [read_table(table, words, page.page_number, fills) for table in drawn]
    outside = [word for word in words if not any(_is_in(word, table) for table in tables)]
    height = float(page.height)
    lines = [line for line in lines_of(_rejoined(outside)) if not _is_page_number(line, height)]
    items: list[Line | PageTable] = [*lines, *tables]
    items.sort(key=lambda item: item.top)
    rules = tuple(
        Rule(edge["x0"], edge["x1"], edge["top"])
        for edge in page.edges
        if edge["orientation"] == "h"
    )
    result = _Page(page.page_number, float(page.width), height, tuple(items), rules)
    page.close()
    return result


def _words(found: dict[str, Any], boxes: Sequence[Box]) -> Iterator[Word]:
    """A word, cut where it runs over the border of a cell: workbooks print cells that close."""
    bold = "bold" in found["fontname"].lower()
    x0, x1, top, bottom = found["x0"], found["x1"], found["top"], found["bottom"]
    middle = (top + bottom) / 2
    borders = [
        box[2]
        for box in boxes
        if box[1] <= middle < box[3] and x0 + _NEAR / 2 < box[2] < x1 - _NEAR / 2
    ]
    if not borders:
        yield Word(found["text"], x0, x1, top, bottom, bold)
        return
    parts = itertools.groupby(
        found["chars"],
        key=lambda char: sum(border <= (char["x0"] + char["x1"]) / 2 for border in borders),
    )
    for _, part in parts:
        chars = list(part)
        text = "".join(char["text"] for char in chars)
        yield Word(text, chars[0]["x0"], chars[-1]["x1"], top, bottom, bold)


def _fills(page: Any) -> list[Fill]:
    """Coloured areas in the order they are painted, white ones too: they hide what is beneath."""
    found = (rect for rect in page.rects if rect.get("fill") and rect["height"] > _NEAR)
    return [
        Fill(rect["x0"], rect["top"], rect["x1"], rect["bottom"], _colour(rect))
        for rect in found
        if rect["width"] > _NEAR
    ]


def _colour(rect: dict[str, Any]) -> str:
    """The name of a colour, «» for white."""
    values = rect.get("non_stroking_color")
    if not isinstance(values, list | tuple):
        values = (values,)
    if any(not isinstance(value, int | float) for value in values):
        return ""
    white = (0,) * 4 if len(values) == _INKS else (1,) * len(values)
    return "" if tuple(values) == white else " ".join(f"{value:g}" for value in values)


def _tables(page: Any) -> list[Any]:
    """Tables with rules; a frame around text has a single cell and is none."""
    found = page.find_tables({"explicit_horizontal_lines": _missing_rules(page)})
    return [table for table in found if len(table.cells) > 1]


def _missing_rules(page: Any) -> list[float]:
    """Heights at which a row is cut by the page and some programs draw no rule."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ruled = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    ends = Counter(round(edge[side]) for edge in upright for side in ("top", "bottom"))
    limits = [edge[side] for edge in upright for side in ("top", "bottom")]
    if not limits:
        return []
    open_ends = (
        height
        for height in (min(limits), max(limits))
        if ends[round(height)] > 1 and not any(abs(height - rule) < _NEAR for rule in ruled)
    )
    return list(open_ends)


def _rejoined(words: Sequence[Word]) -> list[Word]:
    """A word of which a part is bold is read as two that touch each other."""
    result: list[Word] = []
    for word in words:
        last = result[-1] if result else None
        if last and abs(last.top - word.top) < 1 and 0 <= word.x0 - last.x1 < 0.8:
            result[-1] = Word(
                last.text + word.text, last.x0, word.x1, last.top, last.bottom, last.bold
            )
        else:
            result.append(word)
    return result


def _is_in(word: Word, table: PageTable) -> bool:
    middle = (word.top + word.bottom) / 2
    across = (word.x0 + word.x1) / 2
    return table.top <= middle <= table.bottom and table.edges[0] <= across <= table.edges[-1]


def _is_page_number(line: Line, height: float) -> bool:
    near_edge = line.top < _MARGIN or line.bottom > height - _MARGIN
    return near_edge and line.text.strip(" -–—").isdigit()


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    number = 0
    parts: list[PageTable] = []
    for place, page in enumerate(pages):
        lines: list[Line] = []
        if place and page.width != pages[place - 1].width:
            # A page of another format begins a new part of the document.
            yield Paragraph("", page=page.number)
        for item in page.items:
            if isinstance(item, Line):
                if parts:
                    number += 1
                    yield one_table(parts, number)
                    parts = []
                lines.append(item)
                continue
            yield from _paragraphs(lines, page)
            lines = []
            if parts and not goes_on(parts[-1], item):
                number += 1
                yield one_table(parts, number)
                parts = []
            parts.append(item)
        yield from _paragraphs(lines, page)
    if parts:
        yield one_table(parts, number + 1)


def _paragraphs(lines: Sequence[Line], page: _Page) -> Iterator[Paragraph]:
    if not lines:
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    usual = _usual_gap(lines)
    text = ""
    first = previous = lines[0]
    for line in lines:
        height = line.bottom - line.top
        gap = line.top - previous.bottom - usual
        goes_on = line.text[0].islower() or line.text[0] == "("
        anew = not goes_on and begins_anew(previous, line, left, right)
        if text and (anew or gap > _LOOSE * height):
            yield _paragraph(text, first, page)
            if gap > _WIDE * height:
                yield Paragraph("", page=page.number)
            text, first = "", line
        text = joined(text, line.text)
        previous = line
    yield _paragraph(text, first, page)


def _usual_gap(lines: Sequence[Line]) -> float:
    """The free space between the lines of one paragraph."""
    gaps = [lower.top - upper.bottom for upper, lower in itertools.pairwise(lines)]
    return max(statistics.median_low(gaps), 0.0) if gaps else 0.0


def _paragraph(text: str, first: Line, page: _Page) -> Paragraph:
    middle = (first.x0 + first.x1) / 2
    centred = abs(middle - page.width / 2) < _CENTRE_TOLERANCE and first.x0 > _MARGIN * 1.5
    return Paragraph(text=text, bold=first.bold, centred=centred, page=page.number)
