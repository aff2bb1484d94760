"""Blocks of a Word document in reading order."""

from collections.abc import Iterator

from lxml import etree

from core.office.archives import DAMAGED, OfficeArchive, parse_xml
from core.office.documents import Block, Document, Paragraph
from core.office.errors import UnreadableFileError
from core.office.word.names import W_STRICT, W, child_value, whole
from core.office.word.numbering import Numbering
from core.office.word.styles import PLAIN, Style, read_styles
from core.office.word.tables import TableReader
from core.office.word.text import ParagraphText, read_paragraph

_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_NOTES = ("footnote", "endnote")
_MACROS = (
    "В документе есть макросы, такой файл не открывается. Сохраните его в Word как документ без "
    "макросов (.docx) и загрузите снова."
)


def read_docx(content: bytes) -> Document:
    """Read a .docx; raises UnreadableFileError where it is damaged or carries macros."""
    with OfficeArchive(content) as archive:
        if any(name.endswith("vbaProject.bin") for name in archive.names):
            raise UnreadableFileError(_MACROS)
        root = archive.xml("word/document.xml")
        if root.tag.startswith(f"{{{W_STRICT}}}"):
            root = _transitional(root)
        styles = read_styles(archive.optional_xml("word/styles.xml"))
        numbering = Numbering(archive.optional_xml("word/numbering.xml"))
        notes = [archive.optional_xml(f"word/{name}s.xml") for name in _NOTES]
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFileError(DAMAGED)
    reader = _BodyReader(styles, numbering)
    footnotes = (text for root in notes if root is not None for text in _footnotes(root))
    return Document("docx", tuple(reader.blocks(body)), footnotes=tuple(footnotes))


def _footnotes(root: etree._Element) -> Iterator[str]:
    """The texts of footnotes; the lines that only part them from the page have a type."""
    for note in root:
        kind = note.get(f"{W}type", "normal")
        if kind == "normal":
            texts = (read_paragraph(paragraph).text for paragraph in note.iter(f"{W}p"))
            text = "\n".join(" ".join(text.split()) for text in texts).strip()
            if text:
                yield text


def _transitional(root: etree._Element) -> etree._Element:
    """The strict flavour of the format has the same names in another namespace."""
    text = etree.tostring(root)
    strict, usual = W_STRICT.encode(), W.strip("{}").encode()
    return parse_xml(text.replace(strict, usual))


class _BodyReader:
    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._hidden = frozenset(key for key, style in styles.items() if style.hidden)
        self._tables = TableReader(self.blocks)
        self._carried = ""

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._tables.read(child)
            elif child.tag in _WRAPPERS and not _is_contents(child):
                yield from self.blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = self._styles.get(child_value(properties, "pStyle") or "", PLAIN)
        if style.is_contents or style.hidden:
            return
        found = read_paragraph(element, self._hidden)
        text = self._carried + found.text
        if _mark_is_deleted(properties):
            # An accepted deletion of a paragraph's end joins it to the next one.
            self._carried = text
        else:
            self._carried = ""
            yield self._value(text, found, properties, style)
        for box in found.boxes:
            yield from self.blocks(box)

    def _value(
        self,
        text: str,
        found: ParagraphText,
        properties: etree._Element | None,
        style: Style,
    ) -> Paragraph:
        alignment = child_value(properties, "jc")
        return Paragraph(
            text=text,
            level=_outline(properties) or style.level,
            style=style.name,
            marker=self._marker(properties, style),
            bold=found.is_bold or (style.bold and bool(text.strip())),
            centred=alignment == "center" if alignment else style.centred,
        )

    def _marker(self, properties: etree._Element | None, style: Style) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            identifier = child_value(own, "numId") or (style.numbering or ("", 0))[0]
            level = whole(child_value(own, "ilvl"), 0, high=8)
            return self._numbering.marker(identifier, level)
        return self._numbering.marker(*style.numbering) if style.numbering else ""


def _outline(properties: etree._Element | None) -> int:
    level = whole(child_value(properties, "outlineLvl"), 9)
    return level + 1 if level < 9 else 0


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and mark.find(f"{W}del") is not None


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    name = "" if gallery is None else (gallery.get(f"{W}val") or "")
    return "contents" in name.lower() or "оглавлени" in name.lower()
