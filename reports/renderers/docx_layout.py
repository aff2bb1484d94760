"""Styles, fields of the sheet and numbering of a Word document (ГОСТ Р 7.0.97-2025)."""

from docx import Document as new_word
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml.etree import _Element as Element

from reports.domain.document import Orientation
from reports.renderers.line_counts import TEXT_WIDTH_MM

FACE = "Times New Roman"
ORGANISATION, KIND, TITLE, PLACE = "Организация", "Вид документа", "Заголовок к тексту", "Место"
REGISTRATION, CORNER, ITEM = "Дата и номер", "Угловой реквизит", "Пункт списка"
ABOVE_TABLE = Pt(8)
"""Between a paragraph and a table without a caption."""
TEXT, CAPTION, NOTE, SIGNATURE = "Текст документа", "Название таблицы", "Примечание", "Подпись"
TABLE_TEXT = {12: "Текст таблицы 12", 11: "Текст таблицы 11", 10: "Текст таблицы 10"}
TEXT_WIDTH = {lie: Mm(width) for lie, width in TEXT_WIDTH_MM.items()}


def new_document() -> Word:
    """An empty Word document with the portal's styles."""
    word = new_word()
    _defaults(word)
    _headings(word)
    first = Mm(12.5)
    add = _StyleMaker(word)
    add(ORGANISATION, align=ALIGN.CENTER)
    add(KIND, align=ALIGN.CENTER, before=22, after=14, bold=True)
    add(REGISTRATION)
    add(PLACE, align=ALIGN.CENTER, before=6)
    add(TITLE, align=ALIGN.CENTER, before=20, after=20, bold=True, indent=Mm(17))
    add(TEXT, align=ALIGN.JUSTIFY, first=first, spacing=1.15)
    add(ITEM, align=ALIGN.JUSTIFY, first=first, spacing=1.15)
    add(CORNER, size=12, left=Mm(85))
    add(CAPTION, size=12, before=10, after=4, keep=True)
    add(NOTE, size=10, before=4, after=6)
    add(SIGNATURE, before=40, together=True)
    for size, name in TABLE_TEXT.items():
        add(name, size=size)
    return word


class _StyleMaker:
    """Adds paragraph styles based on the document's normal one."""

    def __init__(self, word: Word) -> None:
        self.styles = word.styles

    def __call__(
        self, name: str, *, align: ALIGN = ALIGN.LEFT, size: int = 14, bold: bool = False,
        before: int = 0, after: int = 0, first: Mm | None = None, left: Mm | None = None,
        indent: Mm | None = None, spacing: float = 1.0, keep: bool = False,
        together: bool = False,
    ) -> None:  # fmt: skip
        style = self.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.styles["Normal"]
        style.quick_style = True
        style.font.size, style.font.bold = Pt(size), bold
        layout = style.paragraph_format
        layout.alignment, layout.line_spacing = align, spacing
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.first_line_indent, layout.left_indent = first, left or indent
        layout.right_indent = indent
        layout.keep_with_next, layout.keep_together = keep, together


def _defaults(word: Word) -> None:
    normal = word.styles["Normal"]
    _set_face(normal)
    normal.font.size = Pt(14)
    layout = normal.paragraph_format
    layout.space_after, layout.line_spacing, layout.widow_control = Pt(0), 1.0, True
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "ru-RU")
    settings = word.settings.element
    hyphenation = OxmlElement("w:autoHyphenation")
    # The schema orders settings; hyphenation stands right before the tab stop.
    settings.insert(list(settings).index(settings.find(qn("w:defaultTabStop"))), hyphenation)


def _headings(word: Word) -> None:
    for level, align in ((1, ALIGN.CENTER), (2, ALIGN.LEFT)):
        style = word.styles[f"Heading {level}"]
        _set_face(style)
        style.font.size, style.font.bold, style.font.italic = Pt(14), True, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.alignment, layout.keep_with_next = align, True
        layout.space_before, layout.space_after = Pt(14), Pt(7)
        layout.first_line_indent = None if level == 1 else Mm(12.5)


def _set_face(style: ParagraphStyle) -> None:
    """One face for every script; theme fonts of the template would win over it."""
    style.font.name = FACE
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FACE)


def first_section(word: Word, orientation: Orientation) -> None:
    """Fields and page number of the main text; its first page bears no number."""
    section = word.sections[0]
    _lay(section, orientation)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = word.styles["Normal"]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(12)
    for kind in ("begin", None, "separate", "end"):
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = "PAGE"
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def take_no_room(paragraph: Paragraph) -> None:
    """A line of one point, with nothing around it."""
    lines = paragraph.paragraph_format
    lines.line_spacing, lines.space_before, lines.space_after = Pt(1), Pt(0), Pt(0)


def next_section(word: Word, orientation: Orientation) -> None:
    """A new sheet for an annex; page numbers go on."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _lay(section, orientation)
    section.different_first_page_header_footer = False


def _lay(section: Section, orientation: Orientation) -> None:
    short, long = Mm(210), Mm(297)
    landscape = orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = Mm(10)


def new_numbering(word: Word) -> int:
    """A numbering that starts from 1; its id for the paragraphs of one list."""
    numbering = word.part.numbering_part.element
    abstract_id = str(1 + max(int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(
        qn("w:abstractNum")
    )))  # fmt: skip
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), abstract_id)
    level = _child(abstract, "w:lvl", {"w:ilvl": "0"})
    _child(level, "w:start", {"w:val": "1"})
    _child(level, "w:numFmt", {"w:val": "decimal"})
    _child(level, "w:suff", {"w:val": "space"})
    _child(level, "w:lvlText", {"w:val": "%1."})
    _child(level, "w:lvlJc", {"w:val": "left"})
    indent = _child(level, "w:pPr", {})
    _child(indent, "w:ind", {"w:left": "0", "w:firstLine": str(round(Mm(12.5).twips))})
    numbering.insert(0, abstract)
    return int(numbering.add_num(int(abstract_id)).numId)


def number_paragraph(paragraph: Paragraph, numbering: int) -> None:
    """Makes `paragraph` an item of the list with the id `numbering`."""
    properties = OxmlElement("w:numPr")
    _child(properties, "w:ilvl", {"w:val": "0"})
    _child(properties, "w:numId", {"w:val": str(numbering)})
    # The schema wants the numbering right after the style.
    paragraph._p.get_or_add_pPr().insert(1, properties)


def _child(parent: Element, tag: str, attributes: dict[str, str]) -> Element:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    parent.append(element)
    return element
