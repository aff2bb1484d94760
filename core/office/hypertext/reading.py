"""Blocks of a web page in reading order."""

import re
from collections.abc import Iterator

from lxml import etree

from core.office.documents import Block, Document, Paragraph, Row, Table
from core.office.errors import UnreadableFileError
from core.office.hypertext.lists import ListCounter, written_marker
from core.office.hypertext.looks import PLAIN, Look, Styles
from core.office.hypertext.parsing import Page, parse_page
from core.office.hypertext.tables import CellContent, GridReader
from core.office.hypertext.words import Words
from core.office.sheets import sheet_blocks

_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math",
     "select", "option", "button", "textarea", "xml", "map", "audio", "video", "colgroup", "col"}
)  # fmt: skip
_ITS_OWN = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt", "dd", "pre"})
_BLOCKS = _ITS_OWN | frozenset(
    {"html", "body", "div", "center", "blockquote", "address", "article", "section", "main",
     "header", "footer", "aside", "nav", "form", "fieldset", "dl", "hr", "figure", "details", "li",
     "tr", "td", "th", "tbody", "thead", "tfoot"}
)  # fmt: skip
_EMPTY_LINE = re.compile(r"\n{2,}")
_COVER = (
    "Это обложка веб-страницы Excel: таблицы лежат в папке рядом с ней. Сохраните книгу в формате "
    ".xlsx и загрузите её."
)


def read_hypertext(content: bytes) -> Document:
    """Read a page (.html) or the clipboard's HTML; only text and tables are taken.

    Raises UnreadableFileError where it is too large or only the cover of a saved workbook.
    """
    page = parse_page(content)
    if page.root.find(".//frameset") is not None and page.root.find(".//table") is None:
        raise UnreadableFileError(_COVER)
    return Document(kind="html", blocks=tuple(page_blocks(page)))


def page_blocks(page: Page, tables_before: int = 0) -> list[Block]:
    """The blocks of one page; its tables are numbered after those of pages before it."""
    return _PageReader(page, tables_before).blocks()


class _PageReader:
    """Reads one page and numbers its tables in reading order."""

    def __init__(self, page: Page, tables_before: int) -> None:
        self._root = page.root
        self._count = tables_before
        self.styles = Styles(page.sheets)

    def blocks(self) -> list[Block]:
        """Everything under `<body>`, or under the root of a fragment."""
        body = self._root.find("body")
        flow = _Flow(self)
        flow.read(self._root if body is None else body, PLAIN)
        flow.close(PLAIN)
        return flow.found

    def table(self, element: etree._Element, look: Look) -> Iterator[Block]:
        """The table with its caption above it, and the tables nested in it."""
        caption = element.find("caption")
        if caption is not None:
            yield from self._paragraphs(caption, look)
        self._count += 1
        number = self._count
        reader = GridReader(self.styles.look, lambda cell: self._content(cell, look))
        rows = reader.rows(element)
        if _is_sheet(element):
            yield from sheet_blocks(rows, number, "")
        elif rows:
            yield Table(number=number, rows=tuple(rows), width=_width(rows))
        yield from reader.nested

    def _paragraphs(self, element: etree._Element, look: Look) -> list[Block]:
        flow = _Flow(self)
        flow.read(element, look)
        flow.close(look)
        return flow.found

    def _content(self, cell: etree._Element, look: Look) -> CellContent:
        blocks = self._paragraphs(cell, _inside(look, self.styles.look(cell)))
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        bold = [line.bold for line in lines if line.text]
        return CellContent(
            text="\n".join(line.full_text for line in lines).strip(),
            bold=bool(bold) and all(bold),
            tables=tuple(block for block in blocks if isinstance(block, Table)),
        )


class _Flow:
    """The blocks of one container; inline pieces gather until a block begins or ends."""

    def __init__(self, page: _PageReader) -> None:
        self._page = page
        self._words = Words()
        self._marker = ""
        self.found: list[Block] = []

    def read(self, element: etree._Element, look: Look, *, as_written: bool = False) -> None:
        """What stands inside `element`."""
        as_written = as_written or element.tag == "pre"
        self._add(element.text, look, as_written=as_written)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, look, as_written=as_written)
            self._add(child.tail, look, as_written=as_written)

    def close(self, look: Look, *, is_own: bool = False, style: str = "") -> None:
        """End a paragraph; an empty one stays only where the page has it as an element."""
        text, bold = self._words.take()
        if not (text or is_own):
            return
        marker, self._marker = self._marker, ""
        for place, part in enumerate(_EMPTY_LINE.split(text)):
            if place:
                self.found.append(Paragraph(""))
            self.found.append(
                Paragraph(
                    text=part,
                    level=look.level,
                    style=style,
                    marker="" if place else marker,
                    bold=bold,
                    centred=bool(look.centred),
                )
            )

    def _add(self, text: str | None, look: Look, *, as_written: bool) -> None:
        if text:
            self._words.add(text, bold=bool(look.bold), as_written=as_written)

    def _child(self, child: etree._Element, look: Look, *, as_written: bool) -> None:
        own = self._page.styles.look(child)
        inner = _inside(look, own)
        tag = str(child.tag)
        if tag in _DROPPED or own.is_aside:
            return
        if tag == "br":
            self._words.mark("\n")
        elif own.tabs:
            self._words.mark("\t" * own.tabs)
        elif own.is_marker:
            self._marker = written_marker("".join(map(str, child.itertext())))
        elif tag == "table":
            self.close(look)
            self.found += self._page.table(child, inner)
        elif tag in ("ol", "ul"):
            self.close(look)
            self._list(child, inner, own)
        elif tag in _BLOCKS:
            self.close(look)
            self.read(child, inner, as_written=as_written)
            self.close(inner, is_own=tag in _ITS_OWN, style=child.get("class") or "")
        else:
            self.read(child, inner, as_written=as_written)

    def _list(self, element: etree._Element, look: Look, own: Look) -> None:
        counter = ListCounter(element)
        for item in element:
            if item.tag != "li":
                self._child(item, look, as_written=False)
                self.close(look)
                continue
            item_look = self._page.styles.look(item)
            if item_look.is_aside:
                continue
            if not _is_bare(item):
                self._marker = counter.marker(item, item_look.list_form or own.list_form)
            inner = _inside(look, item_look)
            self.read(item, inner)
            self.close(inner)
            self._marker = ""


def _is_bare(item: etree._Element) -> bool:
    """Whether an item only wraps a list inside a list, as some programs do: it has no number."""
    return len(item) > 0 and item[0].tag in ("ol", "ul") and not (item.text or "").strip()


def _inside(outer: Look, own: Look) -> Look:
    """The look of an element inside another: weight and alignment are inherited."""
    return Look(
        bold=outer.bold if own.bold is None else own.bold,
        centred=outer.centred if own.centred is None else own.centred,
        level=own.level or outer.level,
    )


def _width(rows: list[Row]) -> int:
    return max((cell.column + cell.column_span for row in rows for cell in row.cells), default=0)


def _is_sheet(table: etree._Element) -> bool:
    """Whether a table comes from a spreadsheet, where titles stand in its first rows.

    Spreadsheets write words right into the cells, text processors into paragraphs inside them.
    """
    return table.find(".//p") is None
