"""Words of a page as lines, and lines as the paragraphs they were before they were broken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAME_LINE = 3.0
_BLANK_LINE = 0.9
_PADDING = (2.0, 8.0)
_ITEM = re.compile(r"^(?:[-–—•●▪·]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-я]\)\s)")
_ENDS_WITH_INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s*[,;]?$")
_RANGE_END = re.compile(r"\d[-–—/]$")
_BROKEN_WORD = re.compile(r"([А-Яа-яЁёA-Za-z]+)[-\u2010\u00ad]$")
_SOFT = ("\u2010", "\u00ad")
_WORD_START = re.compile(r"^([а-яёa-z]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands on a page; measures are points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words grouped into lines from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        if groups and abs(word.top - groups[-1][0].top) <= _SAME_LINE:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(sorted(group, key=lambda word: word.x0))) for group in groups]


def padding(lines: Sequence[Line], left: float) -> float:
    """The free space between a frame and its text."""
    nearest = min((line.x0 for line in lines), default=left) - left
    return min(max(nearest, _PADDING[0]), _PADDING[1])


def begins_anew(previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line is a new paragraph: its first word would have fitted on the line before."""
    if _ITEM.match(line.text):
        return True
    if _ENDS_WITH_INITIALS.search(previous.text) and line.text[0].isupper():
        return True
    space = 0.3 * (line.bottom - line.top)
    free = (right - left) - (previous.x1 - previous.x0)
    return line.words[0].width + space < free - 1.0


def joined(text: str, following: str) -> str:
    """Two lines of one paragraph as one; a word broken by a hyphen is healed."""
    head, tail = _BROKEN_WORD.search(text), _WORD_START.search(following)
    if _RANGE_END.search(text) and following[:1].isdigit():
        return f"{text}{following}"
    if head is None or tail is None:
        return f"{text} {following}" if text else following
    if text.endswith(_SOFT):
        # A hyphenating program writes these, and never inside a word that has a hyphen anyway.
        return f"{text[:-1]}{following}"
    whole = head.group(1) + tail.group(1)
    return f"{text[:-1]}{following}" if is_word(whole.lower()) else f"{text}{following}"


@lru_cache(maxsize=4096)
def is_word(text: str) -> bool:
    """Whether the dictionary knows a word."""
    return bool(_dictionary().word_is_known(text))


@lru_cache(maxsize=1)
def _dictionary():  # type: ignore[no-untyped-def]
    # Loading takes a third of a second, which most documents never need.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def text_in_frame(words: Sequence[Word], left: float, right: float) -> str:
    """The text of a cell: paragraphs separated by \\n, line breaks inside them undone."""
    lines = lines_of(words)
    inset = padding(lines, left)
    paragraphs: list[str] = []
    previous: Line | None = None
    for line in lines:
        if previous is None or (
            line.top - previous.bottom > _BLANK_LINE * (line.bottom - line.top)
            or begins_anew(previous, line, left + inset, right - inset)
        ):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = joined(paragraphs[-1], line.text)
        previous = line
    return "\n".join(paragraphs)
