"""«Было → стало» of one value, short enough to be read in a line of a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.values.word_difference import Piece, WordDifference, word_difference

WHOLE = 60
"""Values up to so many letters stand beside each other as they are."""
KEPT_AROUND = 40
LONGEST = 400
GAP = "… "


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One field: its Russian name and both values, in pieces that say which words are other."""

    field: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_by_words: bool = False
    """Whether single words are told apart; else one value stands in place of the other."""


def value_line(field: str, before: str, after: str) -> ValueLine:
    """Short values whole; of long ones the changed words with some of the text around them."""
    is_by_words = bool(before and after) and max(len(before), len(after)) > WHOLE
    if is_by_words:
        found = word_difference(before, after)
    else:
        found = WordDifference(_whole(before), _whole(after))
    return ValueLine(
        field[:1].upper() + field[1:],
        tuple(_shortened(found.before)),
        tuple(_shortened(found.after)),
        is_by_words=is_by_words,
    )


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),) if text else ()


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    last = len(pieces) - 1
    return [
        replace(piece, text=_cut(piece, is_first=place == 0, is_last=place == last))
        for place, piece in enumerate(pieces)
    ]


def _cut(piece: Piece, *, is_first: bool, is_last: bool) -> str:
    text = piece.text
    if piece.is_changed or (is_first and is_last):
        return text if len(text) <= LONGEST else f"{_beginning(text, LONGEST)}…"
    head = "" if is_first else _beginning(text, KEPT_AROUND)
    tail = "" if is_last else _end(text, KEPT_AROUND)
    if len(head) + len(tail) + len(GAP) >= len(text):
        return text
    return f"{head}{GAP}{tail}" if tail else f"{head}…"


def _beginning(text: str, letters: int) -> str:
    """Whole words of the beginning."""
    return text if len(text) <= letters else text[:letters].rpartition(" ")[0] + " "


def _end(text: str, letters: int) -> str:
    """Whole words of the end."""
    return text if len(text) <= letters else text[-letters:].partition(" ")[2]
