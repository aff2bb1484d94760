"""Words of a page where they stand: level and turned, cut at rules."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.utils.text import extract_words

_NEAR_RULE = 1.5
_LEAST_GAP = 0.6
_SAME_PLACE = 0.5
_GAP_OF_WORDS = 0.2


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands on a page; measures are points from the top left corner.

    `turn` is 0 for level words, 1 for words that are read upwards, -1 for words read downwards.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    turn: int = 0

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def across(self) -> float:
        """The middle between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """The middle between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side: a line, or a part of one."""

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
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


def words_of(page: Any) -> list[Word]:
    """The words of a pdfplumber page.

    A rule between two letters parts them into two words: in a printed sheet nothing else stands
    between a number and the text of the next column.
    """
    # Letters without a height show nothing; damaged files have them.
    chars = [char for char in _once(page.chars) if char["bottom"] > char["top"]]
    rules = _upright_rules(page)
    level = [char for char in chars if char["upright"]]
    words = [word for letters in _found(level) for word in _cut(letters, rules)]
    for turn, direction in ((1, "btt"), (-1, "ttb")):
        turned = [
            c for c in chars if not c["upright"] and (1 if c["matrix"][1] > 0 else -1) == turn
        ]
        words += [replace(_word(letters), turn=turn) for letters in _found(turned, direction)]
    return words


def _found(chars: list[Any], turned: str = "ttb") -> Iterator[Sequence[Any]]:
    """The letters of each word; without a blank among them the gaps alone tell words apart."""
    ratio = None if any(char["text"].isspace() for char in chars) else _GAP_OF_WORDS
    found = extract_words(
        chars, return_chars=True, x_tolerance_ratio=ratio, char_dir_rotated=turned
    )
    return (word["chars"] for word in found)


def _once(chars: Sequence[Any]) -> list[Any]:
    """Letters without the second print by which some programs make them bold."""
    once: list[Any] = []
    for char in chars:
        last = once[-1] if once else None
        if (
            last is None
            or char["text"] != last["text"]
            or abs(char["x0"] - last["x0"]) > _SAME_PLACE
            or abs(char["top"] - last["top"]) > _SAME_PLACE
        ):
            once.append(char)
    return once


def _upright_rules(page: Any) -> list[tuple[float, float, float]]:
    """Where upright rules stand: from the left, their tops and bottoms."""
    return sorted(
        (edge["x0"], edge["top"], edge["bottom"])
        for edge in page.edges
        if edge["orientation"] == "v"
    )


def _cut(chars: Sequence[Any], rules: Sequence[tuple[float, float, float]]) -> Iterator[Word]:
    start = 0
    for place in range(1, len(chars)):
        left, right = chars[place - 1]["x1"], chars[place]["x0"]
        if right - left > _LEAST_GAP and _parts(rules, left, right, chars[place]):
            yield _word(chars[start:place])
            start = place
    yield _word(chars[start:])


def _parts(
    rules: Sequence[tuple[float, float, float]], left: float, right: float, char: Any
) -> bool:
    """Whether a rule stands between two letters."""
    middle = (char["top"] + char["bottom"]) / 2
    first = bisect.bisect_left(rules, (left - _NEAR_RULE,))
    for x, top, bottom in rules[first:]:
        if x > right + _NEAR_RULE:
            return False
        if top <= middle <= bottom:
            return True
    return False


def _word(letters: Sequence[Any]) -> Word:
    return Word(
        "".join(letter["text"] for letter in letters),
        min(letter["x0"] for letter in letters),
        max(letter["x1"] for letter in letters),
        min(letter["top"] for letter in letters),
        max(letter["bottom"] for letter in letters),
        all("bold" in letter["fontname"].lower() for letter in letters),
    )
