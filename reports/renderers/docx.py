"""A document as a Word file that the office can go on editing: real styles, real tables."""

import io
from datetime import UTC, datetime, time

from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element as Element

from core.office import charts
from core.office.packaging import repacked
from core.values import wording
from reports.domain.display import clean, typeset
from reports.domain.document import (
    Annex,
    Chart,
    Document,
    Heading,
    NumberedList,
    Orientation,
    Paragraph,
    Part,
    Signature,
    Table,
)
from reports.renderers import docx_layout as layout
from reports.renderers import pictures
from reports.renderers.docx_tables import signature_element, table_element
from reports.renderers.html import BLANK_NUMBER, BLANK_SIGNATURE


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx file; the same document gives the same bytes."""
    writer = _Writer(document)
    content = io.BytesIO()
    writer.write().save(content)
    return repacked(content.getvalue())


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: Word = layout.new_document()
        self.style_ids = {style.name: style.style_id for style in self.word.styles}

    def write(self) -> Word:
        self._properties()
        for index, part in enumerate(self.document.parts()):
            if index == 0:
                layout.first_section(self.word, part.orientation)
                self._requisites()
            else:
                layout.next_section(self.word, part.orientation)
            if part.annex is not None:
                self._annex(part.annex)
            self._blocks(part)
        return self.word

    def _properties(self) -> None:
        properties = self.word.core_properties
        moment = datetime.combine(self.document.date, time(), UTC).replace(tzinfo=None)
        properties.title = clean(self.document.full_title)[:255]
        properties.author = clean(self.document.author)[:255]
        properties.last_modified_by = properties.author
        properties.created = properties.modified = moment
        properties.language, properties.comments, properties.keywords = "ru-RU", "", ""

    def _requisites(self) -> None:
        document = self.document
        self._corner(document.corner, document.orientation)
        for line in document.organisation:
            self._add(line, layout.ORGANISATION)
        if document.kind:
            self._add(document.kind, layout.KIND)
        if document.registered:
            self._registration()
        if document.place:
            self._add(document.place, layout.PLACE)
        self._add(document.title, layout.TITLE)

    def _corner(self, lines: tuple[str, ...], orientation: Orientation) -> None:
        for line in lines:
            paragraph = self._add(line, layout.CORNER)
            if orientation is Orientation.LANDSCAPE:
                paragraph.paragraph_format.left_indent = Mm(172)

    def _registration(self) -> None:
        document = self.document
        number = f"№{wording.NBSP}{document.number}" if document.number else BLANK_NUMBER
        text = f"{wording.short_date(document.date)}\t{number}"
        paragraph = self._add(text, layout.REGISTRATION)
        width = layout.TEXT_WIDTH[document.orientation]
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)

    def _annex(self, annex: Annex) -> None:
        self._corner(annex.corner, annex.orientation)
        self.word.add_heading(typeset(annex.title), level=1)

    def _blocks(self, part: Part) -> None:
        width = layout.TEXT_WIDTH[part.orientation]
        for before, block in zip((None, *part.blocks), part.blocks, strict=False):
            match block:
                case Heading():
                    self.word.add_heading(typeset(block.text), level=block.level)
                case Paragraph():
                    self._add(block.text, layout.TEXT)
                case NumberedList():
                    self._list(block)
                case Table():
                    if block.caption:
                        self._add(block.caption, layout.CAPTION)
                    elif isinstance(before, Paragraph):
                        self.word.paragraphs[-1].paragraph_format.space_after = layout.ABOVE_TABLE
                    self._table(block, part.orientation)
                case Chart():
                    self._chart(block, part.orientation)
                case Signature():
                    self._signature(block, width)
                case Annex():
                    raise ValueError("An annex begins a part and is no block of one.")
        self._close_part()

    def _close_part(self) -> None:
        """Word demands a paragraph after a table at the end of a section; an empty one takes no
        room, else a table that fills its page would bring an empty page after it."""
        last = self.word.paragraphs[-1]
        if not last.text:
            layout.take_no_room(last)

    def _list(self, block: NumberedList) -> None:
        number = layout.new_numbering(self.word)
        for item in block.items:
            layout.number_paragraph(self._add(item, layout.ITEM), number)

    def _table(self, table: Table, orientation: Orientation) -> None:
        self._insert(table_element(table, orientation, self.style_ids))
        for number, note in enumerate(table.notes, 1):
            paragraph = self._add(note, layout.NOTE)
            paragraph.paragraph_format.keep_with_next = number < len(table.notes)
        if not table.notes:
            self._add("", layout.NOTE)

    def _chart(self, chart: Chart, orientation: Orientation) -> None:
        width = layout.TEXT_WIDTH[orientation]
        paragraph = self.word.add_paragraph(style=layout.CAPTION)
        shape = paragraph.add_run().add_picture(io.BytesIO(pictures.png(chart)), width=width)
        shape._inline.docPr.set("descr", charts.described(chart))
        self._add(chart.caption, layout.CAPTION)
        self._table(chart.table(), orientation)

    def _signature(self, signature: Signature, width: Mm) -> None:
        cells = (typeset(signature.post), BLANK_SIGNATURE, signature.name or BLANK_SIGNATURE)
        space = self._add("", layout.TEXT)
        space.paragraph_format.keep_with_next = True
        self._insert(signature_element(cells, width, self.style_ids[layout.SIGNATURE]))
        self._add("", layout.NOTE)

    def _insert(self, element: Element) -> None:
        body = self.word.element.body
        body.insert(list(body).index(body.find(qn("w:sectPr"))), element)

    def _add(self, text: str, style: str) -> WordParagraph:
        return self.word.add_paragraph(typeset(text), style=style)
