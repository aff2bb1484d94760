"""Which words of a text were changed: two texts laid beside each other for «было» and «стало»."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from core.values.typography import ENDS, first_letter_small, folded

MOST_TOKENS = 2_000
# Texts with less than this part of their letters in common are not told apart word by word.
MOSTLY_OTHER = 5
_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; the pieces of a text joined are the text itself, to the letter."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class WordDifference:
    """Both texts in pieces: of `before` the changed ones are gone, of `after` they are new."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens `old` to `old_end` of one text beside tokens `new` to `new_end` of the other."""

    old: int
    old_end: int
    new: int
    new_end: int
    is_equal: bool = False


def word_difference(before: str, after: str) -> WordDifference:
    """The words that differ; typography alone marks nothing.

    Of texts longer than MOST_TOKENS words, everything between the equal beginning and the equal
    end is changed; texts that have next to nothing in common are changed as a whole.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    keys, new_keys = _keys(old), _keys(new)
    runs = _joined(list(_runs(keys, new_keys)), keys)
    if _in_common(runs, keys) * MOSTLY_OTHER < max(_letters(keys), _letters(new_keys)):
        runs = [_Run(0, len(old), 0, len(new))]
    return WordDifference(
        _pieces((not run.is_equal, old[run.old : run.old_end]) for run in runs),
        _pieces((not run.is_equal, new[run.new : run.new_end]) for run in runs),
    )


def _pieces(parts: Iterable[tuple[bool, list[str]]]) -> tuple[Piece, ...]:
    cut = [
        piece for changed, tokens in parts for piece in _cut("".join(tokens), is_changed=changed)
    ]
    found = [
        Piece("".join(piece.text for piece in run), is_changed)
        for is_changed, run in groupby(cut, key=lambda piece: piece.is_changed)
    ]
    if len(found) > 1 and not found[-1].text.strip(ENDS):
        # A full stop at the end is typography.
        found[-1] = Piece(found[-1].text, is_changed=False)
    return tuple(found)


def _cut(text: str, *, is_changed: bool) -> list[Piece]:
    """One piece; the space behind a changed one stands apart and is not marked."""
    end = len(text.rstrip()) if is_changed else len(text)
    return [
        Piece(part, is_changed=is_new)
        for part, is_new in ((text[:end], is_changed), (text[end:], False))
        if part
    ]


def _in_common(runs: Sequence[_Run], keys: Sequence[str]) -> int:
    return sum(_letters(keys[run.old : run.old_end]) for run in runs if run.is_equal)


def _letters(keys: Sequence[str]) -> int:
    return sum(letter.isalnum() for key in keys for letter in key)


def _keys(tokens: Sequence[str]) -> list[str]:
    """What is compared of each token; the text's first letter loses its case."""
    keys = [folded(token) for token in tokens]
    first = next((index for index, key in enumerate(keys) if any(map(str.isalpha, key))), None)
    if first is not None:
        keys[first] = first_letter_small(keys[first])
    return keys


def _runs(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Equal and changed runs in turn, from the beginning to the end of both texts."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    if start:
        yield _Run(0, start, 0, start, is_equal=True)
    if old_end - start > MOST_TOKENS or new_end - start > MOST_TOKENS:
        yield _Run(start, old_end, start, new_end)
    else:
        matcher = SequenceMatcher(None, old[start:old_end], new[start:new_end], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            places = (start + i1, start + i2, start + j1, start + j2)
            yield _Run(*places, is_equal=tag == "equal")
    if end:
        yield _Run(old_end, len(old), new_end, len(new), is_equal=True)


def _joined(runs: Sequence[_Run], keys: Sequence[str]) -> list[_Run]:
    """Runs of one kind in one; changes with nothing but signs between them are one change."""
    found: list[_Run] = []
    for place, run in enumerate(runs):
        is_inside = 0 < place < len(runs) - 1
        is_equal = run.is_equal and not (is_inside and _are_signs(keys[run.old : run.old_end]))
        if found and found[-1].is_equal == is_equal:
            found[-1] = replace(found[-1], old_end=run.old_end, new_end=run.new_end)
        else:
            found.append(replace(run, is_equal=is_equal))
    return found


def _are_signs(keys: Sequence[str]) -> bool:
    return not any(letter.isalnum() for key in keys for letter in key)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens at the beginning of both are equal."""
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new))
    )
