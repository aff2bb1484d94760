"""Text of Word runs and paragraphs as printed with all changes accepted and nothing hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from core.office.symbols import is_symbol_font, picture, without_private
from core.office.word.names import MC, W, is_on, whole

_DROPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "footnoteReference",
                 "endnoteReference", "commentReference", "sdtPr", "sdtEndPr")
)  # fmt: skip
_MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph holds: its words, whether all of them are bold, boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        return bool(self.bold) and all(self.bold)


def read_paragraph(
    paragraph: etree._Element, hidden_styles: frozenset[str] = frozenset()
) -> ParagraphText:
    """The text of a `w:p`; text boxes are handed back unread, for they are blocks of their own."""
    found = ParagraphText()
    _collect(paragraph, found, hidden_styles)
    return found


def _collect(element: etree._Element, found: ParagraphText, hidden: frozenset[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _DROPPED:
            continue
        if tag == f"{W}r":
            _collect_run(child, found, hidden)
        elif tag == f"{W}txbxContent":
            found.boxes.append(child)
        elif tag == f"{MC}AlternateContent":
            _collect_alternative(child, found, hidden)
        else:
            _collect(child, found, hidden)


def _collect_alternative(
    element: etree._Element, found: ParagraphText, hidden: frozenset[str]
) -> None:
    # Word writes the same text box twice: once for new readers and once for old ones.
    choice = element.find(f"{MC}Choice")
    if choice is None:
        choice = element.find(f"{MC}Fallback")
    if choice is not None:
        _collect(choice, found, hidden)


def _collect_run(run: etree._Element, found: ParagraphText, hidden: frozenset[str]) -> None:
    properties = run.find(f"{W}rPr")
    if _is_hidden(properties, hidden):
        return
    pieces = list(_run_pieces(run, found, hidden))
    found.pieces.extend(pieces)
    if any(piece.strip() for piece in pieces):
        found.bold.append(is_on(properties, "b"))


def _is_hidden(properties: etree._Element | None, hidden: frozenset[str]) -> bool:
    if properties is None:
        return False
    style = properties.find(f"{W}rStyle")
    named = style is not None and style.get(f"{W}val") in hidden
    return is_on(properties, "vanish") or named


def _is_symbolic(run: etree._Element) -> bool:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return fonts is not None and is_symbol_font(fonts.get(f"{W}ascii"))


def _pictures(text: str) -> str:
    return "".join(letter if letter.isspace() else picture(ord(letter)) for letter in text)


def _run_pieces(run: etree._Element, found: ParagraphText, hidden: frozenset[str]) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            text = (child.text or "").replace("\n", " ")
            yield _pictures(text) if _is_symbolic(run) else without_private(text)
        elif child.tag == f"{W}sym":
            yield picture(whole(child.get(f"{W}char"), 0, base=16))
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _DROPPED:
            if child.tag == f"{MC}AlternateContent":
                _collect_alternative(child, found, hidden)
            else:
                _collect(child, found, hidden)
