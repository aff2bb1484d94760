"""Words of a page as lines, and lines as the paragraphs they were before they were broken."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.office.pdf.breaks import Broken, is_rest, is_unfinished, joined
from core.office.pdf.words import Word, Words

_SAME_LINE = 3.0
_BLANK_LINE = 0.9
_WIDER = 0.2
_USUAL = 0.25
_FEWEST_GAPS = 4
_PADDING = (2.0, 8.0)
_SPACE = 0.3
_WIDE_LETTER = 1.6
_ROOM_FOR_LINE = 1.7
_ITEM = re.compile(r"^(?:[•●▪·]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-я]\)\s)")
_PART = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.(\d{1,2})\s")
_DASH = re.compile(r"^[-–—]\s")
_BEFORE_NUMBER = ("№", "§")
_UNIT = re.compile(r"^(?:%|п\.\s?п\.|чел\.|год\w{0,3}\b|гг?\.)")
_LEADS_TO_LIST = re.compile(r"[:;.,]\s*$")
_ENDS_WITH_INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s*[,;]?$")


@dataclass(frozen=True, slots=True)
class Box:
    """An area of a page: the frame of a cell."""

    x0: float
    top: float
    x1: float
    bottom: float


class Line(Words):
    """Words of a page or a cell side by side."""

    __slots__ = ()


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words grouped into lines from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        if groups and abs(word.top - groups[-1][0].top) <= _SAME_LINE:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(sorted(group, key=lambda word: word.x0))) for group in groups]


def is_dashed(line: Words) -> bool:
    """Whether a line begins with a dash, as the items of some lists do."""
    return bool(_DASH.match(line.text))


def begins_anew(previous: Words, line: Words, left: float, right: float) -> bool:
    """Whether a line is a new paragraph: its first word would have fitted on the line before."""
    if _ITEM.match(line.text):
        return True
    if is_dashed(line):
        # A dash behind words that do not end may be the middle of «октябрь – май».
        return is_dashed(previous) or bool(_LEADS_TO_LIST.search(previous.text))
    if _ENDS_WITH_INITIALS.search(previous.text) and line.text[0].isupper():
        return True
    if is_unfinished(previous.text) or is_rest(line.text):
        return False
    needed = _first_width(line) + _SPACE * line.height
    return needed < (right - left) - (previous.x1 - previous.x0) - 1.0


def _first_width(line: Words) -> float:
    """The width of what may not be parted at the beginning of a line: a word, «№ 3», «60 %»."""
    first, *more = line.words
    if more and (first.text in _BEFORE_NUMBER or _UNIT.match(more[0].text)):
        return more[0].x1 - first.x0
    return first.width


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a frame: paragraphs separated by \n, line breaks inside them undone.

    It lies between `left` and `right`; `drop` is the free space beneath its last line.
    """

    text: str = ""
    first: Line | None = None
    last: Line | None = None
    left: float = 0.0
    right: float = 0.0
    drop: float = 0.0

    @property
    def reaches_bottom(self) -> bool:
        """Whether no other line had room beneath the last."""
        return self.last is not None and self.drop < _ROOM_FOR_LINE * self.last.height

    def is_followed_by(self, other: "Text") -> bool:
        """Whether another text may go on in the middle of this one's last paragraph."""
        if self.last is None or other.first is None:
            return False
        return not begins_anew(self.last, other.first, self.left, self.right)

    def with_rest(self, text: str, other: "Text") -> str:
        """`text`, which ends as this one does, and another that goes on with it."""
        if self.last is None or other.first is None or not self.is_followed_by(other):
            return f"{text}\n{other.text}"
        if _is_next_part(text.rsplit("\n", 1)[-1], other.first.text):
            return f"{text}\n{other.text}"
        head, *more = other.text.split("\n", 1)
        ends = other.first is other.last and len(other.first.words) == 1
        broken = Broken(
            fills=_fills(self.last, other.first, self.right - self.left),
            ends=ends,
            full=_is_full(self.last, other.first, self.left, self.right),
        )
        return "\n".join([joined(text, head, broken), *more])


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Framed:
    """The lines in the frame of a cell, level; `box` is the frame as they see it."""

    lines: tuple[Line, ...]
    box: Box

    @classmethod
    def of(cls, words: Sequence[Word], box: Box) -> "Framed":
        """Words in a frame, level or turned."""
        turned = sum(word.turn for word in words)
        if words and abs(turned) * 2 > len(words):
            words, box = _levelled(words, box, 1 if turned > 0 else -1)
        return cls(tuple(lines_of(words)), box)

    def text(self, usual: float | None = None) -> Text:
        """The text of the cell; `usual` is the free space between lines, where it is known."""
        lines, box = self.lines, self.box
        if not lines:
            return NO_TEXT
        inset = _padding(lines, box.x0)
        left, right = box.x0 + inset, box.x1 - inset
        text = "\n".join(paragraphs(lines, left, right, usual))
        return Text(text, lines[0], lines[-1], left, right, box.bottom - lines[-1].bottom)


def usual_space(cells: Iterable[Framed]) -> float | None:
    """The free space between the lines of a table, as a share of their height; None for too few."""
    spaces = sorted(
        _space(upper, lower) for cell in cells for upper, lower in itertools.pairwise(cell.lines)
    )
    return spaces[int(_USUAL * len(spaces))] if len(spaces) >= _FEWEST_GAPS else None


def _space(upper: Line, lower: Line) -> float:
    return (lower.top - upper.bottom) / lower.height


def _levelled(words: Sequence[Word], box: Box, turn: int) -> tuple[list[Word], Box]:
    """Words and frame as they stand when the page is turned so that the words are level."""

    def level(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if turn > 0:
            return -bottom, x0, -top, x1
        return top, -x1, bottom, -x0

    result = []
    for word in words:
        x0, top, x1, bottom = level(word.x0, word.top, word.x1, word.bottom)
        result.append(replace(word, x0=x0, top=top, x1=x1, bottom=bottom, turn=0))
    return result, Box(*level(box.x0, box.top, box.x1, box.bottom))


def _padding(lines: Sequence[Line], left: float) -> float:
    """The free space between a frame and its text."""
    nearest = min((line.x0 for line in lines), default=left) - left
    return min(max(nearest, _PADDING[0]), _PADDING[1])


def paragraphs(
    lines: Sequence[Line], left: float, right: float, usual: float | None = None
) -> Iterator[str]:
    """Lines between two edges, those of one paragraph put together again.

    `usual` is the free space between lines as a share of their height.
    """
    listed = sum(map(is_dashed, lines)) > 1
    least = min((_space(*pair) for pair in itertools.pairwise(lines)), default=0.0)
    text = ""
    previous = lines[0]
    for place, line in enumerate(lines):
        if text and (
            (listed and is_dashed(line))
            or _is_next_part(text, line.text)
            or _is_wider(_space(previous, line), line, least, usual)
            or _is_parted(previous, line, left, right)
        ):
            yield text
            text = ""
        broken = Broken(
            fills=_fills(previous, line, right - left),
            ends=place + 1 == len(lines) and len(line.words) == 1,
            full=_is_full(previous, line, left, right),
        )
        text = joined(text, line.text, broken)
        previous = line
    yield text


def _is_wider(space: float, line: Line, least: float, usual: float | None) -> bool:
    """Whether a space is wider than those between the lines of a paragraph.

    Beside a narrower one in the same cell it surely is; else the cell may only be set wider than
    the others of its table, and the words have to begin anew.
    """
    if space > least + _WIDER and space > (usual or 0.0) + _WIDER:
        return True
    return usual is not None and space > usual + _WIDER and not line.text[0].islower()


def _is_next_part(text: str, line: str) -> bool:
    """Whether «7.2 …» comes after «7.1 …»."""
    part, following = _PART.match(text), _PART.match(line)
    if part is None or following is None or part.group(1) != following.group(1):
        return False
    return int(following.group(2)) == int(part.group(2)) + 1


def _is_parted(previous: Line, line: Line, left: float, right: float) -> bool:
    if line.top - previous.bottom > _BLANK_LINE * line.height:
        return True
    return begins_anew(previous, line, left, right)


def _fills(previous: Line, line: Line, width: float) -> bool:
    """Whether a line is one word that takes the whole width: the next letter had no room."""
    if len(previous.words) > 1:
        return False
    return previous.words[0].width + _WIDE_LETTER * _letter(line) > width - 1.0


def _is_full(previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether a letter had no room behind a line, however many words it has."""
    return previous.x1 - previous.x0 + _WIDE_LETTER * _letter(line) > right - left - 1.0


def _letter(line: Line) -> float:
    """The usual width of a letter of a line's first word."""
    following = line.words[0]
    return following.width / max(len(following.text), 1)
