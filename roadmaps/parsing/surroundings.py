"""What stands around the tables: lines of text and the lists among them."""

import re
from collections.abc import Iterable, Sequence

from core.office.documents import Document, Paragraph, Table
from roadmaps.parsing.numbers import has_marker, without_marker
from roadmaps.parsing.wording import tidy

_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[IVX]+\.)")
_NEXT_ITEM = re.compile(r"(?<=[;.,])\s+(?=\d{1,2}[.)]\s)|(?<=\S)\s+(?=\d{1,2}\)\s)")
_NEXT_BULLET = re.compile(r"(?<=[;.])\s+(?=[-–—•]\s)")
_LONGEST_FRAMED = 400
_TABLE_STOOD = Paragraph("", style="table")
_LEAD_IN = re.compile(r"[:：]\s*$")
_LETTERS_APART = re.compile(r"(?:\b[А-ЯЁA-Z] ){3,}[А-ЯЁA-Z]\b")
_WIDE_GAP = re.compile(r"[^\S\n]{2,}")
_SPACED_WORDS = re.compile(
    r"(?<=[а-яё])(?=(?:мероприятий|работы|действий|карта)\b)|(?<=план)(?=[а-яё])", re.IGNORECASE
)


def running_text(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs; where a table stood, an empty one keeps the texts around it apart.

    A table of one cell is a frame around its words.
    """
    return tuple(
        block if isinstance(block, Paragraph) else _framed(block) for block in document.blocks
    )


def _framed(table: Table) -> Paragraph:
    cells = [cell for row in table.rows for cell in row.cells if cell.text.strip()]
    is_frame = len(cells) == 1 and len(cells[0].text) <= _LONGEST_FRAMED
    return Paragraph(cells[0].text, style="table") if is_frame else _TABLE_STOOD


def lines_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Paragraph texts as read, empty ones kept as separators; «П Л А Н» is a word."""
    return [tidy(_closed_up(paragraph.full_text)) for paragraph in paragraphs]


def _closed_up(text: str) -> str:
    """Words whose letters were set apart for emphasis, written together."""
    if not _LETTERS_APART.search(text):
        return text
    parts = _WIDE_GAP.split(text)
    whole = (_LETTERS_APART.sub(lambda match: match.group().replace(" ", ""), p) for p in parts)
    return " ".join(_SPACED_WORDS.sub(" ", part) for part in whole)


def items_of(text: str) -> list[str]:
    """The items of a list inside one text; a lead-in sentence before them is left out.

    Items stand on lines of their own, behind numbers, or between semicolons.
    """
    parts = _NEXT_BULLET.sub("\n", _NEXT_ITEM.sub("\n", text)).split("\n")
    lines = [line for line in parts if line.strip()]
    if len(lines) > 1 and _LEAD_IN.search(lines[0]):
        lines = lines[1:]
    if len(lines) == 1:
        lines = [part for part in re.split(r";\s*", lines[0]) if part.strip()]
    return [item(line) for line in lines]


def item(line: str) -> str:
    """A list item without its mark and the semicolon behind it."""
    return without_marker(line).rstrip(" ;")


def list_after(
    lines: Sequence[str], index: int, headings: frozenset[int] = frozenset()
) -> list[str]:
    """The list that follows a line, up to an empty line, a heading or a list of another kind."""
    return [text for _, text in placed_list(lines, index, headings)]


def placed_list(
    lines: Sequence[str], index: int, headings: frozenset[int] = frozenset()
) -> list[tuple[int, str]]:
    """As `list_after`, each item with the place of its line."""
    found: list[tuple[int, str]] = []
    numbered = False
    for place, line in enumerate(lines[index + 1 :], start=index + 1):
        if not line or place in headings:
            if found or place in headings:
                break
            continue
        marked = has_marker(line)
        if not found and _LEAD_IN.search(line) and not marked:
            continue
        if not marked and _is_unmarked_item(lines[place - 1], found, line):
            found.append((place, item(line)))
            continue
        if found and marked and bool(_NUMBERED.match(line)) and not numbered:
            break
        if not marked and (not found or line[0].isupper() or not _open_ended(found[-1][1])):
            break
        numbered = numbered or bool(_NUMBERED.match(line))
        found += [(place, item(part)) for part in line.split("\n")]
    return found


def _is_unmarked_item(above: str, found: Sequence[tuple[int, str]], line: str) -> bool:
    """Whether a line without a mark is an item: right under «Задачи:», or after a semicolon.

    Not among marked items, nor where it begins with a capital and they do not.
    """
    if not found:
        return bool(_LEAD_IN.search(above)) and not _LEAD_IN.search(line)
    alike = line[0].isupper() == found[0][1][:1].isupper()
    return above.endswith(";") and not has_marker(above) and alike


def _open_ended(text: str) -> bool:
    return not text.endswith((".", "!", "?"))


def headings_of(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Places of paragraphs with a heading's style, and of tables: no list goes on beyond them."""
    return frozenset(
        place
        for place, paragraph in enumerate(paragraphs)
        if paragraph.level or paragraph is _TABLE_STOOD
    )
